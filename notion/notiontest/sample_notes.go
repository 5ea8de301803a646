package notiontest

import (
	"strings"
	"time"
)

// fieldNotes makes the database of the posts with every type of property.
func (s *sample) fieldNotes() {
	s.on(time.January, 19, 9, 0, s.ines)
	s.notes = s.ws.Database("Field notes", Schema(append(s.writtenProperties(), s.derivedProperties()...)...)).
		Icon(Emoji("📓")).Cover(s.file("cover-dusk.jpg")).
		Description("What we see, build and mend along the coast. New notes most weeks.")
	s.noteViews()
	s.on(time.January, 20, 9, 0, s.ines)
	s.notes.Source().Template("Visit report", Values{"Status": "Draft", "Tags": "repairs"},
		Paragraph("Visited by ", MentionTemplateMe(), " on ", MentionTemplateDate("today"), "."),
		Heading2("What we found"), Heading2("What we did"), Heading2("What is left"))
}

// writtenProperties are those that an author fills in.
func (s *sample) writtenProperties() []*Property {
	return Schema(
		Title("Name"),
		RichText("Slug").Describe("The last part of the address"),
		RichText("Summary").Describe("One or two sentences for lists and feeds"),
		Date("Date"),
		StatusOf("Status",
			StatusGroup("To-do", "gray", Opt("Idea", "gray", ""), Opt("Draft", "orange", "")),
			StatusGroup("In progress", "blue", Opt("In review", "blue", "Somebody else reads it")),
			StatusGroup("Complete", "green", Opt("Published", "green", ""))),
		Checkbox("Published"),
		MultiSelect("Tags",
			Opt("storms", "red", ""), Opt("tides", "blue", "Water levels of all kinds"), Opt("instruments", "purple", ""),
			Opt("power", "yellow", ""), Opt("software", "green", ""), Opt("people", "pink", ""),
			Opt("repairs", "brown", ""), Opt("wildlife", "orange", ""), Opt("languages", "gray", "")),
		Select("Season", Opt("Winter", "gray", ""), Opt("Spring", "green", ""), Opt("Summer", "yellow", ""), Opt("Autumn", "orange", "")),
		Select("Series", Opt("Small faults", "brown", "Repairs, and what they were about"), Opt("Reading the sea", "blue", "")),
		People("Author"),
		Files("Attachments"),
		Number("Reading time", "number").Describe("In minutes"),
		Number("Data return", "percent"),
		Number("Travel cost", "euro"),
		Number("Readings", "number_with_commas"),
		Date("Field work").Describe("When we were out there"),
		URL("Data set"),
		Email("Contact"),
		PhoneNumber("Harbour office"),
		Place("Written at"),
		Relation("Stations", s.stations).Dual("Field notes"),
		Verification("Verification"),
		Button("Share"),
	)
}

// derivedProperties are those that Notion fills in.
func (s *sample) derivedProperties() []*Property {
	return Schema(
		Formula("Byline", `"By " + prop("Author").map(current.name()).join(", ")`),
		Formula("Cost per station", `prop("Travel cost") / prop("Stations").length()`),
		Formula("Is long", `prop("Reading time") > 10`),
		Formula("Review after", `dateAdd(prop("Date"), 1, "years")`),
		Rollup("Station count", "Stations", "Station", "count"),
		Rollup("Oldest station", "Stations", "In service since", "earliest_date"),
		Rollup("Coasts", "Stations", "Coast", "show_original"),
		CreatedTime("Created"),
		CreatedBy("Created by"),
		LastEditedTime("Edited"),
		LastEditedBy("Edited by"),
		UniqueID("Note", "FN"),
	)
}

// sampleNote is what a post says about itself. Fields left out stay empty.
type sampleNote struct {
	slug, date, summary string
	status              string // "Published" unless set
	hidden              bool   // the box Published is not checked
	tags                []string
	season              string
	series              string
	authors             []*User
	minutes             int
	cost                float64
	stations            []string
	more                Values // what only some posts have
}

