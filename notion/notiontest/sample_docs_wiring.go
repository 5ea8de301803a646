package notiontest

import "time"

func (s *sample) docsWiring() {
	s.on(time.May, 18, 20, 45, s.tomas)
	s.wiring.Append(
		Paragraph("Six terminals, five cables. Wire it on the table, label both ends, take a picture, and only then take it apart again."),
		Image(s.file("wiring.png")).Caption("Terminals of the logger, revision C"),
		Table(
			TableRow("Terminal", "Signal", "Cable", "Colour"),
			TableRow("1", T("+12 V").Code(), "battery", T("red").Color("red")),
			TableRow("2", T("GND").Code(), "battery, all shields", T("black").Bold()),
			TableRow("3", T("RS-485 A").Code(), "tide gauge", T("green").Color("green")),
			TableRow("4", T("RS-485 B").Code(), "tide gauge", T("yellow").Color("yellow")),
			TableRow("5", T("pulse").Code(), "anemometer, rain", T("orange").Color("orange")),
			TableRow("6", T("analogue").Code(), "vane", T("blue").Color("blue")),
		).ColumnHeader().RowHeader(),
		Heading2("Check with a multimeter"),
		Numbered("Battery off: less than ", Eq(`1\,\Omega`), " between the shields and terminal 2."),
		Numbered("Battery on: 12 to 14 V between 1 and 2."),
		Numbered("Turn the vane by hand: the voltage at 6 goes from 0 to 3.3 V and jumps back at north."),
		Heading2("Tell the logger what is connected"),
		Paragraph("Put this file on the card as ", T("station.toml").Code(), ":"),
		Code("toml", "name = \"Skarvholm\"\nposition = [58.91, 5.48]\n\n[wind]\nspeed = { terminal = 5, factor = 0.0875 } # m/s per hertz\ndirection = { terminal = 6, offset = 3.5 } # degrees\n\n[tide]\nbus = \"rs485\"\naddress = 0x21\nzero = 4.182 # metres from the sensor down to the benchmark").
			Caption("station.toml"),
		Paragraph("The factor is on the sticker of the anemometer. The zero comes from ", T("levelling").LinkToPage(s.tideGauge), "."),
		Toggle("If the tide gauge does not answer").Children(
			Bulleted("Swap A and B. It cannot do harm, and it is the reason in nine of ten cases."),
			Bulleted("Is the terminator switched on at both ends of the bus, and nowhere between?"),
			Bulleted("Ask the sensor for its name:"),
			Code("shell", "$ tide485 --port /dev/ttyUSB0 --address 0x21 identify\nVR-8 radar level sensor, firmware 1.4.2, 2211 readings since power-on"),
		),
		FileBlock(s.file("checklist.pdf")).Caption("The same as a list for the box"),
	)
}

func (s *sample) docsPower() {
	s.on(time.May, 19, 21, 5, s.tomas)
	s.power.Append(
		Paragraph("The logger speaks through one lamp. Connect the battery and watch it:"),
		Table(
			TableRow("Lamp", "Meaning", "What to do"),
			TableRow("three short", "card found, file read", "nothing"),
			TableRow("one long", "no card", "push it until it clicks"),
			TableRow("two long", "file not understood", []Rich{T("read "), T("errors.txt").Code(), T(" on the card")}),
			TableRow("a flash every ten seconds", "measuring", "be happy"),
		).ColumnHeader(),
		Heading2("The first hour").Toggleable().Children(
			Paragraph("Stay for an hour. Turn the cups, breathe on the shield, pour a measured glass into the rain gauge:"),
			Bulleted("100 ml are ", T("25 tips").Bold(), ", give or take one."),
			Bulleted("Your breath raises the humidity by more than twenty points within a minute."),
			Bulleted("The level agrees with a tape measure to a centimetre."),
		),
		Heading2("The first week").Toggleable().Children(
			Paragraph("Compare with two neighbours every evening. The archive flags what differs by more than it should:"),
			Code("plain text", "2026-05-19 20:00  Skarvholm   pressure  1012.4  ok\n2026-05-19 20:00  Tarnvik     pressure  1012.1  ok\n2026-05-19 20:00  Nólsvík     pressure   998.7  differs by 13.5 hPa"),
		),
		Heading2("Register it"),
		Paragraph("Add a page to the ", MentionDatabase(s.stations), " and tell ", MentionUser(s.ines), ". Your station gets its code within a day, and a place on the map."),
	)
}
