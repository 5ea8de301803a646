package notiontest_test

import (
	"testing"

	. "galley/notion/notiontest"
)

func TestEveryBlockHasItsPayload(t *testing.T) {
	ws, _ := at(t)
	guide := ws.Page("Guide")
	db := ws.Database("Posts", Schema())
	comment := guide.Comment(ws.Bot(), "hm")
	web := External("https://example.org/a.png")
	cases := []struct {
		block  *Block
		kind   string
		fields []string
	}{
		{Paragraph("x"), "paragraph", []string{"color", "icon", "rich_text"}},
		{Heading1("x"), "heading_1", []string{"color", "is_toggleable", "rich_text"}},
		{Heading2("x"), "heading_2", []string{"color", "is_toggleable", "rich_text"}},
		{Heading3("x"), "heading_3", []string{"color", "is_toggleable", "rich_text"}},
		{Heading4("x"), "heading_4", []string{"color", "is_toggleable", "rich_text"}},
		{Bulleted("x"), "bulleted_list_item", []string{"color", "rich_text"}},
		{Numbered("x").Set("list_start_index", 3), "numbered_list_item", []string{"color", "list_start_index", "rich_text"}},
		{ToDo(true, "x"), "to_do", []string{"checked", "color", "rich_text"}},
		{Toggle("x"), "toggle", []string{"color", "rich_text"}},
		{Quote("x"), "quote", []string{"color", "rich_text"}},
		{Callout("x"), "callout", []string{"color", "icon", "rich_text"}},
		{Code("go", "x"), "code", []string{"caption", "language", "rich_text"}},
		{Equation("x"), "equation", []string{"expression"}},
		{Divider(), "divider", []string{}},
		{Breadcrumb(), "breadcrumb", []string{}},
		{TableOfContents(), "table_of_contents", []string{"color"}},
		{Image(web), "image", []string{"caption", "external", "type"}},
		{Image(Upload("a.png", []byte("x"))), "image", []string{"caption", "file", "type"}},
		{Video(web), "video", []string{"caption", "external", "type"}},
		{Audio(web), "audio", []string{"caption", "external", "type"}},
		{PDF(web), "pdf", []string{"caption", "external", "type"}},
		{FileBlock(web), "file", []string{"caption", "external", "name", "type"}},
		{Bookmark("https://example.org"), "bookmark", []string{"caption", "url"}},
		{Embed("https://example.org"), "embed", []string{"caption", "url"}},
		{LinkPreview("https://example.org"), "link_preview", []string{"url"}},
		{LinkToPage(guide), "link_to_page", []string{"page_id", "type"}},
		{LinkToDatabase(db), "link_to_page", []string{"database_id", "type"}},
		{LinkToComment(comment), "link_to_page", []string{"comment_id", "type"}},
		{Table(TableRow("a", "b")), "table", []string{"has_column_header", "has_row_header", "table_width"}},
		{Columns(Column(Paragraph("x"))), "column_list", []string{}},
		{SyncedOriginal(Paragraph("x")), "synced_block", []string{"synced_from"}},
		{Tabs(Tab("One", Paragraph("x"))), "tab", []string{}},
		{Template("x"), "template", []string{"rich_text"}},
		{ChildPage(guide), "child_page", []string{"title"}},
		{ChildDatabase(db), "child_database", []string{"title"}},
		{MeetingNotes("x", "notes_ready", nil, nil, nil), "meeting_notes", []string{"children", "status", "title"}},
		{Unsupported("button"), "unsupported", []string{"block_type"}},
		{Raw("novel", JSON{"a": 1}), "novel", []string{"a"}},
	}
	page := ws.Page("Home")
	for _, c := range cases {
		page.Append(c.block)
	}
	got := serve(t, ws).children(page.ID())
	for i, c := range cases {
		equal(t, "type", got[i]["type"], c.kind)
		payload, _ := got[i][c.kind].(JSON)
		equal(t, "fields of "+c.kind, keys(payload), c.fields)
		equal(t, "ID of "+c.kind, got[i]["id"], c.block.ID())
	}
}

