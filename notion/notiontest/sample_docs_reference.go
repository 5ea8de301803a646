package notiontest

import "time"

// docsReference are the pages to look things up in.
func (s *sample) docsReference() {
	s.on(time.June, 2, 10, 30, s.mei)
	s.reference.Append(
		Paragraph("What is where, in which unit, and how to get it."),
		Image(s.file("data-path.svg")).Caption("The way of a reading"),
		ChildPage(s.api),
		ChildPage(s.format),
		ChildPage(s.sensors),
		ChildDatabase(s.stations),
		Heading2("Words we use"),
		Paragraph(T("Benchmark").Bold(), " — a fixed mark whose height is known."),
		Paragraph(T("Residual").Bold(), " — measured level minus predicted tide."),
		Paragraph(T("Flag").Bold(), " — a letter beside a value: what the archive thinks of it. See ", T("quality flags").LinkToBlock(s.format, s.flagTable), "."),
		Paragraph(T("Keeper").Bold(), " — the person who looks after a station."),
		Paragraph(T("Rissaga").Bold(), " — a wave of half a metre and ten minutes, made by a jump of the air pressure."),
	)
	s.docsAPI()
	s.docsFormat()
	s.docsSensors()
}

func (s *sample) docsAPI() {
	s.on(time.September, 21, 13, 55, s.mei)
	s.api.Append(
		TableOfContents(),
		Heading2("One request"),
		Paragraph("All data is free, without a key, at ", T("https://data.example.org/v2").Code().Link("https://data.example.org/v2"), ". Please send at most one request a second."),
		Code("bash", "curl -s 'https://data.example.org/v2/stations/TW-6/latest?fields=wind,level' | jq ."),
		Code("json", "{\n  \"station\": \"TW-6\",\n  \"time\": \"2026-06-14T05:20:00Z\",\n  \"wind\": { \"speed\": 21.8, \"gust\": 31.0, \"direction\": 274 },\n  \"level\": { \"value\": 4.03, \"predicted\": 2.28, \"flag\": \"v\" }\n}").
			Caption("The answer, at the peak of ", T("the June storm").LinkToPage(s.stormReport)),
		Heading2("The same in your language"),
		Heading3("Go"),
		Code("go", "package main\n\nimport (\n\t\"encoding/json\"\n\t\"fmt\"\n\t\"log\"\n\t\"net/http\"\n)\n\ntype latest struct {\n\tStation string `json:\"station\"`\n\tLevel   struct {\n\t\tValue     float64 `json:\"value\"`\n\t\tPredicted float64 `json:\"predicted\"`\n\t} `json:\"level\"`\n}\n\nfunc main() {\n\tres, err := http.Get(\"https://data.example.org/v2/stations/TW-6/latest\")\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tdefer res.Body.Close()\n\tvar l latest\n\tif err := json.NewDecoder(res.Body).Decode(&l); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tfmt.Printf(\"%s: %+.2f m above the tide\\n\", l.Station, l.Level.Value-l.Level.Predicted)\n}"),
		Heading3("Python"),
		Code("python", "import pandas as pd\n\nurl = \"https://data.example.org/v2/stations/TW-6/readings.csv?from=2026-06-13&to=2026-06-15\"\ndata = pd.read_csv(url, parse_dates=[\"time\"], index_col=\"time\")\nprint(data[\"water_level\"].resample(\"1h\").max())"),
		Heading3("JavaScript"),
		Code("javascript", "const res = await fetch(\"https://data.example.org/v2/stations/TW-6/latest\");\nconst { wind } = await res.json();\ndocument.querySelector(\"#wind\").textContent = `${wind.speed.toFixed(1)} m/s`;"),
		Heading3("R"),
		Code("r", "readings <- read.csv(\"https://data.example.org/v2/stations/TW-6/readings.csv\")\nhist(readings$gust, breaks = 30, main = \"Gusts at Skarvholm\")"),
		Heading3("SQL").Toggleable().Children(
			Paragraph("The archive can be downloaded as one SQLite file, once a month:"),
			Code("sql", "SELECT station, max(gust) AS strongest\nFROM readings\nWHERE time >= '2026-01-01' AND flag IN ('v', 'g')\nGROUP BY station\nORDER BY strongest DESC\nLIMIT 5;"),
		),
		Heading2("Changes"),
		Heading3("Version 2"),
		Heading4("Added"),
		Bulleted(T("predicted").Code(), " beside every level"),
		Heading4("Removed"),
		Bulleted(T("wind_knots").Code().Strike(), " — divide by 0.514 if you must"),
		Code("diff", "-GET /v1/station/6/now\n+GET /v2/stations/TW-6/latest"),
		Heading4("Versions before").Toggleable().Children(
			Paragraph("Version 1 answers until the end of 2026."),
		),
	)
}

