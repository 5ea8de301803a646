package render

import (
	"bytes"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	gohtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"
)

// notReadBack are the types that Markdown shows in other words than HTML.
var notReadBack = map[string]string{
	"audio": "a player is a link", "video": "a player is a link", "embed": "a frame is a link", "file": "the size is left out", "pdf": "the size is left out",
	"bookmark": "a card is a link", "link_preview": "a card is a link",
	"breadcrumb": "there are slashes between the links", "child_database": "there are commas between tags",
	"table_equation": "bars have other names", "code_styles": "code between fences has no links",
}

// TestMarkdownIsReadBack parses our Markdown with goldmark and finds the text,
// the links and the code of our HTML in it.
func TestMarkdownIsReadBack(t *testing.T) {
	paths, _ := filepath.Glob("testdata/blocks/*.txtar")
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		if notReadBack[name] != "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			checkReadBack(t, New(archiveBlocks(t, archive), Options{}), sampleSite())
		})
	}
}

func checkReadBack(t *testing.T, doc *Document, r Resolver) {
	t.Helper()
	markdown := rendered(doc, r, inDialect(GFM))
	var back bytes.Buffer
	if err := commonMark().Convert([]byte(markdown), &back); err != nil {
		t.Fatal(err)
	}
	plain := *doc // with the source of equations, as Markdown has it
	plain.options.Plain = true
	want := contentOf(t, rendered(&plain, r, (*Document).HTML))
	got := contentOf(t, back.String())
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("read back differs (-HTML +Markdown):\n%s\nMarkdown:\n%q\nread as:\n%s", diff, markdown, back.String())
	}
}

func commonMark() goldmark.Markdown {
	return goldmark.New(goldmark.WithExtensions(extension.GFM, texExtension{}), goldmark.WithRendererOptions(gohtml.WithUnsafe()))
}

// content is what must be the same, however it is marked up: text without
// space, where links lead, and code as it stands.
type content struct {
	Text  string
	Links []string
	Code  []string
}

var alertMark = regexp.MustCompile(`\[!\w+\]\n`)

func contentOf(t *testing.T, fragment string) content {
	t.Helper()
	root, err := html.Parse(strings.NewReader("<!doctype html><body>" + fragment))
	if err != nil {
		t.Fatal(err)
	}
	var c content
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode:
			c.Text += n.Data
		case n.Type == html.ElementNode && n.Data == "a" && attributeOf(n, "class") != "anchor" && attributeOf(n, "href") != "" && textOf(n) != "":
			c.Links = append(c.Links, canonicalURL(attributeOf(n, "href")))
		case n.Type == html.ElementNode && n.Data == "code":
			c.Code = append(c.Code, strings.Join(strings.Fields(textOf(n)), " "))
		}
	}
	c.Text = alertMark.ReplaceAllString(c.Text, "")
	c.Text = withoutSpace(strings.ReplaceAll(c.Text, "📄", ""))
	c.Code = slices.DeleteFunc(c.Code, func(s string) bool { return s == "" })
	return c
}

// canonicalURL undoes the percent-encoding that Markdown needs and HTML does not.
func canonicalURL(url string) string {
	return strings.NewReplacer("%28", "(", "%29", ")", "%24", "$").Replace(url)
}

func withoutSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func attributeOf(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// texExtension reads TeX between dollars, as the parsers of our readers do.
type texExtension struct{}

func (texExtension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithInlineParsers(util.Prioritized(texInline{}, 90)),
		parser.WithBlockParsers(util.Prioritized(texBlock{}, 90)))
}

type texInline struct{}

func (texInline) Trigger() []byte { return []byte{'$'} }

func (texInline) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	end := bytes.IndexByte(line[1:], '$')
	if end < 1 {
		return nil
	}
	block.Advance(end + 2)
	code := ast.NewCodeSpan()
	code.AppendChild(code, ast.NewRawTextSegment(text.NewSegment(segment.Start+1, segment.Start+1+end)))
	return code
}

type texBlock struct{}

func (texBlock) Trigger() []byte { return []byte{'$'} }

func (texBlock) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if strings.TrimSpace(string(line)) != "$$" {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return ast.NewCodeBlock(), parser.NoChildren
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
