package theme

import (
	"bytes"
	"fmt"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// A sheetReader follows the nesting of a stylesheet. Browsers leave out what they do
// not understand without a word, often down to the end of the file.
type sheetReader struct {
	f    file
	line int
	open []bracket
	part statement
}

type bracket struct {
	closer css.TokenType
	text   string
	line   int
}

// statement is a declaration, or what stands before a block.
type statement struct {
	line    int
	text    string // of the first token; "" before there is any
	rule    bool   // it begins with @
	colon   bool
	valued  bool // there is something after the colon
	custom  bool // a custom property, which may be empty
	bracket int  // how many brackets are open around it
}

// anything tells whether what follows may be any text with brackets that match: the
// value of a custom property.
func (p statement) anything() bool { return p.custom && p.colon }

// checkSheet finds what is not CSS by its syntax (CSS Syntax Module Level 3): brackets
// that do not match, strings and comments without an end, declarations without colon
// or value.
func checkSheet(f file) error {
	if !f.own {
		return nil // tests see to Galley's own
	}
	r := &sheetReader{f: f, line: 1}
	lexer := css.NewLexer(parse.NewInputBytes(bytes.Clone(f.data)))
	for {
		kind, data := lexer.Next()
		if kind == css.ErrorToken {
			return r.end()
		}
		if err := r.token(kind, string(data)); err != nil {
			return err
		}
		r.line += bytes.Count(data, []byte{'\n'})
	}
}

func (r *sheetReader) fail(line int, message, hint string) error {
	return &Error{File: r.f.origin, Line: line, Message: message, Hint: hint}
}

func (r *sheetReader) end() error {
	if n := len(r.open); n > 0 {
		return r.fail(r.open[n-1].line, fmt.Sprintf("this %s is never closed", r.open[n-1].text), "")
	}
	return nil
}

func (r *sheetReader) token(kind css.TokenType, text string) error {
	switch kind {
	case css.WhitespaceToken:
		return nil
	case css.CommentToken:
		if len(text) < 4 || text[len(text)-2:] != "*/" {
			return r.fail(r.line, "this comment is never closed", "")
		}
		return nil
	case css.BadStringToken, css.BadURLToken:
		return r.fail(r.line, "a quote or bracket is missing: "+text, "")
	case css.LeftBraceToken:
		if !r.part.anything() {
			r.part = statement{}
		}
		r.push(css.RightBraceToken, text)
	case css.LeftParenthesisToken, css.FunctionToken:
		r.add(kind, text)
		r.push(css.RightParenthesisToken, "(")
	case css.LeftBracketToken:
		r.add(kind, text)
		r.push(css.RightBracketToken, text)
	case css.RightBraceToken, css.RightParenthesisToken, css.RightBracketToken:
		return r.pop(kind, text)
	case css.SemicolonToken:
		return r.declared()
	default:
		r.add(kind, text)
	}
	return nil
}

func (r *sheetReader) push(closer css.TokenType, text string) {
	r.open = append(r.open, bracket{closer, text, r.line})
}

func (r *sheetReader) pop(kind css.TokenType, text string) error {
	last := len(r.open) - 1
	if last < 0 {
		return r.fail(r.line, fmt.Sprintf("this %s closes nothing", text), "")
	}
	if r.open[last].closer != kind {
		return r.fail(r.line, fmt.Sprintf("this %s comes before the %s of line %d is closed", text, r.open[last].text, r.open[last].line), "")
	}
	r.open = r.open[:last]
	if kind == css.RightBraceToken && (last < r.part.bracket || !r.part.anything()) {
		return r.declared()
	}
	return nil
}

// add takes a token of a declaration, or of what stands before a block.
func (r *sheetReader) add(kind css.TokenType, text string) {
	p := &r.part
	switch {
	case p.text == "":
		*p = statement{line: r.line, text: text, rule: kind == css.AtKeywordToken,
			custom: kind == css.CustomPropertyNameToken || len(text) > 2 && text[:2] == "--", bracket: len(r.open)}
	case kind == css.ColonToken && !p.colon && len(r.open) == p.bracket:
		p.colon = true
	default:
		p.valued = p.valued || p.colon
	}
}

// declared ends a declaration.
func (r *sheetReader) declared() error {
	p := r.part
	if n := len(r.open); n > 0 && r.open[n-1].closer != css.RightBraceToken || n > p.bracket && p.anything() {
		return nil // a semicolon in brackets: url(data:…;base64,…)
	}
	r.part = statement{}
	switch {
	case p.text == "" || p.rule:
	case !p.colon:
		return r.fail(p.line, "there is no colon after "+p.text, "a declaration is written as in color: red;")
	case !p.valued && !p.custom:
		return r.fail(p.line, p.text+" has no value", "")
	}
	return nil
}
