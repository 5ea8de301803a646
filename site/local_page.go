package site

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"path"
	"strings"

	"galley/fetch"
	"galley/notion"
	"galley/render"
	"galley/site/manuscript"
)

// inNotion gives the address at which the source of a page can be edited in Notion;
// "" for a file.
func (s *Site) inNotion(n *node) string {
	if s.isLocal(n.id) {
		return ""
	}
	return n.id.URL()
}

// document reads the body of a page, and finds out in which language it is. blocks
// are those of a page in Notion.
func (w *pageWriter) document() (doc *render.Document, blocks []notion.Block, err error) {
	s, n := w.site, w.node
	page := s.opts.Local.page(n.id)
	if page == nil {
		if blocks, err = s.blocks(n.id); err != nil {
			return nil, nil, fmt.Errorf("reading the body of %q (%s): %w", n.title, n.id.URL(), err)
		}
		w.language, w.dir = s.languageOf(n, blocks)
		return render.New(blocks, w.bodyOptions()), blocks, nil
	}
	source, err := os.ReadFile(page.Place)
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", page.Name, err)
	}
	local := &localText{w: w, page: page, source: source}
	body := manuscript.Body(source)
	if w.language, w.dir = n.language, direction(n.language); n.language == "" {
		w.language, w.dir = detect(n.title+" "+string(body[:min(len(body), sampleLength)]), s.config.Site.Language)
	}
	text := render.Text{Markdown: body, Title: n.title, Link: local.link, File: local.file}
	return render.Parse(text, w.bodyOptions()), nil, nil
}

// bodyOptions are those for the body of a page, which begins at its top unless
// there is a cover.
func (w *pageWriter) bodyOptions() render.Options {
	options := w.renderOptions()
	options.Top = !w.feed && w.node.cover == nil
	return options
}

// checkUnread takes down the HTML of a local page that is not on the site.
func (r *run) checkUnread(n *node, list []render.Unread) {
	page := r.site.opts.Local.page(n.id)
	for _, u := range list {
		r.warn(fetch.Warning{
			Kind: fetch.WarnMarkdown, Page: n.id, Title: n.title, URL: fmt.Sprintf("%s:%d", page.Name, page.Skipped+u.Line),
			Text: fmt.Sprintf("the HTML element <%s> is left out", u.Name), Hint: "write it in Markdown, or put it into the theme",
		})
	}
}

// localText knows what the addresses in a file of Markdown mean.
type localText struct {
	w      *pageWriter
	page   *manuscript.Page
	source []byte
}

// lost warns of an address that leads nowhere, once for each page and place.
func (t *localText) lost(kind fetch.WarningKind, destination, what, hint string) {
	line := 1 + bytes.Count(t.source[:max(bytes.Index(t.source, []byte(destination)), 0)], []byte("\n"))
	n := t.w.node
	t.w.run.warn(fetch.Warning{
		Kind: kind, Page: n.id, Title: n.title, URL: fmt.Sprintf("%s:%d", t.page.Name, line), Text: what, Hint: hint,
	})
}

// link says where a link leads: files are what their names say from the file that
// the link is in, and a slash in front begins an address of the site.
func (t *localText) link(destination string) string {
	u, err := url.Parse(destination)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return destination
	}
	switch {
	case u.Path == "" && u.Fragment != "":
		return t.heading(t.w.node, u.Fragment, destination)
	case u.Path == "":
		return destination
	case strings.HasPrefix(u.Path, "/"):
		if notionLink, ok := notion.ParseLink(destination); ok && t.w.site.known(notionLink.Page) {
			return destination
		}
		return t.addressLink(u, destination)
	}
	name := path.Join(path.Dir(t.page.Name), u.Path)
	if n := t.w.site.nodeOfFile(name); n != nil {
		return t.heading(n, u.Fragment, destination)
	}
	if _, ok := t.w.site.media[manuscript.Key(name)]; ok {
		return render.FileLink(manuscript.Key(name))
	}
	if n := t.w.site.places[strings.TrimPrefix(path.Join("/", t.w.node.path, u.Path)+"/", "/")]; n != nil { // as browsers read it
		return t.heading(n, u.Fragment, destination)
	}
	t.lost(fetch.WarnLink, destination, fmt.Sprintf("a link leads to %s, which is not there", name), "write the place of a file from where this one is, such as ../guide/setup.md")
	return ""
}

// addressLink says where an address of the site leads. The path of base_url may be
// in it.
func (t *localText) addressLink(u *url.URL, destination string) string {
	s := t.w.site
	name := strings.TrimPrefix(u.Path, "/")
	if rest, ok := strings.CutPrefix(u.Path, s.config.base.Path); ok && s.config.base.Path != "/" {
		name = rest
	}
	if n := s.places[strings.TrimSuffix(strings.TrimSuffix(name, "index.html"), "/")+"/"]; n != nil {
		return t.heading(n, u.Fragment, destination)
	}
	if name == "" && s.home != nil {
		return t.heading(s.home, u.Fragment, destination)
	}
	if _, ok := s.media["/"+name]; ok {
		return render.FileLink("/" + name)
	}
	t.w.run.expect(name, address{t.page, t.w.node, destination, t.source})
	link := t.w.absolute(name)
	if u.RawQuery != "" {
		link += "?" + u.RawQuery
	}
	if u.Fragment != "" {
		link += "#" + u.EscapedFragment()
	}
	return link
}

