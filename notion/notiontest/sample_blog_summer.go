package notiontest

import "time"

// notesOfSummer are the posts of June to August.
func (s *sample) notesOfSummer() {
	s.noteStorm()
	s.noteReef()
	s.noteFirmware()
	s.noteBirds()
}

func (s *sample) noteStorm() {
	s.on(time.June, 18, 16, 45, s.ragnhild)
	gates := ToDo(false, "A second bolt for the bracket of the tide gauge")
	s.stormReport = s.note("A storm in June", sampleNote{
		series: "Reading the sea",
		slug:   "a-storm-in-june", date: "2026-06-18",
		summary: "On 14 June the sea stood forty-three centimetres above the quay of Skarvholm. It was the highest level since the station was built, and it came in summer.",
		tags:    []string{"storms", "tides"}, season: "Summer", authors: []*User{s.ragnhild, s.mei}, minutes: 2,
		cost: 96, stations: []string{"Skarvholm", "Tarnvik", "Nólsvík", "Dunmarrow Point"},
		more: Values{
			"Data return": 1.0, "Readings": 11520, "Field work": Range("2026-06-13", "2026-06-15"),
			"Data set":     "https://data.example.org/sets/storm-2026-06-14",
			"Attachments":  []*File{s.file("skarvholm-june.csv"), s.file("storm-surge.svg")},
			"Written at":   Location{Lat: 58.91, Lon: 5.48, Name: "Skarvholm", Address: "Boathouse"},
			"Verification": Verified{By: s.mei, During: Range("2026-06-20", "2027-06-20")},
		},
	},
		Paragraph("Storms belong to winter, and so do the shutters. On the evening of ", MentionDate("2026-06-13", ""), " ours were still in the shed."),
		Paragraph("What follows is put together from four stations, the log of the harbour and the memory of those who were up. The times are in UTC, ",
			"since at two in the morning nobody wants to discuss summer time."),
		Image(s.file("storm-surge.svg")).Caption("Water level at Skarvholm, 13 to 15 June, in metres above chart datum"),
		Heading2("Thirty hours"),
		Paragraph(T("Saturday, 18:00.").Bold(), " Pressure at ", MentionPage(s.station["Nólsvík"]), " falls by three hectopascals in an hour."),
		Paragraph(T("Saturday, 23:00.").Bold(), " The wind backs to the south-west. ", MentionPage(s.station["Dunmarrow Point"]), " reports a gust of ", T("34 m/s").Color("red"), "."),
		Paragraph(T("Sunday, 03:00.").Bold(), " The lowest pressure passes: 980 hPa. Low pressure alone lifts the sea by a third of a metre:"),
		Equation(`\Delta h \approx -\frac{\Delta p}{\rho g} = \frac{3300\,\mathrm{Pa}}{1025 \cdot 9.81\,\mathrm{N/m^3}} \approx 0.33\,\mathrm{m}`),
		Paragraph(T("Sunday, 05:20.").Bold(), " High water. The wind has had the whole night to pile up the fjord: ", T("4.03 m").Bold().Color("red"),
			", 1.75 m more than the tide table says."),
		Paragraph("For twenty minutes the water stood on the road. It came without waves, almost politely, up through the drains first and only then over the edge. ",
			"The bakery lost its flour, the boathouse its lower shelf. At a quarter to six one could see it hesitate."),
		Paragraph(T("Sunday, 11:00.").Bold(), " It is over. The sun shines, which feels impolite."),
		Heading2("What held"),
		Columns(
			Column(
				Heading3("The mast"),
				Paragraph("Guys that are tensioned in spring hold in June. See ", T("the table").LinkToBlock(s.guys, s.torque), "."),
			),
			Column(
				Heading3("The logger"),
				Paragraph("Every reading of the two days arrived, 38 of them late, when the relay had lost its mains."),
			),
			Column(
				Heading3("The tide gauge"),
				Paragraph("Under water for twenty minutes, and dry inside. Grease works; see ", T("the February note").LinkToPage(s.saltNote), "."),
			),
		),
		Heading2("What we do now"),
		ToDo(true, "Shutters stay at the boathouse all year"),
		gates,
		ToDo(true, "The warning service reads our pressure every minute instead of every ten"),
		FileBlock(s.file("skarvholm-june.csv")).Caption("Both days, hour by hour"),
		Callout("Nobody was hurt. One rowing boat is now on the other side of the road; its owner says it can stay.").Icon(Emoji("🚣")).Color("green_background"),
	).Icon(Emoji("🌩️")).Cover(s.file("cover-storm.jpg"))
	gates.Comment(s.tomas, "I have two in M10, they come with the next parcel.").Reply(s.ragnhild, "Thank you! ", MentionCustomEmoji(s.seal))
}

