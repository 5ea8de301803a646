package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/parse/v2"
)

// Asset is a file that pages of the theme need.
type Asset struct {
	Name string // where it belongs below the site's root, with slashes
	Data []byte // not to be written to
}

// Assets lists the files to write beside the pages: the stylesheet and the
// script, whose names carry a hash of their content, and the files of static/.
func (t *Theme) Assets() []Asset { return t.assets }

// Stylesheet is the name of the stylesheet among the Assets.
func (t *Theme) Stylesheet() string { return t.css }

// Script is the name of the script among the Assets.
func (t *Theme) Script() string { return t.js }

// Module is the name of the script made of modules/<name>/*.js among the Assets;
// "" when there is none.
func (t *Theme) Module(name string) string { return t.modules[name+".js"] }

// ModuleStyle is the name of the stylesheet made of modules/<name>/*.css among
// the Assets; "" when there is none.
func (t *Theme) ModuleStyle(name string) string { return t.modules[name+".css"] }

// bundle joins and minifies assets/*.css and assets/*.js, and collects static/.
func (t *Theme) bundle(set *fileSet) error {
	var sheet, script bytes.Buffer
	m := minify.New()
	for _, f := range set.in("assets") {
		var err error
		switch path.Ext(f.name) {
		case ".css":
			if err := checkSheet(f); err != nil {
				return err
			}
			err = (&css.Minifier{}).Minify(m, &sheet, bytes.NewReader(f.data), nil)
		case ".js":
			err = (&js.Minifier{}).Minify(m, &script, bytes.NewReader(f.data), nil)
			script.WriteString(";\n") // a file may end without one
		default:
			return &Error{File: f.origin, Message: "neither CSS nor JavaScript", Hint: "move it to static/, which is copied as it is"}
		}
		if err != nil {
			return syntaxError(f, err)
		}
	}
	rules, warnings := t.settings.css(sheet.String())
	sheet.WriteString(rules)
	t.warnings = append(t.warnings, warnings...)
	t.measure = measureOf(sheet.Bytes())
	t.css = t.addHashed("style", ".css", sheet.Bytes())
	t.js = t.addHashed("script", ".js", script.Bytes())
	if err := t.bundleModules(m, set); err != nil {
		return err
	}
	for _, f := range set.in("static") {
		t.assets = append(t.assets, Asset{Name: strings.TrimPrefix(f.name, "static/"), Data: f.data})
	}
	t.warnings = append(t.warnings, t.lostFiles()...)
	return nil
}

var cssFile = regexp.MustCompile(`(?i)(?:@import\s+(?:url\()?|url\()\s*("[^"]*"|'[^']*'|[^"')\s]+)`)

// lostFiles warns of files that an author's stylesheet names, and static/ does not
// have. All stylesheets are in the folder assets/ of the site.
func (t *Theme) lostFiles() []Warning {
	names := map[string]bool{}
	for _, a := range t.assets {
		names[a.Name] = true
	}
	var found []Warning
	for _, f := range t.own {
		if path.Ext(f.name) != ".css" || strings.HasPrefix(f.name, "static/") {
			continue
		}
		text := withoutComments(f.data)
		for _, m := range cssFile.FindAllSubmatchIndex(text, -1) {
			address := strings.Trim(string(text[m[2]:m[3]]), `"'`)
			u, err := url.Parse(address)
			if err != nil || u.Scheme != "" || strings.HasPrefix(u.Path, "/") || u.Path == "" || names[path.Join("assets", u.Path)] {
				continue
			}
			e := &Error{File: f.origin, Line: lineAt(text, m[0]), Message: fmt.Sprintf("there is no file for url(%s)", address), Hint: "put it into static/; url(../logo.svg) is static/logo.svg"}
			w := e.warning()
			w.Lost = path.Join("assets", u.Path)
			found = append(found, w)
		}
	}
	return found
}

// bundleModules joins and minifies the files of each folder in modules/.
func (t *Theme) bundleModules(m *minify.M, set *fileSet) error {
	bundles := map[string]*bytes.Buffer{} // by "name.js" and "name.css"
	for _, f := range set.in("modules") {
		ext := path.Ext(f.name)
		name := path.Base(path.Dir(f.name)) + ext
		if ext != ".js" && ext != ".css" || path.Dir(path.Dir(f.name)) != "modules" {
			return &Error{File: f.origin, Message: "not a part of a module", Hint: "modules/<name>/*.js become one script, *.css one stylesheet; the rest belongs in static/"}
		}
		if bundles[name] == nil {
			bundles[name] = &bytes.Buffer{}
		}
		var err error
		if ext == ".css" {
			if err := checkSheet(f); err != nil {
				return err
			}
			err = (&css.Minifier{}).Minify(m, bundles[name], bytes.NewReader(f.data), nil)
		} else {
			err = (&js.Minifier{}).Minify(m, bundles[name], bytes.NewReader(f.data), nil)
			bundles[name].WriteString(";\n")
		}
		if err != nil {
			return syntaxError(f, err)
		}
	}
	t.modules = map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(bundles)) {
		ext := path.Ext(name)
		t.modules[name] = t.addHashed(strings.TrimSuffix(name, ext), ext, bundles[name].Bytes())
	}
	return nil
}

func (t *Theme) addHashed(stem, ext string, data []byte) string {
	sum := sha256.Sum256(data)
	name := "assets/" + stem + "." + hex.EncodeToString(sum[:4]) + ext
	t.assets = append(t.assets, Asset{Name: name, Data: data})
	return name
}

func syntaxError(f file, err error) error {
	e := &Error{File: f.origin, Message: err.Error()}
	var at *parse.Error
	if errors.As(err, &at) {
		e.Line, e.Column, e.Message = at.Line, at.Column, at.Message
	}
	return e
}
