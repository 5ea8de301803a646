package notiontest

import (
	"fmt"
	"time"
)

// logDay is a day on the lighthouse: wind in m/s, pressure in hPa, air in °C, visibility in km.
type logDay struct {
	wind, pressure, air, sight int
	from, entry                string
}

var logDays = []logDay{
	{6, 1021, 14, 30, "SW", "Landed at ten with four boxes and a bag of flour. The helicopter pad is white with gulls, and they are not pleased."},
	{7, 1019, 14, 28, "SW", "Counted the steps: a hundred and twelve. Counted them again on the way down, a hundred and eleven. I blame the last one, which is a stone."},
	{9, 1014, 13, 22, "S", "Opened the logger. Dry inside, one dead spider, card at 61 per cent. Left the spider where it was."},
	{13, 1006, 13, 12, "S", "Rain from the side all day. The gallery door opens only inwards now, so I read the instruments from the window."},
	{17, 998, 12, 8, "SW", "The first gale. Up here it is not louder than on land, but lower, and one feels it in the teacups."},
	{12, 1003, 11, 25, "W", "Washed salt from the windows and found a ship behind it: the ferry, two hours late, rolling."},
	{8, 1012, 11, 40, "NW", "So clear that the mountains stand on the horizon. Took the bearing of each of them, for no reason."},
	{5, 1020, 12, 45, "NW", "Compared the anemometer with the hand-held one for an hour, minute by minute. The difference is 0.1, and I know which of the two I believe."},
	{4, 1025, 12, 40, "N", "Calm. Painted the inside of the lamp room. Grey, because there is only grey."},
	{3, 1029, 11, 35, "NE", "A seal has taken the landing. We agreed that I use it at high water and she at low."},
	{3, 1031, 11, 20, "E", "Fog bank to the west, which came no nearer. The horn did not know that and worked until noon."},
	{4, 1030, 10, 2, "E", "The fog arrived. From the gallery I could not see the foot of the tower, and from the foot I could not see the tower."},
	{5, 1026, 11, 1, "SE", "Second day of fog. Baked bread. Wrote the part of the manual about fog."},
	{7, 1020, 12, 18, "S", "It lifted at eleven, all at once, like a cloth. Behind it: five ships, waiting."},
	{10, 1013, 13, 20, "S", "Changed the bearing of the vane. It took an hour; the old one came out in two pieces."},
	{14, 1005, 13, 14, "SW", "Swell from a storm that we shall not see. Every twelve seconds the rock takes a breath, and so does the tide record."},
	{18, 996, 12, 9, "SW", "The spray reaches the gallery. I tasted it, to be sure."},
	{23, 984, 11, 4, "W", "The barometer fell by eleven hectopascals before breakfast. Moved the bed away from the window."},
	{26, 978, 10, 3, "W", "Strongest gust of the month: thirty-six. The lamp swings a little, as it is meant to. I slept in the kitchen."},
	{19, 988, 9, 10, "NW", "The storm has cleaned everything. Two panes cracked, both on the outside; the spares fit."},
	{12, 1001, 9, 30, "NW", "Carried the cracked panes down. A hundred and twelve steps with a pane of glass are four hundred."},
	{8, 1011, 9, 42, "N", "Northern lights from nine to half past ten, green, low. The logger does not measure them. It should."},
	{6, 1018, 8, 45, "N", "Levelled the tide gauge against the brass bolt: two millimetres. In 1931 they got three."},
	{5, 1022, 8, 40, "NE", "School day by radio. Twenty-three children asked what I eat, one asked what the pressure was. Sent her the whole month."},
	{6, 1019, 9, 35, "E", "Geese, all day, very high, talking."},
	{9, 1012, 10, 24, "SE", "Greased every plug on the gallery. The rule about humidity was kept for the first time in its life."},
	{12, 1005, 11, 16, "S", "Rain gauge and my soup pot disagreed by four per cent. The pot is the newer instrument."},
	{15, 1000, 11, 12, "SW", "The boat that should fetch me wrote that it will not. Turned the bread into more bread."},
	{11, 1007, 10, 26, "W", "Read the log of October 1931. They had the same weather, and better handwriting."},
	{8, 1014, 10, 33, "W", "Packed. Left the flour, the grey paint and a note about step one hundred and twelve."},
	{6, 1019, 11, 38, "SW", "The boat came at eight. The seal was on the landing, although the water was high. I let it pass."},
}

// logTasks are what is done on each day of the week, Monday first.
var logTasks = [7][2]string{
	{"Swap the card", "Radio check with the harbour"},
	{"Wipe the solar panel", "Turn the vane by hand"},
	{"Empty the rain gauge", "Read the tide staff at noon"},
	{"Battery under load", "Air the battery room"},
	{"Check the guys of the aerial", "Oil the hinges of the gallery door"},
	{"Wash the radiation shield", "Sweep the stairs"},
	{"Wind the old clock", "Write home"},
}

