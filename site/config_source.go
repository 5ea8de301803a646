package site

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"galley/fetch"
	"galley/notion"
)

func (c *Config) checkSources() {
	paths := map[string]int{}
	for i := range c.Source {
		s := &c.Source[i]
		s.doc, s.at = c.doc, fmt.Sprintf("source[%d]", i)
		s.checkKind()
		if s.source.Kind == kindFolder {
			s.checkFolder()
		}
		s.checkPath()
		s.checkFilter()
		s.checkSection()
		if s.Path == "" {
			continue
		}
		if first, twice := paths[s.Path]; twice {
			s.problem("path", "give each source a path of its own", "the path %s belongs to source %d already", s.Path, first+1)
		}
		paths[s.Path] = i
	}
}

// problem reports what is wrong with the value at a key of the source.
func (s *SourceConfig) problem(key, hint, format string, args ...any) {
	s.doc.reportValue(join(s.at, key), fmt.Sprintf(format, args...), hint)
}

// checkKind sees that the source names one place in Notion, and finds its ID.
func (s *SourceConfig) checkKind() {
	var set []string
	for _, kind := range []struct{ key, link string }{
		{string(fetch.KindDatabase), s.Database},
		{string(fetch.KindDataSource), s.DataSource},
		{string(fetch.KindPage), s.Page},
	} {
		if _, ok := s.doc.places[join(s.at, kind.key)]; ok {
			set = append(set, kind.key)
			s.source.Kind = fetch.Kind(kind.key)
			s.source.ID = s.parseLink(kind.key, kind.link)
		}
	}
	if _, ok := s.doc.places[join(s.at, string(fetch.KindSearch))]; ok {
		set = append(set, string(fetch.KindSearch))
		s.source.Kind = fetch.KindSearch
		if s.Search != nil {
			s.source.Query = *s.Search
		}
	}
	if _, ok := s.doc.places[join(s.at, string(kindFolder))]; ok {
		set = append(set, string(kindFolder))
		s.source.Kind = kindFolder
	}
	const hint = "a source has one of database, data_source, page, search, folder"
	switch len(set) {
	case 1:
	case 0:
		if s.isClear(fetch.KindDatabase, fetch.KindDataSource, fetch.KindPage, fetch.KindSearch, kindFolder) {
			s.doc.reportValue(s.at, "the source does not say what to fetch", hint)
		}
	default:
		s.problem(set[1], hint, "the source has both %s", strings.Join(set, " and "))
	}
}

// isClear tells whether none of these kinds may be what an unknown key means.
func (s *SourceConfig) isClear(kinds ...fetch.Kind) bool {
	for _, kind := range kinds {
		if !s.doc.isClear(join(s.at, string(kind))) {
			return false
		}
	}
	return true
}

// parseLink gives the ID in a link, or reports what a good link looks like.
func (s *SourceConfig) parseLink(key, link string) notion.ID {
	id, err := notion.ParseID(link)
	if err == nil {
		return id
	}
	hint := `open it in Notion, choose "Copy link" in the ••• menu, and paste: "https://www.notion.so/Title-0123456789abcdef0123456789abcdef"`
	message := fmt.Sprintf("%s is not a link to Notion, nor an id of 32 hexadecimal digits", key)
	if u, err := url.Parse(strings.TrimSpace(link)); err == nil && u.Query().Has("v") {
		message = "the id after ?v= is that of a view, and the link does not say of which database"
		hint = `open the database as a full page and copy that link: its id stands before the "?v="`
	}
	s.problem(key, hint, "%s", message)
	return ""
}

// pathSegment is what a segment of a path may be: it becomes a folder, and a
// part of URLs, as it is.
var pathSegment = regexp.MustCompile(`^[a-z0-9][a-z0-9._~-]*$`)

func (s *SourceConfig) checkPath() {
	if s.Path == "" {
		return
	}
	segments := strings.FieldsFunc(s.Path, func(r rune) bool { return r == '/' })
	for i, segment := range segments {
		if !pathSegment.MatchString(segment) || strings.HasSuffix(segment, ".") {
			s.problem("path", `a path looks like "/posts/": small letters, digits and dashes`, "%q cannot be a part of an address", segment)
			return
		}
		if isReserved(segment, i == 0) {
			s.problem("path", "choose another path", "%q is used by galley itself", segment)
			return
		}
	}
	s.Path = "/"
	for _, segment := range segments {
		s.Path += segment + "/"
	}
}

func (s *SourceConfig) checkFilter() {
	if s.Filter == "" {
		return
	}
	if s.source.Kind == fetch.KindPage || s.source.Kind == fetch.KindSearch || s.source.Kind == kindFolder {
		s.problem("filter", "filters are for database and data_source", "a %s cannot be filtered", s.source.Kind)
		return
	}
	var filter map[string]any
	if err := json.Unmarshal([]byte(s.Filter), &filter); err != nil {
		s.problem("filter", `write it as the API does: '{"property":"Status","status":{"equals":"Published"}}'`, "the filter is not a JSON object: %v", err)
		return
	}
	s.source.Filter = []byte(s.Filter)
}
