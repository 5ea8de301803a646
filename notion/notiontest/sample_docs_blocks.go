package notiontest

// listsAndBoxes shows lists, boxes and columns, for the guide for authors.
func (s *sample) listsAndBoxes() []*Block {
	return []*Block{
		Heading1("Lists and boxes"),
		Heading2("Lists"),
		Bulleted("Points that have no order").Children(
			Bulleted("can be nested").Children(
				Bulleted("as deep as you like,").Children(
					Numbered("with numbers").Children(
						ToDo(true, "and boxes").Children(
							Paragraph("and text, down here."),
							Quote("Please do not."),
						))))),
		Bulleted("A point with a colour").Color("green"),
		Numbered("Steps that have one"),
		Numbered("continue after a paragraph of their own").Children(Paragraph("like this one.")),
		Numbered("and count on."),
		Paragraph("They can start where another list ended,"),
		Numbered("so this is four,").Set("list_start_index", 4),
		Numbered("and this is five;"),
		Paragraph("use letters"),
		Numbered("for variants,").Set("list_format", "letters"),
		Numbered("like this,"),
		Paragraph("or Roman numbers"),
		Numbered("for kings").Set("list_format", "roman"),
		Numbered("and volumes."),
		ToDo(false, "A box to tick"),
		ToDo(true, "A box that is ticked").Color("gray"),
		Heading2("Boxes"),
		Callout("A callout says what must not be overlooked.").Icon(Emoji("⚠️")).Color("yellow_background"),
		Callout("It can have an icon of ours,").Icon(s.gale).Color("gray_background"),
		Callout("an uploaded one,").Icon(FileIcon(s.file("icon-station.png"))).Color("green_background"),
		Callout("one from elsewhere, or").Icon(FileIcon(s.dataURL("icon-wave.png"))).Color("brown_background"),
		Callout("none.").Icon(nil).Color("red"),
		Callout().Icon(Emoji("📦")).Color("purple_background").Children(
			Heading3("And it can hold anything"),
			Columns(
				Column(Paragraph("a column"), Bulleted("with a list")).Set("width_ratio", 0.35),
				Column(Paragraph("and a wider one"), Code("ascii art", "   |\\\n   | \\\n___|__\\_\n\\______/")).Set("width_ratio", 0.65),
			),
		),
		Quote("A quotation keeps its lines:\nfirst the sea,\nthen the sky.").Children(Paragraph(T("From the log of Brannock Light").Italic().Color("gray"))),
		Toggle("A toggle hides what not everyone needs.").Color("gray_background").Children(
			Paragraph("For example, a long table or a proof.").Children(Paragraph("Or an indented remark."))),
		Heading1("A heading can be a toggle").Toggleable().Color("blue").Children(
			Paragraph("Of the first level,"),
			Heading2("of the second,").Toggleable().Children(
				Heading3("of the third,").Toggleable().Children(
					Heading4("and of the fourth.").Toggleable().Children(Paragraph("Enough."))))),
	}
}

// media shows uploaded and linked media.
func (s *sample) media() []*Block {
	return []*Block{
		Heading1("Pictures, sound and files"),
		Paragraph("Upload what you made. A caption says what there is to see, also for those who cannot see it."),
		Image(s.file("cover-night.jpg")).Caption("Brannock Light at night, drawn for the ", T("yearly report").Link("https://example.org/report")),
		Audio(s.file("fog-signal.mp3")).Caption("The fog signal of Brannock Light: high, then low"),
		Video(s.file("tide-timelapse.mp4")).Caption("One tide at St Elwyn Quay"),
		FileBlock(s.file("skarvholm-june.csv")),
		Toggle("Linked from elsewhere").Children(
			Paragraph("Linked files can vanish, so upload when you may. When you may not:"),
			Image(External("https://example.org/pictures/barograph.jpg")).Caption("A barograph of 1921, shown by the museum that owns it"),
			Image(s.dataURL("icon-wave.png")).Caption("The mark of the network"),
			Callout("Icons of Notion’s own are linked, too.").Icon(NativeIcon("anchor", "blue")).Color("blue_background"),
			Video(External("https://www.youtube.com/watch?v=aqz-KE-bpKQ")).Caption("A film on a video site"),
			Audio(External("https://example.org/sounds/terns.mp3")).Caption("Terns"),
			PDF(External("https://example.org/papers/datum.pdf")).Caption("How a chart datum is defined"),
			FileBlock(External("https://example.org/files/logger-case.stl").Named("logger-case.stl")).Caption("The case, for a printer"),
			Embed("https://www.openstreetmap.org/export/embed.html?bbox=5.40%2C58.86%2C5.56%2C58.96&layer=mapnik").Caption("Around Skarvholm"),
			Embed("https://open.spotify.com/episode/0WaMiniature0fTidesAndGales").Caption("The harbour master on the radio"),
			Embed("https://boards.example.org/tidewater/moorings"),
		),
		Bookmark("https://example.org/beaufort-scale").Caption("How to judge the wind by eye"),
		LinkPreview("https://git.example.org/tidewater/logger"),
	}
}

// rest shows what is left.
func (s *sample) rest() []*Block {
	return []*Block{
		Heading1("Code"),
		Paragraph("Say which language it is; the colours follow."),
		Columns(
			Column(Code("rust", "fn knots(ms: f64) -> f64 {\n    ms * 3600.0 / 1852.0\n}")),
			Column(Code("haskell", "knots :: Double -> Double\nknots ms = ms * 3600 / 1852")),
		),
		Code("html", "<meter min=\"0\" max=\"12\" value=\"9\">9 Bft</meter>"),
		Code("css", ".gauge { inline-size: 12rem; accent-color: #2a7086; }"),
		Code("mermaid", "flowchart LR\n  Sensors --> Logger --> Relay --> Archive"),
		Code("makefile", "report.pdf: report.md readings.csv\n\tpandoc $< -o $@"),
		Code("plain text", "A line ", T("with emphasis").Bold(), " in a code block"),
		Heading1("What does not travel"),
		Paragraph("Buttons, forms and the newest kinds of blocks stay in the app. Readers see a note in their place:"),
		Unsupported("form"),
		Unsupported("drive"),
		Raw("folder", JSON{"title": "Photos of visits"}),
		Paragraph(),
		Paragraph("When you are done, set the status to ", T("In review").Code(), " and tell ", MentionUser(s.sam), "."),
	}
}
