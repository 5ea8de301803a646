package theme

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// An Error is a mistake in a file of a theme.
type Error struct {
	File    string // path on disk, or <theme>/<file> of an embedded theme
	Line    int    // from 1; 0 when the mistake is about the file as a whole
	Column  int    // from 1; 0 when unknown
	Message string // what is wrong
	Hint    string // what to do, "" when the message says it all
}

// A Warning is something in a theme that most likely is not as it was meant.
type Warning struct {
	Text string // where it is, and what is odd
	Hint string // what to do, "" when the text says it all

	// Lost is the place on the site of a file that is named, and that the theme
	// does not have; "" when it is about something else. The site may have it.
	Lost string
}

// warning is the mistake as one to go on with.
func (e *Error) warning() Warning {
	bare := *e
	bare.Hint = ""
	return Warning{Text: bare.Error(), Hint: e.Hint}
}

// Error formats the mistake as file:line:column: message; hint.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ":%d", e.Column)
		}
	}
	b.WriteString(": " + e.Message)
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

// The packages text/template and html/template give positions in the text of
// their messages only.
var position = regexp.MustCompile(`^(?:html/)?template: ?([^:\s]+\.html):(\d+)(?::(\d+))?: (?:executing "[^"]*" )?((?s:.*))$`)

// explain turns an error of the template packages into an *Error. Other errors
// are returned as they are.
func (t *Theme) explain(err error) error {
	m := position.FindStringSubmatch(err.Error())
	if m == nil {
		return err
	}
	e := &Error{File: m[1], Message: brief(m[4]), Hint: t.dotHint(m[1])}
	if e.Hint == "" {
		e.Hint = t.hint(m[4])
	}
	if origin, ok := t.origins[m[1]]; ok {
		e.File = origin
	}
	e.Line, _ = strconv.Atoi(m[2]) // digits, by the pattern
	if m[3] != "" {
		e.Column, _ = strconv.Atoi(m[3])
		e.Column++ // the packages count from 0
	}
	return e
}

// iterated is what range was given, as the packages print it: all of it.
var iterated = regexp.MustCompile(`(?s)range can't iterate over .*`)

// brief takes out of a message what only says much.
func brief(message string) string {
	return iterated.ReplaceAllString(message, "range can't iterate over what is neither a list nor a map")
}

// markup finds the tag at fault when html/template says only that a template as a
// whole cannot be made safe: what is not closed in one file shows in another. f is
// the file that was being read.
func (t *Theme) markup(f file, err error) error {
	if e := new(Error); errors.As(err, &e) {
		return err
	}
	_, what, _ := strings.Cut(err.Error(), ": ")
	what, _, _ = strings.Cut(what, ": {") // the state of the analysis
	for _, own := range append([]file{f}, t.own...) {
		if line := brokenTag(own); line > 0 {
			return &Error{File: own.origin, Line: line, Message: what, Hint: "a quote or the > of this tag is missing"}
		}
	}
	return &Error{File: f.origin, Message: what, Hint: "a quote, a > or the end of an element is missing here, or in a partial"}
}

// brokenTag gives the line of the first tag that does not end as it should; 0 when
// there is none.
func brokenTag(f file) int {
	text := withoutActions(f.data)
	read := 0
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		kind := z.Next()
		line := lineAt(text, read)
		if kind == html.ErrorToken {
			if read < len(text) {
				return line
			}
			return 0
		}
		read += len(z.Raw())
		for _, a := range z.Token().Attr {
			if strings.ContainsAny(a.Key, `<"'`) {
				return line
			}
		}
	}
}

// lineAt gives the line of a place in a file, counted from 1.
func lineAt(data []byte, at int) int { return 1 + bytes.Count(data[:at], []byte{'\n'}) }
