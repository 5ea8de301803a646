package notiontest

import "time"

// docsSpecimen is a page with every kind of block and every colour, to look at.
func (s *sample) docsSpecimen() {
	s.on(time.April, 2, 16, 30, s.sam)
	specimen := s.ws.Page("Every block").Icon(Emoji("🧪"))
	specimen.Append(
		Breadcrumb(),
		Paragraph("What a page can hold, one after the other. Nothing here says anything; see how it looks."),
		TableOfContents(),
	)
	for _, part := range [][]*Block{
		s.specimenColors(), specimenText(), specimenLists(), s.specimenFolds(), specimenColumns(), s.specimenTabs(),
		specimenTables(), s.specimenPlaces(), s.specimenMedia(), specimenNotes(),
	} {
		specimen.Append(part...)
	}
	s.writing.Append(ChildPage(specimen))
}

func (s *sample) specimenColors() []*Block {
	blocks := []*Block{Heading1("Colours"), Heading2("Text")}
	for _, c := range sampleColors {
		blocks = append(blocks, Paragraph("The colour ", T(c[0]).Bold(), " with a ", T("link").Link("https://example.org/"), ", ",
			T("code").Code(), ", ", Eq("x^2"), " and ", MentionPage(s.site), ".").Color(c[0]))
	}
	blocks = append(blocks, Heading2("Backgrounds"))
	for _, c := range sampleColors[1:] {
		blocks = append(blocks, Paragraph("On ", c[0], ": a ", T("link").Link("https://example.org/"), ", ", T("code").Code(), ", ",
			T("red").Color("red"), ", ", T("gray").Color("gray"), " and ", MentionDate("2026-06-14", ""), ".").Color(c[0]+"_background"))
	}
	blocks = append(blocks, Heading2("Callouts"))
	for _, c := range sampleColors {
		blocks = append(blocks,
			Callout("A callout on ", c[0], " with a ", T("link").Link("https://example.org/"), " and ", T("code").Code(), ".").Icon(Emoji("💡")).Color(c[0]+"_background"),
			Callout("A callout in ", c[0], ".").Icon(Emoji("✏️")).Color(c[0]))
	}
	return append(blocks, Heading3("A coloured heading").Color("green"), Heading3("A heading on a ground").Color("orange_background"),
		Quote("A quotation in purple").Color("purple"), Quote("and one on pink,\nwith two lines.").Color("pink_background"),
		Bulleted("A point on brown").Color("brown_background"), Numbered("a step on yellow").Color("yellow_background"),
		ToDo(true, "a box on blue").Color("blue_background"), Toggle("A toggle on gray").Color("gray_background").Children(Paragraph("opened")))
}

func specimenText() []*Block {
	return []*Block{
		Heading1("Text"),
		Heading2("The second level"), Paragraph("Below the second level."),
		Heading3("The third level"), Paragraph("Below the third level."),
		Heading4("The fourth level"), Paragraph("Below the fourth level."),
		Paragraph("Every style at once: ", T("bold").Bold(), " ", T("italic").Italic(), " ", T("underlined").Underline(), " ", T("struck").Strike(), " ", T("code").Code(),
			" ", T("all of them").Bold().Italic().Underline().Strike().Code().Color("blue"), " ", T("on a ground").Bold().Italic().Color("yellow_background").Link("https://example.org/"), "."),
		Paragraph("A line\nand another,\ttabbed,    with   spaces, and 10\u00a0km that stay together; 𝒳, 👩🏽‍🚀 and 𠮷."),
		Paragraph("هذه الفقرة مكتوبة من اليمين إلى اليسار، وفيها كلمة English واحدة."),
		Bulleted("قائمة من اليمين إلى اليسار").Children(Bulleted("نقطة أعمق")),
		Bulleted("نقطة ثانية"),
		Paragraph("A paragraph").Children(Paragraph("with one indented,").Children(Paragraph("and one more."))),
		Quote("A quotation,\nof two lines,").Children(Paragraph("a paragraph,"), Bulleted("and a point.")),
		Divider(),
		Equation(`\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}`),
		Code("go", "func tide(hours float64) float64 {\n\treturn 2.1 * math.Cos(hours*math.Pi/6.21) // metres\n}").Caption("A listing with a ", T("caption").Bold()),
	}
}

func specimenLists() []*Block {
	return []*Block{
		Heading1("Lists"),
		Bulleted("One").Children(Bulleted("two").Children(Bulleted("three").Children(Bulleted("four")))),
		Bulleted("One again, with a text that is long enough to fill more than one line of the page, so that one sees where the second line begins"),
		Numbered("One").Children(Numbered("one").Children(Numbered("one").Children(Numbered("one"))), Numbered("two")),
		Numbered("Two"),
		Paragraph("From nine, in numbers:"), Numbered("nine").Set("list_start_index", 9).Set("list_format", "numbers"), Numbered("ten"),
		Paragraph("From c, in letters:"), Numbered("c").Set("list_start_index", 3).Set("list_format", "letters"), Numbered("d"),
		Paragraph("From iv, in Roman numbers:"), Numbered("iv").Set("list_start_index", 4).Set("list_format", "roman"), Numbered("v"),
		Paragraph("To do:"), ToDo(false, "open").Children(ToDo(true, "done"), Paragraph("with a text")), ToDo(true, "done, and long enough to need a second line, where one sees that the text stands beside the box and not below it"),
	}
}

