package notiontest

import "time"

// maintenance makes the log of visits to stations, which stands inline on a page.
func (s *sample) maintenance() {
	s.upkeep = s.ws.Database("Maintenance log", Schema(
		Title("Task"),
		Relation("Station", s.stations).Dual("Visits"),
		Date("When"),
		Status("State", "Planned", "Parts ordered", "On site", "Done"),
		People("Who"),
		Number("Cost", "euro"),
		MultiSelect("Kind",
			Opt("Sensor", "blue", ""), Opt("Power", "yellow", ""), Opt("Mast", "brown", ""), Opt("Radio", "purple", "")),
		Checkbox("Photos taken"),
		Files("Report"),
	)).Inline().Icon(Emoji("🧰"))
}

// visits fills the log.
func (s *sample) visits() {
	log := func(month time.Month, day int, who *User, task string, values Values, blocks ...*Block) {
		s.on(month, day, 16, 20, who)
		values["Who"] = who
		s.upkeep.Row(task, values, blocks...)
	}
	log(time.March, 3, s.ragnhild, "Replace cup bearing", Values{
		"Station": s.station["Tarnvik"], "When": "2026-03-02", "State": "Done", "Cost": 38.5, "Kind": []string{"Sensor"},
		"Photos taken": true,
	}, Paragraph("The old bearing turned only above 1.4 m/s. The new one starts at 0.4 m/s, checked with the hand-held anemometer."))
	log(time.March, 19, s.ines, "Bolt the tide staff back", Values{
		"Station": s.station["Kråkskär"], "When": Range("2026-03-17", "2026-03-18"), "State": "Done", "Cost": 112,
		"Kind": []string{"Sensor", "Mast"}, "Photos taken": true,
	}, Numbered("Chisel the remaining ice off the bracket."), Numbered("Two new M10 bolts, 45 Nm."), Numbered("Level to the benchmark: −3 mm."))
	log(time.April, 22, s.tomas, "Wipe and re-angle the solar panel", Values{
		"Station": s.station["Punta Areal"], "When": "2026-04-19", "State": "Done", "Cost": 0, "Kind": []string{"Power"},
	})
	log(time.May, 8, s.yusuf, "Wash the radiation shield", Values{
		"Station": []*Page{s.station["Ras Zahra"], s.station["Wadi Bahr"]}, "When": Range("2026-05-06", "2026-05-07"),
		"State": "Done", "Cost": 21.9, "Kind": []string{"Sensor"}, "Photos taken": true,
	})
	log(time.June, 12, s.sam, "Tension the guy wires", Values{
		"Station": []*Page{s.station["Brannock Light"], s.station["Carrick Sound"]}, "When": Range("2026-06-09T08:30:00.000+01:00", "2026-06-09T15:45:00.000+01:00"),
		"State": "Done", "Cost": 64, "Kind": []string{"Mast"},
		"Report": s.file("checklist.pdf"),
	})
	log(time.July, 28, s.mei, "Replace the relay antenna", Values{
		"Station": s.station["Tangaroa Reef"], "When": "2026-11-30", "State": "Parts ordered", "Cost": 240, "Kind": []string{"Radio"},
	}, Paragraph("The antenna broke in the storm of 19 July. The spare comes by ship and clears customs in Auckland."))
	log(time.September, 14, s.ines, "Survey the reef and move the buoy", Values{
		"Station": s.station["Westerriff"], "When": Range("2026-09-12", "2026-09-13"), "State": "Done", "Cost": 480, "Kind": []string{"Mast"},
		"Photos taken": true,
	})
	log(time.October, 26, s.ines, "Find out why the battery does not charge", Values{
		"Station": s.station["Kivinina"], "When": "2026-11-24T09:00:00.000+02:00", "State": "Planned", "Kind": []string{"Power"},
	})
	s.upkeepViews()
}

func (s *sample) upkeepViews() {
	newest := []JSON{{"property": "When", "direction": "descending"}}
	s.upkeep.View("timeline", "Plan", ViewConfig{
		Sorts: newest,
		Configuration: JSON{
			"date_property_id": "When", "show_table": true, "preference": JSON{"zoom_level": "month"},
			"properties": Shown("Task", "Station", "State"),
		},
	})
	s.upkeep.View("table", "Everything", ViewConfig{
		Sorts:         newest,
		Configuration: JSON{"properties": Shown("Task", "Station", "When", "State", "Who", "Cost")},
	})
	s.upkeep.View("board", "By state", ViewConfig{
		Configuration: JSON{
			"group_by":   JSON{"type": "status", "property_id": "State", "group_by": "group", "sort": JSON{"type": "manual"}},
			"properties": Shown("Task", "Station", "When"),
		},
	})
	s.upkeep.View("form", "Report a fault", ViewConfig{
		Configuration: JSON{"is_form_closed": false, "anonymous_submissions": true, "submission_permissions": "reader"},
	})
}

// instruments makes a database of two data sources: what floats, and what stands on a mast.
func (s *sample) instruments() {
	s.on(time.February, 16, 10, 5, s.tomas)
	s.gear = s.ws.Database("Instruments", Schema(
		Title("Instrument"), Number("Range", "number").Describe("In metres"), Number("Price", "euro"), Checkbox("In stock"),
	)).Icon(Emoji("🔩")).Description("What we build into stations, and what a spare costs.")
	tide := s.gear.Source().Rename("Tide and waves")
	tide.Row("Radar level sensor", Values{"Range": 8, "Price": 189, "In stock": true})
	tide.Row("Pressure gauge, vented", Values{"Range": 10, "Price": 142, "In stock": true})
	tide.Row("Wave staff", Values{"Range": 4, "Price": 96.5, "In stock": false})
	air := s.gear.AddSource("Air", Schema(
		Title("Instrument"), RichText("Measures"), Number("Accuracy", "percent"), Number("Price", "euro"),
	)).Icon(Emoji("🌬️"))
	air.Row("Cup anemometer", Values{"Measures": "Wind speed", "Accuracy": 0.02, "Price": 74})
	air.Row("Wind vane", Values{"Measures": "Wind direction", "Accuracy": 0.03, "Price": 58})
	air.Row("Sonic anemometer", Values{
		"Measures": []Rich{T("Wind speed and direction, "), T("no moving parts").Italic()}, "Accuracy": 0.015, "Price": 410,
	})
	air.Row("Barometer", Values{"Measures": []Rich{T("Air pressure in "), Eq(`\mathrm{hPa}`)}, "Accuracy": 0.001, "Price": 32})
	s.gear.View("table", "Tide and waves", ViewConfig{
		Configuration: JSON{"properties": Shown("Instrument", "Range", "Price", "In stock")},
	})
	s.gear.View("list", "Air", ViewConfig{
		Source: air, Configuration: JSON{"properties": Shown("Instrument", "Measures", "Price")},
	})
}
