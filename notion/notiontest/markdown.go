package notiontest

import (
	"fmt"
	"strings"
)

// getMarkdown answers with the body of a page or a block in version 1 of Notion's Markdown.
func (c *call) getMarkdown() (JSON, error) {
	id := c.params["id"]
	n, ok := c.findNode(id)
	if !ok {
		return nil, c.ws.notFound("page", id)
	}
	if version := c.query.Get("markdown_version"); version != "" && version != "v1" {
		return nil, invalid("query failed validation: query.markdown_version should be `\"v1\"`, instead was `%q`.", version)
	}
	m := &markdown{call: c}
	switch n := n.(type) {
	case *Page:
		m.blocks(n.blocks, 0)
	case *Block:
		m.block(n, 0)
	}
	return JSON{
		"object": "page_markdown", "id": id, "markdown": strings.TrimSuffix(m.out.String(), "\n"),
		"truncated": false, "unknown_block_ids": []any{},
	}, nil
}

// markdown writes the basic blocks; whatever else is an <unknown> tag.
type markdown struct {
	*call
	out    strings.Builder
	number int // of the last numbered item of the run
}

func (m *markdown) line(depth int, text string) {
	m.out.WriteString(strings.Repeat("\t", depth) + text + "\n")
}

func (m *markdown) blocks(blocks []*Block, depth int) {
	m.number = 0
	for _, b := range m.ws.listed(blocks) {
		if b.kind != "numbered_list_item" {
			m.number = 0
		}
		number := m.number
		m.block(b, depth)
		m.number = number
		if b.kind == "numbered_list_item" {
			m.number++
		}
	}
}

func (m *markdown) block(b *Block, depth int) {
	switch b.kind {
	case "paragraph", "heading_1", "heading_2", "heading_3", "heading_4", "bulleted_list_item",
		"numbered_list_item", "to_do", "quote":
		m.textBlock(b, depth)
	case "code":
		m.line(depth, "```"+fmt.Sprint(b.payload["language"]))
		text, _ := b.payload["rich_text"].(richText)
		m.literal(depth, text.plain(m.answer))
		m.line(depth, "```")
	case "equation":
		m.line(depth, "$$")
		m.literal(depth, fmt.Sprint(b.payload["expression"]))
		m.line(depth, "$$")
	case "divider":
		m.line(depth, "---")
	case "toggle":
		m.line(depth, "<details>")
		m.line(depth, "<summary>"+m.inline(b)+"</summary>")
		m.blocks(b.children, depth+1)
		m.line(depth, "</details>")
	case "image":
		m.line(depth, "!["+m.rich(b.payload["caption"])+"]("+m.source(b.file)+")")
	case "child_page":
		m.line(depth, `<page url="`+notionURL("", b.id)+`">`+escapeMarkdown(b.page.displayTitle(m.answer))+"</page>")
	case "child_database":
		m.line(depth, `<database url="`+notionURL("", b.id)+`">`+escapeMarkdown(b.database.title.plain(m.answer))+"</database>")
	default:
		m.line(depth, `<unknown url="`+notionURL("", m.pageOf(b))+"#"+undashed(b.id)+`" alt="`+b.kind+`"/>`)
	}
}

// textBlock writes a block of one line and its children.
func (m *markdown) textBlock(b *Block, depth int) {
	text := m.inline(b)
	if text == "" && b.kind == "paragraph" {
		text = "<empty-block/>"
	}
	m.line(depth, m.mark(b)+text+attributes(b))
	m.blocks(b.children, depth+1)
}

func (m *markdown) mark(b *Block) string {
	switch b.kind {
	case "heading_1", "heading_2", "heading_3", "heading_4":
		return strings.Repeat("#", int(b.kind[len(b.kind)-1]-'0')) + " "
	case "bulleted_list_item":
		return "- "
	case "numbered_list_item":
		return fmt.Sprintf("%d. ", m.number+1)
	case "to_do":
		if b.payload["checked"] == true {
			return "- [x] "
		}
		return "- [ ] "
	case "quote":
		return "> "
	}
	return ""
}

// attributes gives the list that ends the first line of a block.
func attributes(b *Block) string {
	var list []string
	if color, _ := b.payload["color"].(string); color != "" && color != "default" {
		list = append(list, `color="`+strings.Replace(color, "_background", "_bg", 1)+`"`)
	}
	if b.payload["is_toggleable"] == true {
		list = append(list, `toggle="true"`)
	}
	if len(list) == 0 {
		return ""
	}
	return " {" + strings.Join(list, " ") + "}"
}

func (m *markdown) literal(depth int, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		m.line(depth, line)
	}
}

func (m *markdown) source(f *File) string {
	if f.id == "" {
		return f.url
	}
	return f.link(m.answer)["url"].(string)
}

// pageOf gives the ID of the page that holds a block.
func (m *markdown) pageOf(b *Block) string {
	for n := b.up(); n != nil; n = n.up() {
		if p, ok := n.(*Page); ok {
			return p.id
		}
	}
	return b.id
}

func (m *markdown) inline(b *Block) string { return m.rich(b.payload["rich_text"]) }

// rich writes rich text with its marks.
func (m *markdown) rich(value any) string {
	text, _ := value.(richText)
	var out strings.Builder
	for _, r := range text {
		out.WriteString(m.segment(r))
	}
	return out.String()
}

func (m *markdown) segment(r Rich) string {
	o := r.resolve(m.answer).(JSON)
	plain, _ := o["plain_text"].(string)
	text := escapeMarkdown(plain)
	switch {
	case r.kind == "equation":
		return "$" + plain + "$"
	case r.kind == "mention":
		text = mentionTag(o, text)
	case r.code:
		text = "`" + plain + "`"
	}
	for _, mark := range []struct {
		on   bool
		text string
	}{{r.italic, "*"}, {r.bold, "**"}, {r.strike, "~~"}} {
		if mark.on {
			text = mark.text + text + mark.text
		}
	}
	if r.underline {
		text = `<span underline="true">` + text + "</span>"
	}
	if r.color != "" && r.color != "default" {
		text = `<span color="` + strings.Replace(r.color, "_background", "_bg", 1) + `">` + text + "</span>"
	}
	if href, ok := o["href"].(string); ok && r.kind == "text" {
		text = "[" + text + "](" + href + ")"
	}
	return text
}

// mentionTag writes a mention.
func mentionTag(o JSON, text string) string {
	mention := o["mention"].(JSON)
	switch kind := mention["type"].(string); kind {
	case "page", "database":
		return fmt.Sprintf(`<mention-%s url="%v">%s</mention-%s>`, kind, o["href"], text, kind)
	case "user":
		id := mention["user"].(JSON)["id"].(string)
		return `<mention-user url="user://` + id + `">` + text + "</mention-user>"
	case "date":
		date := mention["date"].(JSON)
		if date["end"] != nil {
			return fmt.Sprintf(`<mention-date start="%v" end="%v"/>`, date["start"], date["end"])
		}
		return fmt.Sprintf(`<mention-date start="%v"/>`, date["start"])
	}
	return text
}

// escapeMarkdown escapes what the format gives a meaning, and writes line breaks as tags.
func escapeMarkdown(text string) string {
	var b strings.Builder
	for _, c := range text {
		switch {
		case c == '\n':
			b.WriteString("<br>")
			continue
		case strings.ContainsRune("\\*~`$[]<>{}|^", c):
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}
