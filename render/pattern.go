package render

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A pattern says what addresses of a service look like, and a template what the
// address of the frame is made of:
//
//	youtube.com/watch?v={id}&t={start:seconds?}
//	https://www.youtube-nocookie.com/embed/{id}?start={start}
//
// docs/embeds.md describes both.

// placeholderMark is a placeholder of a pattern or template: its name, what it
// stands for, and whether it may be left out.
var placeholderMark = regexp.MustCompile(`\{([a-z]+)(?::([a-z0-9|-]+))?(\?)?\}`)

// The kinds of placeholders, and what each stands for in a path.
var placeholderKinds = map[string]string{
	"": `[\w-]+`, "number": `[0-9]+`, "any": `[^/]+`, "words": `[^/]+`, "rest": `.+`, "seconds": secondsForm,
}

const secondsForm = `(?:[0-9]+|(?:[0-9]+h)?(?:[0-9]+m)?(?:[0-9]+s)?)`

// pattern is one that was read.
type pattern struct {
	text    string
	host    string         // when it is always the same, else ""
	address *regexp.Regexp // of the host and the escaped path
	query   []parameter
	kinds   map[string]string // of its placeholders, by name
	certain map[string]bool   // placeholders that are there whenever it matches
}

// parameter is one of a query.
type parameter struct {
	key, before, name, after string // the value is before{name}after; without a name it is before
	form                     *regexp.Regexp
	optional, bare           bool // bare: without an equals sign
}

// parsePattern reads a pattern. The error says what is wrong with it.
func parsePattern(text string) (*pattern, error) {
	p := &pattern{text: text, kinds: map[string]string{}, certain: map[string]bool{}}
	text = strings.TrimPrefix(text, "https://")
	address, query, _ := strings.Cut(text, "?")
	if open := strings.LastIndex(address, "{"); open > strings.LastIndex(address, "}") { // the "?" of a placeholder
		return nil, fmt.Errorf("%q may be left out only in a query, after the ?", text[open:])
	}
	host, path, _ := strings.Cut(address, "/")
	host = bareHost(host)
	if err := checkHost(host); err != nil {
		return nil, err
	}
	if !strings.Contains(host, "{") {
		p.host = host
	}
	hostForm, err := p.form(host, `[a-z0-9-]+`)
	if err != nil {
		return nil, err
	}
	path = strings.TrimSuffix(path, "/")
	path, open := strings.CutSuffix(path, "*")
	pathForm, err := p.form(strings.TrimSuffix(path, "/"), "")
	if err != nil {
		return nil, err
	}
	end := "$"
	if open {
		end = "(?:/.*)?$"
	}
	p.address = regexp.MustCompile("^" + hostForm + "/" + pathForm + end)
	return p, p.addQuery(query)
}

// form gives the regular expression of a text with placeholders; those without a
// kind stand for plain, if that is given.
func (p *pattern) form(text, plain string) (string, error) {
	var form strings.Builder
	last := 0
	for _, at := range placeholderMark.FindAllStringSubmatchIndex(text, -1) {
		name, kind := text[at[2]:at[3]], ""
		if at[4] >= 0 {
			kind = text[at[4]:at[5]]
		}
		inner, err := p.declare(name, kind)
		if err != nil {
			return "", err
		}
		if kind == "" && plain != "" {
			inner = plain
		}
		if p.certain[name] {
			return "", fmt.Errorf("{%s} stands twice before the query", name)
		}
		p.certain[name] = true
		form.WriteString(regexp.QuoteMeta(text[last:at[0]]) + "(?P<" + name + ">" + inner + ")")
		last = at[1]
	}
	return form.String() + regexp.QuoteMeta(text[last:]), checkFixed(text)
}

// fixedText is what may stand beside placeholders: what RFC 3986 lets stand in
// paths and queries, but for the star.
var fixedText = regexp.MustCompile(`^[\w.~%!$&'()+,;=:@/-]*$`)

func checkFixed(text string) error {
	fixed := placeholderMark.ReplaceAllString(text, "")
	if strings.ContainsAny(fixed, "{}") {
		return fmt.Errorf("%q has a brace that is no part of a placeholder, such as {id}", text)
	}
	if !fixedText.MatchString(fixed) {
		return fmt.Errorf("%q has a sign that cannot stand there; in match, a * may end the path", text)
	}
	return nil
}

// declare notes a placeholder, and gives the regular expression of its kind.
func (p *pattern) declare(name, kind string) (string, error) {
	if name == "url" || name == "page" {
		return "", fmt.Errorf("{%s} is for url: it is the whole address", name)
	}
	if known, twice := p.kinds[name]; twice && known != kind {
		return "", fmt.Errorf("{%s} stands for two different things", name)
	}
	p.kinds[name] = kind
	if form, ok := placeholderKinds[kind]; ok {
		return form, nil
	}
	if choices := strings.Split(kind, "|"); len(choices) > 1 && !slices.Contains(choices, "") {
		return kind, nil // letters, digits and dashes
	}
	return "", fmt.Errorf("{%s:%s} stands for nothing known; it may be number, seconds, any, words, rest, or a choice such as {%s:video|clip}", name, kind, name)
}

