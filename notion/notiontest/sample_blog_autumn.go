package notiontest

import "time"

// notesOfAutumn are the short posts of September to November.
func (s *sample) notesOfAutumn() {
	s.noteRissaga()
	s.noteSecondVisit()
}

func (s *sample) noteRissaga() {
	s.on(time.September, 8, 15, 25, s.tomas)
	s.note("Ten minutes in Cala Serena", sampleNote{
		series: "Reading the sea",
		slug:   "ten-minutes-in-cala-serena", date: "2026-09-08",
		summary: "The sea left the harbour, looked around and came back. A rissaga, minute by minute.",
		tags:    []string{"tides", "storms"}, season: "Autumn", authors: []*User{s.tomas}, minutes: 1,
		cost: 0, stations: []string{"Cala Serena"},
		more: Values{"Written at": Location{Lat: 39.38, Lon: 3.22, Name: "Cala Serena", Address: "On the mole, feet dry"}},
	},
		Paragraph("No wind, no clouds, no waves. At ", MentionDate("2026-09-04T17:32:00.000+02:00", ""), " the pressure jumped by ", T("2.1 hPa").Bold(), " in three minutes. A quarter of an hour later the harbour was half empty."),
		Table(
			TableRow("Time", "Level", "What happened"),
			TableRow("17:32", "+0.02 m", "pressure jump"),
			TableRow("17:44", "+0.05 m", "nothing; ice cream"),
			TableRow("17:48", T("−0.61 m").Color("red"), "boats lie on the sand"),
			TableRow("17:53", T("+0.58 m").Color("blue"), "boats are in the street"),
			TableRow("17:58", "−0.40 m", "boats are where they belong"),
		).ColumnHeader(),
		Heading2("Why"),
		Paragraph("A jump of pressure that travels as fast as a long wave in shallow water pushes that wave along and makes it grow. The speed is set by the depth alone:"),
		Equation(`c = \sqrt{gH} = \sqrt{9.81 \cdot 80}\ \mathrm{m/s} \approx 28\ \mathrm{m/s}`),
		Paragraph("South-east of the island the sea is about eighty metres deep, and on that evening the clouds aloft moved at 27 m/s. ",
			"The harbour, a narrow bay, did the rest: it answers to ten minutes as a bottle answers to a breath."),
		Paragraph("This is why we want barometers on the neighbouring headlands. The jump passes Cala Serena's own sensor a quarter of an hour before the water moves, which is enough to read it and not enough to do anything. ",
			"Thirty kilometres to the south it would have been seen three quarters of an hour before, and that is enough to clear a beach."),
		Quote("The boats notice first, then the gauge, then the tourists."),
	).Icon(Emoji("🍦"))
}

func (s *sample) noteSecondVisit() {
	s.on(time.October, 13, 19, 40, s.yusuf)
	s.note("Why we always go twice", sampleNote{
		series: "Small faults",
		slug:   "why-we-always-go-twice", date: "2026-10-13",
		summary: "The first visit repairs the station. The second one, a week later, repairs the repair.",
		tags:    []string{"repairs", "people"}, season: "Autumn", authors: []*User{s.yusuf, s.sam, s.tomas}, minutes: 2,
		cost: 204.6, stations: []string{"Akti Melissa", "Ras Zahra", "Brannock Light"},
		more: Values{
			"Field work":   Range("2026-09-28", "2026-10-06"),
			"Verification": Verified{By: s.ines, During: Range("2025-10-20", "2026-10-20"), Expired: true},
		},
	},
		Paragraph("It is an old rule of the network, and new keepers find it wasteful. So we counted."),
		Paragraph("In three years we made 214 repairs. Of these, ", T("31").Bold(), " broke again within ten days, and nearly always for one of these reasons:"),
		Numbered("The thing that was replaced was not the thing that was broken."),
		Numbered("The thing that broke it is still there."),
		Numbered("Somebody left a cable tie, a cap or a gland ", T("for later").Italic(), "."),
		Heading2("Three stories"),
		Toggle("The battery that was fine (Akti Melissa)").Children(
			Paragraph("Replaced twice. The charger had a loose ground, which warmed up at noon and came back at night."),
			Paragraph("Found on the second visit, because ", MentionUser(s.yusuf), " stayed for lunch."),
		),
		Toggle("The shield that was dirty again (Ras Zahra)").Children(
			Paragraph("A new building site next door. No repair helps against a cement mixer; a letter to the mayor did."),
		),
		Toggle("The cap (Brannock Light)").Children(
			Paragraph("It was in the pocket of ", MentionUser(s.sam), ", who carried it up and down 112 steps, twice."),
		),
		Heading2("So"),
		Paragraph("The third reason is the most common one, and the easiest to live with: it costs a walk. The first is the dangerous one. A part that was not broken has been replaced, ",
			"the station works again for a few days because somebody moved a cable while doing it, and everybody goes home happy with the wrong story. ",
			"After a week the fault is back, and the log says that it cannot be the battery, since the battery is new."),
		Paragraph("When you plan a visit, plan two. The second takes an hour, and there is usually ", T("cake").Underline(), "."),
		LinkToPage(s.keeping),
	).Icon(Emoji("🔁")).Cover(s.file("cover-mast.jpg"))
}

