package notiontest

import (
	"fmt"
	"strings"
)

// HostileWorkspace is a workspace of attacks on a site that is made of it.
type HostileWorkspace struct {
	*Workspace
	Root  *Page     // its title is an attack, and below it are pages with attacks of all kinds
	Posts *Database // its rows have attacks for addresses, tags, authors, dates and covers
}

// HostileTexts are texts that would run a script in a page that takes them for markup:
// the script sets window.__pwned. Some would end front matter, a feed's CDATA, a comment,
// an attribute, a template or a code block.
func HostileTexts() []string {
	const run = "window.__pwned=1"
	return []string{
		"<script>" + run + "</script>",
		`"><img src=x onerror=` + run + `>`,
		"' onmouseover='" + run + "' autofocus onfocus='" + run,
		"--></style></title></textarea></script><svg/onload=" + run + ">",
		"]]><script>" + run + "</script><![CDATA[",
		"<details open ontoggle=" + run + "><summary>x</summary></details>",
		"<iframe srcdoc='<script>parent.__pwned=1</script>'></iframe>",
		"<math><mtext></mtext><mglyph><style></math><img src onerror=" + run + "></style>",
		"<a href=javascript:" + run + ">x</a><base href=https://evil.example/>",
		"<meta http-equiv=refresh content='0;url=https://evil.example/'><link rel=stylesheet href=//evil.example/x.css>",
		"{{constructor.constructor('" + run + "')()}} ${" + run + "} <%= " + run + " %> {% raw %}",
		"---\ndraft: false\npermalink: /../../evil/\n---\n<script>" + run + "</script>",
		"```\n</code></pre><script>" + run + "</script>\n```",
		"[x](javascript:" + run + ") ![x](x \"onerror=" + run + "\") <javascript:" + run + ">",
		"\u202e\u2066\x00\x1b]0;x\x07\ufeff<scr\x00ipt>" + run + "</scr\x00ipt>\u2028" + run,
		"\\\"; " + run + "; //",
		"&lt;script&gt;" + run + "&lt;/script&gt; &#60;script&#62;",
		"../../../../tmp/pwned/../index.html?x=<script>#" + run,
	}
}

// HostileURLs are addresses that would run a script, or are none.
func HostileURLs() []string {
	const run = "window.__pwned=1"
	return []string{
		"javascript:" + run, "JaVaScRiPt:" + run, " javascript:" + run, "\tjavascript:" + run, "java\tscript:" + run, "java\nscript:" + run,
		"\x01javascript:" + run, "javascript\x00:" + run, "javascript&colon;" + run, "&#106;avascript:" + run, "javascript://example.org/%0a" + run,
		"\u00a0javascript:" + run, "\u2028javascript:" + run, "view-source:javascript:" + run, "jar:javascript:" + run, "feed:javascript:" + run,
		"vbscript:" + run, "VBScript:" + run, "livescript:" + run, "blob:null/" + run, "filesystem:" + run, "file:///etc/passwd",
		"data:text/html,<script>parent.__pwned=1;" + run + "</script>", "DATA:text/html;base64,PHNjcmlwdD5wYXJlbnQuX19wd25lZD0xPC9zY3JpcHQ+",
		"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='" + run + "'/>", "data:image/svg+xml;base64,PHN2Zy8+",
		"data:image/png;base64,iVBORw0KGgo=\" onerror=\"" + run, "data:application/javascript," + run,
		"https://example.org/\" onmouseover=\"" + run, "https://example.org/'><script>" + run + "</script>", "https://user:" + run + "@example.org/",
		"https://example.org\\@evil.example/", "https:///evil.example", "//\\evil.example", "\\\\evil.example\\x", "http://[::1", "https://exa mple.org/", "https://",
		"mailto:a@b.example?subject=<script>" + run + "</script>", "mailto:", "tel:1\" onclick=\"" + run, "#\" onclick=\"" + run, "/../../../etc/passwd\"><script>",
		"https://www.youtube.com/embed/\"><script>" + run + "</script>", "https://www.youtube.com/watch?v=javascript:" + run, "https://player.vimeo.com/video/1\"onload=\"" + run,
		"https://evil.example/?https://www.figma.com/file/x", "https://www.figma.com.evil.example/file/x", "https://docs.google.com/document/d/../../evil", "ftp://example.org/x", "",
	}
}

