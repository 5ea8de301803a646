package site

import (
	"fmt"
	"slices"
	"strings"

	"galley/notion"
	"galley/theme"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// readLanguage reads the property that says which language a page is in: a tag
// such as "pt-BR", or the name of a language in English or in itself. A property of
// that name may be about something else, such as languages of programs.
func (p *planner) readLanguage(n *node, m Match) string {
	text := strings.TrimSpace(plainValue(n.page.Properties[m.Property]))
	if text == "" {
		return ""
	}
	if tag, err := language.Parse(text); err == nil {
		return tag.String()
	}
	for _, tag := range display.Supported.Tags() {
		if strings.EqualFold(text, display.English.Tags().Name(tag)) || strings.EqualFold(text, display.Self.Name(tag)) {
			return tag.String()
		}
	}
	if !m.Configured {
		return ""
	}
	p.note(n, fmt.Sprintf("%q is not a language", text), `write a language tag such as "de" or "pt-BR", or a name such as "German"`)
	return ""
}

// translate finds which pages are translations of each other: those that a
// relation joins, directly or by way of others.
func (p *planner) translate() {
	for _, n := range p.all {
		for _, id := range n.translations {
			if other := p.nodes[id]; other != nil && other.page != nil && other != n {
				unite(n, other)
			}
		}
	}
}

// unite makes the circles of two pages one.
func unite(a, b *node) {
	if slices.Contains(a.circle(), b) {
		return
	}
	all := slices.Concat(a.circle(), b.circle())
	for _, n := range all {
		n.inLanguages = all
	}
}

// circle gives a page and its translations.
func (n *node) circle() []*node {
	if n.inLanguages == nil {
		return []*node{n}
	}
	return n.inLanguages
}

// themeTranslations gives the translations of a page with the page itself, by
// language; none when it has none. Of several pages in one language the page
// itself counts, else the oldest.
func (r *run) themeTranslations(n *node) []theme.Translation {
	byLanguage := map[string]*node{}
	for _, other := range n.circle() {
		tag := orDefault(other.language, r.site.config.Site.Language)
		have := byLanguage[tag]
		if !other.draft && (other == n || have == nil || have != n && compareAge(other, have) < 0) {
			byLanguage[tag] = other
		}
	}
	if len(byLanguage) < 2 {
		return nil
	}
	var list []theme.Translation
	for tag, other := range byLanguage {
		list = append(list, theme.Translation{
			Language: tag, Name: display.Self.Name(language.Make(tag)), Title: other.title,
			URL: r.site.url(other.path), Permalink: r.site.permalink(other.path), Current: other == n,
		})
	}
	slices.SortFunc(list, func(a, b theme.Translation) int { return strings.Compare(a.Language, b.Language) })
	return list
}

// languageOf gives the language and direction of a page: as its property says,
// else as its text looks.
func (s *Site) languageOf(n *node, blocks []notion.Block) (tag, dir string) {
	if n.language != "" {
		return n.language, direction(n.language)
	}
	return s.detect(n.title, blocks)
}
