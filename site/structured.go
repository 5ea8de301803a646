package site

import (
	"encoding/json"
	"html/template"
	"time"

	"galley/theme"
)

// Structured data for search engines, as JSON-LD. https://schema.org/BlogPosting,
// …/BreadcrumbList, …/WebSite
type (
	graph struct {
		Context string `json:"@context"`
		Graph   []any  `json:"@graph"`
	}

	webSite struct {
		Type        string `json:"@type"`
		Name        string `json:"name"`
		URL         string `json:"url"`
		Description string `json:"description,omitempty"`
		Language    string `json:"inLanguage"`
	}

	blogPosting struct {
		Type        string   `json:"@type"`
		Headline    string   `json:"headline"`
		URL         string   `json:"url"`
		Main        string   `json:"mainEntityOfPage"`
		Description string   `json:"description,omitempty"`
		Image       string   `json:"image,omitempty"`
		Published   string   `json:"datePublished"`
		Modified    string   `json:"dateModified"`
		Authors     []person `json:"author,omitempty"`
		Keywords    []string `json:"keywords,omitempty"`
		Words       int      `json:"wordCount,omitempty"`
		Language    string   `json:"inLanguage"`
	}

	person struct {
		Type string `json:"@type"`
		Name string `json:"name"`
		URL  string `json:"url,omitempty"`
	}

	breadcrumbList struct {
		Type  string  `json:"@type"`
		Items []crumb `json:"itemListElement"`
	}

	crumb struct {
		Type     string `json:"@type"`
		Position int    `json:"position"`
		Name     string `json:"name"`
		Item     string `json:"item,omitempty"` // none for the page itself
	}
)

// structure adds the structured data of a page to its view; n is nil for lists.
func (r *run) structure(p *theme.Page, n *node) error {
	var all []any
	switch {
	case p.Kind == theme.KindHome:
		c := r.site.config.Site
		all = append(all, webSite{"WebSite", c.Title, c.BaseURL, c.Description, c.Language})
	case p.Kind == theme.KindPost && n != nil:
		all = append(all, r.posting(p, n))
	}
	if len(p.Breadcrumbs) > 0 {
		all = append(all, r.crumbs(p))
	}
	if len(all) == 0 {
		return nil
	}
	data, err := json.Marshal(graph{"https://schema.org", all}) // escapes what would end a script
	p.Structured = template.JS(data)
	return err
}

func (r *run) posting(p *theme.Page, n *node) blogPosting {
	post := blogPosting{
		Type: "BlogPosting", Headline: p.Title, URL: p.Permalink, Main: p.Permalink, Description: p.Description,
		Published: n.when().Format(time.RFC3339), Modified: n.updated.Format(time.RFC3339), Words: p.Words, Language: p.Language,
	}
	if p.Card != nil {
		post.Image = r.site.absoluteURL(p.Card.URL)
	}
	for _, a := range p.Authors {
		author := person{Type: "Person", Name: a.Name}
		if a.URL != "" {
			author.URL = r.site.absoluteURL(a.URL)
		}
		post.Authors = append(post.Authors, author)
	}
	for _, t := range p.Tags {
		post.Keywords = append(post.Keywords, t.Name)
	}
	return post
}

func (r *run) crumbs(p *theme.Page) breadcrumbList {
	list := breadcrumbList{Type: "BreadcrumbList"}
	for i, c := range p.Breadcrumbs {
		list.Items = append(list.Items, crumb{"ListItem", i + 1, c.Title, r.site.absoluteURL(c.URL)})
	}
	list.Items = append(list.Items, crumb{"ListItem", len(list.Items) + 1, p.Title, ""})
	return list
}

// absoluteURL makes a root-relative address absolute, and leaves others as they
// are.
func (s *Site) absoluteURL(address string) string {
	u, err := s.config.base.Parse(address)
	if err != nil {
		return address
	}
	return u.String()
}
