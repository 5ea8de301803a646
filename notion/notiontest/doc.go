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
package notiontest
