package render

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// template makes the address of a frame from what a pattern found.
type template struct {
	page  bool   // it is the address itself
	path  string // host and path, with placeholders
	query []parameter
}

const (
	pageMark = "{page}" // the address itself, which is made to be framed
	urlMark  = "{url}"  // the address within a query
)

// parseTemplate reads a template for what all patterns find. The error says what
// is wrong with it.
func parseTemplate(text string, patterns []*pattern) (*template, error) {
	if text == pageMark {
		return &template{page: true}, nil
	}
	rest, ok := strings.CutPrefix(text, "https://")
	if !ok {
		return nil, errors.New("it does not begin with https://")
	}
	path, query, _ := strings.Cut(rest, "?")
	t := &template{path: path}
	host, _, _ := strings.Cut(path, "/")
	if err := checkHost(host); err != nil {
		return nil, err
	}
	if err := checkFixed(path); err != nil {
		return nil, err
	}
	for _, mark := range placeholderMark.FindAllStringSubmatch(path, -1) {
		if err := checkMark(mark); err != nil {
			return nil, err
		}
		for _, p := range patterns {
			if !p.certain[mark[1]] {
				return nil, fmt.Errorf("{%s} is not in all patterns", mark[1])
			}
		}
	}
	return t, t.addQuery(query, patterns)
}

func (t *template) addQuery(query string, patterns []*pattern) error {
	for part := range strings.SplitSeq(query, "&") {
		if part == "" {
			continue
		}
		q, err := parseParameter(part)
		if err != nil {
			return err
		}
		if mark := placeholderMark.FindStringSubmatch(part); mark != nil {
			if err := checkMark(mark); err != nil {
				return err
			}
			if mark[0] != urlMark && !foundByAny(patterns, q.name) {
				return fmt.Errorf("{%s} is in no pattern", q.name)
			}
		}
		t.query = append(t.query, q)
	}
	return nil
}

func checkMark(mark []string) error {
	if mark[2] != "" || mark[3] != "" {
		return fmt.Errorf("%s says what it stands for: that belongs in match", mark[0])
	}
	return nil
}

func foundByAny(patterns []*pattern, name string) bool {
	for _, p := range patterns {
		if _, ok := p.kinds[name]; ok {
			return true
		}
	}
	return false
}

// expand makes an address. Parameters of what was left out are left out.
func (t *template) expand(values map[string]string, page *url.URL) string {
	if t.page {
		safe := *page
		safe.Scheme = "https"
		return safe.String()
	}
	var b strings.Builder
	b.WriteString("https://")
	b.WriteString(placeholderMark.ReplaceAllStringFunc(t.path, func(mark string) string {
		return escapePath(values[strings.Trim(mark, "{}")])
	}))
	separator := byte('?')
	for _, q := range t.query {
		value := values[q.name]
		if q.name == "url" {
			value = page.String()
		}
		if q.name != "" && value == "" {
			continue
		}
		b.WriteByte(separator)
		separator = '&'
		b.WriteString(q.key)
		if !q.bare {
			b.WriteString("=" + q.before + url.QueryEscape(value) + q.after)
		}
	}
	return b.String()
}

// escapePath escapes each segment of a path.
func escapePath(path string) string {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		segments[i] = url.PathEscape(segment)
	}
	return strings.Join(segments, "/")
}
