package notiontest

import "time"

// notesOfWinter are the posts of the first months.
func (s *sample) notesOfWinter() {
	s.noteSolar()
	s.noteSalt()
	s.noteTideCurve()
}

func (s *sample) noteSolar() {
	s.on(time.January, 28, 17, 5, s.ragnhild)
	s.note("A solar panel in January", sampleNote{
		slug: "a-solar-panel-in-january", date: "2026-01-28",
		summary: "At 61 degrees north a 20-watt panel gives five watt-hours on a January day. The station needs eight. Here is where the rest comes from.",
		tags:    []string{"power", "instruments"}, season: "Winter", authors: []*User{s.ragnhild}, minutes: 2,
		cost: 46, stations: []string{"Tarnvik", "Sørvær", "Praia da Nora"},
		more: Values{"Data return": 0.994, "Readings": 1339200, "Field work": Range("2026-01-20", "2026-01-22")},
	},
		Paragraph("Every December somebody asks whether the northern stations will make it through the winter. ",
			"They do, and the reason is arithmetic rather than luck."),
		Paragraph("The sums below are from Tarnvik, where the sun clears the ridge at eleven and is behind the next one by half past one. ",
			"In Sørvær it does not come up at all between the end of November and the middle of January, so there the same sum has a zero in it. ",
			"For comparison we took a station in the Algarve, whose keeper reads about our winters with interest."),
		Heading2("What comes in"),
		Image(s.file("solar-hours.svg")).Caption("Hours of full sun a day, averaged over five years"),
		Paragraph("In January the panel at ", MentionPage(s.station["Tarnvik"]), " sees the equivalent of ", T("18 minutes").Bold(),
			" of full sun a day. With a 20-watt panel and the losses of the charger that is"),
		Equation(`E_\text{in} = 20\,\mathrm{W} \cdot 0.3\,\mathrm{h} \cdot 0.85 \approx 5\,\mathrm{Wh}`),
		Paragraph("a day, and on the darkest ones nothing at all."),
		Heading2("What goes out"),
		Table(
			TableRow("Part", "Current", "Hours a day", "Energy"),
			TableRow("Logger, asleep", "1.1 mA", "23.5", "0.3 Wh"),
			TableRow("Logger, awake", "38 mA", "0.5", "0.2 Wh"),
			TableRow("Sensors", "21 mA", "24", "6.0 Wh"),
			TableRow("Radio", "310 mA", "0.4", "1.5 Wh"),
			TableRow(T("Sum").Bold(), "", "", T("8.0 Wh").Bold()),
		).ColumnHeader(),
		Paragraph("Three watt-hours a day are missing. Over eight weeks that makes 170, and a battery of 40 Ah at 12 V holds 480. ",
			"So the battery is not there for the night; it is there for the winter."),
		Paragraph("That has a consequence for the choice of battery. One that is emptied and filled every day should be small and tough. ",
			"One that is emptied once a year should be large, and above all it should not lose its charge by itself. ",
			"We use lithium iron phosphate, which loses two per cent a month, and keep it in the box, where the logger warms it a little."),
		Heading2("What we changed"),
		Numbered("The panel stands at 75 degrees instead of 45. It catches the low sun and sheds the snow."),
		Numbered("Below 12.1 V the radio sends every hour instead of every ten minutes:"),
		Code("c", "static uint16_t interval_minutes(float volts) {\n    if (volts > 12.4f) return 10;\n    if (volts > 12.1f) return 30;\n    return 60; // the card keeps every reading anyway\n}").
			Caption("power.c"),
		Numbered("The box is lined with cork. Cold batteries hold less, and cork is cheap.").Set("list_start_index", 3),
		Paragraph("The first change brought the most. A panel at 45 degrees carried a hat of snow for eleven days last winter, and under the hat it gave nothing. ",
			"At 75 degrees the longest outage was a single morning, and it ended when the sun reached the upper edge, warmed it by a few degrees and let the whole plate slide."),
		Callout("South of the Pyrenees you can ignore all of this. ", MentionPage(s.station["Praia da Nora"]), " has not been below 12.8 V since it was built.").
			Icon(Emoji("☀️")).Color("yellow_background"),
	).Icon(Emoji("🔆")).Cover(s.file("cover-winter.jpg"))
}

