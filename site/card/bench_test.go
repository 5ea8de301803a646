package card

import (
	"testing"

	"galley/site/lettering"
)

func BenchmarkDraw(b *testing.B) {
	fonts, err := lettering.New(nil, nil)
	if err != nil {
		b.Fatal(err)
	}
	painter := NewPainter(fonts, "#0b6670")
	size := 0
	for b.Loop() {
		data, err := painter.Draw(Card{Title: "What the winter storm did to the stations of the coast", Site: "Tidewater field notes"})
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
	}
	b.ReportMetric(float64(size), "B/card")
}
