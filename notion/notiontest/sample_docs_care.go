package notiontest

import "time"

// docsCare are the pages about looking after stations, and about the council.
func (s *sample) docsCare() {
	s.on(time.April, 27, 18, 0, s.ragnhild)
	s.keeping.Append(
		Paragraph("A station needs about four visits a year: one in each season, and one after every storm that made you close the shutters."),
		SyncedCopy(s.safety),
		Heading2("Every visit"),
		PDF(s.file("checklist.pdf")).Caption("The checklist, for printing"),
		Heading2("The year"),
		Table(
			TableRow("", "Spring", "Summer", "Autumn", "Winter"),
			TableRow("Level the gauge", "✓", "", "✓", ""),
			TableRow("Wash the shield", "✓", "✓", "✓", ""),
			TableRow("Tension the guys", "✓", "", "✓", ""),
			TableRow("Swap the card", "✓", "✓", "✓", "✓"),
			TableRow("Bring cake", "✓", "✓", "✓", "✓"),
		).ColumnHeader().RowHeader(),
		Heading2("Maintenance log"),
		Paragraph("One line for each visit, planned or done."),
		ChildDatabase(s.upkeep),
		Template("New visit").Children(
			Paragraph("Visit on ", MentionTemplateDate("today"), " by ", MentionTemplateMe(), ", begun ", MentionTemplateDate("now")),
			ToDo(false, "Checklist done"),
			ToDo(false, "Photos uploaded"),
		),
		Heading2("When something is wrong"),
		Toggle("The station is silent").Children(
			Numbered("Is the neighbour silent too? Then it is the relay; tell ", MentionUser(s.relay), "’s keepers and wait."),
			Numbered("Was the battery low before? Then it is the panel: dirt, snow, a gull."),
			Numbered("Otherwise go and look at the ", T("lamp").LinkToPage(s.power), "."),
		),
		Toggle("The values look odd").Children(
			Columns(
				Column(Heading4("All of them"), Paragraph("Check the clock of the logger.")),
				Column(Heading4("One of them"),
					Paragraph("Check the sensor:"),
					Columns(
						Column(Paragraph("wet? ", MentionPage(s.tideGauge))),
						Column(Paragraph("windy? ", MentionPage(s.anemometer))),
					)),
			),
		),
		LinkToPage(s.power),
		Unsupported("button"),
	)
	s.docsCouncil()
}

func (s *sample) docsCouncil() {
	s.on(time.October, 19, 12, 20, s.ines)
	s.questions = s.council.Comment(s.sam, "Who keeps the key of the pool while ", MentionUser(s.tomas), " is away?")
	s.council.Append(
		Paragraph("Twenty-two keepers met in Porto on ", MentionDate("2026-10-17", "2026-10-18"), "; nine more joined from home."),
		MeetingNotes("Council, Saturday", "notes_ready",
			[]*Block{
				Heading3("Decisions"),
				Bulleted("Two new stations in 2027: one on the Azores, one in Galicia."),
				Bulleted("The radiation shields of 2019 are replaced within a year."),
				Bulleted("Data before 2020 is checked again with the new rules."),
				Heading3("To do"),
				ToDo(false, MentionUser(s.tomas), ": price of thirty shields, until ", MentionDate("2026-12-01", "")),
				ToDo(true, MentionUser(s.mei), ": draft of the new rules"),
			},
			[]*Block{
				Paragraph("Ragnhild brought a shield from ", MentionPage(s.station["Skarvholm"]), " that had gone yellow, and a new one. In the sun they differ by ", T("0.6 °C").Bold(), "."),
				Paragraph("Long talk about whether to correct the old values. Agreed: flag, do not correct."),
			},
			[]*Block{
				Paragraph(T("Ragnhild").Bold(), ": Hold them next to each other. You can see it from there."),
				Paragraph(T("Sam").Bold(), ": And we believed it was climate."),
				Paragraph(T("Ines").Bold(), ": Part of it was. That is why we flag and do not correct."),
			},
		).Set("calendar_event", JSON{
			"start_time": "2026-10-17T09:00:00.000Z", "end_time": "2026-10-17T12:30:00.000Z",
			"attendees": []any{s.ines.ID(), s.tomas.ID(), s.mei.ID(), s.ragnhild.ID(), s.sam.ID()},
		}).Set("recording", JSON{"start_time": "2026-10-17T09:04:00.000Z", "end_time": "2026-10-17T12:21:00.000Z"}),
		Heading2("The budget"),
		Table(
			TableRow("", "2026", "2027"),
			TableRow("Parts", "€ 9,140", "€ 11,400"),
			TableRow("Travel", "€ 4,020", "€ 4,200"),
			TableRow("Data and radio", "€ 2,310", "€ 2,310"),
			TableRow(T("Sum").Bold(), T("€ 15,470").Bold(), T("€ 17,910").Bold()),
		).ColumnHeader().RowHeader(),
		Paragraph(T("Adopted with one abstention.").Italic()),
		Heading2("Open questions"),
		LinkToComment(s.questions),
		Paragraph("Next council: ", MentionDate("2027-04-10", ""), ", ", T("Husum").Color("purple"), "."),
	)
}
