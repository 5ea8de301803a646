package site

import (
	"bytes"
	"fmt"
	"html"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	"galley/fetch"
	"galley/notion"
	"galley/site/permalink"
)

// redirect leads from a former address of a page to where it is now. Both are
// below the site's root, without a slash in front: "posts/hallo/", "old.html".
type redirect struct {
	From, To string
	title    string
}

// remember adds the addresses of this site to those of the past. What is no
// place of the public's is not remembered.
func (p *planner) remember() {
	p.history = p.opts.Past.Clone()
	if p.opts.Passing {
		return
	}
	for _, n := range p.all {
		if had := p.history.Of(n.id); !n.draft && (len(had) == 0 || had[0] != "/"+n.path) {
			p.history.Put(n.id, "/"+n.path)
		}
	}
}

// redirect finds the addresses that lead to pages which have another one now.
func (p *planner) redirect() {
	inUse := map[string]bool{"": true, tagsPath: true} // in small letters: some file systems know no others
	for _, n := range p.all {
		inUse[strings.ToLower(n.path)] = true
	}
	for _, n := range p.all {
		if n.draft {
			continue
		}
		for _, address := range p.history.Of(n.id) {
			from := strings.TrimPrefix(address, "/")
			if folded := strings.ToLower(from); !inUse[folded] && !reserved(folder(from)) {
				inUse[folded] = true
				p.redirects = append(p.redirects, redirect{from, n.path, n.title})
			}
		}
	}
	p.redirectAliases(inUse)
	slices.SortFunc(p.redirects, func(a, b redirect) int { return strings.Compare(a.From, b.From) })
}

// redirectAliases adds the addresses of a former site. Of pages that share one
// the oldest gets it, and none gets that of a page.
func (p *planner) redirectAliases(inUse map[string]bool) {
	byAge := slices.Clone(p.all)
	slices.SortFunc(byAge, compareClaim)
	for _, n := range byAge {
		for _, alias := range n.aliases {
			if n.draft || alias == n.path {
				continue
			}
			folded := strings.ToLower(alias)
			if inUse[folded] {
				p.note(n, fmt.Sprintf("the alias /%s is the address of something else", alias), "take it out of the property")
				continue
			}
			inUse[folded] = true
			p.redirects = append(p.redirects, redirect{alias, n.path, n.title})
		}
	}
}

// note takes down a warning about a page.
func (p *planner) note(n *node, text, hint string) {
	p.notes = append(p.notes, fetch.Warning{Kind: fetch.WarnAddress, Page: n.id, Title: n.title, URL: p.where(n.id, ""), Text: text, Hint: hint})
}

// readAliases reads the property with the addresses of a former site: paths or
// whole addresses, between spaces, commas or in lines of their own.
func (p *planner) readAliases(n *node, v notion.PropertyValue) []string {
	text := plainValue(v)
	for _, option := range v.MultiSelect {
		text += " " + option.Name
	}
	var aliases []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == ',' }) {
		alias, ok := aliasPath(word)
		if !ok {
			p.note(n, fmt.Sprintf("the alias %q cannot be an address of this site", word),
				"write a path such as /2019/hello/ or /hello.html; what is behind a question mark never reaches a static site")
			continue
		}
		if alias != "" && !slices.Contains(aliases, alias) {
			aliases = append(aliases, alias)
		}
	}
	return aliases
}

// aliasPath gives the path below the site's root that an alias means: a folder,
// with a slash at its end, or an HTML file.
func aliasPath(word string) (string, bool) {
	u, err := url.Parse(word)
	if err != nil || u.RawQuery != "" || u.Fragment != "" || u.Opaque != "" {
		return "", false
	}
	name := strings.Trim(u.Path, "/")
	name = strings.TrimSuffix(strings.TrimSuffix(name, "index.html"), "/")
	if name == "" {
		return "", u.Path == "/" // the home page has an address already
	}
	odd := strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || r == '\\' || r == ':' })
	if !fs.ValidPath(name) || odd || reserved(name) || len(name) > maxPath {
		return "", false
	}
	if ext := strings.ToLower(path.Ext(name)); ext == ".html" || ext == ".htm" {
		return name, true
	}
	return name + "/", true
}

// redirectsFile tells whether former addresses are listed in _redirects.
func (s *Site) redirectsFile() bool {
	return s.config.URLs.Redirects == redirectsFile || s.config.URLs.Redirects == redirectsAuto && s.opts.RedirectsFile
}

// redirect writes what leads from former addresses to the pages, and the file
// that remembers them.
func (r *run) redirect() error {
	if err := r.stage.put(permalink.URLsName, r.site.history.URLs()); err != nil {
		return err
	}
	if r.site.redirectsFile() {
		if len(r.site.redirects) == 0 {
			return nil
		}
		return r.stage.put("_redirects", r.site.redirectLines())
	}
	for _, d := range r.site.redirects {
		name := d.From
		if strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		if err := r.stage.put(name, r.site.redirectPage(d)); err != nil {
			return err
		}
	}
	return nil
}

// redirectLines is the content of _redirects.
// https://docs.netlify.com/routing/redirects/
// https://developers.cloudflare.com/pages/configuration/redirects/
func (s *Site) redirectLines() []byte {
	var b bytes.Buffer
	for _, d := range s.redirects {
		fmt.Fprintf(&b, "%s %s 301\n", s.url(d.From), s.url(d.To))
	}
	return b.Bytes()
}

// redirectPage is what stands at a former address where the host cannot redirect.
// Search engines take a refresh without delay for a permanent redirect.
func (s *Site) redirectPage(d redirect) []byte {
	title, to := html.EscapeString(d.title), html.EscapeString(s.url(d.To))
	return fmt.Appendf(nil, `<!doctype html>
<html lang="%s">
<head>
<meta charset="utf-8">
<title>%s</title>
<link rel="canonical" href="%s">
<meta http-equiv="refresh" content="0; url=%s">
</head>
<body><p><a href="%s">%s</a></p></body>
</html>
`, html.EscapeString(s.config.Site.Language), title, html.EscapeString(s.permalink(d.To)), to, to, title)
}
