package theme

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"galley/internal/nearest"
)

// usual are names that folders have in other programs, and what they are here.
var usual = map[string]string{
	"components": "partials", "css": "assets", "fonts": "static", "i18n": "words", "images": "static", "img": "static",
	"includes": "partials", "js": "assets", "languages": "words", "locales": "words", "public": "static", "scripts": "assets",
	"strings": "words", "styles": "assets", "templates": "layouts", "translations": "words",
}

// stray warns of files and folders on top of a theme's folder that are no part of
// it, but look as if they were meant to be.
func (l layer) stray() []Warning {
	entries, err := fs.ReadDir(l.files, ".")
	if l.disk == "" || err != nil {
		return nil
	}
	var found []Warning
	for _, e := range entries {
		name := e.Name()
		if hint := strayHint(name, e.IsDir()); hint != "" && !ignored(name) {
			found = append(found, (&Error{File: l.origin(name), Message: "no part of a theme, and not read", Hint: hint}).warning())
		}
	}
	return found
}

// strayHint says where what is called name may belong; "" for what is right, and
// for what a folder may well hold besides a theme.
func strayHint(name string, isDir bool) string {
	ext := path.Ext(name)
	switch {
	case slices.Contains(folders, name) && isDir, name == manifest:
		return ""
	case slices.Contains(folders, name):
		return "a folder is meant by this name"
	case isDir:
		near, ok := nearest.Name(name, folders)
		if !ok {
			near = usual[strings.ToLower(name)]
		}
		if near == "" {
			return ""
		}
		return fmt.Sprintf("did you mean %s/?", near)
	case ext == ".html":
		return "templates belong in layouts/, partials/ or blocks/"
	case ext == ".css":
		return "stylesheets belong in assets/"
	}
	if near, ok := nearest.Name(name, []string{manifest}); ok {
		return "did you mean " + near + "?"
	}
	return ""
}

// checkDepth sees that layouts and blocks, which go by their names alone, are not
// in folders of folders.
func checkDepth(f file) error {
	if strings.Count(f.name, "/") == 1 {
		return nil
	}
	folder, _, _ := strings.Cut(f.name, "/")
	return &Error{File: f.origin, Message: folder + "/ has no folders in it", Hint: "move the file to " + folder + "/" + path.Base(f.name)}
}