func (s *sample) specimenFolds() []*Block {
	return []*Block{
		Heading1("Toggles"),
		Toggle("Closed").Children(Paragraph("opened"), Toggle("in it").Children(Toggle("in that").Children(Paragraph("nothing more")))),
		Toggle("Empty"),
		Heading1("A toggle heading").Toggleable().Children(Paragraph("Below it."),
			Heading2("a second").Toggleable().Children(Heading3("a third").Toggleable().Children(Heading4("a fourth").Toggleable().Children(Paragraph("The bottom."))))),
		Heading2("Boxes"),
		Callout("With an icon of ours").Icon(s.gale).Color("gray_background"),
		Callout("without one").Icon(nil),
		Callout().Icon(Emoji("📦")).Color("green_background").Children(Heading4("With a heading"), Bulleted("a list"), Callout("and another one in it").Icon(Emoji("🪆")).Color("blue_background")),
	}
}

func specimenColumns() []*Block {
	column := func(text string) *Block {
		return Column(Paragraph(text+": ", "the words run on for a line or two, and break where the column ends."))
	}
	return []*Block{
		Heading1("Columns"),
		Columns(column("A half"), column("A half")),
		Columns(column("A quarter").Set("width_ratio", 0.25), column("Three quarters").Set("width_ratio", 0.75)),
		Columns(column("A third"), column("A third"), column("A third")),
		Columns(column("A fourth"), column("A fourth"), column("A fourth"), column("A fourth")),
		Columns(
			Column(Callout("A callout").Icon(Emoji("📌")).Color("purple_background"), ToDo(false, "a box")).Set("width_ratio", 0.4),
			Column(Code("ini", "[site]\ntitle = \"Tide\""), Columns(column("In"), column("in"))).Set("width_ratio", 0.6)),
	}
}

func (s *sample) specimenTabs() []*Block {
	return []*Block{
		Heading1("Tabs"),
		Tabs(
			Tab("Wind", Paragraph("In metres a second."), Bulleted("gusts, too")).Icon(Emoji("🌬️")),
			Tab("Water", Paragraph("In metres above chart datum."), Code("text", "2.31")).Icon(s.buoy),
			Tab("Sky", Paragraph("In eighths.")),
		),
	}
}

func specimenTables() []*Block {
	return []*Block{
		Heading1("Tables"),
		Table(TableRow("Station", "Level", "Share", "Since", "Remark"),
			TableRow("Skarvholm", "1,204.5", "7%", "2019", "with a "+"remark that is long enough to wrap"),
			TableRow("Koura", "-3", "12.5 %", "2020", ""),
			TableRow("Hvítanes", "88", "—", "2021", T("code").Code())).ColumnHeader().RowHeader(),
		Table(TableRow("no", "header"), TableRow("at", "all")),
		Table(TableRow("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
			TableRow("a wide table", "scrolls", "by itself", "and the page", "does not", "move", "with it", "not even", "on a", "telephone")).ColumnHeader(),
	}
}

func (s *sample) specimenPlaces() []*Block {
	linked := s.ws.LinkedDatabase(LinkedEmpty)
	linked.View("table", "Latest", ViewConfig{
		Source:        s.notes.Source(),
		Filter:        JSON{"property": "Status", "status": JSON{"equals": "Published"}},
		Sorts:         []JSON{{"property": "Date", "direction": "descending"}},
		Configuration: JSON{"properties": Shown("Name", "Date", "Author", "Tags")},
	})
	return []*Block{
		Heading1("Pages and databases"),
		LinkToPage(s.site), LinkToDatabase(s.stations),
		ChildDatabase(linked),
		SyncedCopy(s.safety),
	}
}

func (s *sample) specimenMedia() []*Block {
	return []*Block{
		Heading1("Media"),
		Image(s.file("cover-winter.jpg")).Caption("A picture with a caption"),
		Video(s.file("tide-timelapse.mp4")).Caption("A film"),
		Audio(s.file("fog-signal.mp3")).Caption("A sound"),
		PDF(s.file("checklist.pdf")),
		FileBlock(s.file("skarvholm-june.csv")).Caption("A file"),
		Bookmark("https://example.org/beaufort-scale").Caption("A bookmark"),
		LinkPreview("https://git.example.org/tidewater/logger"),
		Embed("https://www.youtube.com/watch?v=aqz-KE-bpKQ").Caption("A film elsewhere"),
		Embed("https://example.org/a-page-without-an-embed"),
	}
}

func specimenNotes() []*Block {
	return []*Block{
		Heading1("What cannot be shown"),
		Unsupported("button"),
		MeetingNotes("A meeting", "transcription_in_progress", nil, nil, nil),
		Paragraph(),
		Paragraph("The end."),
	}
}
