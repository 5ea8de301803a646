package render

import (
	"math/rand/v2"
	"strings"

	"galley/notion"
)

// generator makes trees of blocks. All its decisions are numbers below a bound,
// so that a seed or a fuzzer can make them; what begins with zeros soon ends.
type generator struct {
	choose func(below int) int
	words  []string // pieces of text
	math   bool     // there may be equations
	budget int      // blocks that may still be made
	texts  []string // what must be found in what is written, in reading order
}

// seeded makes the generator of a seed.
func seeded(seed uint64, math bool) *generator {
	r := rand.New(rand.NewPCG(seed, 0))
	return &generator{choose: r.IntN, words: pieces, math: math, budget: 30}
}

// fuzzed makes a generator whose decisions are bytes.
func fuzzed(decisions []byte, words []string) *generator {
	return &generator{words: words, math: true, budget: 60, choose: func(below int) int {
		if len(decisions) == 0 {
			return 0
		}
		n := int(decisions[0])
		decisions = decisions[1:]
		return n % below
	}}
}

// pieces are texts that have a meaning in Markdown, HTML, TeX, MDX and templates,
// or are hard for other reasons.
var pieces = append(strings.Split(`word|two words| space before|space after |  |x| a |1986. A year|1) one|- item|+ plus|# heading|## C#|> quote|`+
	`*star*|**|_under_|__init__|snake_case_name|~~|~|==|===|---|***|___|[link](url)|[x]|[ ]|[^1]|[!NOTE]|![image](x)|[[wiki]]|`+
	`<b>|</b>|<|>|<!-- -->|<https://a.b>|&amp;|&|&copy|&#65;|AT&T|{x}|{{ page }}|{% raw %}|}|$5|$x$|$$|\|\\|\*|\n|`+
	`https://example.org/a_b?c=d&e=f|www.example.org|me@example.org|http:|://|a:b|:::note|::x|:smile:|12:30|#tag|^block|%%|`+
	`import x|export default|---|***|: def|!|!!|=|-|+|1.|10.|99999999999.|a\b|“quote”|‘q’|«x»|(|)|(a)|.|,|…|—|`+
	"中文。|中文|「引用」|，|日本語|한국어|العربية|ไทย|👩\u200d👩\u200d👧|🚀|é|ﬁ|ß|€|☺|©|¼|́|᛫|\u200e|\u200b|"+
	"` |`|``|`a`|```|~~~|\t|a\tb|\n|a\nb|\n\n|a\n\nb|\na|a\n|\u00a0|a\u00a0b|\u2003|\u2028|\u200b|\ufeff|\U0001d11e|"+
	"a\n- b|a\n# b|a\n> b|a\n1. b|a\n===|a\n---|    code|a\n    b|<script>|<details>|</details>|<div>|</p>|javascript:|`a\n`|~~~\na", "|"),
	"|", "a|b", `\|`, "| a | b |", "||", "a\n| b |\n| - |")

// addresses are where links lead.
var addresses = []string{
	"https://example.org/", "https://example.org/a(b)c", "https://example.org/a b?c=<d>&e=\"f\"", "/0123456789abcdef0123456789abcdef",
	"https://example.org/[x]{y}|z`w$v", "mailto:a@b.org", "javascript:alert(1)", "https://example.org/&copy;&amp=1", "https://ex.org/\\*_~^", "www.example.org/x",
	"https://example.org/)(", "https://xn--e1afmkfd.example/й", "#fragment", "https://example.org/a:b::c",
}

