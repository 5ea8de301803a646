package notiontest_test

import (
	"strings"
	"testing"

	. "galley/notion/notiontest"
)

const handbook = `
-- people/ada --
name: Ada Lovelace
email: ada@example.org
-- pages/guide --
title: Guide
parent: pages/home
icon: native snake purple
-- pages/home --
title: Handbook
icon: 🚀
cover: https://example.org/cover.jpg
comment people/ada: Looks **good**
by: people/ada
created: 2026-06-01T10:00:00Z
edited: 2026-06-27T10:00:00Z

heading_1 [id=start is_toggleable]: Welcome
  paragraph: Some *slanted* **bold** ~~gone~~ text, a [link](https://example.org),
    | [a block](pages/home#start), [a page](pages/guide), by @[people/ada] on @[2026-06-27], \*plain\*
to_do [checked color=red]: Read ` + "`this` and $x^2$" + `
table [has_column_header]
  table_row: Name | Size
  table_row: one | **1**
code [language=go caption="A *program*"]:
  | package main
  |
  |   var x = "**"
image [url=files/plan.svg]: The plan
file [url=https://example.org/a.zip name=b.zip]
synced_block [id=shared]
  quote: once
synced_block [of=shared]
callout [icon=🔥]: Hot
column_list
  column [width_ratio=0.25]
    divider
link_to_page: pages/guide
child_database: databases/posts
unsupported: button
custom: {"any": "payload"}
-- databases/posts --
title: Posts
inline: true
description: All *posts*
property Name: title
property Status: status Draft, In review, Published
property Tags: multi_select go, notion
property Kind: select note
property Out: date
property Who: people
property Scan: files
property Done: checkbox
property Text: rich_text
property Related: relation databases/posts
property Price: number euro
property Sum: rollup Related, Price, sum
property No: unique_id P
property Label: formula 1
view table All: {"sorts": [{"property": "Name", "direction": "ascending"}]}
-- rows/posts/hello --
title: Hello
property Status: Published
property Tags: go, notion
property Kind: note
property Out: 2026-06-27 / 2026-06-28
property Who: people/ada
property Scan: https://example.org/s.png
property Done: true
property Text: So *it* is
property Related: rows/posts/other, rows/posts/hello
property Price: 1.5
property Sum: 3
property Label: {"type": "string", "string": "L"}

paragraph: The body of the row.
-- rows/posts/other --
title: Other
archived: true
-- files/plan.svg --
<svg/>
`

