package site

import (
	"bytes"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"galley/notion"
	"galley/render"
	"galley/theme"
)

// facts are what is known of a page once its body was read, for the lists that
// show it.
type facts struct {
	description string
	titleHTML   template.HTML
	words       int
	minutes     int
}

const descriptionLength = 160 // characters

// page writes one page in all formats, and remembers what lists need of it.
func (r *run) page(i int) error {
	n := r.site.reading[i]
	w := &pageWriter{site: r.site, run: r, node: n}
	doc, blocks, err := w.document()
	if err != nil {
		return err
	}
	r.develop(n, blocks)
	f := facts{description: orDefault(n.description, doc.Summary(descriptionLength, w))}
	words, ideographs := doc.Count()
	f.words, f.minutes = words+ideographs, minutes(words, ideographs)
	w.links = doc.Links()
	if f.titleHTML, err = w.inline(n.titleRT); err != nil {
		return fmt.Errorf("rendering the title of %q (%s): %w", n.title, r.site.where(n.id, ""), err)
	}
	r.facts[i] = f
	if err := r.pageHTML(w, doc, f); err != nil {
		return fmt.Errorf("rendering %q (%s): %w", n.title, r.site.where(n.id, ""), err)
	}
	if err := r.pageMarkdown(w, doc, f); err != nil {
		return fmt.Errorf("rendering %q (%s) as Markdown: %w", n.title, r.site.where(n.id, ""), err)
	}
	if err := r.searchPage(w, doc); err != nil {
		return fmt.Errorf("indexing %q (%s): %w", n.title, r.site.where(n.id, ""), err)
	}
	r.countBlocks(blocks)
	r.checkBlocks(n, doc.Placeholders())
	r.checkFailures(n, w.failures)
	r.checkLinks(n, w.links)
	r.checkUnread(n, doc.Unread())
	return nil
}

// How fast people read, by the minute: words of scripts with spaces, and
// characters of Chinese, Japanese and Korean.
const (
	wordsPerMinute      = 220
	ideographsPerMinute = 500
)

// minutes gives the time that a text takes to read: at least one for any text.
func minutes(words, ideographs int) int {
	if words+ideographs == 0 {
		return 0
	}
	exact := float64(words)/wordsPerMinute + float64(ideographs)/ideographsPerMinute
	return max(1, int(math.Round(exact)))
}

// inline writes a text as HTML.
func (w *pageWriter) inline(segments []notion.RichText) (template.HTML, error) {
	if len(segments) == 0 {
		return "", nil
	}
	var b strings.Builder
	doc := render.Inline(segments, w.renderOptions())
	w.links = append(w.links, doc.Links()...)
	err := doc.HTML(&b, w)
	w.failures = append(w.failures, doc.Failures()...)
	w.math = w.math || doc.HasMath()
	return template.HTML(b.String()), err // made by render, which escapes
}

func (r *run) pageHTML(w *pageWriter, doc *render.Document, f facts) error {
	if !r.site.writes(FormatHTML) {
		return nil
	}
	n := w.node
	var body strings.Builder
	if err := doc.HTML(&body, w); err != nil {
		return err
	}
	w.failures = append(w.failures, doc.Failures()...)
	p := r.frame(n.kind, n.title, n.path)
	p.Layout = r.site.layout(n)
	p.TitleHTML, p.Description = f.titleHTML, f.description
	p.Summary = n.description
	p.Content = template.HTML(body.String()) // made by render, which escapes
	p.Words, p.Minutes = f.words, f.minutes
	p.TOC = contents(doc.Headings())
	p.Language, p.Dir = w.language, w.dir
	p.Markdown = r.site.url(n.file("index.md"))
	if err := r.rowOf(p, w); err != nil {
		return err
	}
	p.HasMath = w.math || doc.HasMath()
	p.Translations = r.themeTranslations(n)
	if err := r.represent(p, n); err != nil {
		return err
	}
	if err := r.structure(p, n); err != nil {
		return err
	}
	return r.execute(n.file("index.html"), p)
}

// rowOf adds what stands around the body: properties, neighbours, parents.
func (r *run) rowOf(p *theme.Page, w *pageWriter) error {
	n := w.node
	p.Draft, p.Updated, p.Date, p.NoIndex = n.draft, n.updated, n.date.Time, n.noIndex
	p.Authors, p.Tags, p.Notion = w.authors(n), r.site.nodeTags(n), r.site.inNotion(n)
	p.Icon, p.Cover = w.icon(n.icon()), w.image(n.cover, "")
	p.Breadcrumbs = r.breadcrumbs(n)
	p.Prev, p.Next = r.link(n.prev), r.link(n.next)
	p.Series = r.seriesOf(n)
	for _, other := range r.related[n] {
		p.Related = append(p.Related, r.brief(other))
	}
	for _, c := range n.children {
		p.Children = append(p.Children, r.nav[c])
	}
	var err error
	if p.Properties, err = w.properties(); err != nil {
		return err
	}
	if p.Shown, err = w.shownProperties(); err != nil {
		return err
	}
	w.shown = p.Shown
	p.Discussions, err = w.discussions()
	return err
}

// frame begins the view of a page.
func (r *run) frame(kind theme.Kind, title, path string) *theme.Page {
	view := r.view
	url := r.site.url(path)
	view.Menu = slices.Clone(view.Menu)
	for i := range view.Menu {
		view.Menu[i].Current = strings.HasPrefix(url, view.Menu[i].URL)
	}
	return &theme.Page{
		Site: &view, Kind: kind, Title: title, URL: url, Permalink: r.site.permalink(path),
		Language: view.Language, Dir: view.Dir,
	}
}

// execute writes a page through the theme. What nothing else stands for has the
// card of the site.
func (r *run) execute(file string, p *theme.Page) error {
	if p.Card == nil {
		if err := r.represent(p, nil); err != nil {
			return err
		}
	}
	var b bytes.Buffer
	if err := r.site.opts.Theme.Execute(&b, p); err != nil {
		return err
	}
	return r.stage.put(file, r.policy.put(b.Bytes()))
}

// contents makes a tree of headings; nil when there are fewer than two.
func contents(headings []render.Heading) []*theme.Heading {
	if len(headings) < 2 {
		return nil
	}
	root := &theme.Heading{Level: 1}
	path := []*theme.Heading{root}
	for _, h := range headings {
		for len(path) > 1 && path[len(path)-1].Level >= h.Level {
			path = path[:len(path)-1]
		}
		entry := &theme.Heading{ID: h.ID, Title: h.Text, Level: h.Level}
		parent := path[len(path)-1]
		parent.Children = append(parent.Children, entry)
		path = append(path, entry)
	}
	return root.Children
}