// noteLogbook is a post of more than 300 blocks, and with a table of more than 100 rows.
func (s *sample) noteLogbook() {
	blocks := []*Block{
		Paragraph("Once a year somebody stays on ", MentionPage(s.station["Brannock Light"]), " for a month, to look after what cannot be looked after from land. This year it was me."),
		Image(s.file("aurora.jpg")).Caption("The evening of 22 October, from memory"),
		Audio(s.file("fog-signal.mp3")).Caption("The fog signal, heard from the kitchen on the 12th"),
	}
	for i, day := range logDays {
		if i%7 == 0 {
			blocks = append(blocks, Heading2(fmt.Sprintf("Week %d", i/7+1)))
		}
		blocks = append(blocks, day.blocks(i)...)
	}
	blocks = append(blocks,
		Heading2("High and low water"),
		Toggle("All tides of the month, as predicted").Children(tideTable()),
		Paragraph("Next year it is your turn. Write to ", MentionUser(s.sam), "; there is flour."),
	)
	s.on(time.November, 4, 18, 50, s.sam)
	p := s.note("Thirty-one days on Brannock Light", sampleNote{
		slug: "thirty-one-days-on-brannock-light", date: "2026-11-04",
		summary: "A month alone with a lighthouse, a logger and a seal. The log, unabridged.",
		tags:    []string{"people", "storms", "wildlife"}, season: "Autumn", authors: []*User{s.sam}, minutes: 11,
		cost: 261, stations: []string{"Brannock Light"},
		more: Values{
			"Field work": Range("2026-10-01", "2026-10-31"), "Readings": 44640, "Data return": 0.9998,
			"Written at": Location{Lat: 53.42, Lon: -10.21, Name: "Brannock Light", Address: "Kitchen"},
			"Attachments": []*File{
				s.file("fog-signal.mp3"), External("https://example.org/brannock/log-1931.pdf").Named("Log of 1931"),
			},
		},
	}, blocks...).Icon(s.seal).Cover(s.file("cover-night.jpg"))
	p.Comment(s.ines, "What was in the soup?").Reply(s.sam, "Rain, mostly. 104 % of it.")
}

// blocks writes one day of October.
func (d logDay) blocks(i int) []*Block {
	date := time.Date(2026, time.October, i+1, 0, 0, 0, 0, time.UTC)
	gust := d.wind * 7 / 5
	tasks := logTasks[(int(date.Weekday())+6)%7]
	wind := T(fmt.Sprintf("%d m/s", d.wind))
	if d.wind >= 17 {
		wind = wind.Bold().Color("red")
	}
	return []*Block{
		Heading3(date.Format("Monday, 2 January")),
		Paragraph(d.entry),
		Bulleted("Wind: ", wind, " from ", d.from),
		Bulleted(fmt.Sprintf("Gusts: %d m/s", gust)),
		Bulleted(fmt.Sprintf("Pressure: %d hPa", d.pressure)),
		Bulleted("Sea: " + seaState(d.wind)),
		Bulleted(fmt.Sprintf("Air: %d °C", d.air)),
		Bulleted(fmt.Sprintf("Visibility: %d km", d.sight)),
		ToDo(true, tasks[0]),
		ToDo(d.wind < 20, tasks[1]),
	}
}

// seaState names the sea that a wind of so many m/s raises.
func seaState(wind int) string {
	switch {
	case wind >= 20:
		return "high"
	case wind >= 14:
		return "rough"
	case wind >= 8:
		return "moderate"
	}
	return "slight"
}

// tideTable has a row for each of the 119 tides of the month.
func tideTable() *Block {
	rows := []*Block{TableRow("Day", "Time", "", "Height")}
	at := time.Date(2026, time.October, 1, 1, 20, 0, 0, time.UTC)
	for i := 0; at.Month() == time.October; i++ {
		kind, height := "high", 41+spring(i)
		if i%2 == 1 {
			kind, height = "low", 12-spring(i)
		}
		rows = append(rows, TableRow(at.Format("2 January"), at.Format("15:04"), kind, tenths(float64(height)/10)+" m"))
		at = at.Add(6*time.Hour + 12*time.Minute + 36*time.Second)
	}
	return Table(rows...).ColumnHeader()
}

// spring is what the moon adds to the height of the tide number i, in decimetres: from -7 to 7
// and back in a fortnight.
func spring(i int) int {
	phase := i % 57
	if phase > 28 {
		phase = 57 - phase
	}
	return 7 - phase/2
}
