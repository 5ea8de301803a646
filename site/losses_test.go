package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"galley/fetch"
	"galley/notion"
)

// linkTo is a text that leads to page n.
func linkTo(n int) notion.RichText {
	return notion.RichText{Type: "text", PlainText: "x", Href: "/" + id(n).Compact()}
}

func relationTo(n int) notion.PropertyValue {
	return notion.PropertyValue{Type: "relation", Relation: []notion.Reference{{ID: id(n)}}}
}

func inWords(warnings []fetch.Warning) []string {
	var lines []string
	for _, w := range warnings {
		if w.Kind == "" && w.URL != id(52).URL() {
			lines = append(lines, "without a kind:")
		}
		lines = append(lines, strings.TrimPrefix(w.URL, "https://www.notion.so/")+" "+w.Title+": "+w.Text)
	}
	return lines
}

func TestDeadLinksAreToldOnceAndWhereTheyStand(t *testing.T) {
	b := newBlog(t, 3)
	b.page(50, "Secret")
	b.Pages[id(1003)].Properties["Date"] = day("2999-01-01")
	public := b.page(51, "Public")
	public.PublicURL = "https://x.notion.site/Public"
	b.Warnings = []fetch.Warning{{URL: id(52).URL(), Text: "the page is not shared"}}
	p := b.Pages[id(1001)]
	p.Properties["Name"] = notion.PropertyValue{Type: "title", Title: append(title("Post 1"), linkTo(50), linkTo(55))}
	p.Properties["Notes"] = notion.PropertyValue{Type: "rich_text", RichText: []notion.RichText{linkTo(1003)}}
	p.Properties["Relation"] = relationTo(1003)
	p.Properties["Rollup"] = notion.PropertyValue{Type: "rollup", Rollup: &notion.Rollup{Type: "array", Array: []notion.PropertyValue{relationTo(50)}}}
	body := b.bodies[id(1001)]
	second := body[0]
	second.ID, second.Paragraph = id(8), &notion.Paragraph{RichText: []notion.RichText{linkTo(50), linkTo(50), linkTo(51), linkTo(52), linkTo(56), linkTo(1002)}}
	third := second
	third.ID = id(9)
	b.bodies[id(1001)] = append(body, second, third)
	page := id(1001).Compact()
	want := []string{
		id(52).Compact() + " : the page is not shared",
		page + ` Post 1xx: a link leads to "Post 3", which is not on the site`,
		page + " Post 1xx: 2 links lead to pages that no source holds",
		page + "#" + id(8).Compact() + ` Post 1xx: a link leads to "Secret", which is not on the site`,
	}
	got := inWords(b.build(t).Warnings)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("warnings\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if manifest := tree(t, b.output())[ManifestName]; strings.Contains(manifest, "Secret") || !strings.Contains(manifest, string(id(50))) {
		t.Errorf("the manifest holds the title of a page that is not on the site, or not its ID:\n%s", manifest)
	}
}

func TestRowsThatAreHeldBackAreNoDeadLinksInTables(t *testing.T) {
	b := newBlog(t, 3)
	b.Pages[id(1003)].Properties["Date"] = day("2999-01-01")
	b.Pages[id(1001)].Properties["See"] = relationTo(1003)
	b.Databases[id(100)].Sources[0].Properties["See"] = notion.Property{Name: "See", Type: "relation"}
	linked := b.database(60, "View", schema("Name", "title"))
	linked.Linked, linked.Sources = true, b.Databases[id(100)].Sources
	b.bodies[id(1002)] = []notion.Block{{ID: id(60), Type: "child_database", ChildDatabase: &notion.ChildTitle{Title: "View"}}}
	if got := b.build(t).Warnings; len(got) > 0 {
		t.Errorf("warnings %q", inWords(got))
	}
	if page := tree(t, b.output())["post-2/index.html"]; !strings.Contains(page, ">Post 1</a>") || strings.Contains(page, "Post 3") {
		t.Errorf("the table is not of the rows on the site:\n%s", page)
	}
}

func TestWhatCannotBeShownIsTold(t *testing.T) {
	b := newBlog(t, 2)
	button := func(n int) notion.Block {
		return notion.Block{ID: id(n), Type: "unsupported", Unsupported: &notion.Unsupported{BlockType: "button"}}
	}
	b.bodies[id(1001)] = []notion.Block{
		button(70), {ID: id(71), Type: "toggle", Toggle: &notion.TextBlock{}, Children: []notion.Block{button(72)}},
		{ID: id(73), Type: "template", Template: &notion.TextBlock{}}, button(70), // the same, in a copy
	}
	b.bodies[id(1002)] = []notion.Block{{ID: id(1002), Type: "unsupported", HasChildren: true}} // what fetch could not read
	page := id(1001).Compact() + "#"
	want := []string{
		page + id(70).Compact() + ` Post 1: 2 blocks of type "button" cannot be shown`,
		page + id(73).Compact() + ` Post 1: a block of type "template" cannot be shown`,
	}
	got := b.build(t).Warnings
	if !slices.Equal(inWords(got), want) {
		t.Errorf("warnings %q, want %q", inWords(got), want)
	}
	for _, w := range got {
		if w.Hint == "" || w.Page != id(1001) {
			t.Errorf("the warning %+v says neither what to do nor where", w)
		}
	}
}

func TestWarningsAreRepeatedByABuildWithNothingToDo(t *testing.T) {
	b := newBlog(t, 2)
	text := b.bodies[id(1001)][0].Paragraph
	gone, there := linkTo(1002), linkTo(1002)
	gone.Href, there.Href = gone.Href+"#"+id(77).Compact(), there.Href+"#"+string(b.bodies[id(1002)][0].ID)
	text.RichText = append(text.RichText, linkTo(55), gone, there)
	b.Targets[id(77)], b.Targets[b.bodies[id(1002)][0].ID] = true, true
	b.bodies[id(1002)] = append(b.bodies[id(1002)], notion.Block{ID: id(71), Type: "ai_block"})
	want := inWords(b.build(t).Warnings)
	if len(want) != 3 || !strings.Contains(strings.Join(want, "\n"), "Post 1: a link leads to a block that is not on its page any more") {
		t.Errorf("warnings %q", want)
	}
	again := b.plan(t)
	again.blocks = func(page notion.ID) ([]notion.Block, error) { return nil, fmt.Errorf("%s is read", page) }
	report, err := again.Write(t.Context(), b.output())
	if got := inWords(report.Warnings); err != nil || report.Written > 0 || !slices.Equal(got, want) {
		t.Errorf("warnings %q, want %q (%v)", got, want, err)
	}
}
