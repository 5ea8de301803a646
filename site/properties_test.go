package site

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"galley/fetch"
	"galley/notion/notiontest"
)

// property is one that a row has: how a page of the site shows it, and how the front
// matter of its Markdown has it.
type property struct {
	kind  string
	def   *notiontest.Property
	value any // nil for what Notion fills in
	html  string
	yaml  string
}

// everyProperty has each type of property that the API knows, and each kind of result
// that formulas and rollups have.
func everyProperty(ws *notiontest.Workspace, ada *notiontest.User, other *notiontest.Database, page *notiontest.Page) []property {
	tag := func(name, color string) string { return `<span class="tag ` + color + `">` + name + `</span>` }
	picture := notiontest.Upload("plan (1).png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"))
	link := `<a class="mention" href="/others/quay/"><span class="icon" aria-hidden="true">⚓</span>Quay</a>`
	return []property{
		{"rich_text", notiontest.RichText("Text"), notiontest.T("bold <b>").Bold(), `<strong>bold &lt;b&gt;</strong>`, "bold <b>"},
		{"number", notiontest.Number("Number", "number"), 1234.5, `1234.5`, "1234.5"},
		{"number", notiontest.Number("Price", "euro"), 1234.5, `€1,234.50`, "1234.5"},
		{"number", notiontest.Number("Share", "percent"), 0.07, `7%`, "0.07"},
		{"number", notiontest.Number("Count", "number_with_commas"), 12345, `12,345`, "12345"},
		{"select", notiontest.Select("Select", notiontest.Opt("Red", "red", "")), "Red", tag("Red", "c-red"), "Red"},
		{"status", notiontest.Status("State", "Shipped"), "Shipped", tag("Shipped", "c-gray"), "Shipped"},
		{"multi_select", notiontest.MultiSelect("Multi", notiontest.Opt("a: b", "blue", ""), notiontest.Opt("c", "pink", "")), []string{"a: b", "c"},
			tag("a: b", "c-blue") + " " + tag("c", "c-pink"), "\n        - 'a: b'\n        - c"},
		{"date", notiontest.Date("Day"), "2026-06-27", `<time datetime="2026-06-27">27 June 2026</time>`, "2026-06-27"},
		{"date", notiontest.Date("Range"), notiontest.Range("2026-06-27T10:00:00.000+02:00", "2026-06-27T11:00:00.000+02:00"),
			`<time datetime="2026-06-27T10:00:00.000+02:00">27 June 2026, 10:00</time> – <time datetime="2026-06-27T11:00:00.000+02:00">11:00 UTC+2</time>`,
			"\n        - 2026-06-27T10:00:00+02:00\n        - 2026-06-27T11:00:00+02:00"},
		{"people", notiontest.People("People"), ada, `Ada`, "\n        - Ada"},
		{"files", notiontest.Files("Files"), picture, `<a href="/files/b04e0a33-plan-1.png">plan (1).png</a>`, "\n        - /files/b04e0a33-plan-1.png"},
		{"checkbox", notiontest.Checkbox("Box"), true, `<span role="img" aria-label="Yes">✓</span>`, "true"},
		{"url", notiontest.URL("Link"), "https://example.org/a b", `<a href="https://example.org/a%20b">https://example.org/a b</a>`, "https://example.org/a b"},
		{"email", notiontest.Email("Mail"), "ada@example.org", `<a href="mailto:ada@example.org">ada@example.org</a>`, "ada@example.org"},
		{"phone_number", notiontest.PhoneNumber("Phone"), "+49 30 1", `<a href="tel:+49301">+49 30 1</a>`, "+49 30 1"},
		{"relation", notiontest.Relation("Relation", other), page, link, "\n        - title: Quay\n          url: /others/quay/"},
		{"formula", notiontest.Formula("Formula", "1"), "<i>text</i>", `&lt;i&gt;text&lt;/i&gt;`, "<i>text</i>"},
		{"formula", notiontest.Formula("Formula number", "1"), 2.5, `2.5`, "2.5"},
		{"formula", notiontest.Formula("Formula box", "1"), false, `<span role="img" aria-label="No">✗</span>`, "false"},
		{"formula", notiontest.Formula("Formula date", "1"), notiontest.Range("2026-06-27", ""), `<time datetime="2026-06-27">27 June 2026</time>`, "2026-06-27"},
		{"rollup", notiontest.Rollup("Rollup", "Relation", "Name", "sum"), 3, `3`, "3"},
		{"rollup", notiontest.Rollup("Rollup fares", "Relation", "Fare", "sum"), 12.5, `€12.50`, "12.5"},
		{"rollup", notiontest.Rollup("Rollup of fares", "Relation", "Fare", "count"), 2, `2`, "2"},
		{"rollup", notiontest.Rollup("Rollup share", "Relation", "Name", "percent_checked"), 0.5, `50%`, "0.5"},
		{"rollup", notiontest.Rollup("Rollup list", "Relation", "Name", "show_original"), []notiontest.Item{
			{Type: "title", Value: "Quay"}, {Type: "relation", Value: []*notiontest.Page{page}}, {Type: "number", Value: 7}},
			`Quay, ` + link + `, 7`, "\n        - Quay\n        - title: Quay\n          url: /others/quay/\n        - 7"},
		{"created_time", notiontest.CreatedTime("Made"), nil, `<time datetime="2026-01-02T03:04:00.000Z">2 January 2026, 03:04 UTC</time>`, "2026-01-02T03:04:00Z"},
		{"last_edited_time", notiontest.LastEditedTime("Edited"), nil, `<time datetime="2026-02-03T04:05:00.000Z">3 February 2026, 04:05 UTC</time>`, "2026-02-03T04:05:00Z"},
		{"created_by", notiontest.CreatedBy("Maker"), nil, `Ada`, "Ada"},
		{"last_edited_by", notiontest.LastEditedBy("Editor"), nil, `Ada`, "Ada"},
		{"unique_id", notiontest.UniqueID("Code", "TW"), nil, `TW-1`, "TW-1"},
		{"verification", notiontest.Verification("Verified"), notiontest.Verified{By: ada, During: notiontest.Range("2026-06-27", "2026-09-27")},
			`Verified, Ada, <time datetime="2026-06-27">27 June 2026</time> – <time datetime="2026-09-27">27 September 2026</time>`,
			"\n        state: verified\n        by: Ada\n        date:\n            - 2026-06-27\n            - 2026-09-27"},
		{"button", notiontest.Button("Button"), nil, "", ""},
		{"place", notiontest.Place("Place"), notiontest.Location{Lat: 52.5, Lon: 13, Name: "Museum", Address: "Berlin"}, `Museum, Berlin`,
			"\n        name: Museum\n        address: Berlin\n        lat: 52.5\n        lon: 13.0"},
	}
}

