package theme

import (
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
)

// A file is one file of the stack.
type file struct {
	name   string // in the theme, with slashes
	origin string // where it is, for messages
	layer  int
	data   []byte
}

type fileSet struct {
	files []file // as they win, lower layers first, then by name
	all   []file // with the hidden ones
	dirs  []string
}

// gather reads the files of all layers.
func gather(layers []layer) (*fileSet, error) {
	set := &fileSet{}
	winners := map[string]int{}
	for i, l := range layers {
		own, dirs, err := l.read(i)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", l.label, err)
		}
		set.all = append(set.all, own...)
		set.dirs = append(set.dirs, dirs...)
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
				return err
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
			data, err := fs.ReadFile(l.files, name)
			files = append(files, file{name, filepath.Join(l.label, filepath.FromSlash(name)), index, data})
			return err
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return files, dirs, nil
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
