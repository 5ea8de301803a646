package site

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"galley/fetch"
)

// kindFolder is the kind of a source that is a folder of Markdown. Of all kinds it
// alone is nothing to fetch.
const kindFolder fetch.Kind = "folder"

const (
	defaultContent = "content"
	defaultStatic  = "static"
)

// checkContent sees which folders there are beside the configuration. The folder of
// content is a source of its own, the last one, unless it is one in the file.
func (c *Config) checkContent() {
	s := &c.Site
	s.Content = c.checkLocalFolder("content", s.Content, defaultContent)
	s.Static = c.checkLocalFolder("static", s.Static, defaultStatic)
	if s.Content == "" && len(c.Source) == 0 {
		c.problem("source", "add [[source]] with database = \"…\" or page = \"…\", a link copied from Notion, or Markdown in a folder content", "the site has no source")
	}
	if s.Content == "" || slices.ContainsFunc(c.Source, func(s SourceConfig) bool { return s.Folder == c.Site.Content }) {
		return
	}
	c.Source = append(c.Source, SourceConfig{Folder: s.Content, source: fetch.Source{Kind: kindFolder}, doc: c.doc, at: "site.content", spread: true})
}

// checkLocalFolder gives a folder beside the file, by its name with slashes; ""
// when there is none, which is a problem only when it was asked for.
func (c *Config) checkLocalFolder(key, name, otherwise string) string {
	_, asked := c.doc.places["site."+key]
	if !asked {
		name = otherwise
	}
	if name == "" {
		return ""
	}
	clean, ok := localName(name)
	if !ok {
		c.problem("site."+key, "write the name of a folder beside this file", "%q is not a folder in that of the configuration", name)
		return ""
	}
	if info, err := os.Stat(c.local(clean)); err != nil || !info.IsDir() {
		if clean != otherwise {
			c.problem("site."+key, "make the folder, or take the key out", "there is no folder %s", clean)
		}
		return ""
	}
	return clean
}

// localName gives the name of a folder in that of the configuration, with slashes.
func localName(name string) (string, bool) {
	clean := path.Clean(strings.ReplaceAll(name, `\`, "/"))
	return clean, clean != "." && filepath.IsLocal(filepath.FromSlash(clean))
}

// local is where a folder or file beside the configuration is.
func (c *Config) local(name string) string { return filepath.Join(c.Dir, filepath.FromSlash(name)) }

const folderHint = `write the name of a folder beside this file, such as "content/notes"`

// checkFolder sees that the source names a folder beside the file. Whether it is
// there, those see who read it.
func (s *SourceConfig) checkFolder() {
	name, ok := localName(s.Folder)
	if !ok {
		s.problem("folder", folderHint, "%q is not a folder in that of the configuration", s.Folder)
		return
	}
	s.Folder = name
}

// missing is the error of a source whose folder is not there.
func (s *SourceConfig) missing() error {
	at := s.doc.spanAt(join(s.at, "folder"))
	return &ConfigError{Problems: []Problem{s.doc.problem(at, "there is no folder "+s.Folder, folderHint)}}
}

// isSpread tells whether what the source holds stands side by side.
func (s *SourceConfig) isSpread() bool { return s.spread || s.source.Kind == fetch.KindSearch }

// localFolders lists those that are there.
func (c *Config) localFolders() []string {
	return slices.DeleteFunc(c.LocalFolders(), func(folder string) bool {
		_, err := os.Stat(folder)
		return err != nil
	})
}

// LocalFolders lists the folders of content and static files, which a build reads
// besides what it fetches, where they are or would be.
func (c *Config) LocalFolders() []string {
	if c.doc == nil {
		return nil
	}
	var folders []string
	add := func(name string) {
		if folder := c.local(name); !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	for _, key := range []struct{ name, value, otherwise string }{
		{"site.content", c.Site.Content, defaultContent}, {"site.static", c.Site.Static, defaultStatic},
	} {
		_, asked := c.doc.places[key.name]
		switch {
		case key.value != "":
			add(key.value)
		case !asked:
			add(key.otherwise)
		}
	}
	for _, s := range c.Source {
		if s.Folder != "" {
			add(s.Folder)
		}
	}
	return folders
}