// Hostile builds a workspace in which every text, name and address is an attack.
func Hostile() *HostileWorkspace {
	texts := HostileTexts()
	ws := NewWorkspace().Name(texts[0])
	mallory := ws.Person(texts[1], texts[0]+"@evil.example").Avatar(External("javascript:window.__pwned=1"))
	ws.SetAuthor(mallory)
	h := &hostile{ws: ws, mallory: mallory, texts: texts, urls: HostileURLs()}
	root := ws.Page(texts[0]).Icon(Emoji(texts[1])).Cover(External(h.urls[0])).PublicURL(h.urls[0])
	for i, make := range []func() []*Block{h.blocks, h.payloads, h.media, h.links, h.mentions} {
		root.Append(ChildPage(ws.Page(texts[i+1], make()...).Icon(FileIcon(External(h.urls[i])))))
	}
	posts := h.posts()
	root.Append(ChildDatabase(posts), Heading1(texts[0]), Heading1(texts[0]), TableOfContents(), Breadcrumb())
	root.Comment(mallory, texts[1], T(texts[2]).Link(h.urls[0]))
	return &HostileWorkspace{ws, root, posts}
}

type hostile struct {
	ws      *Workspace
	mallory *User
	texts   []string
	urls    []string
}

// blocks has each text in every kind of block.
func (h *hostile) blocks() []*Block {
	var blocks []*Block
	for _, s := range h.texts {
		text := []any{T(s), T(s).Bold().Italic().Strike().Underline(), T(s).Code().Color("red"), Eq(s)}
		row := TableRow(T(s), T(s).Code(), Eq(s))
		blocks = append(blocks,
			Paragraph(text...), Heading1(text...), Heading2(text...).Toggleable().Children(Paragraph(s)), Bulleted(text...).Children(Numbered(text...)),
			ToDo(true, text...), Toggle(text...).Children(Paragraph(s)), Quote(text...), Callout(text...).Icon(Emoji(s)),
			Code(s, T(s)).Caption(text...), Code("html", T(s)), Code("mermaid", T(s)), Code("markdown", T(s)), Equation(s),
			Table(row, TableRow(s, s, s)).ColumnHeader().RowHeader(), Columns(Column(Paragraph(s)), Column(Paragraph(s))),
			Tabs(Tab(s, Paragraph(s)).Icon(Emoji(s)), Tab(s, Paragraph(s))), Template(text...), Unsupported(s),
			MeetingNotes(s, "notes_ready", []*Block{Paragraph(s)}, []*Block{Paragraph(s)}, []*Block{Paragraph(s)}), MeetingNotes(s, s, nil, nil, nil),
			ChildPage(h.ws.Page(s)),
		)
	}
	return blocks
}

// payloads has texts where the API gives names, numbers and enumerations.
func (h *hostile) payloads() []*Block {
	var blocks []*Block
	for _, s := range h.texts {
		blocks = append(blocks,
			Paragraph(T("colour").Color(s)).Color(s), Callout("colour").Color(s+"_background"), Bulleted("item").Color(s), Toggle("x").Color(s),
			Numbered("item").Set("list_format", s).Set("list_start_index", -1<<31), Code(s, "x"),
			Columns(Column(Paragraph("wide")).Set("width_ratio", 1e300), Column(Paragraph("no")).Set("width_ratio", -1)),
			Paragraph(RawRich(JSON{"type": s, "plain_text": s, "href": s, "annotations": JSON{"color": s}, s: JSON{"x": s}})),
			Paragraph(RawRich(JSON{"type": "mention", "plain_text": s, "href": s, "mention": JSON{"type": s, s: JSON{"x": s}}})),
		)
	}
	return append(blocks, Raw(h.texts[0], JSON{"rich_text": h.texts[1]}), Raw("x\" onclick=\"window.__pwned=1", JSON{}))
}

