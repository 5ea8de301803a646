package render

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	gohtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// goldmarkFor gives the parser of a dialect; nil when goldmark has none.
func goldmarkFor(dialect Dialect) goldmark.Markdown {
	unsafe := goldmark.WithRendererOptions(gohtml.WithUnsafe())
	switch dialect {
	case GFM:
		return goldmark.New(goldmark.WithExtensions(extension.GFM, texExtension{}), unsafe)
	case CommonMark:
		return goldmark.New(unsafe)
	case Obsidian:
		return goldmark.New(goldmark.WithExtensions(extension.GFM, texExtension{}, markExtension{}), unsafe)
	}
	return nil
}

func byGoldmark(t testing.TB, dialect Dialect, markdown string) string {
	t.Helper()
	var b bytes.Buffer
	if err := goldmarkFor(dialect).Convert([]byte(markdown), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// texExtension reads TeX between dollars, as the parsers of our readers do.
type texExtension struct{}

var kindTestMath = ast.NewNodeKind("TestMath")

func (texExtension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithInlineParsers(util.Prioritized(texInline{}, 90)),
		parser.WithBlockParsers(util.Prioritized(texBlock{}, 90)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(texExtension{}, 90)))
}

func (texExtension) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindTestMath, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			tag := map[ast.NodeType]string{ast.TypeInline: "span", ast.TypeBlock: "div"}[n.Type()]
			class := map[ast.NodeType]string{ast.TypeInline: "math-inline", ast.TypeBlock: "math-display"}[n.Type()]
			tex := ""
			if n.Type() == ast.TypeBlock {
				tex = string(n.Lines().Value(source))
			} else {
				tex = data[string](n)
			}
			_, _ = w.WriteString("<" + tag + ` class="` + class + `">` + markEscaper.Replace(tex) + "</" + tag + ">")
		}
		return ast.WalkContinue, nil
	})
}

type texInline struct{}

func (texInline) Trigger() []byte { return []byte{'$'} }

func (texInline) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	end := bytes.IndexByte(line[1:], '$')
	if end < 1 || line[1] == ' ' || line[end] == ' ' || end+2 < len(line) && line[end+2] >= '0' && line[end+2] <= '9' {
		return nil
	}
	block.Advance(end + 2)
	return newInline(kindTestMath, string(line[1:end+1]))
}

// testEquation is a block of TeX, which is not read as Markdown.
type testEquation struct{ ast.BaseBlock }

func (*testEquation) Kind() ast.NodeKind { return kindTestMath }
func (*testEquation) IsRaw() bool        { return true }

func (n *testEquation) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type texBlock struct{}

func (texBlock) Trigger() []byte { return []byte{'$'} }

func (texBlock) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if strings.TrimSpace(string(line)) != "$$" {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &testEquation{}, parser.NoChildren
}

func (texBlock) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	if strings.TrimSpace(string(line)) == "$$" {
		reader.AdvanceToEOL()
		return parser.Close
	}
	n.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (texBlock) Close(ast.Node, text.Reader, parser.Context) {}
func (texBlock) CanInterruptParagraph() bool                 { return false }
func (texBlock) CanAcceptIndentedLine() bool                 { return false }

// markExtension reads ==marked== text.
type markExtension struct{}

var kindTestMark = ast.NewNodeKind("TestMark")

func (markExtension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(markExtension{}, 500)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(markExtension{}, 500)))
}

func (markExtension) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindTestMark, func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		_, _ = w.WriteString(map[bool]string{true: "<mark>", false: "</mark>"}[entering])
		return ast.WalkContinue, nil
	})
}

func (markExtension) Trigger() []byte               { return []byte{'='} }
func (markExtension) IsDelimiter(b byte) bool       { return b == '=' }
func (markExtension) OnMatch(consumes int) ast.Node { return newInline(kindTestMark, "") }
func (markExtension) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (markExtension) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	node := parser.ScanDelimiter(line, before, 2, markExtension{})
	if node == nil || node.OriginalLength > 2 {
		return nil
	}
	node.Segment = segment.WithStop(segment.Start + node.OriginalLength)
	block.Advance(node.OriginalLength)
	pc.PushDelimiter(node)
	return node
}
