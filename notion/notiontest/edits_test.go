package notiontest_test

import (
	"testing"
	"time"

	. "galley/notion/notiontest"
)

func TestWhichTimesAnEditMoves(t *testing.T) {
	ws, advance := at(t)
	leaf := Paragraph("leaf")
	toggle := Toggle("t").Children(leaf)
	original := SyncedOriginal(Paragraph("s"))
	child := ws.Page("Child", Paragraph("c"))
	db := ws.Database("Posts", Schema(Checkbox("Done")))
	home := ws.Page("Home", toggle, SyncedCopy(original), ChildPage(child), ChildDatabase(db))
	source := ws.Page("Source", original)
	row := db.Row("Row", nil)
	c := serve(t, ws)

	paths := map[string]string{
		"home": "pages/" + home.ID(), "child": "pages/" + child.ID(), "row": "pages/" + row.ID(), "source": "pages/" + source.ID(),
		"toggle": "blocks/" + toggle.ID(), "leaf": "blocks/" + leaf.ID(), "db": "databases/" + db.ID(), "table": "data_sources/" + db.Source().ID(),
	}
	times := func() map[string]any {
		out := map[string]any{}
		for name, path := range paths {
			out[name] = c.get("/v1/" + path)["last_edited_time"]
		}
		return out
	}
	cases := []struct {
		name  string
		edit  func()
		moved []string
	}{
		{"text of a nested block", func() { leaf.SetText("new") }, []string{"home", "leaf"}},
		{"a new nested block", func() { toggle.Children(Paragraph("more")) }, []string{"home"}},
		{"appending", func() { home.Append(Paragraph("x")) }, []string{"home"}},
		{"the content of a child page", func() { child.Append(Paragraph("x")) }, []string{"child"}},
		{"the title of a child page", func() { child.Rename("Other") }, []string{"child"}},
		{"a new row", func() { db.Row("x", nil) }, nil},
		{"a value", func() { row.SetValue("Done", true) }, []string{"row"}},
		{"the title of a row", func() { row.Rename("R") }, []string{"row"}},
		{"a synced original", func() { original.Children(Paragraph("x")) }, []string{"source"}},
		{"a comment", func() { home.Comment(ws.Bot(), "hm") }, nil},
		{"sharing", func() { source.Unshare(); source.Share() }, nil},
		{"the schema", func() { db.AddProperty(Number("N", "number")) }, []string{"table"}},
		{"the title of a database", func() { db.Rename("P") }, []string{"db", "table"}},
		{"a new child page", func() { ws.Page("New").In(home) }, []string{"home"}},
		{"a trashed child page", func() { child.Trash() }, []string{"child", "home"}},
	}
	before := times()
	for _, test := range cases {
		advance(time.Minute)
		test.edit()
		after := times()
		moved := map[string]any{}
		for _, name := range test.moved {
			moved[name] = true
		}
		for name := range paths {
			if (before[name] != after[name]) != (moved[name] == true) {
				t.Errorf("%s: %s went from %v to %v", test.name, name, before[name], after[name])
			}
		}
		before = after
	}
}

func TestTimesAreRoundedDownToTheMinute(t *testing.T) {
	ws, advance := at(t)
	page := ws.Page("Home")
	c := serve(t, ws)
	equal(t, "at first", c.get("/v1/pages/" + page.ID())["last_edited_time"], "2026-06-27T12:00:00.000Z")
	advance(29 * time.Second)
	page.Rename("Later")
	equal(t, "in the same minute", c.get("/v1/pages/" + page.ID())["last_edited_time"], "2026-06-27T12:00:00.000Z")
	advance(time.Second)
	page.Rename("Latest")
	equal(t, "in the next", c.get("/v1/pages/" + page.ID())["last_edited_time"], "2026-06-27T12:01:00.000Z")
}

