package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// A file is one file of the stack.
type file struct {
	name   string // in the theme, with slashes
	origin string // where it is, for messages
	layer  int
	own    bool // of a folder on disk
	data   []byte
}

type fileSet struct {
	files []file // as they win, lower layers first, then by name
	all   []file // with the hidden ones
	dirs  []string
	stray []Warning
}

// gather reads the files of all layers.
func gather(layers []layer) (*fileSet, error) {
	set := &fileSet{}
	winners := map[string]int{}
	for i, l := range layers {
		own, dirs, err := l.read(i)
		if err != nil {
			return nil, err
		}
		set.all = append(set.all, own...)
		set.dirs = append(set.dirs, dirs...)
		set.stray = append(set.stray, l.stray()...)
		for _, f := range own {
			if at, ok := winners[f.name]; ok {
				set.files[at] = f // in the place of the file that it hides: order matters to CSS
				continue
			}
			winners[f.name] = len(set.files)
			set.files = append(set.files, f)
		}
	}
	return set, nil
}

// folders are the parts of a theme; what lies elsewhere (a README, a licence,
// the folder of a version control system) is none of ours.
var folders = []string{"assets", "blocks", "inline", "layouts", "modules", "partials", "static", "words"}

func (l layer) read(index int) (files []file, dirs []string, err error) {
	if l.disk != "" {
		dirs = append(dirs, l.disk)
	}
	for _, folder := range folders {
		err := fs.WalkDir(l.files, folder, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && name == folder {
				return nil
			}
			if err != nil {
				return l.unreadable(name, err)
			}
			if d.IsDir() {
				if l.disk != "" {
					dirs = append(dirs, filepath.Join(l.disk, filepath.FromSlash(name)))
				}
				return nil
			}
			if ignored(path.Base(name)) {
				return nil
			}
			f := file{name: name, origin: l.origin(name), layer: index, own: l.disk != ""}
			f.data, err = l.text(name)
			files = append(files, f)
			return err
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return files, dirs, nil
}

// origin is where a file of the layer is, for messages.
func (l layer) origin(name string) string { return filepath.Join(l.label, filepath.FromSlash(name)) }

// text reads a file. All but those of static/ are text in UTF-8, which some editors
// begin with a mark (U+FEFF) that has no place in the middle of a page.
func (l layer) text(name string) ([]byte, error) {
	data, err := fs.ReadFile(l.files, name)
	if err != nil {
		return nil, l.unreadable(name, err)
	}
	if strings.HasPrefix(name, "static/") {
		return data, nil
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return nil, &Error{File: l.origin(name), Message: "not a text in UTF-8", Hint: "save it as UTF-8; pictures and fonts belong in static/"}
	}
	return data, nil
}

// unreadable says which file could not be read, and of links that lead out of the
// theme, which are not followed, what to do.
func (l layer) unreadable(name string, err error) error {
	e := &Error{File: l.origin(name), Message: err.Error()}
	if at := new(fs.PathError); errors.As(err, &at) {
		e.Message = "cannot be read: " + at.Err.Error()
	}
	if info, err := fs.Lstat(l.files, name); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		e.Message = "the link leads to nothing in the folder of the theme"
		e.Hint = "put the file itself here: links that lead out of the folder are not followed"
	}
	return e
}

// ignored tells the droppings of editors and desktops from files of the theme.
func ignored(base string) bool {
	return base == ".DS_Store" || base == "Thumbs.db" || strings.HasPrefix(base, ".#") ||
		strings.HasSuffix(base, "~") || strings.HasSuffix(base, ".swp")
}

// in returns the winning files directly or further below a folder.
func (s *fileSet) in(folder string) []file {
	var found []file
	for _, f := range s.files {
		if strings.HasPrefix(f.name, folder+"/") {
			found = append(found, f)
		}
	}
	return found
}

func (s *fileSet) origins() map[string]string {
	m := make(map[string]string, len(s.files))
	for _, f := range s.files {
		m[f.name] = f.origin
	}
	return m
}

// digest hashes the settings, and names and contents of the files that count.
func (s *fileSet) digest(settings Settings) string {
	sums := map[string][32]byte{}
	for _, f := range s.all {
		if _, ok := sums[f.name]; !ok || !strings.HasPrefix(f.name, "words/") {
			sums[f.name] = sha256.Sum256(f.data)
			continue
		}
		below := sums[f.name] // words of all layers count together
		sums[f.name] = sha256.Sum256(append(below[:], f.data...))
	}
	h := sha256.New()
	fmt.Fprintf(h, "%#v\n", settings)
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		sum := sums[name]
		fmt.Fprintf(h, "%s\x00%x\n", name, sum)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
