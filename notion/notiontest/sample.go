package notiontest

import "time"

// SampleWorkspace is the workspace that the demo shows: the handbook and the field notes of
// Tidewater, a network of coastal weather stations. Between them they use every kind of block,
// property, mention, icon and view that the API has.
type SampleWorkspace struct {
	*Workspace
	Handbook   *Page     // the root of the handbook; its other pages are below it
	FieldNotes *Database // the posts
	Stations   *Database // the register of stations, a full page below the handbook
}

// HandbookURL returns the address of the handbook on Notion.
func (s *SampleWorkspace) HandbookURL() string { return notionURL("Tidewater handbook", s.Handbook.id) }

// FieldNotesURL returns the address of the field notes on Notion.
func (s *SampleWorkspace) FieldNotesURL() string { return notionURL("", s.FieldNotes.id) }

// Sample builds the sample workspace. IDs and times are the same on every call; all times lie
// in 2026, and the clock is time.Now for edits that come after. Each call returns a workspace
// of its own.
func Sample() *SampleWorkspace {
	s := &sample{ws: NewWorkspace().Name("Tidewater")}
	s.ws.SetClock(func() time.Time { return s.now })
	s.people()
	s.emoji()
	s.pages()
	s.targets()
	s.register()
	s.visits()
	s.instruments()
	s.fieldNotes()
	s.latestNotes()
	s.blog()
	s.docs()
	s.discussions()
	s.ws.SetAuthor(s.ws.Bot())
	s.ws.SetClock(time.Now)
	return &SampleWorkspace{
		Workspace: s.ws, Handbook: s.handbook, FieldNotes: s.notes, Stations: s.stations,
	}
}

// sample is the sample workspace while it is being built. Pages are made first and filled
// later, so that texts can link in every direction.
type sample struct {
	ws  *Workspace
	now time.Time

	ines, tomas, mei, yusuf, ragnhild, sam *User
	relay                                  *User

	buoy, gale, seal *CustomEmoji

	handbook, about, setup, site, mast, guys, wiring, power *Page
	reference, api, format, sensors, tideGauge, anemometer  *Page
	keeping, writing, council, languages, de, ar, ja        *Page

	stations, upkeep, gear, notes, latest *Database
	station                               map[string]*Page

	// Blocks that links and copies lead to: a synced original, headings and a table.
	safety, parts, flagTable, pressure, torque *Block

	questions   *Comment
	stormReport *Page // posts that texts link to
	tideNote    *Page
	saltNote    *Page
}

// on sets who edits from now on, and when: a minute of 2026 in UTC.
func (s *sample) on(month time.Month, day, hour, minute int, who *User) {
	s.now = time.Date(2026, month, day, hour, minute, 0, 0, time.UTC)
	s.ws.SetAuthor(who)
}

func (s *sample) people() {
	s.on(time.January, 12, 8, 30, s.ws.Bot())
	person := func(name, email, picture string) *User {
		return s.ws.Person(name, email).Avatar(s.file(picture))
	}
	s.ines = person("Ines Albrecht", "ines@tidewater.example", "avatar-ines.png")
	s.tomas = person("Tomás Figueira", "tomas@tidewater.example", "avatar-tomas.png")
	s.mei = person("佐藤 芽衣", "mei@tidewater.example", "avatar-mei.png")
	s.yusuf = person("Yusuf Haddad", "yusuf@tidewater.example", "avatar-yusuf.png")
	s.ragnhild = person("Ragnhild Nygård", "ragnhild@tidewater.example", "avatar-ragnhild.png")
	s.sam = person("Sam Okafor", "sam@tidewater.example", "avatar-sam.png")
	s.relay = s.ws.OtherBot("Station relay")
}

func (s *sample) emoji() {
	s.buoy = s.ws.CustomEmoji("buoy", s.file("emoji-buoy.png"))
	s.gale = s.ws.CustomEmoji("gale", s.file("emoji-gale.png"))
	s.seal = s.ws.CustomEmoji("seal", s.file("emoji-seal.png"))
}
