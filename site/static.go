package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"galley/fetch"
	"galley/site/manuscript"
)

// staticFile is a file that becomes part of the site as it is.
type staticFile struct {
	fetch.File
	name string // on the site
	from string // from the folder of the configuration
}

// leftovers are files that systems and editors leave, and those that only make git
// keep a folder.
var leftovers = []string{".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", ".keep"}

// readStatic reads the folder of static files. A link that leads out of the folder
// is a *manuscript.Error; hidden files are as good as others.
func (c *Config) readStatic(describer *fetch.Describer) ([]staticFile, error) {
	if c.Site.Static == "" {
		return nil, nil
	}
	root, err := os.OpenRoot(c.local(c.Site.Static))
	if err != nil {
		return nil, fmt.Errorf("reading the folder %s: %w", c.Site.Static, err)
	}
	defer root.Close()
	var files []staticFile
	var problems []manuscript.Problem
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == ".git":
			return fs.SkipDir
		case entry.IsDir() || slices.Contains(leftovers, entry.Name()) || strings.HasSuffix(name, "~"):
			return nil
		}
		from := path.Join(c.Site.Static, name)
		in, err := manuscript.OpenRegular(root, name)
		switch {
		case errors.Is(err, fs.ErrNotExist): // it has just been removed, or is no file
			return nil
		case err != nil && !errors.Is(err, manuscript.ErrLink):
			return fmt.Errorf("reading %s: %w", from, err)
		case err != nil:
			problems = append(problems, manuscript.Problem{File: from, Line: 1, Message: "this is a link to a folder, or to something that is not in the folder " + c.Site.Static, Hint: "put the files themselves there"})
			return nil
		}
		defer in.Close()
		file, err := describer.Describe(in, filepath.Join(c.local(c.Site.Static), filepath.FromSlash(name)), from)
		files = append(files, staticFile{file, name, from})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the folder %s: %w", c.Site.Static, err)
	}
	if len(problems) > 0 {
		return nil, &manuscript.Error{Problems: problems}
	}
	return files, nil
}

// replaceable are the files of ours that one of the same name in the static folder
// replaces: what stands for the site as a whole. Icons are, too.
var replaceable = []string{"robots.txt", "404.html", "llms.txt", "CNAME", ".nojekyll", "site.webmanifest", "manifest.webmanifest", "manifest.json"}

func isReplaceable(name string) bool {
	base := strings.TrimSuffix(name, path.Ext(name))
	return slices.Contains(replaceable, name) || base == "favicon" || strings.HasPrefix(base, "favicon-") ||
		strings.HasPrefix(base, "apple-touch-icon") || strings.HasPrefix(base, "icon-") && path.Ext(name) == ".png"
}

// merged are the files of ours that one of the same name stands in front of: of
// their rules the first counts.
var merged = []string{"_redirects", "_headers"}

// copyStatic stages the static files, but for those that are merged into ours.
func (r *run) copyStatic() error {
	for _, f := range r.site.static() {
		if slices.Contains(merged, f.name) && r.stage.has(f.name) {
			continue
		}
		if err := r.stage.copy(f.name, f.File); err != nil {
			return fmt.Errorf("copying %s: %w", f.from, err)
		}
	}
	return nil
}

func (s *Site) static() []staticFile { return s.opts.Local.static }

// checkStatic sees that no static file has the place of a page.
func (p *planner) checkStatic() error {
	for _, f := range p.static() {
		dir, file := path.Split(f.name)
		if file != "index.html" && file != "index.md" {
			continue
		}
		if n := p.places[dir]; n != nil {
			return fmt.Errorf("%s and the page %q (%s) both want to be %s: give one of them another name", f.from, n.title, p.where(n.id, ""), f.name)
		}
	}
	return nil
}

// addStatic lets pages show static files, by their addresses.
func (s *Site) addStatic() {
	for _, f := range s.static() {
		s.media["/"+f.name] = &media{File: f.File, path: f.name, static: true}
	}
}

// ownFiles tells a stage what stands in place of files of ours, what is merged with
// them, and what is not to be linked to since somebody may change it.
func (s *Site) ownFiles(st *stage) error {
	st.own, st.loose = map[string][]byte{}, map[string]bool{}
	for key, m := range s.media {
		if strings.HasPrefix(key, "/") { // else it is Notion's, and in the store
			st.loose[m.Path] = true
		}
	}
	for _, f := range s.static() {
		switch {
		case slices.Contains(merged, f.name):
			text, err := os.ReadFile(f.Path)
			if err != nil {
				return fmt.Errorf("reading %s: %w", f.from, err)
			}
			st.own[f.name] = text
		case isReplaceable(f.name):
			st.own[f.name] = nil
		}
	}
	return nil
}
