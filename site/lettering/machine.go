package lettering

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/fontscan"
)

// Machine is the fonts that are installed. It looks at them when it is first
// asked.
type Machine struct {
	dir    string
	files  func() []fontFile
	digest func() string
	prints func() []fontscan.Footprint // of all that is in the files

	mu     sync.Mutex
	loaded map[fontscan.Location]*font.Font // nil for those that cannot be read
	ranks  map[string][]fontscan.Footprint  // by language
}

// NewMachine gives the fonts of the machine. What each has is kept in an index in
// the folder dir, which need not exist: the first look takes a third of a second
// for 400 fonts.
func NewMachine(dir string) *Machine {
	m := &Machine{dir: dir, loaded: map[fontscan.Location]*font.Font{}, ranks: map[string][]fontscan.Footprint{}}
	m.files = sync.OnceValue(fontFiles)
	m.digest = sync.OnceValue(m.digestFiles)
	m.prints = sync.OnceValue(m.scan)
	return m
}

// fontFile is a file in a folder of fonts.
type fontFile struct {
	path string
	size int64
}

// silent is a logger for what nobody has to know.
type silent struct{}

func (silent) Printf(string, ...any) {}

// fontFiles lists the files of the machine's folders of fonts, by name.
func fontFiles() []fontFile {
	folders, err := fontscan.DefaultFontDirectories(silent{})
	if err != nil {
		return nil // there are none
	}
	var files []fontFile
	for _, folder := range folders {
		_ = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return nil // what cannot be read has no fonts for us
			}
			if info, err := os.Stat(path); err == nil {
				files = append(files, fontFile{path, info.Size()})
			}
			return nil
		})
	}
	slices.SortFunc(files, func(a, b fontFile) int {
		return cmp.Or(strings.Compare(filepath.Base(a.path), filepath.Base(b.path)), cmp.Compare(a.size, b.size), strings.Compare(a.path, b.path))
	})
	return files
}

// Digest identifies the fonts that are installed, by the names and sizes of their
// files.
func (m *Machine) Digest() string { return m.digest() }

func (m *Machine) digestFiles() string {
	h := sha256.New()
	for _, file := range m.files() {
		fmt.Fprintln(h, filepath.Base(file.path), file.size)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// scan finds out what the fonts have. A machine without fonts is no error.
func (m *Machine) scan() []fontscan.Footprint {
	if err := os.MkdirAll(m.dir, 0o700); err != nil {
		return nil
	}
	prints, err := fontscan.SystemFonts(silent{}, m.dir)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(prints), func(p fontscan.Footprint) bool {
		return p.Aspect.Style == font.StyleItalic || isLastResort(p.Family)
	})
}

// isLastResort tells fonts that have a box for every letter.
func isLastResort(family string) bool {
	return strings.Contains(family, "lastresort") || strings.Contains(family, "adobeblank") || strings.Contains(family, "unifont")
}

// find gives the best font for a cluster of letters of a language; nil when there
// is none.
func (m *Machine) find(cluster []rune, language string) *font.Font {
	if m == nil {
		return nil
	}
	for _, p := range m.ranked(language) {
		if !has(p, cluster) {
			continue
		}
		if f := m.load(p.Location); f != nil && covers(f, cluster) {
			return f
		}
	}
	return nil
}

// ranked gives all fonts, the best ones for a language first.
func (m *Machine) ranked(language string) []fontscan.Footprint {
	m.mu.Lock()
	defer m.mu.Unlock()
	if known, ok := m.ranks[language]; ok {
		return known
	}
	type ranked struct {
		fontscan.Footprint
		distance float32
	}
	var all []ranked
	for _, p := range m.prints() {
		all = append(all, ranked{p, distance(p, language)})
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), strings.Compare(a.Family, b.Family),
			strings.Compare(a.Location.File, b.Location.File), cmp.Compare(a.Location.Index, b.Location.Index))
	})
	prints := make([]fontscan.Footprint, len(all))
	for i, r := range all {
		prints[i] = r.Footprint
	}
	m.ranks[language] = prints
	return prints
}

// emojiFile is what files of fonts with emoji in colour are called: on Linux, on
// a Mac, and on Windows.
var emojiFile = regexp.MustCompile(`(?i)emoji|seguiemj`)

// emoji gives a font with a picture in colour for a cluster; nil when there is
// none. Only files that are called so are looked into, since nearly every site has
// emoji and few need any other font of the machine.
func (m *Machine) emoji(cluster []rune) *font.Font {
	if m == nil {
		return nil
	}
	for _, file := range m.files() {
		if !emojiFile.MatchString(filepath.Base(file.path)) {
			continue
		}
		if f := m.load(fontscan.Location{File: file.path}); f != nil && covers(f, cluster) && isPainted(f, cluster[0]) {
			return f
		}
	}
	return nil
}

// isPainted tells whether the glyph of a letter is a picture that can be drawn.
func isPainted(f *font.Font, r rune) bool {
	glyph, ok := f.NominalGlyph(r)
	if !ok {
		return false
	}
	_, ok = bitmapOf(font.NewFace(f), glyph)
	return ok
}

func has(p fontscan.Footprint, cluster []rune) bool {
	for _, r := range cluster {
		if !ignorable(r) && !p.Runes.Contains(r) {
			return false
		}
	}
	return true
}

// families are parts of the names of fonts for the characters that Chinese,
// Japanese and Korean share, but write differently.
var families = map[string][]string{
	"ja":      {"jp", "hiragino", "yugothic", "meiryo", "ipa", "takao", "msgothic"},
	"ko":      {"kr", "gothicneo", "malgun", "nanum"},
	"zh-Hant": {"tc", "jhenghei", "heititc"},
	"zh":      {"sc", "yahei", "heitisc", "wqy", "wenquanyi"},
}

// distance says how far a font is from a plain, bold one for the language.
func distance(p fontscan.Footprint, language string) float32 {
	d := abs(float32(p.Aspect.Weight)-700) + 100*abs(float32(p.Aspect.Stretch)-1)
	for part, cost := range map[string]float32{"serif": 400, "mincho": 400, "ming": 400, "song": 400, "batang": 400, "mono": 500, "fallback": 1000, "emoji": 2000, "symbol": 1000} {
		if strings.Contains(p.Family, part) && (part != "serif" || !strings.Contains(p.Family, "sansserif")) {
			d += cost
		}
	}
	if !strings.Contains(p.Family, "sans") && !strings.Contains(p.Family, "gothic") {
		d += 50
	}
	if len(p.Scripts) > 12 {
		d += 60 // one that was made for the script is drawn with more care
	}
	if names := families[language]; names != nil && !slices.ContainsFunc(names, func(n string) bool { return strings.Contains(p.Family, n) }) {
		d += 800
	}
	return d
}

func abs(v float32) float32 { return max(v, -v) }

// load reads a font.
func (m *Machine) load(at fontscan.Location) *font.Font {
	m.mu.Lock()
	defer m.mu.Unlock()
	if f, done := m.loaded[at]; done {
		return f
	}
	m.loaded[at] = nil
	file, err := os.Open(at.File)
	if err != nil {
		return nil
	}
	defer file.Close()
	loaders, err := opentype.NewLoaders(file)
	if err != nil || int(at.Index) >= len(loaders) {
		return nil
	}
	if f, err := font.NewFont(loaders[at.Index]); err == nil {
		m.loaded[at] = f
	}
	return m.loaded[at]
}