// formulas are TeX.
var expressions = []string{`x`, `a_1*b_2*c`, `\frac{a}{b}`, `x<y & z`, `\|x\| |y|`, `a\\b`, `\text{a $b$}`, `x\`, `\{1\}`, "a\nb", `[x](y)`, "`", `{`, `}`, `5`, `\$`, `a^{b}`, `  x  `}

// languages are Notion's, and others.
var languages = []string{"go", "plain text", "c++", "java/c/c++/c#", "", "typescript", "x y", "`", "{js}"}

// codes are listings.
var listings = []string{"", "a", "a\nb\n", "```\nx\n```", "~~~", "  indented\n\ttab\n", "\n\nx\n\n", "{x} <b> &amp; $y$", "# no heading\n- no item", "</details>\n\n<b>", "x  \ny", "````", "|a|\n|-|"}

func pick[T any](g *generator, from []T) T { return from[g.choose(len(from))] }

// document makes the blocks of a page.
func (g *generator) document() []notion.Block { return g.some(1+g.choose(6), 0) }

func (g *generator) blocks(depth int) []notion.Block { return g.some(g.choose(5), depth) }

func (g *generator) some(n, depth int) []notion.Block {
	var all []notion.Block
	for range n {
		if g.budget--; g.budget < 0 {
			break
		}
		block := g.block(depth)
		all = append(all, block)
		if depth < 12 && g.choose(4) == 1 { // the same again, as in lists
			all = append(all, g.ofType(block.Type, depth))
		}
	}
	return all
}

// types are those of blocks, the frequent ones several times.
var types = strings.Fields(`paragraph paragraph bulleted_list_item bulleted_list_item numbered_list_item numbered_list_item to_do to_do
	heading_1 heading_2 heading_3 heading_4 toggle quote callout code equation divider table table_row column_list synced_block tab
	image bookmark embed file video child_page template unsupported meeting_notes breadcrumb table_of_contents`)

func (g *generator) block(depth int) notion.Block { return g.ofType(pick(g, types), depth) }

// below makes the children of a block, at most 14 deep.
func (g *generator) below(depth int) []notion.Block {
	if depth >= 14 || g.choose(3) == 0 {
		return nil
	}
	return g.blocks(depth + 1)
}

func (g *generator) ofType(kind string, depth int) notion.Block {
	b := notion.Block{Type: kind}
	switch kind {
	case "paragraph":
		b.Paragraph = &notion.Paragraph{RichText: g.text()}
	case "bulleted_list_item":
		b.BulletedListItem = &notion.ListItem{RichText: g.text()}
	case "numbered_list_item":
		b.NumberedListItem = &notion.ListItem{RichText: g.text()}
		if g.choose(6) == 1 {
			start := pick(g, []int{0, 1, 2, 7, 100, 999999999, -3})
			b.NumberedListItem.ListStartIndex = &start
		}
	case "to_do":
		b.ToDo = &notion.ToDo{RichText: g.text(), Checked: g.choose(2) == 1}
	case "heading_1", "heading_2", "heading_3", "heading_4":
		h := &notion.Heading{RichText: g.text()}
		*[...]**notion.Heading{&b.Heading1, &b.Heading2, &b.Heading3, &b.Heading4}[kind[8]-'1'] = h
		if h.IsToggleable = g.choose(3) == 1; !h.IsToggleable {
			return b
		}
	case "toggle":
		b.Toggle = &notion.TextBlock{RichText: g.text()}
	case "quote":
		b.Quote = &notion.TextBlock{RichText: g.text()}
	case "callout":
		b.Callout = &notion.Callout{RichText: g.text(), Icon: pick(g, icons), Color: pick(g, colors)}
	case "template":
		b.Template = &notion.TextBlock{RichText: g.text()}
		return b
	case "synced_block":
		b.SyncedBlock = &notion.SyncedBlock{}
	case "column_list":
		return g.columns(depth)
	case "tab":
		return g.tabs(depth)
	case "table", "table_row":
		return g.table(kind)
	default:
		return g.leaf(kind)
	}
	b.Children = g.below(depth)
	return b
}

var icons = []*notion.Icon{
	nil, {Type: "emoji", Emoji: "💡"}, {Type: "emoji", Emoji: "⚠️"}, {Type: "external", External: &notion.URLObject{URL: "https://example.org/i.png"}},
	{Type: "icon", Icon: &notion.NativeIcon{Name: "pin"}}, {Type: "emoji", Emoji: "🎉"},
}

var colors = []notion.Color{"", "red", "yellow_background", "default", "green", "blue_background"}

// leaf makes a block without children.
func (g *generator) leaf(kind string) notion.Block {
	b := notion.Block{Type: kind}
	file := func() *notion.File {
		f := &notion.File{Type: "external", External: &notion.URLObject{URL: pick(g, addresses)}}
		if g.choose(2) == 1 {
			f.Caption = g.text()
		}
		return f
	}
	link := func() *notion.LinkBlock {
		l := &notion.LinkBlock{URL: pick(g, addresses)}
		if g.choose(2) == 1 {
			l.Caption = g.text()
		}
		return l
	}
	switch kind {
	case "code":
		code := pick(g, listings)
		g.texts = append(g.texts, code)
		b.Code = &notion.Code{RichText: plainRich(code), Language: pick(g, languages)}
		if g.choose(3) == 1 {
			b.Code.Caption = g.text()
		}
	case "equation":
		if g.math {
			b.Equation = &notion.Equation{Expression: pick(g, expressions)}
		} else {
			b.Type = "divider"
		}
	case "image":
		b.Image = file()
	case "file":
		b.File = file()
	case "video":
		b.Video = file()
	case "bookmark":
		b.Bookmark = link()
	case "embed":
		b.Embed = link()
	case "child_page":
		b.ID, b.ChildPage = testID(1), &notion.ChildTitle{Title: pick(g, g.words)}
	case "meeting_notes":
		b.MeetingNotes = &notion.MeetingNotes{Title: g.text()}
	}
	return b
}

func (g *generator) columns(depth int) notion.Block {
	b := notion.Block{Type: "column_list"}
	for range 1 + g.choose(2) {
		b.Children = append(b.Children, notion.Block{Type: "column", Column: &notion.Column{}, Children: g.below(depth + 1)})
	}
	return b
}

func (g *generator) tabs(depth int) notion.Block {
	b := notion.Block{Type: "tab"}
	for range 1 + g.choose(2) {
		label := &notion.Paragraph{RichText: g.text(), Icon: pick(g, icons)}
		b.Children = append(b.Children, notion.Block{Type: "paragraph", Paragraph: label, Children: g.below(depth + 1)})
	}
	return b
}

func (g *generator) table(kind string) notion.Block {
	row := func() notion.Block {
		r := notion.Block{Type: "table_row", TableRow: &notion.TableRow{}}
		for range 1 + g.choose(3) {
			r.TableRow.Cells = append(r.TableRow.Cells, g.text())
		}
		return r
	}
	if kind == "table_row" {
		return row()
	}
	b := notion.Block{Type: "table", Table: &notion.Table{TableWidth: g.choose(4), HasColumnHeader: g.choose(2) == 1, HasRowHeader: g.choose(2) == 1}}
	for range 1 + g.choose(3) {
		b.Children = append(b.Children, row())
	}
	return b
}

// text makes a rich text.
func (g *generator) text() []notion.RichText {
	var segments []notion.RichText
	for range g.choose(6) {
		segments = append(segments, g.segment())
	}
	return segments
}

func (g *generator) segment() notion.RichText {
	s := notion.RichText{Type: "text", PlainText: pick(g, g.words)}
	if g.choose(2) == 1 {
		style := g.choose(32)
		s.Annotations = notion.Annotations{Bold: style&1 != 0, Italic: style&2 != 0, Strikethrough: style&4 != 0, Underline: style&8 != 0, Code: style&16 != 0}
	}
	if g.choose(8) == 1 {
		s.Annotations.Color = pick(g, colors)
	}
	if g.choose(6) == 1 {
		s.Href = pick(g, addresses)
	}
	switch {
	case g.math && g.choose(12) == 1:
		tex := pick(g, expressions)
		return notion.RichText{Type: "equation", PlainText: tex, Annotations: s.Annotations, Href: s.Href, Equation: &notion.Equation{Expression: tex}}
	case g.choose(20) == 1:
		return g.mention(s)
	}
	g.texts = append(g.texts, s.PlainText)
	return s
}

func (g *generator) mention(s notion.RichText) notion.RichText {
	s.Type = "mention"
	s.Mention = pick(g, []*notion.Mention{
		{Type: "user", User: &notion.User{ID: testID(9)}},
		{Type: "page", Page: &notion.Reference{ID: testID(1)}},
		{Type: "page", Page: &notion.Reference{ID: testID(98)}},
		{Type: "date", Date: &notion.Date{Start: "2026-06-27", End: "2026-06-28T10:00:00.000+02:00"}},
		{Type: "link_mention", LinkMention: &notion.LinkMention{Href: "https://example.org/x", Title: "A [title]"}},
		{Type: "custom_emoji", CustomEmoji: &notion.CustomEmoji{Name: "party", URL: "https://icons.example.org/party.png"}},
	})
	return s
}