// media has each address, and files with each name.
func (h *hostile) media() []*Block {
	var blocks []*Block
	for _, u := range h.urls {
		blocks = append(blocks, Image(External(u)).Caption(u), Video(External(u)), Audio(External(u)), PDF(External(u)).Caption(u), FileBlock(External(u).Named(u)),
			Callout("icon").Icon(FileIcon(External(u))))
	}
	for i, s := range h.texts {
		blocks = append(blocks,
			FileBlock(Upload(s+".html", []byte("<script>parent.__pwned=1;window.__pwned=1</script>"+s))),
			Image(Upload(fmt.Sprintf("../../%d.svg", i), []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="window.__pwned=1"><script>window.__pwned=1</script></svg>`))).Caption(s),
			PDF(Upload(s, []byte("%PDF-1.4 "+s))), Audio(Upload(s+".mp3", []byte("ID3"+s))))
	}
	return blocks
}

// links has each address wherever something links.
func (h *hostile) links() []*Block {
	var blocks []*Block
	for _, u := range h.urls {
		blocks = append(blocks, Paragraph(T("link").Link(u), " ", T("styled").Bold().Code().Link(u)), Bookmark(u).Caption(T(u).Link(u)), Embed(u).Caption(u), LinkPreview(u),
			Paragraph(RawRich(JSON{"type": "text", "text": JSON{"content": "href", "link": nil}, "plain_text": "href", "href": u, "annotations": JSON{}})))
	}
	return blocks
}

// mentions has texts and addresses in everything that a mention tells.
func (h *hostile) mentions() []*Block {
	var blocks []*Block
	for i, u := range h.urls {
		s := h.texts[i%len(h.texts)]
		picture := u
		if strings.Contains(u, "//") {
			picture = s // or it would be asked for: Notion hosts these pictures
		}
		emoji := h.ws.CustomEmoji(s, External(picture))
		blocks = append(blocks, Paragraph(
			MentionUser(h.mallory), MentionDate(s, s), MentionLinkPreview(u), MentionCustomEmoji(emoji),
			MentionLink(u, JSON{"title": s, "description": s, "link_author": s, "link_provider": s, "icon_url": u, "thumbnail_url": u, "iframe_url": u}),
		), Callout(s).Icon(emoji))
	}
	return blocks
}

// posts has a row for each text, with it in all that an address or a list is made of.
func (h *hostile) posts() *Database {
	var tags []any
	for _, s := range h.texts {
		tags = append(tags, Opt(s, s, s))
	}
	posts := h.ws.Database(h.texts[0], Schema(
		Title("Name"), RichText("Slug"), Date("Date"), MultiSelect("Tags", tags...), RichText("Summary"), People("Author"), Select(h.texts[1], tags...),
		URL("Link"), Email("Mail"), PhoneNumber("Phone"), Place("Place"), Files("Cover"), Formula("Formula", h.texts[0]), RichText("javascript:window.__pwned=1"),
		RichText("a: b\n- c"), UniqueID("Code", h.texts[1]), Verification("Verification"), Rollup("Rollup", "Slug", "Name", "show_original"),
	)).Icon(Emoji(h.texts[2])).Description(h.texts[3])
	for i, s := range h.texts {
		u := h.urls[i%len(h.urls)]
		posts.Row(s, Values{
			"Slug": s, "Date": fmt.Sprintf("2026-01-%02d", i+1), "Tags": []string{s}, "Summary": s, "Author": h.mallory, h.texts[1]: s, "Link": u, "Mail": s, "Phone": s,
			"Place": Location{Name: s, Address: s}, "Cover": External(u).Named(s), "Formula": s, "javascript:window.__pwned=1": s, "a: b\n- c": s,
			"Verification": Verified{By: h.mallory, During: Range(s, s)}, "Rollup": []Item{{Type: "rich_text", Value: s}, {Type: "url", Value: u}},
		}, Paragraph(s), Code("yaml", "---\n"+s)).Icon(FileIcon(External(u))).Cover(External(u))
	}
	return posts
}

// HeavyMarks are texts that take parsers long when there are many of them.
func HeavyMarks() []string {
	return []string{"[", "![](", "`", "*", "_", "*a_ ", "<", "<a ", "&", "$", "|", "~", "\\", "> ", "- ", "\n", "\t", "(", "{{", "#", "&#", "a@", "www.", "😀", "שa "}
}

// Heavy builds a page for each of some marks, with size bytes of it, plain, bold and as
// a link, in blocks that are read in different ways; and one with 200 toggles in each
// other. Segments are as long as Notion's.
func Heavy(size int, marks ...string) (ws *Workspace, root *Page) {
	const segment = 2000
	ws = NewWorkspace()
	root = ws.Page("Heavy")
	for i, mark := range marks {
		s := strings.Repeat(mark, segment/len(mark))
		var text []any
		for range max(size/segment/12, 1) {
			text = append(text, T(s), T(s).Bold(), T(s).Link("https://example.org/"))
		}
		root.Append(ChildPage(ws.Page(fmt.Sprint("Heavy ", i+1), Paragraph(text...), Table(TableRow(text)), Code("markdown", text...), Heading1(text...), Equation(s))))
	}
	deep := Paragraph("The bottom")
	for range 200 {
		deep = Toggle("x").Children(deep)
	}
	root.Append(ChildPage(ws.Page("Deep", deep)))
	return ws, root
}
