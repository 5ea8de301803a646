package theme

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"sync"
)

// A Theme is a set of parsed templates and the assets that their pages need.
// It never changes, and may be used by many goroutines at once.
type Theme struct {
	name    string
	extends string
	layouts map[string]*template.Template
	blocks  map[string]*template.Template
	origins map[string]string // template name -> the file that it came from, for errors
	assets  []Asset
	words   *words
	css, js string
	measure float64
	modules map[string]string // names of assets
	inline  inlineScripts
	unfit   []reference
	own     []file            // of a folder on disk, to say where mistakes are
	dots    map[string]string // what partials say of their dots
	digest  string
	dirs    []string

	settings Settings
	warnings []Warning

	buffers sync.Pool
}

// Load reads the theme called name: "blog" and "docs" are embedded, any other
// name is a folder, relative to dir. All templates are parsed and checked: an
// error in one is an *Error with its file and line. A setting that the theme does
// not have is a *SettingError.
func Load(name, dir string, settings Settings) (*Theme, error) {
	layers, err := stack(name, dir)
	if err != nil {
		return nil, fmt.Errorf("loading theme %q: %w", name, err)
	}
	defer closeAll(layers)
	t, err := build(layers, settings)
	if err != nil {
		return nil, fmt.Errorf("loading theme %q: %w", name, err)
	}
	t.name, t.extends = name, builtinOf(layers).label
	return t, nil
}

func build(layers []layer, wish Settings) (*Theme, error) {
	set, err := gather(layers)
	if err != nil {
		return nil, err
	}
	declared := map[string]any{}
	for _, l := range layers {
		maps.Copy(declared, l.settings)
	}
	settings, err := settle(wish, declared)
	if err != nil {
		return nil, err
	}
	t := &Theme{dirs: set.dirs, origins: set.origins(), settings: settings, own: set.own(), dots: dots(set.in("partials"))}
	t.warnings = set.stray
	words, err := readWords(set)
	if err != nil {
		return nil, err
	}
	t.words = words
	if t.inline, err = readInline(set); err != nil {
		return nil, err
	}
	t.unfit = unfit(set)
	if err := t.parse(set, functions(words, settings, t.inline)); err != nil {
		return nil, err
	}
	if err := t.bundle(set); err != nil {
		return nil, err
	}
	t.warnings = append(t.warnings, unused(set)...)
	t.digest = set.digest(settings)
	return t, nil
}

// Extends gives the embedded theme that the theme is, or extends: "blog" or "docs".
func (t *Theme) Extends() string { return t.extends }

// Settings gives the settings that the theme was loaded with, completed by its
// defaults: what Site.Settings has to be.
func (t *Theme) Settings() Settings { return t.settings }

// Warnings tells what of the settings could not be done as it was asked for, and what
// in a folder of one's own has most likely no effect, or fails on some pages.
func (t *Theme) Warnings() []Warning { return t.warnings }

// Layouts lists the names of all layouts, sorted: those of the kinds of pages, and
// those that pages may ask for.
func (t *Theme) Layouts() []string { return slices.Sorted(maps.Keys(t.layouts)) }

// Execute writes the page p through layouts/<p.Layout>.html, or without one
// through that of its kind. Nothing is written when the template fails; the error
// is then an *Error with its file and line.
func (t *Theme) Execute(w io.Writer, p *Page) error {
	name := cmp.Or(p.Layout, string(p.Kind))
	layout, ok := t.layouts[name]
	if !ok {
		return fmt.Errorf("theme %q has no layout %q", t.name, name)
	}
	if p.Site == nil {
		return fmt.Errorf("writing %q: the page has no Site", p.Title)
	}
	return t.execute(w, layout, p)
}

// Block returns the theme's template for blocks of a kind (Notion's block type:
// "callout", "image"), from blocks/<kind>.html, and whether there is one. The
// function writes one block; data is a [BlockView]. It may be called by many
// goroutines at once.
func (t *Theme) Block(kind string) (func(w io.Writer, data any) error, bool) {
	block, ok := t.blocks[kind]
	if !ok {
		return nil, false
	}
	return func(w io.Writer, data any) error { return t.execute(w, block, data) }, true
}

// execute runs a template into a buffer of its own, so that a failure leaves
// no half page behind and w sees one Write.
func (t *Theme) execute(w io.Writer, tmpl *template.Template, data any) error {
	buf, ok := t.buffers.Get().(*bytes.Buffer)
	if !ok {
		buf = new(bytes.Buffer)
	}
	defer t.buffers.Put(buf)
	buf.Reset()
	if err := tmpl.Execute(buf, data); err != nil {
		return t.explain(err)
	}
	_, err := w.Write(buf.Bytes())
	return err
}

// Digest identifies the content of all files of the theme, and its settings: it
// changes when, and only when, one of them does. It is hexadecimal.
func (t *Theme) Digest() string { return t.digest }

// Dirs lists the folders on disk that the theme was read from, each with its
// own path, parents before children, for a watcher that does not recurse. It
// is empty for embedded themes.
func (t *Theme) Dirs() []string { return t.dirs }
