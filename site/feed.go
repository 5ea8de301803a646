package site

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"galley/render"
	"galley/theme"
)

const feedName = "feed.xml"

// feedLength is how many posts the feed holds: readers keep what they saw.
const feedLength = 20

// RSS 2.0, with the whole text (RSS 1.0 content module), authors (Dublin Core)
// and the feed's own address (Atom). https://www.rssboard.org/rss-specification
type rss struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Content string     `xml:"xmlns:content,attr"`
	DC      string     `xml:"xmlns:dc,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title         string    `xml:"title"`
	Link          string    `xml:"link"`
	Description   string    `xml:"description"` // required, may be empty
	Language      string    `xml:"language"`
	LastBuildDate string    `xml:"lastBuildDate,omitempty"`
	Self          atomLink  `xml:"atom:link"`
	Items         []rssItem `xml:"item"`
}

type atomLink struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
}

type rssItem struct {
	Title       string   `xml:"title"`
	Link        string   `xml:"link"`
	GUID        rssGUID  `xml:"guid"`
	PubDate     string   `xml:"pubDate"`
	Creators    []string `xml:"dc:creator"`
	Categories  []string `xml:"category"`
	Description string   `xml:"description,omitempty"`
	Content     string   `xml:"content:encoded,omitempty"`
}

type rssGUID struct {
	IsPermaLink bool   `xml:"isPermaLink,attr"`
	Value       string `xml:",chardata"`
}

// feedItems gives the newest posts that everybody may see.
func (s *Site) feedItems() []*node {
	var items []*node
	for _, n := range s.reading {
		if n.kind == theme.KindPost && !n.draft {
			items = append(items, n)
		}
	}
	items = byDate(items)
	return items[:min(len(items), feedLength)]
}

// feed writes feed.xml, on a site that has posts.
func (r *run) feed() error {
	nodes := r.site.feedItems()
	if len(nodes) == 0 {
		return nil
	}
	c := r.site.config.Site
	channel := rssChannel{
		Title: c.Title, Link: c.BaseURL, Description: orDefault(c.Description, c.Title), Language: c.Language,
		Self: atomLink{r.site.permalink(feedName), "self", "application/rss+xml"},
	}
	var last time.Time
	for _, n := range nodes {
		item, err := r.feedItem(n)
		if err != nil {
			return fmt.Errorf("rendering %q (%s) for the feed: %w", n.title, n.id.URL(), err)
		}
		channel.Items = append(channel.Items, item)
		if n.updated.After(last) {
			last = n.updated
		}
	}
	if !last.IsZero() {
		channel.LastBuildDate = last.UTC().Format(time.RFC1123Z)
	}
	return r.putXML(feedName, rss{
		Version: "2.0", Content: "http://purl.org/rss/1.0/modules/content/",
		DC: "http://purl.org/dc/elements/1.1/", Atom: "http://www.w3.org/2005/Atom", Channel: channel,
	})
}

func (r *run) feedItem(n *node) (rssItem, error) {
	item := rssItem{
		Title: n.title, Link: r.site.permalink(n.path),
		GUID:    rssGUID{false, "urn:uuid:" + string(n.id)}, // stays when the page is renamed
		PubDate: n.when().Format(time.RFC1123Z), Description: r.facts[r.index[n]].description,
	}
	for _, a := range n.authors {
		item.Creators = append(item.Creators, a.Name)
	}
	for _, t := range r.site.nodeTags(n) {
		item.Categories = append(item.Categories, t.Name)
	}
	blocks, err := r.site.blocks(n.id)
	if err != nil {
		return item, err
	}
	var body strings.Builder
	w := &pageWriter{site: r.site, run: r, node: n, feed: true}
	w.language, w.dir = r.site.detect(n.title, blocks)
	err = render.New(blocks, w.renderOptions()).HTML(&body, w)
	item.Content = body.String()
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
