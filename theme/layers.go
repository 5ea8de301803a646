package theme

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

//go:embed builtin
var builtin embed.FS

// The embedded themes that a site or a folder may name.
var builtinNames = []string{"blog", "docs"}

// A layer is one theme's own files. A theme is a stack of layers, the most
// general first; a file of a later layer hides the one of the same name below.
type layer struct {
	label    string // how messages name its files: a folder, or the theme's name
	disk     string // folder on disk, "" when embedded
	files    fs.FS
	settings map[string]any // that it declares, with their defaults
	close    func() error
}

func closeAll(layers []layer) {
	for _, l := range layers {
		if l.close != nil {
			l.close() // only ever read from: nothing can be lost
		}
	}
}

// stack returns the layers of the theme called name, with what it extends.
func stack(name, dir string) ([]layer, error) {
	if slices.Contains(builtinNames, name) {
		return embedded(name)
	}
	folder := name
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(dir, name)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("%w; name a theme folder, or a built-in theme: %s", err, strings.Join(builtinNames, ", "))
	}
	top := layer{label: folder, disk: folder, files: root.FS(), close: root.Close}
	extends, err := top.readManifest("blog")
	if err == nil && !slices.Contains(builtinNames, extends) {
		err = &Error{File: filepath.Join(folder, manifest), Line: top.lineOfKey("extends"), Message: fmt.Sprintf("extends = %q: there is no such theme", extends),
			Hint: "extend one of " + strings.Join(builtinNames, ", ")}
	}
	if err != nil {
		root.Close()
		return nil, err
	}
	below, err := embedded(extends)
	return append(below, top), err
}

// Extends gives the embedded theme that the theme called name is, or extends:
// "blog" or "docs". The errors are those of [Load].
func Extends(name, dir string) (string, error) {
	layers, err := stack(name, dir)
	if err != nil {
		return "", err
	}
	defer closeAll(layers)
	return builtinOf(layers).label, nil
}

// builtinOf gives the embedded theme of a stack: its top, or what that extends.
func builtinOf(layers []layer) layer {
	top := len(layers) - 1
	if layers[top].disk != "" {
		top--
	}
	return layers[top]
}

func embedded(name string) ([]layer, error) {
	files, err := fs.Sub(builtin, "builtin/"+name)
	if err != nil {
		return nil, err
	}
	l := layer{label: name, files: files}
	extends, err := l.readManifest("")
	if err != nil || extends == "" {
		return []layer{l}, err
	}
	below, err := embedded(extends)
	return append(below, l), err
}

const manifest = "theme.toml"

// readManifest reads theme.toml: the settings that the layer declares, and what
// it extends, which is otherwise when the file does not say.
func (l *layer) readManifest(otherwise string) (extends string, err error) {
	data, err := fs.ReadFile(l.files, manifest)
	if errors.Is(err, fs.ErrNotExist) {
		return otherwise, nil
	}
	if err != nil {
		return "", err
	}
	m := struct {
		Extends  string         `toml:"extends"`
		Settings map[string]any `toml:"settings"`
	}{Extends: otherwise}
	file := filepath.Join(l.label, manifest)
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if err := decodeStrict(file, data, &m, "the keys are extends, and the table settings"); err != nil {
		return "", err
	}
	for name, value := range m.Settings {
		if kindOfSetting(value) == "" {
			return "", &Error{File: file, Line: l.lineOfKey(name), Message: fmt.Sprintf("the default of the setting %s is neither text, a whole number, nor true or false", name)}
		}
	}
	l.settings = m.Settings
	return m.Extends, nil
}

// lineOfKey gives the line of a key in theme.toml; 0 when it is not there.
func (l *layer) lineOfKey(name string) int {
	data, _ := fs.ReadFile(l.files, manifest) // it was read before
	for _, m := range wordKey.FindAllSubmatchIndex(data, -1) {
		if string(data[m[2]:m[3]]) == name {
			return lineAt(data, m[2])
		}
	}
	return 0
}

// wrongKind is what the package toml says of a value of the wrong kind, with the
// type of Go that it did not fit.
var wrongKind = regexp.MustCompile(`^(?:cannot decode TOML |cannot store an? )(\w+) (?:in|into) (.*)$`)

// tomlMessage says it in TOML's words.
func tomlMessage(err *toml.DecodeError) string {
	message := strings.TrimPrefix(err.Error(), "toml: ")
	m := wrongKind.FindStringSubmatch(message)
	if m == nil {
		return message
	}
	want := "a text in quotes"
	if strings.Contains(m[2], "map[") && !strings.HasSuffix(m[2], "string") {
		want = "a table"
	}
	return "this is of the kind " + m[1] + ", and has to be " + want
}

// decodeStrict reads TOML that may hold only the keys of v.
func decodeStrict(file string, data []byte, v any, hint string) error {
	err := toml.NewDecoder(strings.NewReader(string(data))).DisallowUnknownFields().Decode(v)
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		first := strict.Errors[0]
		line, column := first.Position()
		return &Error{File: file, Line: line, Column: column, Message: "unknown key " + strings.Join(first.Key(), "."), Hint: hint}
	}
	var syntax *toml.DecodeError
	if errors.As(err, &syntax) {
		line, column := syntax.Position()
		return &Error{File: file, Line: line, Column: column, Message: tomlMessage(syntax)}
	}
	return err
}