// values gives the properties of the post, with those that Notion would compute.
func (n sampleNote) values(s *sample) Values {
	if n.status == "" {
		n.status = "Published"
	}
	v := Values{
		"Slug": n.slug, "Summary": n.summary, "Status": n.status,
		"Published": n.status == "Published" && !n.hidden,
		"Tags":      n.tags, "Author": n.authors, "Reading time": n.minutes, "Is long": n.minutes > 10,
	}
	if n.date != "" {
		v["Date"] = n.date
		v["Review after"] = Range(nextYear(n.date)+"T00:00:00.000+00:00", "")
	}
	if n.season != "" {
		v["Season"] = n.season
	}
	if n.series != "" {
		v["Series"] = n.series
	}
	var names []string
	for _, who := range n.authors {
		names = append(names, who.name)
	}
	if len(names) > 0 {
		v["Byline"] = "By " + strings.Join(names, ", ")
	}
	n.addStations(s, v)
	for name, value := range n.more {
		v[name] = value
	}
	return v
}

// addStations adds the relation and what is rolled up over it.
func (n sampleNote) addStations(s *sample, v Values) {
	pages := []*Page{}
	coasts := []Item{}
	oldest := ""
	for _, name := range n.stations {
		pages = append(pages, s.station[name])
		for _, st := range sampleStations {
			if st.name != name {
				continue
			}
			coasts = append(coasts, Item{"select", st.coast})
			if oldest == "" || st.since < oldest {
				oldest = st.since
			}
		}
	}
	v["Stations"], v["Station count"], v["Coasts"] = pages, len(pages), coasts
	if oldest != "" {
		v["Oldest station"] = Range(oldest, "")
	}
	if n.cost > 0 {
		v["Travel cost"] = n.cost
		if len(pages) > 0 {
			v["Cost per station"] = n.cost / float64(len(pages))
		}
	}
}

// nextYear moves a day of 2026 or later to the next year.
func nextYear(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(1, 0, 0).Format(time.DateOnly)
}

// note adds a post.
func (s *sample) note(title any, n sampleNote, blocks ...*Block) *Page {
	return s.notes.Row(title, n.values(s), blocks...)
}

func (s *sample) noteViews() {
	published := JSON{"property": "Status", "status": JSON{"equals": "Published"}}
	newest := []JSON{{"property": "Date", "direction": "descending"}}
	s.notes.View("gallery", "Published", ViewConfig{
		Filter: published, Sorts: newest,
		Configuration: JSON{
			"cover": JSON{"type": "page_cover"}, "cover_size": "medium", "cover_aspect": "cover", "card_layout": "list",
			"properties": Shown("Name", "Date", "Tags", "Author"),
		},
	})
	s.notes.View("table", "All notes", ViewConfig{
		Sorts: newest,
		QuickFilters: JSON{
			"Tags":   JSON{},
			"Author": JSON{"people": JSON{"is_not_empty": true}},
		},
		Configuration: JSON{"properties": Shown("Note", "Name", "Status", "Date", "Author", "Stations", "Travel cost", "Edited")},
	})
	s.notes.View("board", "Desk", ViewConfig{
		Configuration: JSON{
			"group_by":   JSON{"type": "status", "property_id": "Status", "group_by": "option", "sort": JSON{"type": "manual"}},
			"cover":      JSON{"type": "property", "property_id": "Attachments"},
			"properties": Shown("Name", "Author", "Reading time"),
		},
	})
	s.notes.View("calendar", "Calendar", ViewConfig{
		Configuration: JSON{"date_property_id": "Date", "view_range": "month", "show_weekends": true},
	})
	s.notes.View("list", "Storms", ViewConfig{
		Filter: JSON{"and": []JSON{published, {"property": "Tags", "multi_select": JSON{"contains": "storms"}}}},
		Sorts:  newest, Configuration: JSON{"properties": Shown("Name", "Date")},
	})
	s.notes.View("timeline", "Field work", ViewConfig{
		Filter:        JSON{"property": "Field work", "date": JSON{"is_not_empty": true}},
		Configuration: JSON{"date_property_id": "Field work", "show_table": false},
	})
	chart := s.notes.View("chart", "Notes by season", ViewConfig{
		Configuration: JSON{
			"chart_type": "donut",
			"x_axis":     JSON{"type": "select", "property_id": "Season", "sort": JSON{"type": "manual"}},
			"y_axis":     JSON{"aggregation": "count"},
		},
	})
	s.notes.View("dashboard", "At a glance", ViewConfig{
		NoSource: true,
		Configuration: JSON{"rows": []JSON{
			{"height": 320, "widgets": []JSON{{"view_id": chart.ID()}}},
		}},
	})
}
