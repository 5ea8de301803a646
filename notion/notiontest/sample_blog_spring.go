package notiontest

import "time"

// notesOfSpring are the posts of April and May.
func (s *sample) notesOfSpring() {
	s.noteSingingCups()
	s.noteHallig()
	s.noteDust()
	s.noteIzu()
}

func (s *sample) noteSingingCups() {
	s.on(time.April, 7, 20, 15, s.ragnhild)
	s.note("The night the anemometer sang", sampleNote{
		series: "Small faults",
		slug:   "the-night-the-anemometer-sang", date: "2026-04-07",
		summary: "A tone over the harbour of Tarnvik, two sleepless neighbours, and a bearing that had been asking for help since February.",
		tags:    []string{"instruments", "repairs", "people"}, season: "Spring", authors: []*User{s.ragnhild}, minutes: 1,
		cost: 38.5, stations: []string{"Tarnvik"},
		more: Values{
			"Field work": Range("2026-03-01T21:00:00.000+01:00", "2026-03-02T03:30:00.000+01:00"),
			"Written at": Location{Lat: 61.58, Lon: 4.97, Name: "Tarnvik", Address: "Harbour office, first floor"},
			"Attachments": []*File{
				s.file("singing-cups.wav"), s.file("checklist.pdf"),
			},
		},
	},
		Paragraph("The first call came at nine in the evening. Something was whistling on the breakwater, said Mrs Solheim, and it was not the wind. ",
			"The second caller, at eleven, said it was an A."),
		Paragraph("I went out with a torch and a telephone to record it. On the breakwater the wind was at eighteen metres a second, and the tone stood in the air as if somebody were drawing a bow along the mast. ",
			"When the wind dropped it slid down by a third and fell silent; when it came back, the tone came back with it, always from below."),
		Audio(s.file("singing-cups.wav")).Caption("Recorded from the boathouse. The pitch rises with the wind."),
		Paragraph("It was the anemometer. A worn bearing lets the shaft wobble; at the right speed the wobble meets the resonance of the cross-arm, and the whole mast hums along:"),
		Equation(`f = \frac{v}{2.3\,\mathrm{m}} \cdot n_\text{balls} \approx \frac{18}{2.3}\cdot 56 \approx 440\,\mathrm{Hz}`),
		Heading2("What the data says"),
		Paragraph("Looking back, one can see it coming. Since the middle of February the station had reported calm air in light breezes:"),
		Table(
			TableRow("Week", "Tarnvik, below 1 m/s", "Neighbours"),
			TableRow("5", "4 %", "4 %"),
			TableRow("7", "9 %", "5 %"),
			TableRow("9", T("17 %").Color("red_background"), "4 %"),
			TableRow("10, new bearing", "4 %", "5 %"),
		).ColumnHeader(),
		Callout("We now compare the share of calm minutes every Monday. Two stations have been caught since, before anybody lost sleep.").Icon(s.gale).Color("blue_background"),
		Paragraph("Changing a bearing takes twenty minutes, of which nineteen are spent on getting down from the ladder again because the right circlip is in the other pocket. ",
			"The new one starts to turn at 0.4 m/s. The old one needed 1.4, and made a sound like pepper when one shook it."),
		Paragraph("Mrs Solheim received a cake. The second caller, who plays the organ, asked whether we could leave it as it was."),
	).Icon(s.gale)
}

func (s *sample) noteHallig() {
	s.on(time.April, 21, 9, 30, s.ines)
	s.note("Land unter auf Süderwarft", sampleNote{
		slug: "land-unter-auf-suederwarft", date: "2026-04-21",
		summary: "Siebenmal stand die Hallig in diesem Frühjahr unter Wasser. Die Station hat mitgeschrieben.",
		tags:    []string{"tides", "people", "languages"}, season: "Spring", authors: []*User{s.ines}, minutes: 2,
		cost: 72, stations: []string{"Hallig Süderwarft"},
	},
		Paragraph("Wenn das Wasser über die Sommerkante steigt, wird aus der Hallig eine Handvoll Inseln: jede Warft für sich, dazwischen die Nordsee. ",
			"„Land unter“ heißt das, und es dauert meist nicht länger als drei Stunden."),
		Image(s.file("hallig.jpg")).Caption("Die Warft am Abend des 11. April. Der Mast steht trocken, die Schafe auch."),
		Heading2("Was der Pegel sah"),
		Bulleted("11. April, 18:40 Uhr: Wasser über der Kante"),
		Bulleted("11. April, 19:55 Uhr: Scheitel, ", T("1,92 m").Bold(), " über dem mittleren Hochwasser"),
		Bulleted("11. April, 21:30 Uhr: Wiesen wieder frei"),
		Heading2("Was die Leute sagen"),
		Quote("Früher haben wir auf die Möwen geschaut. Heute schauen wir auf die Kurve – und dann auf die Möwen.\n— Wiebke, die den Mast streicht"),
		Paragraph("Die Messwerte gehen alle zehn Minuten an den Warndienst. Wer sie selbst lesen will: Das ", MentionPage(s.format), " ist auf Englisch beschrieben, die ",
			T("Anleitung für Betreuer").LinkToPage(s.de), " auf Deutsch."),
	).Icon(Emoji("🐑")).Cover(s.file("cover-dusk.jpg"))
}

