package render

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// dollar is TeX that was read within a line.
type dollar struct {
	tex     string
	display bool // between two dollars
}

// dollars is TeX that was read on lines of its own.
type dollars struct{}

// highlighted is text that was read between two equals signs.
type highlighted struct{}

const highlightColor = "yellow_background"

var (
	kindDollar      = ast.NewNodeKind("Dollar")
	kindDollars     = ast.NewNodeKind("Dollars")
	kindHighlighted = ast.NewNodeKind("Highlighted")
)

// dollarParser reads TeX between dollars as GitHub does: no space is within them,
// and no digit behind them, so that amounts of money are none.
type dollarParser struct{}

func (dollarParser) Trigger() []byte { return []byte{'$'} }

func (dollarParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if rest, double := bytes.CutPrefix(line, []byte("$$")); double {
		end := bytes.Index(rest, []byte("$$"))
		if end < 1 || len(bytes.TrimSpace(rest[:end])) == 0 {
			return nil
		}
		block.Advance(end + 4)
		return newInline(kindDollar, dollar{strings.TrimSpace(string(rest[:end])), true})
	}
	end := closingDollar(line[1:])
	if end < 1 || isBlankByte(line[1]) || isBlankByte(line[end]) || end+2 < len(line) && isDigit(rune(line[end+2])) {
		return nil
	}
	block.Advance(end + 2)
	return newInline(kindDollar, dollar{string(line[1 : end+1]), false})
}

// closingDollar finds the first dollar that no backslash escapes; -1 if there is
// none.
func closingDollar(line []byte) int {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '$':
			return i
		}
	}
	return -1
}

func isBlankByte(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

// dollarsParser reads TeX between lines of two dollars.
type dollarsParser struct{}

func (dollarsParser) Trigger() []byte { return []byte{'$'} }

func (dollarsParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); strings.TrimSpace(string(line)) != "$$" {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return newBlock(kindDollars, dollars{}), parser.NoChildren
}

func (dollarsParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	if strings.TrimSpace(string(line)) == "$$" {
		reader.AdvanceToEOL()
		return parser.Close
	}
	n.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (dollarsParser) Close(ast.Node, text.Reader, parser.Context) {}
func (dollarsParser) CanInterruptParagraph() bool                 { return true }
func (dollarsParser) CanAcceptIndentedLine() bool                 { return false }

// highlightParser reads ==highlighted== text.
type highlightParser struct{}

func (highlightParser) Trigger() []byte         { return []byte{'='} }
func (highlightParser) IsDelimiter(b byte) bool { return b == '=' }
func (highlightParser) OnMatch(int) ast.Node    { return newInline(kindHighlighted, highlighted{}) }
func (highlightParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (highlightParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	node := parser.ScanDelimiter(line, before, 2, highlightParser{})
	if node == nil || node.OriginalLength > 2 {
		return nil
	}
	node.Segment = segment.WithStop(segment.Start + node.OriginalLength)
	block.Advance(node.OriginalLength)
	pc.PushDelimiter(node)
	return node
}
