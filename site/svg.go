package site

import (
	"encoding/xml"
	"errors"
	"io"
	"mime"
	"os"
	"path"
	"slices"
	"strings"

	"galley/fetch"
)

// A drawing in SVG that is opened by itself is a document of the site: what
// scripts it holds could do all that the site's own may. Drawings are user
// content, so only those are given as SVG that consist of nothing but shapes,
// text and styles.

const maxSVG = 10 << 20 // bytes; larger ones are not looked into

func isSVG(f fetch.File) bool {
	kind, _, _ := mime.ParseMediaType(f.ContentType)
	return kind == "image/svg+xml" || strings.EqualFold(path.Ext(f.Name), ".svg")
}

// harmlessSVG tells whether a drawing can be shown. One that cannot be read is
// not harmless.
func harmlessSVG(f fetch.File) bool {
	if f.Size > maxSVG {
		return false
	}
	in, err := os.Open(f.Path)
	if err != nil {
		return false
	}
	defer in.Close()
	return harmlessDrawing(in)
}

// harmlessDrawing reads XML and looks for anything that may run or fetch.
func harmlessDrawing(in io.Reader) bool {
	d := xml.NewDecoder(in)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return false
		}
		switch t := token.(type) {
		case xml.StartElement:
			if !harmlessElement(t) {
				return false
			}
		case xml.Directive:
			if strings.Contains(string(t), "[") || strings.Contains(strings.ToUpper(string(t)), "ENTITY") {
				return false // declares entities of its own
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				return false // <?xml-stylesheet
			}
		}
	}
}

var activeElements = []string{
	"script", "foreignobject", "handler", "listener", "iframe", "embed", "object", "audio", "video",
}

func harmlessElement(e xml.StartElement) bool {
	if e.Name.Space != "" && e.Name.Space != "http://www.w3.org/2000/svg" && strings.Contains(e.Name.Space, "xhtml") {
		return false
	}
	if slices.Contains(activeElements, strings.ToLower(e.Name.Local)) {
		return false
	}
	for _, a := range e.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
		switch {
		case strings.HasPrefix(name, "on"):
			return false
		case name == "attributename" && strings.Contains(value, "href"):
			return false // an animation that changes where a link leads
		case name == "href" || name == "src":
			if !harmlessReference(value) {
				return false
			}
		}
	}
	return true
}

// harmlessReference tells whether a reference leads to a part of the drawing, a
// picture that it carries, or an address that is only followed by people.
func harmlessReference(value string) bool {
	for _, prefix := range []string{"#", "http://", "https://", "mailto:", "data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"} {
		if strings.HasPrefix(value, prefix) {
			return true
		}
	}
	return value == ""
}