func TestRichText(t *testing.T) {
	ws, _ := at(t)
	ada := ws.Person("Ada", "ada@example.org")
	posts := ws.Database("Posts", Schema())
	party := ws.CustomEmoji("party", External("https://example.org/party.png"))
	target := Paragraph("later")
	home := ws.Page("Home")
	home.Append(target)
	cases := []struct {
		segment     Rich
		kind, plain string
		href        any
	}{
		{T("a"), "text", "a", nil},
		{T("a").Link("https://example.org"), "text", "a", "https://example.org"},
		{T("a").LinkToPage(home), "text", "a", "/" + compact(home.ID())},
		{T("a").LinkToDatabase(posts), "text", "a", "/" + compact(posts.ID())},
		{T("a").LinkToBlock(home, target), "text", "a", "/" + compact(home.ID()) + "#" + compact(target.ID())},
		{Eq("a^2"), "equation", "a^2", nil},
		{MentionUser(ada), "mention", "@Ada", nil},
		{MentionPage(home), "mention", "Home", "https://www.notion.so/" + compact(home.ID())},
		{MentionDatabase(posts), "mention", "Posts", "https://www.notion.so/" + compact(posts.ID())},
		{MentionDate("2026-06-27", ""), "mention", "2026-06-27", nil},
		{MentionDate("2026-06-27", "2026-06-28"), "mention", "2026-06-27 → 2026-06-28", nil},
		{MentionLinkPreview("https://example.org"), "mention", "https://example.org", "https://example.org"},
		{MentionLink("https://example.org", JSON{"title": "E"}), "mention", "https://example.org", "https://example.org"},
		{MentionCustomEmoji(party), "mention", ":party:", nil},
		{MentionTemplateDate("today"), "mention", "@Today", nil},
		{MentionTemplateMe(), "mention", "@Me", nil},
		{RawRich(JSON{"type": "novel", "plain_text": "?", "href": nil}), "novel", "?", nil},
	}
	var rich []Rich
	for _, c := range cases {
		rich = append(rich, c.segment)
	}
	home.Append(Paragraph(rich, "plain", 7))
	got := dig(serve(t, ws).children(home.ID())[1], "paragraph", "rich_text").([]any)
	for i, c := range cases {
		equal(t, c.plain, []any{dig(got[i], "type"), dig(got[i], "plain_text"), dig(got[i], "href")}, []any{c.kind, c.plain, c.href})
	}
	equal(t, "what else there is", plain(got[len(cases):]), "plain7")
}

func TestAnnotations(t *testing.T) {
	ws, _ := at(t)
	page := ws.Page("Home", Paragraph(T("x").Bold().Italic().Strike().Underline().Code().Color("red_background"), "y"))
	rich := dig(serve(t, ws).children(page.ID())[0], "paragraph", "rich_text")
	on := func(v bool, color string) JSON {
		return JSON{"bold": v, "italic": v, "strikethrough": v, "underline": v, "code": v, "color": color}
	}
	equal(t, "all", dig(rich, 0, "annotations"), on(true, "red_background"))
	equal(t, "none", dig(rich, 1, "annotations"), on(false, "default"))
}

func TestTree(t *testing.T) {
	ws, _ := at(t)
	guide := ws.Page("Guide", Paragraph("x"))
	toggle := Toggle("t").Children(ChildPage(guide))
	page := ws.Page("Home", toggle, Paragraph("leaf"))
	c := serve(t, ws)
	blocks := c.children(page.ID())
	equal(t, "has_children", []any{blocks[0]["has_children"], blocks[1]["has_children"]}, []any{true, false})
	equal(t, "parent", blocks[0]["parent"], JSON{"type": "page_id", "page_id": page.ID()})
	child := c.children(toggle.ID())[0]
	equal(t, "page", []any{child["id"], child["type"], child["has_children"]}, []any{guide.ID(), "child_page", true})
	equal(t, "parent of the page", c.get("/v1/pages/" + guide.ID())["parent"], JSON{"type": "block_id", "block_id": toggle.ID()})
	equal(t, "body of the page", len(c.children(guide.ID())), 1)
	equal(t, "top", c.get("/v1/pages/" + page.ID())["parent"], JSON{"type": "workspace", "workspace": true})
}