func TestEveryTypeOfPropertyIsShownAndInFrontMatter(t *testing.T) {
	ws := notiontest.NewWorkspace()
	ada := ws.Person("Ada", "ada@example.org")
	ws.SetAuthor(ada)
	others := ws.Database("Others", notiontest.Schema(notiontest.Title("Name"), notiontest.Number("Fare", "euro")))
	quay := others.Row("Quay", nil).Icon(notiontest.Emoji("⚓"))
	properties := everyProperty(ws, ada, others, quay)
	schema, values, shown := notiontest.Schema(notiontest.Title("Name")), notiontest.Values{}, []string{}
	for _, p := range properties {
		schema = append(schema, p.def)
		if p.value != nil {
			values[p.def.Name()] = p.value
		}
		shown = append(shown, fmt.Sprintf("%q", p.def.Name()))
	}
	things := ws.Database("Things", schema)
	things.Row("Thing", values).
		Created(time.Date(2026, 1, 2, 3, 4, 0, 0, time.UTC)).Edited(time.Date(2026, 2, 3, 4, 5, 0, 0, time.UTC))
	c := configured(t, t.TempDir(), fmt.Sprintf(`[site]
title = "Things"
base_url = "https://things.example/"
theme = "docs"
show_properties = [%s]
[[source]]
database = %q
path = "/things/"
[[source]]
database = %q
path = "/others/"
`, strings.Join(shown, ", "), things.ID(), others.ID()), ws)
	dir := t.TempDir()
	_, report := built(t, c, fetched(t, ws, c), options(t, c), dir)
	if len(report.Warnings) > 0 {
		t.Errorf("warnings: %+v", report.Warnings)
	}
	files := tree(t, dir)
	page, markdown := files["things/thing/index.html"], files["things/thing/index.md"]
	last := -1
	for _, p := range properties {
		name := p.def.Name()
		if p.html == "" {
			if strings.Contains(page, "<dt>"+name+"<") || strings.Contains(markdown, "    "+name+":") {
				t.Errorf("%s: a %s is shown", name, p.kind)
			}
			continue
		}
		at := strings.Index(page, "<div><dt>"+name+"</dt><dd>"+p.html+"</dd></div>")
		if at < last {
			t.Errorf("%s: the page has not, or not in this order, %s\n%s", name, p.html, shownAs(page, name))
		}
		last = max(last, at)
		if want := "\n    " + name + ": " + p.yaml + "\n"; !strings.Contains(markdown, strings.ReplaceAll(want, ": \n", ":\n")) {
			t.Errorf("%s: the front matter has not %s\n%s", name, want, markdown)
		}
	}
}

// shownAs gives the line of a page that shows a property.
func shownAs(page, name string) string {
	for line := range strings.Lines(page) {
		if strings.Contains(line, "<dt>"+name+"<") {
			return line
		}
	}
	return "nothing"
}

func TestEveryTypeOfTheAPIIsInTheTest(t *testing.T) {
	ws := notiontest.NewWorkspace()
	tested := map[string]bool{"title": true} // which is the title
	db := ws.Database("x", notiontest.Schema(notiontest.Title("Name")))
	for _, p := range everyProperty(ws, ws.Person("Ada", ""), db, nil) {
		tested[p.kind] = true
	}
	const all = `title rich_text number select status multi_select date people files checkbox url email phone_number relation
		formula rollup created_time last_edited_time created_by last_edited_by unique_id verification button place`
	for _, kind := range strings.Fields(all) {
		if !tested[kind] {
			t.Errorf("%s is not tested", kind)
		}
	}
	if len(strings.Fields(all)) != 24 {
		t.Error("the API has 24 types of properties")
	}
}

func TestShowPropertiesThatNoPageHasAreWarnedOf(t *testing.T) {
	b := newBlog(t, 1)
	b.config.Site.ShowProperties = []string{"Tasg", "Nothing of the kind"}
	var warned []fetch.Warning
	for _, w := range b.build(t).Warnings {
		if strings.Contains(w.Text, "show_properties") {
			warned = append(warned, w)
		}
	}
	if len(warned) != 2 || !strings.Contains(warned[1].Hint, `"Tags"`) {
		t.Errorf("got %+v", warned)
	}
}