func (s *sample) noteDust() {
	s.on(time.May, 12, 14, 0, s.yusuf)
	s.note("رياح الجنوب فوق رأس زهرة", sampleNote{
		slug: "south-wind-over-ras-zahra", date: "2026-05-12",
		summary: "في السابع من مايو صار لون السماء برتقاليًا، وارتفعت الحرارة إحدى عشرة درجة في ساعة واحدة.",
		tags:    []string{"storms", "languages"}, season: "Spring", authors: []*User{s.yusuf}, minutes: 2,
		cost: 21.9, stations: []string{"Ras Zahra", "Wadi Bahr"},
		more: Values{"Field work": Range("2026-05-06", "2026-05-07"), "Data return": 0.981},
	},
		Paragraph("بدأ الصباح هادئًا. كان البحر أملس كالزيت، وكانت الريح خفيفة من الشمال. ثم هبط الضغط، وعند الظهر جاءت ريح الجنوب."),
		Heading2("ما قاسته المحطة"),
		Table(
			TableRow("الساعة", "الحرارة", "الرطوبة", "الريح"),
			TableRow("11:00", "24 °C", "63 %", "3 m/s"),
			TableRow("12:00", "35 °C", "14 %", "17 m/s"),
			TableRow("15:00", "38 °C", "9 %", "21 m/s"),
			TableRow("19:00", "26 °C", "48 %", "6 m/s"),
		).ColumnHeader().RowHeader(),
		Paragraph("اختفى الأفق عند الواحدة ظهرًا، ولم يبقَ من المنارة إلا ضوؤها. قال الصيادون إنهم لم يروا مثل هذا منذ ", T("عشر سنوات").Bold(), "."),
		Heading2("بعد العاصفة"),
		Numbered("غسلنا الدرع الأبيض مرتين."),
		Numbered("نظّفنا لوح الشمس، فعاد الشحن إلى ", T("98 %").Code(), "."),
		Numbered("شربنا الشاي."),
		Paragraph("للمزيد عن العناية بالمحطة اقرأ ", MentionPage(s.ar), "."),
	).Icon(Emoji("🏜️")).Cover(s.file("cover-sand.jpg"))
}

func (s *sample) noteIzu() {
	s.on(time.May, 26, 1, 45, s.mei)
	s.note("小浦の小さな観測所", sampleNote{
		slug: "the-small-station-at-koura", date: "2026-05-26",
		summary: "伊豆の漁港にある観測所は、機械と人の目の両方で潮を読んでいます。二つの記録を一年分比べました。",
		tags:    []string{"tides", "people", "languages"}, season: "Spring", authors: []*User{s.mei}, minutes: 2,
		stations: []string{"Koura", "Hamasaki"},
		more:     Values{"Readings": 525600, "Data return": 0.997},
	},
		Paragraph("小浦の岸壁には、二つの潮位計があります。一つは電波で海面までの距離を測る機械、もう一つは", T("田中さん").Bold(), "です。"),
		Paragraph("田中さんは元漁師で、八十二歳になります。毎月一日の朝六時に標尺を読み、手帳に書き込みます。「機械が正しいかどうか、誰かが見てやらないと」と言います。"),
		Heading2("一年の比較"),
		Table(
			TableRow("月", "機械", "田中さん", "差"),
			TableRow("1月", "1.42 m", "1.42 m", "0 cm"),
			TableRow("4月", "1.57 m", "1.58 m", "1 cm"),
			TableRow("7月", "1.66 m", "1.66 m", "0 cm"),
			TableRow("10月", "1.71 m", "1.68 m", T("3 cm").Color("orange")),
		).ColumnHeader(),
		Paragraph("十月の差は、", T("田中さんが正しかった").Italic(), "のです。標尺の上に海藻が付いて、電波がそこで跳ね返っていました。"),
		Callout("教訓：機械の値が", T("滑らかすぎる").Bold(), "ときは、見に行きましょう。").Icon(Emoji("🎣")).Color("blue_background"),
		Paragraph("潮の曲線の読み方は、英語ですが", MentionPage(s.tideNote), "にあります。手引きは", T("日本語版").LinkToPage(s.ja), "もあります。"),
	).Icon(Emoji("⚓"))
}