func TestChildPageBlockHasThePagesTime(t *testing.T) {
	ws, advance := at(t)
	child := ws.Page("Child")
	home := ws.Page("Home", ChildPage(child))
	advance(time.Hour)
	child.Append(Paragraph("x"))
	c := serve(t, ws)
	block := c.children(home.ID())[0]
	equal(t, "time", block["last_edited_time"], c.get("/v1/pages/" + child.ID())["last_edited_time"])
	equal(t, "hour", block["last_edited_time"], "2026-06-27T13:00:00.000Z")
}

func TestTrashAndRemovalHideFromListings(t *testing.T) {
	ws, _ := at(t)
	child, gone := ws.Page("Child"), Paragraph("gone")
	db := ws.Database("Posts", Schema())
	home := ws.Page("Home", ChildPage(child), gone, ChildDatabase(db))
	c := serve(t, ws)
	child.Trash()
	gone.Remove()
	db.Trash()
	equal(t, "listed", len(c.children(home.ID())), 0)
	equal(t, "page", c.get("/v1/pages/" + child.ID())["in_trash"], true)
	equal(t, "block", c.get("/v1/blocks/" + gone.ID())["in_trash"], true)
	equal(t, "database", c.get("/v1/databases/" + db.ID())["in_trash"], true)
	child.Restore()
	equal(t, "restored", len(c.children(home.ID())), 1)
}

func TestMovingAPage(t *testing.T) {
	ws, _ := at(t)
	one, two := ws.Page("One"), ws.Page("Two")
	page := ws.Page("Page").In(one)
	page.In(two)
	c := serve(t, ws)
	equal(t, "left", len(c.children(one.ID())), 0)
	equal(t, "arrived", len(c.children(two.ID())), 1)
	equal(t, "parent", dig(c.get("/v1/pages/"+page.ID()), "parent", "page_id"), two.ID())
}

func TestFixedTimesAndAuthors(t *testing.T) {
	ws, _ := at(t)
	ada := ws.Person("Ada", "")
	block := Paragraph("x")
	page := ws.Page("Home", block).Created(noon.AddDate(-1, 0, 0)).Edited(noon.AddDate(0, -1, 0)).By(ada)
	db := ws.Database("Posts", Schema()).Created(noon.AddDate(-1, 0, 0)).Edited(noon.AddDate(0, -1, 0))
	c := serve(t, ws)
	for _, path := range []string{"pages/" + page.ID(), "blocks/" + block.ID(), "data_sources/" + db.Source().ID()} {
		o := c.get("/v1/" + path)
		equal(t, path, []any{o["created_time"], o["last_edited_time"]}, []any{"2025-06-27T12:00:00.000Z", "2026-05-27T12:00:00.000Z"})
	}
	equal(t, "author", c.get("/v1/blocks/" + block.ID())["created_by"], JSON{"object": "user", "id": ada.ID()})
}

func TestPageFace(t *testing.T) {
	ws, _ := at(t)
	page := ws.Page("Release notes, v2").Icon(NativeIcon("snake", "purple")).PublicURL("https://x.notion.site/p").Lock()
	other := ws.Page("").NewHost()
	c := serve(t, ws)
	o := c.get("/v1/pages/" + page.ID())
	equal(t, "icon", o["icon"], JSON{"type": "icon", "icon": JSON{"name": "snake", "color": "purple"}})
	equal(t, "addresses", []any{o["url"], o["public_url"]}, []any{"https://www.notion.so/Release-notes-v2-" + compact(page.ID()), "https://x.notion.site/p"})
	equal(t, "flags", []any{o["is_locked"], o["is_archived"], o["cover"]}, []any{true, false, nil})
	equal(t, "newer address", c.get("/v1/pages/" + other.ID())["url"], "https://app.notion.com/p/"+compact(other.ID()))
	page.Icon(nil).Cover(External("https://example.org/c.jpg"))
	o = c.get("/v1/pages/" + page.ID())
	equal(t, "changed", []any{o["icon"], o["cover"]}, []any{nil, JSON{"type": "external", "external": JSON{"url": "https://example.org/c.jpg"}}})
}
