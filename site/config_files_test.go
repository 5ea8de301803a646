package site

import "testing"

func TestSizesOfFiles(t *testing.T) {
	for text, want := range map[string]int64{
		"100MB": 100e6, "1.5 GB": 1.5e9, "64KB": 64e3,
		"0MB": 0, "-1MB": 0, "100": 0, "100mb": 0, "MB": 0, "1e3MB": 0, "99999999999999GB": 0, "": 0,
	} {
		got, ok := parseSize(text)
		if ok != (want > 0) || ok && got != want {
			t.Errorf("%q: %d, %v; want %d", text, got, ok, want)
		}
	}
}
