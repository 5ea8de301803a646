package notiontest

import "time"

// pages makes the pages of the handbook, still empty.
func (s *sample) pages() {
	s.on(time.January, 12, 9, 0, s.ines)
	s.handbook = s.ws.Page("Tidewater handbook").Icon(Emoji("🌊")).Cover(s.file("cover-lighthouse.jpg"))
	s.about = s.ws.Page("What Tidewater is").Icon(FileIcon(s.dataURL("icon-wave.png")))
	s.setup = s.ws.Page("Build a station").Icon(Emoji("🛠️")).Cover(s.file("cover-mast.jpg"))
	s.site = s.ws.Page("Choose a site").Icon(Emoji("🧭"))
	s.mast = s.ws.Page("Raise the mast").Icon(FileIcon(s.file("icon-station.png")))
	s.guys = s.ws.Page("Guy wires and anchors").Icon(Emoji("🪢"))
	s.wiring = s.ws.Page("Wire the logger").Icon(Emoji("🔌"))
	s.power = s.ws.Page("First power-on").Icon(Emoji("🔋"))
	s.reference = s.ws.Page("Reference").Icon(Emoji("📚"))
	s.api = s.ws.Page([]Rich{T("The "), T("/v2").Code(), T(" data API")}).Icon(Emoji("📡"))
	s.format = s.ws.Page("Observation format").Icon(Emoji("🧾"))
	s.sensors = s.ws.Page("Sensors").Icon(Emoji("🌡️"))
	s.tideGauge = s.ws.Page("Tide gauge").Icon(s.buoy)
	s.anemometer = s.ws.Page("Anemometer").Icon(s.gale)
	s.keeping = s.ws.Page("Keep a station running").Icon(Emoji("🧰")).Cover(s.file("cover-winter.jpg"))
	s.writing = s.ws.Page("Write a field note").Icon(Emoji("✍️"))
	s.council = s.ws.Page("Council, autumn 2026").Icon(Emoji("🗒️"))
	s.languages = s.ws.Page("Other languages").Icon(Emoji("🌍"))
	s.de = s.ws.Page("Eine Station betreuen").Icon(Emoji("🇩🇪"))
	s.ar = s.ws.Page("العناية بالمحطة").Icon(Emoji("🌴"))
	s.ja = s.ws.Page("観測所の手引き").Icon(Emoji("🗾")).NewHost()
}

// targets makes the blocks of the handbook that links and copies lead to, to be placed later.
func (s *sample) targets() {
	s.parts = Heading2("Parts")
	s.flagTable = Heading2("Quality flags")
	s.pressure = Heading2("Pressure at sea level")
	s.torque = Table(
		TableRow("Bolt", "Stainless", "Galvanised"),
		TableRow("M8", "20 Nm", "23 Nm"),
		TableRow("M10", "40 Nm", "46 Nm"),
		TableRow("M12", "69 Nm", "79 Nm"),
	).ColumnHeader().RowHeader()
	s.safety = SyncedOriginal(
		Callout().Icon(Emoji("🦺")).Color("red_background").Children(
			Heading3("Before you go out"),
			ToDo(false, "Somebody on land knows where you are and when you will be back."),
			ToDo(false, "You have read the tide table, and the way back is dry for as long as you need."),
			ToDo(false, "Nobody climbs with wind above ", T("10 m/s").Bold(), ", and nobody climbs alone."),
		),
	)
}

// docs fills the handbook.
func (s *sample) docs() {
	s.docsSetup()
	s.docsReference()
	s.docsCare()
	s.docsLanguages()
	s.docsWriting()
	s.docsRoot()
}

// blog writes the posts, oldest first.
func (s *sample) blog() {
	s.notesOfWinter()
	s.notesOfSpring()
	s.notesOfSummer()
	s.notesOfAutumn()
	s.notesToCome()
	s.noteLogbook()
	s.noteYear()
}

// discussions adds comments to pages of the handbook.
func (s *sample) discussions() {
	s.on(time.November, 10, 7, 45, s.yusuf)
	s.site.Comment(s.yusuf, "Should we say something about ", T("sand").Italic(), "? In Wadi Bahr the obstacle moves.").
		Reply(s.ragnhild, "Please do. ", MentionUser(s.ines), " can add a picture.")
	s.safety.Comment(s.tomas, "Ten metres a second is a lot. I stop at eight.")
}
