package site

import "testing"

func TestMinutesAreThoseOfTheScript(t *testing.T) {
	for _, c := range []struct{ words, ideographs, want int }{
		{0, 0, 0}, {1, 0, 1}, {329, 0, 1}, {331, 0, 2}, {2200, 0, 10},
		{0, 1, 1}, {0, 2200, 4}, {220, 500, 2},
	} {
		if got := minutes(c.words, c.ideographs); got != c.want {
			t.Errorf("%d words and %d characters take %d minutes, want %d", c.words, c.ideographs, got, c.want)
		}
	}
}
