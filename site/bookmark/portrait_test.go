package bookmark

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"os"
	"testing"
	"time"
)

func TestOfWhatMovesTheFirstFrameIsThePortrait(t *testing.T) {
	w := newWeb(t)
	frame := image.NewPaletted(image.Rect(0, 0, 300, 150), color.Palette{color.Black, color.White})
	var moving bytes.Buffer
	if err := gif.EncodeAll(&moving, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	link := w.page("/me.gif", moving.String(), "image/gif")
	found, err := newReader(t).Portraits(t.Context(), map[string]string{link: link})
	if err != nil {
		t.Fatal(err)
	}
	p := found.Pictures[link]
	if p.Width != 144 || p.Height != 72 || p.ContentType != "image/png" || !found.Until.IsZero() {
		t.Errorf("the portrait is %+v, until %v", p, found.Until)
	}
}

func TestPortraitsAreDownloadedOnce(t *testing.T) {
	w := newWeb(t)
	r := newReader(t)
	now := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	r.Now = func() time.Time { return now }
	link := w.page("/me.png", pngOf(t, 200, 200), "image/png")
	ask := func(requests int) Portraits {
		t.Helper()
		found, err := r.Portraits(t.Context(), map[string]string{"me": link, "gone": w.URL + "/gone.png"})
		if err != nil {
			t.Fatal(err)
		}
		if found.Asked != requests {
			t.Errorf("%d requests, want %d", found.Asked, requests)
		}
		return found
	}
	r.Offline = true
	if found := ask(0); len(found.Pictures) > 0 || found.Until.After(now) {
		t.Errorf("without network there is %+v", found)
	}
	r.Offline = false
	first := ask(2)
	if want := now.Add(24 * time.Hour); !first.Until.Equal(want) {
		t.Errorf("what failed is tried again at %v, want %v", first.Until, want)
	}
	link += "?signed=again"
	ask(0)
	now = now.Add(100 * 24 * time.Hour)
	ask(1) // what failed
	if err := os.Remove(first.Pictures["me"].Path); err != nil {
		t.Fatal(err)
	}
	ask(1) // what was lost
}