func (s *sample) noteReef() {
	s.on(time.July, 6, 10, 10, s.ines)
	s.note("The sandbank that walks", sampleNote{
		slug: "the-sandbank-that-walks", date: "2026-07-06",
		summary: "Westerriff moved nine metres since last summer. We followed it with two poles, a tape and eleven volunteers.",
		tags:    []string{"people", "tides"}, season: "Summer", authors: []*User{s.ines, s.sam}, minutes: 2,
		cost: 143.8, stations: []string{"Westerriff"},
		more: Values{"Field work": Range("2026-06-29", "2026-07-01"), "Contact": "ines@tidewater.example"},
	},
		Paragraph("You can walk to Westerriff on three days of the month, if you start before the water has gone and return before it comes. ",
			"In between there are ninety minutes for work."),
		Paragraph("We were eleven this year, the youngest nine and the oldest seventy-eight. Everybody carries something: poles, the tape, the thermos, the flag that tells the ferry not to worry. ",
			"The buoy of the station lies in the channel behind the reef, on a chain of forty metres. Two years ago it floated above its anchor. Now it leans."),
		Image(s.file("reef.jpg")).Caption("Low water on 30 June. The buoy is in the channel, the ferry is behind us."),
		Heading2("How to survey sand"),
		Numbered("Push a pole into the sand on the highest point. There is no highest point; agree on one."),
		Numbered("Measure to the two beacons that do not move."),
		Numbered("Draw the triangle:"),
		Equation(`x = \frac{d_1^2 - d_2^2 + b^2}{2b}, \qquad y = \sqrt{d_1^2 - x^2}`),
		Numbered("Compare with last year, and do not believe it. Measure again.").Set("list_start_index", 4),
		Heading2("Result"),
		Table(
			TableRow("Year", "East", "North", "Moved"),
			TableRow("2023", "0 m", "0 m", "—"),
			TableRow("2024", "6 m", "1 m", "6 m"),
			TableRow("2025", "13 m", "1 m", "7 m"),
			TableRow("2026", "22 m", "3 m", T("9 m").Bold()),
		).ColumnHeader().RowHeader(),
		Paragraph("Sand does not walk by itself. The flood carries it up on one side, the wind takes it across when it is dry, and the ebb collects what falls down on the other. ",
			"In a winter with many westerly gales the reef moves further; the five storms of January account for most of the nine metres."),
		Paragraph("At this pace the buoy needs a longer chain in 2028 and a new position in 2031."),
	).Icon(Emoji("🏖️")).Cover(s.file("cover-buoy.jpg"))
}