func (p *pattern) addQuery(query string) error {
	for part := range strings.SplitSeq(query, "&") {
		if part == "" {
			continue
		}
		q, err := parseParameter(part)
		if err != nil {
			return err
		}
		if q.name != "" {
			mark := placeholderMark.FindStringSubmatch(part)
			inner, err := p.declare(q.name, mark[2])
			if err != nil {
				return err
			}
			if mark[2] == "any" {
				inner = `.+`
			}
			q.form = regexp.MustCompile("^(?:" + inner + ")$")
			if !q.optional {
				p.certain[q.name] = true
			}
		}
		p.query = append(p.query, q)
	}
	return nil
}

// parseParameter reads a parameter of a pattern or template.
func parseParameter(text string) (parameter, error) {
	key, value, equals := strings.Cut(text, "=")
	q := parameter{key: key, before: value, bare: !equals}
	if strings.ContainsAny(key, "{}") {
		return q, fmt.Errorf("%q has a placeholder before the equals sign", text)
	}
	marks := placeholderMark.FindAllStringSubmatchIndex(value, -1)
	if strings.ContainsAny(placeholderMark.ReplaceAllString(value, ""), "{}") || len(marks) > 1 {
		return q, fmt.Errorf("%q is not a parameter with one placeholder, such as v={id}", text)
	}
	if len(marks) == 1 {
		at := marks[0]
		q.before, q.name, q.after = value[:at[0]], value[at[2]:at[3]], value[at[1]:]
		q.optional = at[6] >= 0
	}
	return q, checkFixed(text)
}

// checkHost sees that the end of a host, which tells whose it is, is fixed.
func checkHost(host string) error {
	labels := strings.Split(host, ".")
	if len(labels) < 2 || slices.Contains(labels, "") {
		return fmt.Errorf("%q does not begin with a host, such as video.example.com", host)
	}
	for i, label := range labels {
		fixed := hostLabel.MatchString(label)
		if !fixed && i >= len(labels)-2 {
			return fmt.Errorf("the host %q has to end in two fixed parts, such as example.com", host)
		}
		if !fixed && placeholderMark.FindString(label) != label {
			return fmt.Errorf("%q cannot be a part of a host", label)
		}
	}
	return nil
}

var hostLabel = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$`)

// match reads the values of the placeholders from an address.
func (p *pattern) match(host, path string, query url.Values) (map[string]string, bool) {
	found := p.address.FindStringSubmatch(host + path)
	if found == nil {
		return nil, false
	}
	values := map[string]string{}
	for i, name := range p.address.SubexpNames() {
		if name == "" {
			continue
		}
		value, err := url.PathUnescape(found[i])
		if err != nil || hasDots(value) {
			return nil, false
		}
		values[name] = p.plain(name, value)
	}
	for _, q := range p.query {
		if !q.read(query, values, p) {
			return nil, false
		}
	}
	return values, true
}

// read takes the value of a parameter, and tells whether the query is as the
// pattern says.
func (q *parameter) read(query url.Values, values map[string]string, p *pattern) bool {
	if q.name == "" {
		return query.Has(q.key) && query.Get(q.key) == q.before
	}
	value, ok := strings.CutPrefix(query.Get(q.key), q.before)
	if ok {
		value, ok = strings.CutSuffix(value, q.after)
	}
	if !ok || value == "" || !q.form.MatchString(value) {
		return q.optional
	}
	if values[q.name] == "" {
		values[q.name] = p.plain(q.name, value)
	}
	return true
}

// plain gives the value of a placeholder as templates want it.
func (p *pattern) plain(name, value string) string {
	switch p.kinds[name] {
	case "words":
		return strings.ReplaceAll(value, "+", " ")
	case "seconds":
		return inSeconds(value)
	}
	return value
}

// hasDots tells whether a part of a path would lead out of the path.
func hasDots(value string) bool {
	for segment := range strings.SplitSeq(value, "/") {
		if segment == "." || segment == ".." {
			return true
		}
	}
	return strings.Contains(value, `\`)
}

// inSeconds makes a number of seconds of a time such as 90, 90s or 1m30s; "" of
// none.
func inSeconds(text string) string {
	if _, err := strconv.Atoi(text); err == nil {
		return text
	}
	total, number := 0, 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			number = min(number*10+int(r-'0'), 1_000_000)
			continue
		}
		total += number * map[rune]int{'h': 3600, 'm': 60, 's': 1}[r]
		number = 0
	}
	if total == 0 {
		return ""
	}
	return strconv.Itoa(total)
}
