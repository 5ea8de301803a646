package notiontest

import "time"

// docsLanguages are pages in German, Arabic and Japanese.
func (s *sample) docsLanguages() {
	s.on(time.May, 4, 8, 40, s.ines)
	s.languages.Append(
		Paragraph("Keepers write in the language of their harbour. These pages are complete; others follow."),
		Columns(
			Column(ChildPage(s.de)),
			Column(ChildPage(s.ar)),
			Column(ChildPage(s.ja)),
		),
	)
	s.docsGerman()
	s.docsArabic()
	s.docsJapanese()
}

func (s *sample) docsGerman() {
	s.on(time.May, 6, 19, 30, s.ines)
	s.de.Append(
		Paragraph("Wer eine Station betreut, muss kein Meteorologe sein. Es genügt, in der Nähe zu wohnen, gern draußen zu sein und aufzuschreiben, was man sieht."),
		Heading2("Viermal im Jahr"),
		Numbered("Im Frühjahr den Pegel einmessen und die Schrauben prüfen."),
		Numbered("Im Sommer den Strahlungsschutz abwaschen – mit Wasser, nicht mit Essig."),
		Numbered("Im Herbst die Abspannung nachziehen, bevor die ersten Stürme kommen."),
		Numbered("Im Winter nur das Nötigste: Karte tauschen, Batterie messen, Tee trinken."),
		Callout("Auf den Halligen gilt: erst die Tide, dann der Termin. Bei „Land unter“ bleibt die Station allein; sie kann das.").Icon(Emoji("🐑")).Color("green_background"),
		Heading2("Größen und Einheiten"),
		Table(
			TableRow("Größe", "Einheit", "Übliche Werte"),
			TableRow("Windgeschwindigkeit", "m/s", "3 bis 12, im Sturm über 25"),
			TableRow("Luftdruck", "hPa", "985 bis 1035"),
			TableRow("Wasserstand", "m über dem Festpunkt", "−1,8 bis +2,1"),
		).ColumnHeader(),
		Paragraph("Die Bolzen zieht man mit dem Drehmoment aus der ", T("Tabelle").LinkToBlock(s.guys, s.torque), " an; gemessen wird nach dem ", MentionPage(s.format), "."),
	)
}

func (s *sample) docsArabic() {
	s.on(time.May, 7, 6, 15, s.yusuf)
	s.ar.Append(
		Paragraph("لا يحتاج من يعتني بمحطة إلى أن يكون عالم أرصاد. يكفي أن يسكن قريبًا منها، وأن يحب البحر، وأن يكتب ما يراه."),
		Heading2("قبل الخروج"),
		ToDo(false, "أخبر أحدًا بمكانك وبموعد عودتك."),
		ToDo(false, "اقرأ جدول المد والجزر."),
		ToDo(false, "خذ معك ماءً عذبًا، لك وللدرع الأبيض."),
		Heading2("الغبار"),
		Paragraph("تهب رياح الجنوب ثلاث مرات أو أربعًا في السنة، وتترك على الدرع الأبيض طبقة صفراء. الدرع المتسخ يسخن في الشمس، فتقرأ المحطة ",
			T("درجة حرارة أعلى من الحقيقة").Bold(), " بنحو نصف درجة."),
		Numbered("اغسل الدرع بالماء فقط."),
		Numbered("انتظر ساعة، ثم قارن القراءة بمحطة ", MentionPage(s.station["Ras Zahra"]), "."),
		Numbered("سجّل الزيارة في ", MentionDatabase(s.upkeep), "."),
		Quote("البحر صبور، وعلينا أن نكون مثله."),
		Paragraph("تجد صيغة البيانات في صفحة ", MentionPage(s.format), "، والوحدة هي ", T("m/s").Code(), " دائمًا."),
	)
}

func (s *sample) docsJapanese() {
	s.on(time.May, 8, 2, 25, s.mei)
	s.ja.Append(
		Paragraph("観測所の世話をするのに、気象の専門家である必要はありません。近くに住み、海が好きで、見たことを書き留められれば十分です。"),
		Heading2("毎月の点検"),
		Bulleted("潮位を", T("目で読み").Bold(), "、記録と比べます。差は1センチ以内のはずです。"),
		Bulleted("電池の電圧を測ります（12.4 V以上）。"),
		Bulleted("風杯が軽く回ることを確かめます。"),
		Heading2("台風の前に"),
		Paragraph("風速が", T("毎秒25メートル").Color("red"), "を超える予報が出たら、前日までに風杯を外します。超音波式の風速計はそのままで構いません。"),
		Numbered("支線の張りを確かめる。"),
		Numbered("記録カードを新しいものに換える。"),
		Numbered("家に帰る。観測所は一人で大丈夫です。"),
		Callout("「記録は遅れても、失われない」――これが網の設計の基本です。詳しくは", MentionPage(s.power), "を読んでください。").Icon(Emoji("🎐")).Color("pink_background"),
	)
}
