// Package headersfile reads _headers, the file in which Netlify, Cloudflare Pages
// and hosts like them find what to send with the files of a site.
//
//	/*
//	  X-Content-Type-Options: nosniff
//	/files/*
//	  Cache-Control: public, max-age=31536000, immutable
//
// An asterisk stands for anything, a :name for anything without a slash. All rules
// that match count; what several say of one header is joined with commas. Cloudflare's
// "! Name" takes away what rules above said.
package headersfile

import (
	"net/http"
	"regexp"
	"strings"
)

// Rules are those of a file, in its order.
type Rules []rule

type rule struct {
	paths  *regexp.Regexp
	fields []field
}

// field is a header; one without a value takes it away.
type field struct{ name, value string }

// Parse reads the text of a file. Lines that are neither a path nor a header are
// left out, as hosts do.
func Parse(text []byte) Rules {
	var rules Rules
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		name, value, isField := strings.Cut(line, ":")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "/"):
			rules = append(rules, rule{paths: pattern(line)})
		case len(rules) == 0:
		case strings.HasPrefix(line, "!"):
			rules.add(field{name: strings.TrimSpace(line[1:])})
		case isField:
			rules.add(field{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	return rules
}

// add gives the last rule a field.
func (rs Rules) add(f field) {
	last := &rs[len(rs)-1]
	last.fields = append(last.fields, f)
}

var wild = regexp.MustCompile(`\\\*|:[A-Za-z]\w*`)

// pattern makes an expression of a path of the file.
func pattern(path string) *regexp.Regexp {
	text := wild.ReplaceAllStringFunc(regexp.QuoteMeta(strings.ToValidUTF8(path, "\ufffd")), func(s string) string {
		if s == `\*` {
			return ".*"
		}
		return "[^/]+"
	})
	return regexp.MustCompile("^" + text + "$") // all else is quoted
}

// Apply sets the headers of an answer to a request for a path.
func (rs Rules) Apply(h http.Header, path string) {
	said := map[string]bool{}
	for _, r := range rs {
		if !r.paths.MatchString(path) {
			continue
		}
		for _, f := range r.fields {
			name := http.CanonicalHeaderKey(f.name)
			switch {
			case f.value == "":
				h.Del(name)
			case said[name] && h.Get(name) != "":
				h.Set(name, h.Get(name)+", "+f.value)
			default:
				h.Set(name, f.value)
			}
			said[name] = true
		}
	}
}
