package notiontest

import "strings"

// inline reads the marks of a text: **bold**, *italic*, ~~strike~~, `code`, $tex$,
// [text](address), @[name or date], and a backslash before a character that is meant as itself.
func (p *parser) inline(l line, text string) ([]Rich, error) {
	s := &inlineScanner{parser: p, line: l, rest: text}
	for s.rest != "" {
		if err := s.next(); err != nil {
			return nil, err
		}
	}
	s.flush()
	return s.out, nil
}

type inlineScanner struct {
	*parser
	line  line
	rest  string
	plain strings.Builder
	style Rich // the annotations that are open
	out   []Rich
}

// flush ends the run of plain text.
func (s *inlineScanner) flush() {
	if s.plain.Len() > 0 {
		s.add(T(s.plain.String()))
		s.plain.Reset()
	}
}

// add appends a segment with the open annotations.
func (s *inlineScanner) add(r Rich) {
	r.bold, r.italic, r.strike = s.style.bold, s.style.italic, s.style.strike
	s.out = append(s.out, r)
}

// next reads one mark or one character.
func (s *inlineScanner) next() error {
	switch {
	case s.rest[0] == '\\' && len(s.rest) > 1:
		s.plain.WriteByte(s.rest[1])
		s.rest = s.rest[2:]
	case s.toggled("**", &s.style.bold), s.toggled("~~", &s.style.strike), s.toggled("*", &s.style.italic):
	case s.between("`", "`", func(text string) { s.add(T(text).Code()) }):
	case s.between("$", "$", func(text string) { s.add(Eq(text)) }):
	case strings.HasPrefix(s.rest, "@["):
		return s.bracket("@[", s.mention)
	case s.rest[0] == '[' && strings.Contains(s.rest, "]("):
		return s.bracket("[", s.link)
	default:
		s.plain.WriteByte(s.rest[0])
		s.rest = s.rest[1:]
	}
	return nil
}

// toggled reads a mark that opens or closes an annotation.
func (s *inlineScanner) toggled(mark string, on *bool) bool {
	rest, ok := strings.CutPrefix(s.rest, mark)
	if !ok || !*on && !strings.Contains(rest, mark) {
		return false
	}
	s.flush()
	*on, s.rest = !*on, rest
	return true
}

// between reads what two marks enclose.
func (s *inlineScanner) between(open, end string, use func(string)) bool {
	rest, ok := strings.CutPrefix(s.rest, open)
	text, rest, closed := strings.Cut(rest, end)
	if !ok || !closed || text == "" {
		return false
	}
	s.flush()
	s.rest = rest
	use(text)
	return true
}

// bracket reads up to the closing bracket.
func (s *inlineScanner) bracket(open string, use func(string) error) error {
	text, rest, closed := strings.Cut(strings.TrimPrefix(s.rest, open), "]")
	if !closed {
		return s.line.errorf("%q is not closed", open)
	}
	s.flush()
	s.rest = rest
	return use(text)
}

// mention reads the name of a file of the notation, or a date.
func (s *inlineScanner) mention(name string) error {
	switch target := s.named[name].(type) {
	case *User:
		s.add(MentionUser(target))
	case *Page:
		s.add(MentionPage(target))
	case *Database:
		s.add(MentionDatabase(target))
	default:
		start, end, _ := strings.Cut(name, " / ")
		if _, _, ok := parseMoment(start); !ok {
			return s.line.errorf("there is nothing called %q to mention", name)
		}
		s.add(MentionDate(start, end))
	}
	return nil
}

// link reads the address behind the text of a link: a URL, the name of a page or database, or
// that of a page and the label of a block.
func (s *inlineScanner) link(text string) error {
	address, rest, closed := strings.Cut(strings.TrimPrefix(s.rest, "("), ")")
	if !closed || !strings.HasPrefix(s.rest, "(") {
		s.plain.WriteString("[" + text + "]")
		return nil
	}
	s.rest = rest
	name, label, hasLabel := strings.Cut(address, "#")
	switch target := s.named[name].(type) {
	case *Page:
		if hasLabel {
			s.add(T(text).LinkToBlock(target, s.label(label)))
			return nil
		}
		s.add(T(text).LinkToPage(target))
	case *Database:
		s.add(T(text).LinkToDatabase(target))
	default:
		s.add(T(text).Link(address))
	}
	return nil
}
