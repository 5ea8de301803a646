// Package notiontest is a Notion workspace in memory and a server that answers for it as the
// Notion API does. Tests, benchmarks and the demo read from it instead of from api.notion.com.
// It decodes nothing with the rest of Galley, so that a mistake of the client is not repeated
// here.
//
// # Building a workspace
//
//	ws := notiontest.NewWorkspace()
//	ada := ws.Person("Ada Lovelace", "ada@example.org")
//	guide := ws.Page("Guide", notiontest.Paragraph("Read me"))
//	ws.Page("Handbook",
//		notiontest.Heading1("Welcome"),
//		notiontest.Paragraph("Written by ", notiontest.MentionUser(ada), ", ", notiontest.T("mostly").Italic()),
//		notiontest.Toggle("More").Children(notiontest.Bulleted("one"), notiontest.Bulleted("two")),
//		notiontest.Image(notiontest.Upload("diagram.png", data)).Caption("How it works"),
//		notiontest.ChildPage(guide),
//	).Icon(notiontest.Emoji("🚀"))
//	posts := ws.Database("Posts", notiontest.Schema(
//		notiontest.Title("Name"),
//		notiontest.Status("Status", "Draft", "In review", "Published"),
//		notiontest.MultiSelect("Tags", "go", "notion"),
//		notiontest.Date("Date"),
//	))
//	posts.Row("Hello", notiontest.Values{"Status": "Published", "Tags": []string{"go"}, "Date": "2026-06-27"},
//		notiontest.Paragraph("First post"))
//	posts.View("gallery", "Published", notiontest.ViewConfig{
//		Filter:        notiontest.JSON{"property": "Status", "status": notiontest.JSON{"equals": "Published"}},
//		Sorts:         []notiontest.JSON{{"property": "Date", "direction": "descending"}},
//		Configuration: notiontest.JSON{"properties": notiontest.Shown("Name", "Date")},
//	})
//
// Rich text arguments are strings (plain text), Rich segments, or slices of segments. Blocks
// are pointers: keep one in a variable to link to it, to copy it as a synced block or to edit
// it later. Every object may be edited while a server runs; the doc comments say which times
// an edit moves. Created, Edited and By, called last, fix times and authors instead of taking
// them from the clock. Err tells the mistakes of the building.
//
// # Serving it
//
//	srv := notiontest.NewServer(ws, notiontest.RateLimit(180, time.Minute))
//	defer srv.Close()
//	client := notion.New(srv.Token, notion.WithBaseURL(srv.URL))
//
// The server speaks the versions 2022-06-28, 2025-09-03 and 2026-03-11, signs the links of
// uploaded files for one hour of the workspace's clock, and counts what it is asked. It fails on
// demand: WithFaults at random, Script for the next requests of one endpoint.
//
//	srv.Script("GET /v1/blocks/*/children", notiontest.BadGateway, notiontest.Reset)
//	…
//	srv.Requests()["GET /v1/blocks/{id}/children"]
//
// # Workspaces as text
//
// ParseWorkspace reads a workspace from a txtar archive. The folder of a file says what it is,
// and its name is how others refer to it; headers come first, then an empty line and the body:
//
//	-- people/ada --
//	name: Ada Lovelace
//	email: ada@example.org
//	-- pages/home --
//	title: Handbook
//	icon: 🚀
//	cover: https://example.org/cover.jpg
//	comment people/ada: Looks **good**
//
//	heading_1 [id=start is_toggleable]: Welcome
//	  paragraph: Some *slanted* text, a [link](https://example.org), one to
//	    | [a block](pages/home#start), on a line of its own, by @[people/ada] on @[2026-06-27]
//	to_do [checked color=red]: Read `this`
//	table [has_column_header]
//	  table_row: Name | Size
//	  table_row: one | 1
//	code [language=go]:
//	  | package main
//	image [url=files/plan.svg]: The plan
//	synced_block [of=start]
//	child_database: databases/posts
//	custom: {"any": "payload, as JSON"}
//	-- databases/posts --
//	title: Posts
//	property Status: status Draft, In review, Published
//	property Tags: multi_select go, notion
//	property Related: relation databases/posts
//	property Price: number euro
//	view table All: {"sorts": [{"property": "Name", "direction": "ascending"}]}
//	-- rows/posts/hello --
//	title: Hello
//	property Status: Published
//	property Tags: go, notion
//	property Related: rows/posts/other
//	created: 2026-06-01T10:00:00Z
//	edited: 2026-06-27T10:00:00Z
//
//	paragraph: The body of the row.
//	-- rows/posts/other --
//	title: Other
//	-- files/plan.svg --
//	<svg xmlns="http://www.w3.org/2000/svg"/>
//
// The types of blocks and properties are the API's own. Attributes in brackets are fields of the
// payload, apart from id (the label of the block), url (of a file, or files/… of the archive),
// name (of a file), of (the label of a synced original), icon and caption. Headers of pages and
// rows are title, icon, cover, parent, public_url, trash, archived, locked, unshared, created,
// edited, by, "comment <who>" and "property <name>" (for dates "start / end"); those of databases
// title, icon, cover, parent, description, inline, trash, unshared, created, edited,
// "property <name>" and "view <type> <name>".
package notiontest
