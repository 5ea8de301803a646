package searchtest

import (
	"embed"
	"fmt"
	"strings"

	"galley/site/search"
)

//go:embed corpus
var corpus embed.FS

// Languages are those that the written pages are in.
func Languages() []string { return []string{"en", "de", "ja", "th"} }

// Query is what somebody types, and the page that they mean.
type Query struct {
	Language string
	Text     string
	URL      string // of the page
	Kind     string // what is hard about it
}

// Queries gives the written queries: 50 in four languages.
func Queries() ([]Query, error) {
	text, err := corpus.ReadFile("corpus/queries.txt")
	if err != nil {
		return nil, err
	}
	var queries []Query
	for row := range strings.Lines(string(text)) {
		fields := strings.Split(strings.TrimSpace(row), " | ")
		if strings.HasPrefix(row, "#") {
			continue
		}
		if len(fields) != 4 {
			return nil, fmt.Errorf("the query %q has not four fields", row)
		}
		queries = append(queries, Query{fields[0], fields[1], fields[2] + "/", fields[3]})
	}
	return queries, nil
}

// Written gives the pages that the queries are for: the manual of a lighthouse,
// once in each language.
func Written() ([]search.Page, error) {
	var pages []search.Page
	for _, language := range Languages() {
		text, err := corpus.ReadFile("corpus/" + language + ".txt")
		if err != nil {
			return nil, err
		}
		for _, page := range strings.Split("\n"+string(text), "\n# ")[1:] {
			p, err := parse(page)
			if err != nil {
				return nil, err
			}
			p.Language = language
			pages = append(pages, p)
		}
	}
	return pages, nil
}

// parse reads a page: a line of address, title and tags, then its text, in which
// a line that begins with ## is a heading.
func parse(text string) (search.Page, error) {
	head, body, _ := strings.Cut(text, "\n")
	fields := strings.Split(head, " | ")
	if len(fields) != 3 {
		return search.Page{}, fmt.Errorf("the page %q has not three fields", head)
	}
	p := search.Page{Key: fields[0], URL: fields[0] + "/", Title: fields[1], Tags: strings.Split(fields[2], ", ")}
	for i, part := range strings.Split("\n"+body, "\n## ") {
		if i == 0 {
			p.Parts = append(p.Parts, search.Part{Text: strings.TrimSpace(part)})
			continue
		}
		title, rest, _ := strings.Cut(part, "\n")
		p.Parts = append(p.Parts, search.Part{ID: fmt.Sprint("part-", i), Title: title, Text: strings.TrimSpace(rest)})
	}
	return p, nil
}