// nodeOfFile gives the page of a file, or the page or list of a folder; the ending
// of a file may be left out.
func (s *Site) nodeOfFile(name string) *node {
	for _, try := range []string{name, name + ".md", name + ".markdown"} {
		if n := s.nodes[s.opts.Local.named(try)]; n != nil {
			return n
		}
	}
	switch strings.ToLower(path.Base(name)) {
	case "index.md", "_index.md", "readme.md", "index", "_index":
		return s.nodes[s.opts.Local.named(path.Dir(name))]
	}
	return nil
}

// heading gives the link to a page, and to a heading in it, by its id or by what
// GitHub and others make of its text.
func (t *localText) heading(n *node, fragment, destination string) string {
	if fragment == "" {
		return render.PageLink(n.id, "")
	}
	if t.w.site.opts.Local.page(n.id) == nil {
		return render.PageLink(n.id, fragment)
	}
	ids, err := t.w.run.headings(n)
	if err != nil {
		return render.PageLink(n.id, fragment) // that the page cannot be read is told when it is written
	}
	for _, id := range ids {
		if id == fragment {
			return render.PageLink(n.id, fragment)
		}
	}
	for _, id := range ids {
		if letters(id) == letters(fragment) {
			return render.PageLink(n.id, id)
		}
	}
	t.lost(fetch.WarnLink, destination, fmt.Sprintf("a link leads to #%s, which is no heading of %q", fragment, n.title), "write the heading in small letters, with dashes for spaces, or give it a name: ## Heading {#"+fragment+"}")
	return render.PageLink(n.id, "")
}

// letters gives what of an id does not depend on who made it.
func letters(id string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' {
			return -1
		}
		return r
	}, strings.ToLower(id))
}

// headings gives the ids of the headings of a local page, and of its footnotes.
func (r *run) headings(n *node) ([]string, error) {
	r.mu.Lock()
	ids, known := r.anchors[n]
	r.mu.Unlock()
	if known {
		return ids, nil
	}
	source, err := os.ReadFile(r.site.opts.Local.page(n.id).Place)
	if err != nil {
		return nil, err
	}
	w := &pageWriter{site: r.site, run: r, node: n, language: n.language}
	for _, h := range render.Parse(render.Text{Markdown: manuscript.Body(source), Title: n.title}, w.renderOptions()).Headings() {
		ids = append(ids, h.ID)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.anchors[n] = ids
	return ids, nil
}

// file gives the file that a picture shows.
func (t *localText) file(destination string) *notion.File {
	u, err := url.Parse(destination)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return nil
	}
	key := manuscript.Key(path.Join(path.Dir(t.page.Name), u.Path))
	if strings.HasPrefix(u.Path, "/") {
		key = u.Path
		if rest, ok := strings.CutPrefix(key, strings.TrimSuffix(t.w.site.config.base.Path, "/")); ok && t.w.site.media[key] == nil {
			key = rest
		}
	}
	if t.w.site.media[key] == nil {
		t.lost(fetch.WarnFile, destination, fmt.Sprintf("there is no file %s to show", strings.TrimPrefix(key, "/")), "write the place of a picture from where this file is; with a slash in front, that of one in the folder of static files")
	}
	return &notion.File{Type: "file", File: &notion.Hosted{URL: key}}
}

// address is one of the site in a local page, to something that is no page.
type address struct {
	page        *manuscript.Page
	node        *node
	destination string
	source      []byte
}

// expect takes down an address, to see in the end whether it is there.
func (r *run) expect(name string, a address) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.expected[name] = append(r.expected[name], a)
}

// checkAddresses warns of the addresses that are not there.
func (r *run) checkAddresses() {
	for name, list := range r.expected {
		if r.stage.has(name) || r.stage.has(path.Join(name, "index.html")) || r.site.redirectsFrom(name) {
			continue
		}
		for _, a := range list {
			t := &localText{&pageWriter{site: r.site, run: r, node: a.node}, a.page, a.source}
			t.lost(fetch.WarnLink, a.destination, fmt.Sprintf("a link leads to /%s, which is not on the site", name), "write the address of a page, or the place of its file")
		}
	}
}

func (s *Site) redirectsFrom(name string) bool {
	for _, d := range s.redirects {
		if strings.TrimSuffix(d.From, "/") == strings.TrimSuffix(name, "/") {
			return true
		}
	}
	return false
}

// localInputs is what the site is made from that is not in its pages.
func (s *Site) localInputs() []string {
	var list []string
	for _, f := range s.static() {
		list = append(list, f.name, f.Hash)
	}
	return list
}
