package site

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"galley/theme"
)

const sitemapName = "sitemap.xml"

// https://www.sitemaps.org/protocol.html
type urlSet struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// sitemap writes sitemap.xml: every page that is no draft, and the first part
// of every list.
func (r *run) sitemap() error {
	var set urlSet
	add := func(path string, updated time.Time) {
		u := sitemapURL{Loc: r.site.permalink(path)}
		if !updated.IsZero() {
			u.LastMod = updated.UTC().Format(time.RFC3339)
		}
		set.URLs = append(set.URLs, u)
	}
	for _, n := range r.site.reading {
		if n.page != nil && !n.draft && !n.noIndex {
			add(n.path, n.updated)
		}
	}
	for _, l := range r.site.lists() {
		var newest time.Time
		for _, n := range l.items {
			if n.updated.After(newest) {
				newest = n.updated
			}
		}
		if l.kind == theme.KindHome || len(l.items) > 0 {
			add(l.path, newest)
		}
	}
	return r.putSitemap(set.URLs)
}

// maxSitemap is how many addresses a sitemap may have.
const maxSitemap = 50_000

type sitemapIndex struct {
	XMLName  xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Sitemaps []sitemapURL `xml:"sitemap"`
}

// putSitemap writes addresses as sitemap.xml, or, when they are too many for one,
// as several with sitemap.xml as their index.
func (r *run) putSitemap(urls []sitemapURL) error {
	if len(urls) <= maxSitemap {
		return r.putXML(sitemapName, urlSet{URLs: urls})
	}
	var index sitemapIndex
	for part := range slices.Chunk(urls, maxSitemap) {
		name := fmt.Sprintf("sitemap-%d.xml", len(index.Sitemaps)+1)
		if err := r.putXML(name, urlSet{URLs: part}); err != nil {
			return err
		}
		newest := slices.MaxFunc(part, func(a, b sitemapURL) int { return strings.Compare(a.LastMod, b.LastMod) })
		index.Sitemaps = append(index.Sitemaps, sitemapURL{r.site.permalink(name), newest.LastMod})
	}
	return r.putXML(sitemapName, index)
}

// robots writes robots.txt, which tells crawlers where the sitemap is.
func (r *run) robots() error {
	return r.stage.put("robots.txt", []byte("User-agent: *\nAllow: /\n\nSitemap: "+r.site.permalink(sitemapName)+"\n"))
}