func (s *sample) docsFormat() {
	s.on(time.June, 4, 9, 5, s.mei)
	s.format.Append(
		Paragraph("One line of CSV for each minute, in UTC, with a point as decimal sign:"),
		Code("plain text", "time,wind_speed,wind_direction,gust,pressure,air_temperature,water_level\n2026-06-14T05:20:00Z,21.8,274,31.0,981.2,13.1,4.03"),
		FileBlock(s.file("skarvholm-june.csv")).Caption("Two days of a storm, hour by hour"),
		Heading2("Columns"),
		Table(
			TableRow("Column", "Unit", "Resolution", "How it is made"),
			TableRow(T("wind_speed").Code(), T("m/s"), "0.1", "mean of ten minutes"),
			TableRow(T("wind_direction").Code(), "°", "1", []Rich{T("mean of unit vectors, "), T("not").Italic(), T(" of angles")}),
			TableRow(T("gust").Code(), "m/s", "0.1", "largest mean of three seconds"),
			TableRow(T("pressure").Code(), "hPa", "0.1", []Rich{T("reduced to sea level, "), T("see below").LinkToBlock(s.format, s.pressure)}),
			TableRow(T("air_temperature").Code(), "°C", "0.1", "mean of one minute"),
			TableRow(T("water_level").Code(), "m", "0.01", "mean of one minute, above the benchmark's zero"),
		).ColumnHeader().RowHeader(),
		s.pressure,
		Paragraph("A barometer on a cliff reads less than one on the beach. With the height ", Eq(`z`), " in metres and the temperature ", Eq(`T`), " in kelvin:"),
		Equation(`p_0 = p \left(1 - \frac{0.0065\,z}{T + 0.0065\,z}\right)^{-5.257}`),
		Heading2("Direction"),
		Paragraph("350° and 10° make 0°, not 180°:"),
		Equation(`\bar\theta = \operatorname{atan2}\!\Big(\tfrac1n\sum\sin\theta_i,\ \tfrac1n\sum\cos\theta_i\Big)`),
		s.flagTable,
		Table(
			TableRow("Flag", "Meaning", "Share"),
			TableRow(T("v").Code(), T("valid").Color("green"), "97.8 %"),
			TableRow(T("g").Code(), T("filled from the second sensor").Color("blue"), "1.1 %"),
			TableRow(T("d").Code(), T("doubtful").Color("orange"), "0.9 %"),
			TableRow(T("x").Code(), T("wrong, kept for the record").Color("red"), "0.2 %"),
		).ColumnHeader(),
		Heading2("The configuration of a complete station"),
		Paragraph("Everything that the logger understands, with the values that it takes when a line is missing:"),
		Code("yaml", split(sampleConfiguration())).Caption("defaults.yaml"),
	)
}

func (s *sample) docsSensors() {
	s.on(time.June, 9, 19, 10, s.tomas)
	s.sensors.Append(
		Paragraph("Each sensor has a page with how it works, how to mount it, and how it lies."),
		Toggle("In the water").Children(
			Paragraph("One sensor a station; nine stations have a second one for waves."),
			ChildPage(s.tideGauge),
		),
		Toggle("In the air").Children(ChildPage(s.anemometer)),
		Heading2("Prices and stock"),
		ChildDatabase(s.gear),
	)
	s.tideGauge.Append(
		Breadcrumb(),
		Paragraph("A radar looks down at the water and times the echo. The level is what is left over:"),
		Equation(`h = z_0 - \frac{c\,\Delta t}{2}`),
		Video(s.file("tide-timelapse.mp4")).Caption("Twelve hours in three seconds: the staff, the boat and what lies between"),
		Heading2("Levelling"),
		Paragraph("Levelling tells how high the sensor hangs above the benchmark. Do it when you build the station, and again every spring."),
		Numbered("Set up the level halfway between benchmark and sensor."),
		Numbered("Read the staff on the benchmark: ", T("back sight").Italic(), "."),
		Numbered("Read the staff under the sensor: ", T("fore sight").Italic(), "."),
		Numbered("The difference goes into ", T("station.toml").Code(), " as ", T("zero").Code(), "; see ", MentionPage(s.wiring), "."),
		Heading2("How it lies"),
		Bulleted("A gull on the bracket raises the sea by 2 cm. ", MentionCustomEmoji(s.seal), " on the ladder: 40 cm."),
		Bulleted("Ice is not water, but the radar does not know."),
	)
	s.anemometer.Append(
		Paragraph("Three cups turn once for every ", T("2.3 metres").Bold(), " of wind. A magnet counts the turns."),
		Audio(s.file("singing-cups.wav")).Caption("A bearing that wants to be replaced"),
		Heading2("How it lies"),
		Paragraph("It starts too late when it is old, and it stops too late when it is new. In gusty wind that makes it read about ", T("3 %").Bold(), " too much."),
		Image(s.file("wind-rose.svg")).Caption("A month of a healthy anemometer"),
	)
}
