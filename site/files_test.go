package site

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"galley/fetch"
)

func TestNamesOfUploadsAreMadeSafe(t *testing.T) {
	cases := []struct{ name, contentType, want string }{
		{"Team photo.PNG", "image/png", "team-photo.png"},
		{"../../etc/passwd", "", "passwd.bin"},
		{`C:\temp\Plan (1).pdf`, "application/pdf", "plan-1.pdf"},
		{"%2e%2e%2fx%20y.jpg", "image/jpeg", "x-y.jpg"},
		{"写真.jpg", "image/jpeg", "xie-zhen.jpg"},
		{"", "image/webp", "file.webp"},
		{".htaccess", "text/plain", "file-htaccess.txt"},
		{"page.html", "text/html", "page-html.txt"},
		{"page.HTM", "image/png", "page-htm.txt"},
		{"run.js", "text/plain", "run-js.txt"},
		{"page.gif", "text/html", "page.gif"}, // a server goes by the name
		{"page.foo", "text/html; charset=utf-8", "page-foo.txt"},
		{"page", "text/html", "page-bin.txt"},
		{"shell.php.jpg", "image/jpeg", "shell-php.jpg"},
		{"a\u202egnp.exe", "", "agnp.exe"},
		{strings.Repeat("long ", 50) + ".zip", "", "long-long-long-long-long-long-long-long-long-long-long-long.zip"},
	}
	for _, c := range cases {
		if got := cleanName(c.name, c.contentType, false); got != c.want {
			t.Errorf("cleanName(%q, %q) = %q, want %q", c.name, c.contentType, got, c.want)
		}
	}
}

func TestDrawingsWithScriptsAreGivenAsText(t *testing.T) {
	const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">`
	cases := []struct {
		svg      string
		harmless bool
	}{
		{`<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">` + open + `<style>a{}</style><path d="M0 0"/></svg>`, true},
		{open + `<use xlink:href="#a"/><image href="data:image/png;base64,AA"/><animate attributeName="x"/></svg>`, true},
		{open + `<script>alert(1)</script></svg>`, false},
		{open + `<s:script xmlns:s="http://www.w3.org/2000/svg"/></svg>`, false},
		{open + `<g OnLoad="x()"/></svg>`, false},
		{open + `<a xlink:href=" javascript:x()"/></svg>`, false},
		{open + `<a href="java&#10;script:x()"/></svg>`, false},
		{open + `<use href="data:image/svg+xml,x"/></svg>`, false},
		{open + `<foreignObject/></svg>`, false},
		{open + `<html:p xmlns:html="http://www.w3.org/1999/xhtml"/></svg>`, false},
		{open + `<set attributeName="xlink:href" to="javascript:x()"/></svg>`, false},
		{`<!DOCTYPE svg [<!ENTITY x "y">]>` + open + `</svg>`, false},
		{`<?xml-stylesheet href="x.xsl"?>` + open + `</svg>`, false},
		{open + `<p>&x;</p></svg>`, false},
		{open + `<unclosed`, false},
	}
	for _, c := range cases {
		if got := harmlessDrawing(strings.NewReader(c.svg)); got != c.harmless {
			t.Errorf("%s: harmless is %v, want %v", c.svg, got, c.harmless)
		}
	}
	file := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(file, []byte(cases[2].svg), 0o600); err != nil {
		t.Fatal(err)
	}
	m := nameFiles(map[string]fetch.File{"k": {Path: file, Name: "logo.svg", Hash: "0123456789", ContentType: "image/svg+xml", Size: 9}})["k"]
	if !m.active || m.path != "files/01234567-logo-svg.txt" {
		t.Errorf("a drawing with a script is at %s", m.path)
	}
}

func TestFilesOfOneContentAndNameShareAPlace(t *testing.T) {
	named := nameFiles(map[string]fetch.File{
		"a": {Name: "x.png", Hash: "11111111aaaa"}, "b": {Name: "X.png", Hash: "11111111aaaa"},
		"c": {Name: "x.png", Hash: "11111111bbbb"}, "d": {Name: "y.png", Hash: "11111111aaaa"},
	})
	for key, want := range map[string]string{
		"a": "files/11111111-x.png", "b": "files/11111111-x.png", "c": "files/11111111bbbb-x.png", "d": "files/11111111-y.png",
	} {
		if got := named[key].path; got != want {
			t.Errorf("file %s is at %s, want %s", key, got, want)
		}
	}
}

func FuzzCleanName(f *testing.F) {
	f.Add("a/../b.svg", "image/svg+xml")
	f.Add("con.", "")
	f.Add("x.htm%00l", "text/html")
	good := regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*\.[a-z0-9][a-z0-9_-]*$`)
	f.Fuzz(func(t *testing.T, name, contentType string) {
		got := cleanName(name, contentType, false)
		if !good.MatchString(got) || len(got) > 100 || !fs.ValidPath("files/"+got) {
			t.Errorf("cleanName(%q, %q) = %q", name, contentType, got)
		}
		for _, ext := range dangerous {
			if strings.HasSuffix(got, "."+ext) {
				t.Errorf("cleanName(%q, %q) = %q", name, contentType, got)
			}
		}
	})
}

func TestNamesInURLsAreEscaped(t *testing.T) {
	for name, want := range map[string]string{
		"posts/hello/": "posts/hello/", "a b.css": "a%20b.css", "50%.svg": "50%25.svg", "é?#.js": "%C3%A9%3F%23.js",
	} {
		if got := escapePath(name); got != want {
			t.Errorf("escapePath(%q) = %q, want %q", name, got, want)
		}
	}
}
