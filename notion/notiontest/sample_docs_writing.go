package notiontest

import "time"

// sampleColors are the text colours with what the network uses them for.
var sampleColors = [][2]string{
	{"default", "everything else"},
	{"gray", "asides and sources"},
	{"brown", "ground and anchors"},
	{"orange", "a value that is doubtful"},
	{"yellow", "power and light"},
	{"green", "a value that is right"},
	{"blue", "water"},
	{"purple", "places and dates that may still change"},
	{"pink", "people"},
	{"red", "danger, and a value that is wrong"},
}

// docsWriting is the guide for authors, which shows every kind of content.
func (s *sample) docsWriting() {
	s.on(time.March, 30, 11, 0, s.sam)
	s.writing.Append(
		Paragraph("A field note tells what you saw, what you did and what you would do differently. ",
			"Write it for a keeper at the other end of the network who has the same problem next year."),
		TableOfContents().Color("gray_background"),
		Heading1("The text"),
		Paragraph("Short sentences. Numbers with units. Names of people who helped."),
		Heading2("Emphasis"),
		Paragraph("Use ", T("bold").Bold(), " for what must not be missed, ", T("italics").Italic(), " for ships and for emphasis, ",
			T("code").Code(), " for what one types, ", T("underlining").Underline(), " hardly ever, and ", T("strike out").Strike(),
			" what turned out wrong instead of deleting it."),
		Paragraph("They combine: ", T("bold and italic").Bold().Italic(), ", ", T("a struck-out link").Strike().Link("https://example.org/old"),
			", ", T("bold code").Bold().Code(), ", ", T("underlined red").Underline().Color("red"), ", ", T("everything").Bold().Italic().Strike().Underline().Color("pink"), "."),
		Paragraph("Spaces", T(" at the edges ").Bold(), "belong", T(" inside or outside, ").Italic(), "nobody", T("").Bold(), " minds. Inside a word it works too: hydro", T("phone").Bold(), "s."),
		Paragraph("A line break\nstarts a new line;\na new paragraph stands a little further away."),
		Paragraph("日本語では", T("「重要」").Bold(), "のように書き、", T("斜体").Italic(), "は使いません。中文也一样：", T("注意。").Bold(), "请看表格。"),
		Heading2("Colours"),
		Paragraph("Sparingly, and always with the same meaning."),
		s.colorTable(),
		Paragraph("A whole block can have a colour, too.").Color("blue_background"),
		Heading2("Mathematics"),
		Paragraph("Inline, as in ", Eq(`v = \sqrt{2gh}`), ", ", Eq(`\Delta p`).Color("red"), " or ", Eq(`\mathbf{F}`).Bold(), ", or on a line of its own:"),
		Equation(`\frac{\partial \eta}{\partial t} + \nabla \cdot \big[(H + \eta)\,\mathbf{u}\big] = 0`),
		Heading2("Mentions and links"),
	)
	s.writing.Append(s.mentions()...)
	s.writing.Append(s.links()...)
	s.writing.Append(s.listsAndBoxes()...)
	s.writing.Append(s.media()...)
	s.writing.Append(s.rest()...)
	s.docsSpecimen()
}

// colorTable lists every colour of text and of background.
func (s *sample) colorTable() *Block {
	rows := []*Block{TableRow("Text", "Background", "Meaning")}
	for _, c := range sampleColors {
		rows = append(rows, TableRow(T(c[0]).Color(c[0]), T(c[0]).Color(c[0]+"_background"), c[1]))
	}
	return Table(rows...).ColumnHeader()
}

func (s *sample) mentions() []*Block {
	return []*Block{
		Bulleted("a person: ", MentionUser(s.ragnhild)),
		Bulleted("a page: ", MentionPage(s.site), ", a note: ", MentionPage(s.stormReport)),
		Bulleted("a database: ", MentionDatabase(s.stations)),
		Bulleted("a day: ", MentionDate("2026-06-14", ""), ", a moment: ", MentionDate("2026-06-14T05:20:00.000+00:00", ""),
			", a span: ", MentionDate("2026-06-13", "2026-06-15")),
		Bulleted("an emoji of ours: ", MentionCustomEmoji(s.buoy), " ", MentionCustomEmoji(s.gale), " ", MentionCustomEmoji(s.seal)),
		Bulleted("an issue: ", MentionLinkPreview("https://git.example.org/tidewater/logger/issues/41")),
		Bulleted("a page elsewhere: ", MentionLink("https://example.org/beaufort-scale", JSON{
			"title": "The Beaufort scale", "description": "Thirteen steps from calm to hurricane", "link_provider": "Example",
		})),
	}
}

// links shows every form in which a link can be written.
func (s *sample) links() []*Block {
	site, bolts := undashed(s.site.ID()), undashed(s.torque.ID())
	guys := undashed(s.guys.ID())
	return []*Block{
		Paragraph("Links work in all forms in which they are pasted: to a ", T("page").LinkToPage(s.site), ", to a ",
			T("table in it").LinkToBlock(s.guys, s.torque), ", to a ", T("database").LinkToDatabase(s.stations), ", copied from ",
			T("the app").Link("https://www.notion.so/Choose-a-site-"+site), ", ",
			T("the new address").Link("https://app.notion.com/p/Choose-a-site-"+site+"?source=copy_link"), ", ",
			T("a workspace").Link("/tidewater/Choose-a-site-"+site), ", ",
			T("a short link").Link("/p/"+site), ", ",
			T("a published page").Link("https://tidewater.notion.site/Choose-a-site-"+site), ", or with ",
			T("noise at the end").Link("/"+guys+"?pvs=4#"+bolts), "."),
		Paragraph("Outside: ", T("a site").Link("https://example.org/"), ", ", T("an address").Link("mailto:keepers@tidewater.example"), ", ",
			T("a number").Link("tel:+4948415550134"), ", and ", T("one typed in a hurry").Link("www.example.org/tides"), "."),
	}
}