func TestSyncedCopyShowsTheOriginal(t *testing.T) {
	ws, _ := at(t)
	original := SyncedOriginal(Paragraph("once"))
	copied := SyncedCopy(original)
	page := ws.Page("Home", copied)
	source := ws.Page("Source", original)
	c := serve(t, ws)
	block := c.children(page.ID())[0]
	equal(t, "pointer", dig(block, "synced_block", "synced_from"), JSON{"type": "block_id", "block_id": original.ID()})
	equal(t, "has_children", block["has_children"], true)
	equal(t, "content", plain(dig(c.children(copied.ID())[0], "paragraph", "rich_text")), "once")
	source.Unshare()
	c.refused("GET", "/v1/blocks/"+copied.ID()+"/children", nil, 404, "object_not_found", original.ID())
}

func TestUnsupportedBlocks(t *testing.T) {
	ws, _ := at(t)
	button := Unsupported("button")
	page := ws.Page("Home", button)
	broken := ws.Page("Broken", Paragraph("x"), Unreadable("ai_block"))
	c := serve(t, ws)
	equal(t, "claims children", c.children(page.ID())[0]["has_children"], true)
	c.refused("GET", "/v1/blocks/"+button.ID()+"/children", nil, 400, "validation_error", "Block type button is not supported via the API")
	c.refused("GET", "/v1/blocks/"+broken.ID()+"/children", nil, 400, "validation_error",
		"Block type ai_block is not supported via the API for your bot type.")
}

func TestABlockPlacedTwiceIsAMistake(t *testing.T) {
	ws := NewWorkspace()
	b := Paragraph("x")
	ws.Page("One", b)
	ws.Page("Two", b)
	if ws.Err() == nil {
		t.Error("a block stands on two pages")
	}
}

func TestMarkdown(t *testing.T) {
	ws, _ := at(t)
	guide := ws.Page("Guide")
	bookmark := Bookmark("https://example.org")
	page := ws.Page("Home",
		Heading2("Head").Toggleable(),
		Paragraph(T("bold").Bold(), " ", T("it").Italic(), " ", T("a*b_[c]"), T("code").Code()).Color("red_background"),
		Paragraph(),
		Bulleted("one").Children(Numbered("a"), Numbered("b")),
		ToDo(true, "done"), Quote("one\ntwo"), Code("go", "a := 1\n*b"), Equation("x^2"), Divider(),
		Toggle("t").Children(Paragraph("in")), Image(External("https://example.org/a.png")).Caption("cap"),
		ChildPage(guide), Paragraph(T("l").Link("https://example.org"), Eq("y"), T("s").Strike()), bookmark)
	want := "## Head {toggle=\"true\"}\n" +
		"**bold** *it* a\\*b_\\[c\\]`code` {color=\"red_bg\"}\n" +
		"<empty-block/>\n- one\n\t1. a\n\t2. b\n- [x] done\n> one<br>two\n```go\na := 1\n*b\n```\n$$\nx^2\n$$\n---\n" +
		"<details>\n<summary>t</summary>\n\tin\n</details>\n![cap](https://example.org/a.png)\n" +
		"<page url=\"https://www.notion.so/" + compact(guide.ID()) + "\">Guide</page>\n" +
		"[l](https://example.org)$y$~~s~~\n" +
		"<unknown url=\"https://www.notion.so/" + compact(page.ID()) + "#" + compact(bookmark.ID()) + "\" alt=\"bookmark\"/>"
	o := serve(t, ws).get("/v1/pages/" + page.ID() + "/markdown")
	if o["markdown"] != want {
		t.Errorf("got\n%s\nwant\n%s", o["markdown"], want)
	}
	equal(t, "keys", keys(o), []string{"id", "markdown", "object", "request_id", "truncated", "unknown_block_ids"})
}
