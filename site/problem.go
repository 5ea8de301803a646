package site

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// ConfigError is what is wrong with a configuration file: at least one problem.
type ConfigError struct {
	Problems []Problem
}

// Problem is one mistake in a configuration file, and where it stands.
type Problem struct {
	File    string
	Line    int    // from 1
	Column  int    // from 1, in characters
	Width   int    // characters that are wrong, at least 1
	Text    string // the line, without its end; tokens are blotted out
	Message string // what is wrong
	Hint    string // what to do about it, "" when the message says it
}

// Error gives all problems, each with its line and a caret under the place.
func (e *ConfigError) Error() string {
	parts := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		parts[i] = p.String()
	}
	return strings.Join(parts, "\n")
}

// String gives the problem as a compiler would: place, line, caret, hint.
func (p Problem) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d: %s", p.File, p.Line, p.Message)
	if strings.TrimSpace(p.Text) != "" {
		// Tabs are kept, so that the caret stands right however wide they are.
		indent := strings.Map(func(r rune) rune {
			if r == '\t' {
				return r
			}
			return ' '
		}, string([]rune(p.Text)[:p.Column-1]))
		fmt.Fprintf(&b, "\n  %s\n  %s%s", p.Text, indent, strings.Repeat("^", p.Width))
	}
	if p.Hint != "" {
		b.WriteString("\n  " + p.Hint)
	}
	return b.String()
}

// report adds a problem about a place in the text.
func (d *document) report(at span, message, hint string) {
	p := d.problem(at, message, hint)
	if !slices.Contains(d.problems, p) {
		d.problems = append(d.problems, p)
	}
}

// reportValue adds a problem with the value at a path, or with its absence,
// unless the file is unclear there, which is a problem already.
func (d *document) reportValue(path, message, hint string) {
	if d.isClear(path) {
		d.report(d.spanAt(path), message, hint)
	}
}

func (d *document) problem(at span, message, hint string) Problem {
	lineStart := bytes.LastIndexByte(d.text[:at.start], '\n') + 1
	lineEnd := len(d.text)
	if i := bytes.IndexByte(d.text[lineStart:], '\n'); i >= 0 {
		lineEnd = lineStart + i
	}
	if at == (span{}) { // about something that is not there
		return Problem{File: d.name, Line: 1, Column: 1, Width: 1, Message: blot(message), Hint: hint}
	}
	line := strings.TrimSuffix(string(d.text[lineStart:lineEnd]), "\r")
	before := string(d.text[lineStart:min(at.start, lineStart+len(line))])
	wrong := string(d.text[lineStart+len(before) : max(min(at.end, lineStart+len(line)), lineStart+len(before))])
	return Problem{
		File: d.name, Line: 1 + bytes.Count(d.text[:lineStart], []byte("\n")),
		Column: utf8.RuneCountInString(before) + 1, Width: max(1, utf8.RuneCountInString(wrong)),
		Text: blot(line), Message: blot(message), Hint: hint,
	}
}

// err is nil, or all problems in the order of the file.
func (d *document) err() error {
	if len(d.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(d.problems, func(a, b Problem) int { return a.Line - b.Line })
	return &ConfigError{Problems: d.problems}
}

var (
	tokenKey = regexp.MustCompile(`(?i)token|secret|api_?key|password|^auth`)
	// A token of Notion, and the value of a key that is named like one.
	tokenText = regexp.MustCompile(`(?:ntn|secret)_[A-Za-z0-9]+`)
	tokenLine = regexp.MustCompile(`(?i)^(\s*[\w."'-]*(?:token|secret|api_?key|password|auth)[\w."'-]*\s*=\s*)(.*)$`)
)

func isTokenKey(name string) bool { return tokenKey.MatchString(name) }

// blot hides what may be a token, since errors end up in logs. What is left has
// as many characters as before.
func blot(line string) string {
	if m := tokenLine.FindStringSubmatch(line); m != nil {
		line = m[1] + blank(m[2])
	}
	return tokenText.ReplaceAllStringFunc(line, blank)
}

func blank(s string) string { return strings.Repeat("•", utf8.RuneCountInString(s)) }
