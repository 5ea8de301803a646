package notiontest

import (
	"fmt"
	"hash/fnv"
	"time"
)

// noteYear is a post of more than 300 blocks that is related to all stations.
func (s *sample) noteYear() {
	var names []string
	blocks := []*Block{
		Paragraph("Thirty stations, 15.7 million minutes, 97.8 per cent of them with a valid reading. This is the seventh report of the network, from November to October. ",
			"The stations come from north to south; each keeper had one sentence."),
		Image(s.file("network-map.svg")).Caption("The network at the end of October 2026"),
		Callout("Short of time? ", MentionPage(s.stormReport), " was the storm, and ", MentionPage(s.station["Tangaroa Reef"]), " is the only station that is silent.").Icon(Emoji("🔭")).Color("blue_background"),
	}
	for _, st := range sampleStations {
		names = append(names, st.name)
		blocks = append(blocks, s.yearOf(st)...)
	}
	blocks = append(blocks,
		Heading2("Thanks"),
		Paragraph("To the keepers, the harbour masters, the schools, and everybody who rang us because a vane looked wrong."),
		Paragraph("The numbers are in the ", T("register").LinkToDatabase(s.stations), "; the money is in the ", T("minutes of the council").LinkToPage(s.council), "."),
	)
	s.on(time.November, 16, 12, 0, s.ines)
	p := s.note("A year in thirty stations", sampleNote{
		slug: "a-year-in-thirty-stations", date: "2026-11-16",
		summary: "What every station saw between November and October, with a sentence from its keeper.",
		tags:    []string{"people", "storms", "tides"}, season: "Autumn",
		authors: []*User{s.ines, s.tomas, s.mei, s.yusuf, s.ragnhild, s.sam}, minutes: 8,
		cost: 4020, stations: names,
		more: Values{
			"Data return": 0.978, "Readings": 15768000, "Field work": Range("2025-11-01", "2026-10-31"),
			"Data set": "https://data.example.org/sets/year-2026", "Contact": "keepers@tidewater.example",
			"Harbour office": "+49 4841 555 0134",
			"Written at":     Location{Lat: 54.47, Lon: 9.05, Name: "Husum", Address: "The office above the net loft"},
			"Verification":   Verified{By: s.mei, During: Range("2026-11-15", "")},
		},
	}, blocks...).Icon(Emoji("🗺️")).Cover(s.file("cover-lighthouse.jpg"))
	p.Comment(s.ragnhild, "Tarnvik had 41.2 in January, I sent you the card. ", T("Page 3").LinkToPage(s.station["Tarnvik"])).
		Reply(s.ines, "Corrected, thank you.").Attach("image", s.file("wind-rose.svg"))
	p.Comment(s.tomas, "Can we have the table as a poster?")
}

// yearOf is the part about one station.
func (s *sample) yearOf(st sampleStation) []*Block {
	returned := T(tenths(float64(between(st.name, "return", 962, 999))/10) + " %").Bold()
	if st.status != "Reporting" {
		returned = T(tenths(float64(between(st.name, "return", 721, 879))/10) + " %").Bold().Color("orange")
	}
	return []*Block{
		Heading2(st.name),
		Paragraph(st.note),
		Bulleted("Data return: ", returned),
		Bulleted("Strongest gust: ", tenths(st.gust), " m/s"),
		Bulleted(fmt.Sprintf("Lowest pressure: %d hPa", st.low)),
		Bulleted("Highest level: ", tenths(st.level), " m"),
		Bulleted(fmt.Sprintf("Rain: %d mm", st.rain)),
		Bulleted(fmt.Sprintf("Visits: %d", between(st.name, "visits", 3, 9))),
		Quote(st.quoted, "\n", T("— ").Color("gray"), MentionUser(s.byName(st.keeper))),
		LinkToPage(s.station[st.name]),
	}
}

// between picks a number for a station that is the same every time.
func between(station, what string, low, high int) int {
	h := fnv.New32a()
	h.Write([]byte(station + " " + what))
	return low + int(h.Sum32()%uint32(high-low+1))
}
