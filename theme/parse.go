package theme

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"

	"galley/internal/nearest"
)

// Kinds lists every kind of page: each needs a layout. Layouts of other names are
// for pages that ask for them, see [Page.Layout].
func Kinds() []Kind {
	return []Kind{KindHome, KindPage, KindPost, KindList, KindTags, KindAuthors, KindArchive, KindNotFound}
}

const frame = "layouts/base.html"

// parse makes one template set a layout, each with all partials, and one a
// block override.
func (t *Theme) parse(set *fileSet, funcs template.FuncMap) error {
	shared := template.New("").Funcs(funcs)
	for _, f := range set.in("partials") {
		if err := t.add(shared, f); err != nil {
			return err
		}
	}
	if err := t.parseBlocks(shared, set.in("blocks")); err != nil {
		return err
	}
	return t.parseLayouts(shared, set.in("layouts"))
}

func (t *Theme) parseLayouts(shared *template.Template, files []file) error {
	byName := map[string]file{}
	for _, f := range files {
		byName[f.name] = f
		if err := checkDepth(f); err != nil {
			return err
		}
		if err := checkLayoutName(f); err != nil {
			return err
		}
	}
	if err := t.add(shared, byName[frame]); err != nil {
		return err
	}
	t.layouts = map[string]*template.Template{}
	for name, f := range byName {
		if name == frame {
			continue
		}
		layout, err := t.parseLayout(shared, f)
		if err != nil {
			return err
		}
		t.layouts[layoutName(name)] = layout
	}
	return nil
}

// layoutName is what a layout's file is called in settings.
func layoutName(file string) string { return strings.TrimSuffix(path.Base(file), ".html") }

// checkLayoutName finds names that are most likely meant to be those of a kind.
func checkLayoutName(f file) error {
	name := layoutName(f.name)
	kinds := []string{"base"}
	for _, k := range Kinds() {
		kinds = append(kinds, string(k))
	}
	near, ok := nearest.Name(name, kinds)
	if !ok || slices.Contains(kinds, name) {
		return nil
	}
	return &Error{File: f.origin, Message: fmt.Sprintf("no kind of page is called %q", name),
		Hint: fmt.Sprintf("did you mean %s.html? The kinds are %s; a layout for pages of one source needs a name that is less like these", near, strings.Join(kinds[1:], ", "))}
}

func (t *Theme) parseLayout(shared *template.Template, f file) (*template.Template, error) {
	layout, err := shared.Clone()
	if err != nil {
		return nil, err
	}
	if err := t.add(layout, f); err != nil {
		return nil, err
	}
	if layout.Lookup("main") == nil {
		return nil, &Error{File: f.origin, Message: `the layout does not define "main"`,
			Hint: `write its content between {{define "main"}} and {{end}}; ` + frame + " puts it into the page"}
	}
	layout = layout.Lookup(frame)
	bare := &Page{Site: &Site{}, Title: "-"}
	if err := t.check(layout, bare); err != nil {
		return nil, t.markup(f, err)
	}
	t.rehearseBare(layout, bare)
	return layout, t.rehearse(f, layout, filled[Page]())
}

func (t *Theme) parseBlocks(shared *template.Template, files []file) error {
	t.blocks = map[string]*template.Template{}
	for _, f := range files {
		if err := cmp.Or(checkDepth(f), t.checkBlockKind(f)); err != nil {
			return err
		}
		block, err := shared.Clone()
		if err != nil {
			return err
		}
		if err := t.add(block, f); err != nil {
			return err
		}
		block = block.Lookup(f.name)
		if err := t.check(block, BlockView{}); err != nil {
			return t.markup(f, err)
		}
		if err := checkAttrs(f); err != nil {
			return err
		}
		if err := t.rehearse(f, block, filled[BlockView]()); err != nil {
			return err
		}
		t.blocks[strings.TrimSuffix(path.Base(f.name), ".html")] = block
	}
	return nil
}

// add parses a file as the template of its path.
func (t *Theme) add(to *template.Template, f file) error {
	if path.Ext(f.name) != ".html" {
		return &Error{File: f.origin, Message: "not a template: its name does not end in .html", Hint: "other files belong in static/"}
	}
	if _, err := to.New(f.name).Parse(string(f.data)); err != nil {
		err = t.explain(err)
		if e := new(Error); errors.As(err, &e) && e.Hint == "" {
			e.Hint = syntaxHint(f, e.Message)
		}
		return err
	}
	return nil
}

var errWritten = errors.New("something was written")

// stopper stops a template as soon as it writes.
type stopper struct{}

func (stopper) Write([]byte) (int, error) { return 0, errWritten }

// check lets html/template do its one-time analysis, which finds includes of
// what is not there, and values in places where they cannot be made safe.
// Doing it now also leaves Execute nothing to lock.
func (t *Theme) check(tmpl *template.Template, data any) error {
	err := tmpl.Execute(stopper{}, data)
	if err == nil || errors.Is(err, errWritten) {
		return nil
	}
	return t.explain(err)
}
