package notiontest

import "time"

// docsRoot is the front page of the handbook and the page about the network.
func (s *sample) docsRoot() {
	s.on(time.January, 14, 15, 40, s.ines)
	s.about.Append(
		Paragraph("Tidewater is a network of thirty small weather stations on twenty-four coasts. ",
			"Each has a mast, a tide gauge, a solar panel and a keeper: somebody who lives nearby and looks after it."),
		Image(s.file("network-map.svg")).Caption("The stations of Europe, North Africa and the Red Sea. Two more stand in Japan, one in New Zealand and one in Nova Scotia."),
		Heading2("What we measure"),
		Columns(
			Column(
				Heading3("In the air"),
				Bulleted("wind speed and direction, every ten seconds"),
				Bulleted("temperature and humidity, every minute"),
				Bulleted("pressure, every minute"),
				Bulleted("rain, per tip of 0.2 mm"),
			).Set("width_ratio", 0.5),
			Column(
				Heading3("In the water"),
				Bulleted("level, as an average over a minute"),
				Bulleted("temperature at one metre"),
				Bulleted("conductivity, where a river is near"),
				Bulleted("waves, at nine stations"),
			).Set("width_ratio", 0.5),
		),
		Heading2("Who we are"),
		Paragraph("The network belongs to its keepers. They meet twice a year in a ", T("council").LinkToPage(s.council),
			", which decides what is built and who pays for it. There is one employee, ", MentionUser(s.ines),
			", who coordinates the work from Husum."),
		Quote("Measure the same thing, at the same place, in the same way, for a long time.\n", T("The first line of the first protocol, 2019").Italic()),
		Heading2("What the data is for"),
		Paragraph("Harbour masters plan with it, schools teach with it, and the flood warning services of four countries read it. ",
			"All of it is free to use; ", MentionPage(s.api), " tells how to get it."),
	)
	s.on(time.October, 5, 11, 15, s.ines)
	s.handbook.Append(
		Paragraph("How to build, run and understand a coastal weather station of the Tidewater network. ",
			"The handbook is written by the people who do it. If something is wrong or missing, mend it."),
		Callout("New here? Read ", MentionPage(s.about), " first, then go through ", MentionPage(s.setup),
			" with a cup of tea. It takes an evening to read and a weekend to do.").Icon(Emoji("👋")).Color("blue_background"),
		Columns(
			Column(Heading3("Begin"), ChildPage(s.about), ChildPage(s.setup)),
			Column(Heading3("Look up"), ChildPage(s.reference), LinkToDatabase(s.stations)),
			Column(Heading3("Take part"), ChildPage(s.keeping), ChildPage(s.writing)),
		),
		Heading2("Latest field notes"),
		ChildDatabase(s.latest),
		Paragraph("All of them are in ", T("Field notes").LinkToDatabase(s.notes), "."),
		Heading2("More"),
		Toggle("The council").Children(
			Paragraph("Minutes and decisions, twice a year."),
			ChildPage(s.council),
		),
		ChildPage(s.languages),
		Divider(),
		Paragraph(T("Questions go to ").Color("gray"), T("keepers@tidewater.example").Color("gray").Link("mailto:keepers@tidewater.example"),
			T(" or, when something is on fire, to ").Color("gray"), T("+49 4841 555 0134").Color("gray").Link("tel:+4948415550134"), T(".").Color("gray")),
	)
}

// latestNotes is a linked view of the posts.
func (s *sample) latestNotes() {
	s.on(time.February, 20, 10, 0, s.ines)
	s.latest = s.ws.LinkedDatabase(LinkedEmpty)
	s.latest.View("list", "Latest", ViewConfig{
		Source:        s.notes.Source(),
		Filter:        JSON{"property": "Status", "status": JSON{"equals": "Published"}},
		Sorts:         []JSON{{"property": "Date", "direction": "descending"}},
		Configuration: JSON{"properties": Shown("Name", "Date", "Tags")},
	})
}
