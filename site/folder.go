package site

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// CheckFolder refuses an output folder that holds, or is, what a site must not
// be mixed with, and one that is, holds or lies in the folder of the theme, of
// the store, or of content; cache is the latter, "" when it does not matter. It looks through
// symbolic links. Write asks it too, but only when everything has been fetched.
func (c *Config) CheckFolder(dir, cache string) error {
	real, err := resolve(dir)
	if err != nil {
		return fmt.Errorf("finding the output folder: %w", err)
	}
	refuse := func(why string) error {
		return fmt.Errorf("refusing to write the site to %s: %s; choose an empty folder, such as public", dir, why)
	}
	if filepath.Dir(real) == real {
		return refuse("it is the root of the file system")
	}
	if home, err := os.UserHomeDir(); err == nil && contains(real, home) {
		return refuse("it is or holds the home folder")
	}
	if c.Dir != "" && contains(real, c.Dir) {
		return refuse("it is or holds the folder of the configuration")
	}
	others := []struct{ what, dir string }{{"store", cache}, {"theme", c.themeFolder()}}
	for _, local := range c.localFolders() {
		others = append(others, struct{ what, dir string }{"site's own files", local})
	}
	for _, other := range others {
		if other.dir != "" && (contains(real, other.dir) || contains(other.dir, real)) {
			return refuse(fmt.Sprintf("it is, holds or lies in the folder of the %s, %s", other.what, other.dir))
		}
	}
	for _, name := range []string{".git", "site.toml"} {
		if _, err := os.Lstat(filepath.Join(real, name)); err == nil {
			return refuse("there is a " + name + " in it")
		}
	}
	if info, err := os.Stat(real); err == nil && !info.IsDir() {
		return refuse("it is a file")
	}
	return nil
}

// contains tells whether inner is outer or lies in it.
func contains(outer, inner string) bool {
	outer, err := resolve(outer)
	if err != nil {
		return false
	}
	if inner, err = resolve(inner); err != nil {
		return false
	}
	rel, err := filepath.Rel(outer, inner)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// resolve makes a path absolute and follows the links in what of it exists.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	for rest := ""; ; {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Join(real, rest), nil
		}
		parent := filepath.Dir(path)
		if parent == path {
			return filepath.Join(path, rest), nil
		}
		path, rest = parent, filepath.Join(filepath.Base(path), rest)
	}
}