func parsed(t *testing.T, text string) *Workspace {
	t.Helper()
	ws, err := ParseWorkspace([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return ws
}

func TestParsedPage(t *testing.T) {
	ws := parsed(t, handbook)
	c := serve(t, ws)
	home := ws.FindPage("pages/home")
	o := c.get("/v1/pages/" + home.ID())
	equal(t, "head", []any{titles([]JSON{o}), dig(o, "icon", "emoji"), dig(o, "cover", "external", "url")},
		[]any{[]string{"Handbook"}, "🚀", "https://example.org/cover.jpg"})
	equal(t, "times", []any{o["created_time"], o["last_edited_time"]}, []any{"2026-06-01T10:00:00.000Z", "2026-06-27T10:00:00.000Z"})
	equal(t, "author", dig(c.get("/v1/users/"+dig(o, "created_by", "id").(string)), "name"), "Ada Lovelace")
	equal(t, "comment", plain(c.all("GET", "/v1/comments?block_id="+home.ID(), nil, 10)[0]["rich_text"]), "Looks good")
	var kinds []string
	for _, block := range c.children(home.ID()) {
		kinds = append(kinds, block["type"].(string))
	}
	equal(t, "blocks", strings.Join(kinds, " "), "heading_1 to_do table code image file synced_block synced_block callout "+
		"column_list link_to_page child_database unsupported custom child_page")
	equal(t, "parent", dig(c.get("/v1/pages/"+ws.FindPage("pages/guide").ID()), "parent", "page_id"), home.ID())
}

func TestParsedBlocks(t *testing.T) {
	ws := parsed(t, handbook)
	c := serve(t, ws)
	blocks := c.children(ws.FindPage("pages/home").ID())
	equal(t, "toggle heading", dig(blocks[0], "heading_1", "is_toggleable"), true)
	equal(t, "box", []any{dig(blocks[1], "to_do", "checked"), dig(blocks[1], "to_do", "color")}, []any{true, "red"})
	equal(t, "table", dig(blocks[2], "table"), JSON{"table_width": 2, "has_column_header": true, "has_row_header": false})
	row := c.children(blocks[2]["id"].(string))[1]
	equal(t, "cell", []any{dig(row, "table_row", "cells", 1, 0, "plain_text"), dig(row, "table_row", "cells", 1, 0, "annotations", "bold")}, []any{"1", true})
	equal(t, "code", []any{plain(dig(blocks[3], "code", "rich_text")), dig(blocks[3], "code", "language"), plain(dig(blocks[3], "code", "caption"))},
		[]any{"package main\n\n  var x = \"**\"", "go", "A program"})
	status, body := c.download(dig(blocks[4], "image", "file", "url").(string), nil)
	equal(t, "picture", []any{status, body, plain(dig(blocks[4], "image", "caption"))}, []any{200, "<svg/>\n", "The plan"})
	equal(t, "file", dig(blocks[5], "file", "name"), "b.zip")
	equal(t, "copy", dig(blocks[7], "synced_block", "synced_from", "block_id"), ws.FindBlock("shared").ID())
	equal(t, "icon", dig(blocks[8], "callout", "icon", "emoji"), "🔥")
	column := c.children(blocks[9]["id"].(string))[0]
	equal(t, "ratio", dig(column, "column", "width_ratio"), 0.25)
	equal(t, "link", dig(blocks[10], "link_to_page", "page_id"), ws.FindPage("pages/guide").ID())
	equal(t, "database", blocks[11]["id"], ws.FindDatabase("databases/posts").ID())
	equal(t, "payload", blocks[13]["custom"], JSON{"any": "payload"})
}

func TestParsedInlineMarks(t *testing.T) {
	ws := parsed(t, handbook)
	c := serve(t, ws)
	home, start := ws.FindPage("pages/home").ID(), ws.FindBlock("start").ID()
	rich := dig(c.children(start)[0], "paragraph", "rich_text").([]any)
	var got []string
	for _, segment := range rich {
		text := dig(segment, "plain_text").(string)
		for _, mark := range []string{"bold", "italic", "strikethrough", "code"} {
			if dig(segment, "annotations", mark) == true {
				text = mark + ":" + text
			}
		}
		if href, ok := dig(segment, "href").(string); ok {
			text += " -> " + href
		}
		got = append(got, text)
	}
	guide := ws.FindPage("pages/guide").ID()
	equal(t, "segments", got, []string{
		"Some ", "italic:slanted", " ", "bold:bold", " ", "strikethrough:gone", " text, a ", "link -> https://example.org", ",\n",
		"a block -> /" + compact(home) + "#" + compact(start), ", ", "a page -> /" + compact(guide), ", by ", "@Ada Lovelace", " on ",
		"2026-06-27", ", *plain*",
	})
	box := dig(c.children(home)[1], "to_do", "rich_text")
	equal(t, "code and math", []any{dig(box, 1, "annotations", "code"), dig(box, 3, "equation", "expression")}, []any{true, "x^2"})
}

func TestParsedRow(t *testing.T) {
	ws := parsed(t, handbook)
	c := serve(t, ws)
	db := ws.FindDatabase("databases/posts")
	equal(t, "rows", c.rows(db.Source(), nil), []string{"Hello"})
	o := c.get("/v1/databases/" + db.ID())
	equal(t, "database", []any{o["is_inline"], plain(o["description"])}, []any{true, "All posts"})
	properties := c.get("/v1/pages/" + ws.FindPage("rows/posts/hello").ID())["properties"]
	equal(t, "values", []any{
		dig(properties, "Status", "status", "name"), dig(properties, "Tags", "multi_select", 1, "name"), dig(properties, "Kind", "select", "name"),
		dig(properties, "Out", "date", "end"), dig(properties, "Who", "people", 0, "name"), dig(properties, "Scan", "files", 0, "external", "url"),
		dig(properties, "Done", "checkbox"), plain(dig(properties, "Text", "rich_text")), dig(properties, "Related", "relation", 0, "id"),
		dig(properties, "Price", "number"), dig(properties, "Sum", "rollup", "number"), dig(properties, "No", "unique_id", "prefix"),
		dig(properties, "Label", "formula", "string"),
	}, []any{
		"Published", "notion", "note", "2026-06-28", "Ada Lovelace", "https://example.org/s.png", true, "So it is",
		ws.FindPage("rows/posts/other").ID(), 1.5, 3, "P", "L",
	})
	views := c.all("GET", "/v1/views?database_id="+db.ID(), nil, 10)
	equal(t, "view", dig(c.get("/v1/views/"+views[0]["id"].(string)), "sorts", 0, "direction"), "ascending")
}

func TestEveryBlockCanBeWritten(t *testing.T) {
	lines := "heading_2: x\nheading_3: x\nheading_4: x\nbulleted_list_item: x\nnumbered_list_item [list_start_index=3]: x\ntoggle: x\n" +
		"quote: x\ntemplate: x\nequation: x^2\nbreadcrumb\ntable_of_contents\nbookmark: https://example.org\nembed: https://example.org\n" +
		"link_preview: https://example.org\nvideo [url=https://example.org/v]\naudio [url=https://example.org/a]\npdf [url=https://example.org/p]: Paper\n" +
		"tab\n  paragraph [icon=🔥]: One\nlink_to_page: databases/d\nchild_page: pages/b\n"
	ws := parsed(t, "-- pages/a --\n\n"+lines+"-- pages/b --\n-- databases/d --\n")
	blocks := serve(t, ws).children(ws.FindPage("pages/a").ID())
	var written []string
	for line := range strings.Lines(lines) {
		if !strings.HasPrefix(line, " ") {
			kind, _, _ := strings.Cut(strings.TrimSpace(line), ":")
			kind, _, _ = strings.Cut(kind, " ")
			written = append(written, kind)
		}
	}
	for i, kind := range written {
		equal(t, "type", blocks[i]["type"], kind)
	}
	equal(t, "start", dig(blocks[4], "numbered_list_item", "list_start_index"), 3)
	equal(t, "caption", plain(dig(blocks[16], "pdf", "caption")), "Paper")
}

func TestHeadersOfPagesAndDatabases(t *testing.T) {
	ws := parsed(t, `
-- pages/a --
title: A
icon: https://example.org/i.png
public_url: https://x.notion.site/a
locked:
trash:
-- pages/b --
unshared:

paragraph: [to the table](databases/d), [no link] and a_b@c, @[databases/d]
-- databases/d --
title: D
icon: 📚
cover: files/c.jpg
created: 2026-06-01T10:00:00Z
edited: 2026-06-02T10:00:00Z
-- databases/gone --
trash:
-- databases/hidden --
unshared:
-- files/c.jpg --
x
`)
	c := serve(t, ws)
	a := c.get("/v1/pages/" + ws.FindPage("pages/a").ID())
	equal(t, "page", []any{dig(a, "icon", "external", "url"), a["public_url"], a["is_locked"], a["in_trash"]},
		[]any{"https://example.org/i.png", "https://x.notion.site/a", true, true})
	c.refused("GET", "/v1/pages/"+ws.FindPage("pages/b").ID(), nil, 404, "object_not_found", "")
	c.refused("GET", "/v1/databases/"+ws.FindDatabase("databases/hidden").ID(), nil, 404, "object_not_found", "")
	equal(t, "trash", c.get("/v1/databases/" + ws.FindDatabase("databases/gone").ID())["in_trash"], true)
	db := ws.FindDatabase("databases/d")
	d := c.get("/v1/databases/" + db.ID())
	equal(t, "database", []any{dig(d, "icon", "emoji"), dig(d, "cover", "type"), d["created_time"], d["last_edited_time"]},
		[]any{"📚", "file", "2026-06-01T10:00:00.000+00:00", "2026-06-02T10:00:00.000+00:00"})
	ws.FindPage("pages/b").Share()
	rich := dig(c.children(ws.FindPage("pages/b").ID())[0], "paragraph", "rich_text")
	equal(t, "text", []any{plain(rich), dig(rich, 0, "href")}, []any{"to the table, [no link] and a_b@c, D", "/" + compact(db.ID())})
}

func TestParseErrorsNameTheLine(t *testing.T) {
	cases := map[string]string{
		"-- elsewhere/x --\n":                                                    "elsewhere/x: the name must begin with",
		"-- pages/a --\ntitle\n":                                                 "pages/a:1: a header is",
		"-- pages/a --\ntitle: A\ncolor: red\n":                                  `pages/a:2: a page has no header "color"`,
		"-- pages/a --\nparent: pages/b\n":                                       `the parent "pages/b" is no page`,
		"-- pages/a --\n\nnovel: text\n":                                         `pages/a:2: no block is of the type "novel"`,
		"-- pages/a --\n\n?\n":                                                   "pages/a:2: a block is",
		"-- pages/a --\n\nnovel: {\n":                                            "pages/a:2: reading JSON",
		"-- pages/a --\n\nparagraph: @[people/b]\n":                              "pages/a:2: there is nothing called",
		"-- pages/a --\n\nparagraph: @[2026-06-27\n":                             "pages/a:2: \"@[\" is not closed",
		"-- pages/a --\n\nimage [url=files/x]\n":                                 "pages/a:2: there is no file files/x",
		"-- pages/a --\n\nchild_page: pages/b\n":                                 "pages/a:2: there is no page or database",
		"-- pages/a --\n\nsynced_block [of=b]\n":                                 `no block is labelled "b"`,
		"-- pages/a --\n\ndivider [id=b]\ndivider [id=b]\n":                      `pages/a:3: the label "b" is given twice`,
		"-- pages/a --\nparent: pages/a\n":                                       "put into itself",
		"-- pages/a --\nparent: pages/b\n-- pages/b --\nparent: pages/a\n":       "put into itself",
		"-- pages/a --\ncreated: today\n":                                        "pages/a:1: parsing time",
		"-- pages/a --\n-- pages/a --\n":                                         "pages/a is there twice",
		"-- rows/a/b --\n":                                                       "there is no databases/a",
		"-- databases/a --\nproperty X: novel\n":                                 `databases/a:1: no property is of the type "novel"`,
		"-- databases/a --\nproperty X: relation b\n":                            "databases/a:1: a relation points at a database",
		"-- databases/a --\n\ntext\n":                                            "databases/a:2: only pages and rows have a body",
		"-- databases/a --\n-- rows/a/b --\nproperty X: 1\n":                     `rows/a/b:1: the database has no property "X"`,
		"-- databases/a --\nview table: {\n":                                     "databases/a:1: reading the view",
		"-- databases/a --\nproperty N: number\n-- rows/a/b --\nproperty N: x\n": `rows/a/b:1: "x" is no number`,
		"-- databases/a --\nproperty S: select\n-- rows/a/b --\nproperty S: x\n": `no option "x"`,
	}
	for text, want := range cases {
		_, err := ParseWorkspace([]byte(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}

func FuzzParseWorkspace(f *testing.F) {
	f.Add(handbook)
	f.Add("-- pages/a --\n\ntable [\nsynced_block [id=a]\n  synced_block [of=a]\n| x\n")
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := ParseWorkspace([]byte(text)); err != nil && err.Error() == "" {
			t.Error("an error without a text")
		}
	})
}
