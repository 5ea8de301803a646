package notiontest

import "time"

// docsSetup is the guide to building a station, with its steps.
func (s *sample) docsSetup() {
	s.on(time.February, 9, 14, 25, s.tomas)
	s.setup.Append(
		Paragraph("A station is a weekend's work for two people who have never built one, and a Saturday's for two who have. ",
			"This guide takes the steps in the order in which they hurt least."),
		Image(s.file("station-anatomy.svg")).Caption("A complete station; the ", T("parts list").LinkToBlock(s.setup, s.parts), " is below"),
		s.parts,
		Table(
			TableRow("Part", "Pieces", "Price", "Note"),
			TableRow("Aluminium tube, 60 mm", "3 × 2 m", "€ 84", "wall of 3 mm or more"),
			TableRow("Stainless rope, 4 mm", "30 m", "€ 39", []Rich{T("see "), MentionPage(s.guys)}),
			TableRow("Logger with radio", "1", "€ 120", []Rich{T("see "), MentionPage(s.wiring)}),
			TableRow("Anemometer and vane", "1", "€ 132", []Rich{T("see "), MentionPage(s.anemometer)}),
			TableRow("Radar tide gauge", "1", "€ 189", []Rich{T("see "), MentionPage(s.tideGauge)}),
			TableRow("Panel, charger, battery", "1 each", "€ 148", "20 W, 40 Ah; in the north 60 Ah"),
			TableRow(T("Together").Bold(), "", T("€ 712").Bold(), ""),
		).ColumnHeader(),
		Callout("All parts together, with spares for two years, can be borrowed from the pool. Write to ", MentionUser(s.tomas), " before you buy.").
			Icon(s.buoy).Color("green_background"),
		Heading2("The steps"),
		Numbered("Find a place that the wind and the sea both reach, and a person who does too.").Children(ChildPage(s.site)),
		Numbered("Put up the mast.").Children(ChildPage(s.mast)),
		Numbered("Connect everything on the kitchen table first.").Children(ChildPage(s.wiring)),
		Numbered("Carry it out and switch it on.").Children(ChildPage(s.power)),
		Heading2("How long it takes"),
		Tabs(
			Tab("Two beginners",
				Bulleted("Friday evening: read, sort the parts, charge the battery"),
				Bulleted("Saturday: mast and anchors"),
				Bulleted("Sunday: wiring, power-on, a walk"),
			).Icon(Emoji("🌱")),
			Tab("With somebody who knows",
				Bulleted("Morning: mast and anchors"),
				Bulleted("Afternoon: everything else"),
				Paragraph("Keepers of a neighbouring station like to come. ", T("Ask them").LinkToDatabase(s.stations), "."),
			).Icon(Emoji("🧑‍🏭")),
			Tab("A school class",
				Paragraph("Two afternoons, four groups, one teacher who can say no. ", MentionPage(s.station["Praia da Nora"]), " was built so."),
				Toggle("Who does what").Children(
					Bulleted("Group 1: mast"), Bulleted("Group 2: sensors"), Bulleted("Group 3: logger"), Bulleted("Group 4: the log book"),
				),
			).Icon(FileIcon(s.file("icon-station.png"))),
		),
	)
	s.docsSite()
	s.docsMast()
	s.docsWiring()
	s.docsPower()
}

func (s *sample) docsSite() {
	s.on(time.February, 11, 9, 50, s.ragnhild)
	s.site.Append(
		Paragraph("A good site decides more than a good sensor. Take your time; you will visit it for years."),
		Heading2("What the wind wants"),
		Paragraph("Stand where the mast will stand and look around. Every obstacle should be at least ten times as far away as it is high. ",
			"A four-metre shed belongs forty metres away:"),
		Equation(`d \ge 10\,h`),
		Heading2("What the sea wants"),
		Bulleted("water under the gauge at the lowest tide of the year"),
		Bulleted("a wall, pier or pile that does not move"),
		Bulleted("a benchmark nearby, so that the level means something:").Children(
			Bulleted("a brass bolt of the survey, or").Children(
				Bulleted("a mark of your own, levelled to one, and").Children(
					Bulleted("a photograph of it with a ruler, because").Children(
						Bulleted("somebody will paint the wall")))),
		),
		Heading2("What people want"),
		Paragraph("Ask the harbour master, the owner, the bird wardens and the neighbours, in this order. A station that nobody minds is a station that nobody moves."),
		Heading2("Safety"),
		s.safety,
		Heading2("Sites that taught us something"),
		Columns(
			Column(Paragraph(MentionPage(s.station["Île aux Sternes"])), Paragraph("No landing for five months: everything must be right in March.").Color("gray")),
			Column(Paragraph(MentionPage(s.station["Hallig Süderwarft"])), Paragraph("The meadow floods; the mound does not. The mast stands on the mound.").Color("gray")),
			Column(Paragraph(MentionPage(s.station["Westerriff"])), Paragraph("A site can walk away. Survey it twice a year.").Color("gray")),
		),
	)
}

func (s *sample) docsMast() {
	s.on(time.February, 12, 16, 10, s.tomas)
	s.mast.Append(
		SyncedCopy(s.safety),
		Paragraph("The mast is three tubes of two metres that slide into each other. It goes up with two people, one rope and no hurry."),
		Heading2("Raise it"),
		Numbered("Lay the mast out with its foot at the base plate and its head downwind."),
		Numbered("Fit the cross-arm, the shield and all cables now, while they are at knee height.").Children(
			Paragraph("Leave a ", T("drip loop").Underline(), " under every gland: water runs to the lowest point, and that must not be the plug."),
			Numbered("anemometer to the left").Set("list_format", "letters"),
			Numbered("vane to the right, its mark to the north"),
			Numbered("shield in the middle"),
		),
		Numbered("Fasten both rear guys and one side guy. Walk the mast up; the second person keeps the front guy tight."),
		Numbered("Plumb it in two directions, then ", T("tighten the bolts").LinkToBlock(s.guys, s.torque), "."),
		Callout("The mast is straight when the ", T("shadow").Italic(), " of its top falls on its foot at noon… on two days of the year. Use a level.").Icon(Emoji("📐")),
		Heading2("Afterwards"),
		Paragraph("Come back after the first storm and after the first week, in whichever order they happen."),
		ChildPage(s.guys),
	)
	s.on(time.April, 3, 8, 15, s.sam)
	s.guys.Append(
		Breadcrumb(),
		Paragraph("Four millimetres of stainless rope hold a mast of eight metres in a wind of fifty metres a second, if the anchors hold the rope."),
		Heading2("Anchors"),
		Table(
			TableRow("Ground", "Anchor", "Depth"),
			TableRow("Rock", "resin anchor, M12", "12 cm"),
			TableRow("Clay, meadow", "screw anchor, 1.2 m", "110 cm"),
			TableRow("Sand", "buried plank, “dead man”", "150 cm"),
			TableRow("Quay wall", "ask first", "—"),
		).ColumnHeader(),
		Heading2("Tension"),
		Paragraph("Pull each guy to about ", T("8 %").Bold(), " of its breaking load. Without a gauge: it should sound like a low ",
			T("E").Bold(), ", and a push of the hand in the middle should move it by two finger-widths."),
		Heading2("Torque"),
		Paragraph("Dry threads, in newton metres:"),
		s.torque,
	)
}