func (s *sample) noteFirmware() {
	s.on(time.July, 23, 22, 20, s.tomas)
	s.note([]Rich{T("Logger firmware "), T("3.2").Code()}, sampleNote{
		slug: "logger-firmware-3-2", date: "2026-07-23",
		summary: "Less power at night, a clock that keeps its second, and a bug that had been counting some rain twice.",
		tags:    []string{"software", "power"}, season: "Summer", authors: []*User{s.tomas}, minutes: 2,
		stations: []string{"Foz do Lume", "Capo Lanterna", "Cala Serena"},
		more:     Values{"Data set": "https://git.example.org/tidewater/logger/releases/3.2"},
	},
		Paragraph("Update by copying one file to the card. The logger reads it at the next full hour, flashes four times and goes on."),
		LinkPreview("https://git.example.org/tidewater/logger/releases/3.2"),
		Heading2("Rain"),
		Paragraph("The tipping bucket bounces. We had waited 40 ms for it to come to rest, and in heavy rain it needs 70:"),
		Code("diff", "--- a/rain.c\n+++ b/rain.c\n@@ -18,7 +18,7 @@ static void on_tip(uint32_t now)\n-    if (now - last_tip < 40)\n+    if (now - last_tip < 80) // the bucket swings for up to 70 ms\n         return;\n     last_tip = now;\n     tips++;"),
		Paragraph("Between May and July this counted ", T("about 2 %").Bold(), " too much at three stations. The archive has been corrected; the old values carry the flag ", T("x").Code(), "."),
		Heading2("Clock"),
		Heading3("What was wrong"),
		Paragraph("The crystal runs slow in the cold, by up to four seconds a day at −10 °C."),
		Heading3("What we do"),
		Heading4("At every contact with the relay"),
		Paragraph("The logger takes the time, and notes how far off it was:"),
		Code("c++", "void Clock::adjust(int64_t relay_ms) {\n  const int64_t error = relay_ms - now_ms();\n  drift_ppm_ = 0.9 * drift_ppm_ + 0.1 * (1e6 * error / (relay_ms - last_ms_));\n  last_ms_ = relay_ms;\n  step(error);\n}"),
		Heading4("In between"),
		Paragraph("It corrects itself with the drift of the last week: ", Eq(`t' = t\,(1 + \delta)`), "."),
		Heading2("Power"),
		Paragraph("The radio sleeps deeper. At night the station needs ", T("31 %").Bold(), " less; in Tarnvik that is a week of winter."),
		Toggle("All changes").Children(
			Bulleted(T("rain").Code(), ": longer dead time"),
			Bulleted(T("clock").Code(), ": drift compensation"),
			Bulleted(T("radio").Code(), ": deep sleep"),
			Bulleted(T("card").Code(), ": cards up to 64 GB"),
			Bulleted(T("lamp").Code(), ": four flashes after an update"),
		),
	).Icon(Emoji("💾"))
}

func (s *sample) noteBirds() {
	s.on(time.August, 17, 8, 5, s.sam)
	s.note("Birds on the cross-arm", sampleNote{
		slug: "birds-on-the-cross-arm", date: "2026-08-17",
		summary: "Who sits on our masts, and what it does to the data. A count from four summers, with a small confession.",
		tags:    []string{"wildlife", "instruments"}, season: "Summer", authors: []*User{s.sam}, minutes: 1,
		cost: 12.5, stations: []string{"Pen Morfa", "Île aux Sternes", "Carrick Sound", "Kråkskär"},
		more: Values{"Readings": 2104},
	},
		Paragraph("A cross-arm is a perch with a view. We do not mind, as long as nobody sits on the vane. Somebody always sits on the vane."),
		Paragraph("Four stations have a camera that looks at the mast, to see ice. Most of the time there is no ice, and the pictures show something else. ",
			"A group of volunteers has been through all of them, four summers at one picture an hour, and wrote down who sat where."),
		Heading2("The count"),
		Table(
			TableRow("Bird", "Visits", "Favourite sensor"),
			TableRow("Herring gull", "1,212", "anemometer"),
			TableRow("Starling", "480", "solar panel, when warm"),
			TableRow("Arctic tern", "297", "none; attacks the keeper"),
			TableRow("Cormorant", "114", "tide gauge, to dry its wings"),
			TableRow("White-tailed eagle", "1", "all of them"),
		).ColumnHeader(),
		Heading2("How it shows"),
		Bulleted(T("A gull on the cups").Bold(), ": calm in the middle of a gale."),
		Bulleted(T("A cormorant on the bracket").Bold(), ": a tide that rises by 30 cm, stays for a quarter of an hour and leaves."),
		Bulleted(T("Terns").Bold(), ": nothing in the data, much in the log book."),
		Heading2("The confession"),
		Paragraph("The great calm of 3 July, which we published as a curiosity, was a gull. We have taken it back. ", MentionCustomEmoji(s.buoy)),
		Callout("Please do not mount spikes. A second vane costs ", T("€ 58").Bold(), " and hurts nobody.").Icon(Emoji("🐦")).Color("orange_background"),
	).Icon(FileIcon(s.file("icon-station.png"))).Cover(s.file("cover-mast.jpg"))
}