// notesToCome are those that are not public: drafts, an idea, and one for a day far away.
func (s *sample) notesToCome() {
	s.on(time.October, 29, 17, 15, s.mei)
	s.note("What the hydrophone heard", sampleNote{
		slug: "what-the-hydrophone-heard", status: "Draft",
		summary: "A first listen to four weeks below the quay of Hamasaki.",
		tags:    []string{"wildlife"}, season: "Autumn", authors: []*User{s.mei}, minutes: 2, stations: []string{"Hamasaki"},
	},
		Paragraph("Shrimps, mostly. And at night, when the ferry is gone, something low that we cannot name yet."),
		ToDo(false, "Ask the university"), ToDo(false, "Cut the recording to one minute"),
	).Icon(Emoji("🎧"))
	s.on(time.November, 3, 9, 20, s.sam)
	s.note("A rain gauge from a wine bottle", sampleNote{
		slug: "a-rain-gauge-from-a-wine-bottle", date: "2026-11-24", status: "In review", hidden: true,
		summary: "It is not in the catalogue, and it is within five per cent.",
		tags:    []string{"instruments", "people"}, season: "Autumn", authors: []*User{s.sam}, minutes: 1, stations: []string{"Pen Morfa"},
	},
		Paragraph("The class of Pen Morfa asked why a rain gauge costs ninety euros. Nobody had a good answer."),
		Unsupported("ai_block"),
	)
	s.on(time.November, 5, 21, 0, s.ragnhild)
	s.note("Winter plan for Sørvær", sampleNote{
		slug: "winter-plan-for-sorvaer", date: "2026-11-05", hidden: true,
		summary: "Finished, but kept back until the ferry timetable is out.",
		tags:    []string{"power"}, season: "Winter", authors: []*User{s.ragnhild}, minutes: 2, stations: []string{"Sørvær"},
	}, Paragraph("Two batteries instead of one, and a visit in the second week of February, when the sun is back for an hour."))
	s.on(time.November, 6, 8, 0, s.ines)
	s.note("Ask Hvítanes about the northern lights and the magnetometer", sampleNote{status: "Idea", tags: []string{"instruments"}}).
		Icon(NativeIcon("magnet", "purple"))
	s.on(time.November, 9, 9, 9, s.ines)
	s.note("Opening the time capsule", sampleNote{
		slug: "opening-the-time-capsule", date: "2041-05-27",
		summary: "Under the mast of Skarvholm lies a box, to be opened on the day when the network is twenty-two years old.",
		tags:    []string{"people"}, season: "Spring", authors: []*User{s.ines, s.ragnhild}, minutes: 1, stations: []string{"Skarvholm"},
	},
		Paragraph("If you read this, it is 2041. The box contains the first logger, a bag of cable ties, a letter, and a measured guess of the mean sea level of today. ",
			"Please compare, and publish the result, whatever it is."),
	).Icon(Emoji("⏳")).Cover(s.file("cover-night.jpg"))
}