func (s *sample) noteSalt() {
	s.on(time.February, 17, 18, 30, s.tomas)
	s.saltNote = s.note("What salt does to a connector", sampleNote{
		series: "Small faults",
		slug:   "what-salt-does-to-a-connector", date: "2026-02-17",
		summary: "We opened eleven boxes along the Atlantic coast and sorted the connectors by age. Four rules came out of it.",
		tags:    []string{"instruments", "repairs"}, season: "Winter", authors: []*User{s.tomas, s.sam}, minutes: 2,
		cost: 318.4, stations: []string{"Punta Areal", "Foz do Lume", "Roc'h Velen", "St Elwyn Quay"},
		more: Values{"Harbour office": "+351 22 555 0176", "Contact": "tomas@tidewater.example"},
	},
		Paragraph("Salt does not eat a connector from the outside. It creeps along the cable, between the strands, ",
			"pulled in by the same breathing that makes a box damp: warm by day, cold by night."),
		Paragraph("In February the two of us drove along the coast from Porto to Cornwall, opened eleven boxes, and looked at every connector with a lens. ",
			"We noted the age, the kind of cable, whether there was grease in it, and who had closed it last. The last column was meant as a joke, and turned out to be the best predictor of all."),
		Quote("If it looks dry on the outside, that tells you about the outside.").Color("blue_background"),
		Heading2("What we found"),
		Bulleted("Of 46 connectors with a gland and no grease, ", T("19").Bold(), " were green inside."),
		Bulleted("Of 30 with grease, ", T("one").Bold(), ", and that one had been opened in the rain.").Children(
			Bulleted("By us.")),
		Bulleted("Tinned strands lasted three times as long as bare copper."),
		Paragraph("What surprised us was where the green began. It was hardly ever at the pins. It began a hand's breadth further back, inside the cable, ",
			"where the jacket had been nicked when it was stripped. From there it grew in both directions, and by the time it reached the plug, half of the strands were gone. ",
			"A cable like that measures perfectly well on the table. Outside, when it moves in the wind, the wind vane turns north for a second, a few times a day."),
		Paragraph("So we went back to the archive and looked for vanes that point north too often. There are four of them. Three are on our list of old cables, and the fourth now is, too."),
		Heading2("Four rules"),
		ToDo(true, "Tinned cable only."),
		ToDo(true, "A drip loop under every gland."),
		ToDo(true, "Silicone grease in every plug, also the spare ones."),
		ToDo(false, "No work on open connectors above 80 % humidity. We do not keep this one yet."),
		Divider(),
		Paragraph("None of this is new; every sailor knows it. But it is one thing to know it, and another to have a plug in your hand that looks like the inside of a wreck. ",
			"We kept the worst five. They hang on a board in the workshop, above the box with the grease."),
		Paragraph("The pin-out that we settled on is in ", MentionPage(s.wiring), "."),
	).Icon(Emoji("🧂"))
}

func (s *sample) noteTideCurve() {
	s.on(time.March, 9, 12, 0, s.mei)
	s.tideNote = s.note("How to read a tide curve", sampleNote{
		series: "Reading the sea",
		slug:   "how-to-read-a-tide-curve", date: "2026-03-09",
		summary: "Two cosines explain most of it. What is left over is the weather, and that is the part we are after.",
		tags:    []string{"tides"}, season: "Spring", authors: []*User{s.mei}, minutes: 2,
		stations: []string{"Koura", "St Elwyn Quay"},
		more:     Values{"Data set": "https://data.example.org/sets/tides-2026-03", "Readings": 44640},
	},
		Paragraph("Put a stick into the sea, read it every minute for a day, and you get a curve like this one:"),
		Image(s.file("tide-curve.svg")).Caption("One day at ", T("St Elwyn Quay").Italic(), ", 9 March 2026"),
		Paragraph("Two high waters, two low waters, a little over twelve hours from one to the next. On the following day everything happens about fifty minutes later, ",
			"because the moon has moved on in the meantime and the Earth has to turn a little further to catch up with it."),
		Heading2("Moon and sun"),
		Paragraph("The larger part is the moon's. Its tide has a period of ", Eq(`T_{M_2} = 12.42\,\mathrm{h}`), "; the sun's has exactly ",
			Eq(`T_{S_2} = 12\,\mathrm{h}`), ". Their sum is"),
		Equation(`h(t) = h_0 + \sum_{i=1}^{n} A_i \cos\!\left(\frac{2\pi t}{T_i} - \varphi_i\right)`),
		Paragraph("At new and full moon the two add up: ", T("spring tide").Color("blue"), ". At half moon they work against each other: ",
			T("neap tide").Color("orange"), "."),
		Toggle("Why does the sun count for less, although it is so much heavier?").Children(
			Paragraph("The tide follows the ", T("difference").Italic(), " of the pull across the Earth, which falls with the cube of the distance:"),
			Equation(`\frac{F_\odot}{F_☾} = \frac{M_\odot}{M_☾}\left(\frac{d_☾}{d_\odot}\right)^3 \approx 0.46`),
		),
		Heading2("What is left"),
		Paragraph("Subtract the computed tide from the measured one, and what remains is called the ", T("residual").Bold(), ":"),
		Code("python", "import numpy as np\n\ndef residual(t, level, constituents):\n    \"\"\"Measured level minus predicted tide, in metres.\"\"\"\n    tide = sum(a * np.cos(2 * np.pi * t / period - phase)\n               for a, period, phase in constituents)\n    return level - level.mean() - tide"),
		Paragraph("Low pressure lifts the sea by about a centimetre for each hectopascal, and wind piles it up against the coast. ",
			"On a calm day the residual stays within ten centimetres. In a storm it does not."),
		Paragraph("Everything that we publish about storms starts with this one subtraction. It is also how we find mistakes: a residual that repeats every twelve hours ",
			"is not weather but a clock that runs wrong, and one that jumps and stays is a sensor that somebody has bumped into."),
	).Icon(Emoji("🌙")).Cover(s.file("cover-buoy.jpg"))
}
