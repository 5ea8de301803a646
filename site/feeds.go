package site

import (
	"context"
	"encoding/xml"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"galley/site/feed"
	"galley/theme"

	"golang.org/x/sync/errgroup"
)

// feedPlace is a list of posts that has feeds: the whole site, a section, or a
// tag.
type feedPlace struct {
	title       string
	description string
	path        string // of the list; the feeds lie there too
	nodes       []*node
}

// feedPlaces gives what has feeds.
func (s *Site) feedPlaces() []feedPlace {
	c := s.config.Site
	var all []*node
	for _, n := range s.reading {
		if n.kind == theme.KindPost {
			all = append(all, n)
		}
	}
	places := []feedPlace{{c.Title, c.Description, "", s.feedItems(all)}}
	for _, l := range s.lists() {
		if l.path == "" || l.node == nil && !s.isTag(l.path) {
			continue
		}
		places = append(places, feedPlace{l.title + " – " + c.Title, l.description, l.path, s.feedItems(l.items)})
	}
	return slices.DeleteFunc(places, func(p feedPlace) bool { return len(p.nodes) == 0 })
}

func (s *Site) isTag(path string) bool { return strings.HasPrefix(path, tagsPath) }

// feedItems gives the newest of some posts that everybody may see.
func (s *Site) feedItems(nodes []*node) []*node {
	items := byDate(slices.DeleteFunc(slices.Clone(nodes), func(n *node) bool {
		return n.kind != theme.KindPost || n.draft || n.when().IsZero() || !s.config.Source[n.source].hasFeed()
	}))
	return items[:min(len(items), s.config.Feeds.Length)]
}

// themeFeeds gives the feeds of a list as themes see them.
func (s *Site) themeFeeds(p feedPlace) []theme.Feed {
	var feeds []theme.Feed
	for _, f := range s.config.Feeds.formats() {
		feeds = append(feeds, theme.Feed{Title: p.title, Label: f.Label, Type: f.MediaType, URL: s.url(p.path + f.File)})
	}
	return feeds
}

// feedsOf gives the feeds of a list, besides those of the site.
func (r *run) feedsOf(l list) []theme.Feed {
	for _, p := range r.places {
		if p.path == l.path && p.path != "" {
			return r.site.themeFeeds(p)
		}
	}
	return nil
}

// feeds writes the feeds of the site, its sections and tags.
func (r *run) feeds(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, p := range r.places {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return r.feed(p)
		})
	}
	return group.Wait()
}

func (r *run) feed(p feedPlace) error {
	f := feed.Feed{Title: p.title, Description: p.description, Language: r.site.config.Site.Language, Home: r.site.permalink(p.path)}
	for _, n := range p.nodes {
		item, err := r.feedItem(n)
		if err != nil {
			return fmt.Errorf("rendering %q (%s) for the feed: %w", n.title, r.site.where(n.id, ""), err)
		}
		f.Items = append(f.Items, item)
	}
	for _, format := range r.site.config.Feeds.formats() {
		name := p.path + format.File
		data, err := f.Write(format, r.site.permalink(name))
		if err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
		if err := r.stage.put(name, data); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) feedItem(n *node) (feed.Item, error) {
	w := &pageWriter{site: r.site, run: r, node: n, feed: true}
	item := feed.Item{
		ID: "urn:uuid:" + string(n.id), URL: r.site.permalink(n.path), Title: n.title, // the ID stays when the page is renamed
		Summary: r.facts[r.index[n]].description, Published: n.when(), Updated: n.updated,
	}
	if item.Updated.Before(item.Published) {
		item.Updated = item.Published
	}
	if cover := w.image(n.cover, ""); cover != nil {
		item.Image = cover.URL
	}
	for _, a := range w.authors(n) {
		author := feed.Author{Name: a.Name, Avatar: webURL(a.Avatar)}
		if a.URL != "" {
			author.URL = r.site.permalink(r.site.people[a.Name].path)
		}
		item.Authors = append(item.Authors, author)
	}
	for _, t := range r.site.nodeTags(n) {
		item.Tags = append(item.Tags, t.Name)
	}
	doc, _, err := w.document()
	if err != nil {
		return item, err
	}
	if w.language != r.site.config.Site.Language {
		item.Language = w.language
	}
	var body strings.Builder
	err = doc.HTML(&body, w)
	item.HTML = body.String()
	return item, err
}

// putXML stages v as an XML file. Characters that XML cannot hold are replaced
// by the encoder.
func (r *run) putXML(name string, v any) error {
	data, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return r.stage.put(name, slices.Concat([]byte(xml.Header), data, []byte("\n")))
}
