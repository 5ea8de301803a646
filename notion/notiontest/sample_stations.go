package notiontest

import "time"

// byName gives the member with a short name.
func (s *sample) byName(name string) *User {
	return map[string]*User{
		"ines": s.ines, "tomas": s.tomas, "mei": s.mei, "yusuf": s.yusuf, "ragnhild": s.ragnhild, "sam": s.sam,
	}[name]
}

// register makes the database of stations, one page for each, and its views.
func (s *sample) register() {
	s.on(time.February, 2, 9, 10, s.ines)
	s.stations = s.ws.Database("Station register", Schema(
		Title("Station"),
		StatusOf("State",
			StatusGroup("To-do", "gray", Opt("Planned", "gray", "The site is chosen")),
			StatusGroup("In progress", "blue",
				Opt("Needs a visit", "yellow", "Reports, but something is wrong"),
				Opt("Offline", "red", "No report for a day")),
			StatusGroup("Complete", "green", Opt("Reporting", "green", "A report within the last hour"))),
		Select("Coast", coasts()...),
		Date("In service since"),
		Number("Mast", "number").Describe("Height above ground, in metres"),
		Number("Battery", "percent"),
		People("Keeper"),
		Place("Position"),
		URL("Live data"),
		UniqueID("Code", "TW"),
		Checkbox("Open to visitors"),
	)).Icon(FileIcon(s.file("icon-station.png"))).
		Description("Every station of the network. The keeper of a station keeps its page up to date.")
	s.maintenance()
	s.station = map[string]*Page{}
	for i, st := range sampleStations {
		s.on(time.February, 2+i/4, 9+i%4, 5*i%60, s.byName(st.keeper))
		s.station[st.name] = s.stationPage(i, st)
	}
	s.stationViews()
}

// coasts gives the countries and regions of the stations, each once.
func coasts() []any {
	var out []any
	seen := map[string]bool{}
	for _, st := range sampleStations {
		if !seen[st.coast] {
			seen[st.coast] = true
			out = append(out, st.coast)
		}
	}
	return out
}

func (s *sample) stationPage(i int, st sampleStation) *Page {
	p := s.stations.Row(st.name, Values{
		"State": st.status, "Coast": st.coast, "In service since": st.since, "Mast": st.metres,
		"Battery": st.battery, "Keeper": s.byName(st.keeper),
		"Position":         Location{Lat: st.lat, Lon: st.lon, Name: st.name, Address: st.coast},
		"Live data":        "https://data.example.org/stations/" + sampleSlug(st.name),
		"Open to visitors": i%3 == 2,
	},
		Paragraph(st.note),
		Quote(st.quoted),
		Bulleted("Mast: ", T(number(st.metres)+" m").Bold(), " above ground"),
		Bulleted("In service since ", MentionDate(st.since, "")),
		Bulleted("Keeper: ", MentionUser(s.byName(st.keeper))),
	)
	if st.status != "Reporting" {
		p.Append(Callout("The station is not fully in service; see the ", MentionDatabase(s.upkeep), ".").
			Icon(Emoji("🛠️")).Color("yellow_background"))
	}
	switch i % 4 {
	case 0:
		p.Icon(FileIcon(s.file("icon-station.png")))
	case 1:
		p.Icon(Emoji("📡"))
	case 2:
		p.Icon(s.buoy)
	}
	return p
}

func (s *sample) stationViews() {
	byName := []JSON{{"property": "Station", "direction": "ascending"}}
	s.stations.View("table", "All stations", ViewConfig{
		Sorts: byName,
		Configuration: JSON{
			"properties":          Shown("Station", "Code", "State", "Coast", "Mast", "Battery", "Keeper", "In service since"),
			"frozen_column_index": 0, "wrap_cells": false,
		},
	})
	s.stations.View("map", "Map", ViewConfig{
		Configuration: JSON{"map_by": s.stations.Source().PropertyID("Position"), "properties": Shown("Station", "State")},
	})
	s.stations.View("board", "By state", ViewConfig{
		Sorts: byName,
		Configuration: JSON{
			"group_by": JSON{
				"type": "status", "property_id": "State", "group_by": "option",
				"sort": JSON{"type": "manual"}, "hide_empty_groups": true,
			},
			"properties": Shown("Station", "Coast", "Battery"), "card_layout": "compact",
		},
	})
	s.stations.View("chart", "Battery by coast", ViewConfig{
		Configuration: JSON{
			"chart_type": "bar",
			"x_axis":     JSON{"type": "select", "property_id": "Coast", "sort": JSON{"type": "ascending"}},
			"y_axis":     JSON{"aggregation": "average", "property_id": "Battery"},
		},
	})
}
