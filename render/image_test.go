package render

import (
	"strings"
	"testing"

	"galley/notion"
)

// imageBlock is a picture of the sample site.
func imageBlock(n int, name string) notion.Block {
	return notion.Block{Object: "block", ID: testID(n), Type: "image", Image: &notion.File{Type: "file", File: &notion.Hosted{URL: storage + name}}}
}

func sized() *fakeSite {
	s := sampleSite()
	s.pictures = map[string]Picture{storage + "sea.jpg": {
		URL: "/files/sea-1200.jpg", Full: "/files/sea-2400.jpg", Srcset: "/files/sea-480.jpg 480w, /files/sea-2400.jpg 2400w",
		Sources: []PictureSource{{"image/avif", "/files/sea-480.avif 480w, /files/sea-2400.avif 2400w"}},
		Width:   2400, Height: 1600, Class: "tint r1 g2 b3",
	}}
	return s
}

func TestAPictureHasAllItsSizes(t *testing.T) {
	blocks := []notion.Block{imageBlock(1, "sea.jpg")}
	got := rendered(New(blocks, Options{Measure: 44}), sized(), (*Document).HTML)
	const want = `<figure class="image"><a class="zoom" href="/files/sea-2400.jpg" aria-label="Enlarge picture"><picture>` +
		`<source type="image/avif" srcset="/files/sea-480.avif 480w, /files/sea-2400.avif 2400w" sizes="(min-width: 48rem) 44rem, 92vw">` +
		`<img class="tint r1 g2 b3" src="/files/sea-1200.jpg" srcset="/files/sea-480.jpg 480w, /files/sea-2400.jpg 2400w" sizes="auto, (min-width: 48rem) 44rem, 92vw"` +
		` alt="" width="2400" height="1600" loading="lazy" decoding="async"></picture></a></figure>`
	if strings.TrimSpace(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := rendered(New(blocks, Options{}), sized(), inDialect(CommonMark)); strings.TrimSpace(got) != "![](/files/sea-2400.jpg)" {
		t.Errorf("as Markdown it is %s", got)
	}
	if got := rendered(New(blocks, Options{Plain: true}), sized(), (*Document).HTML); strings.Contains(got, "srcset") || !strings.Contains(got, `src="/files/sea-1200.jpg"`) {
		t.Errorf("in a feed it is %s", got)
	}
}

func TestAPictureInAColumnIsAsWideAsTheColumn(t *testing.T) {
	column := func(n int, ratio float64) notion.Block {
		return notion.Block{ID: testID(n), Type: "column", Column: &notion.Column{WidthRatio: ratio}, Children: []notion.Block{imageBlock(n+1, "sea.jpg")}}
	}
	for _, c := range []struct {
		ratios []float64
		want   []string
	}{
		{[]float64{0, 0, 0}, []string{"14rem", "14rem", "14rem"}},
		{[]float64{.25, .75}, []string{"10.5rem", "31.5rem"}},
	} {
		list := notion.Block{ID: testID(10), Type: "column_list"}
		for i, ratio := range c.ratios {
			list.Children = append(list.Children, column(20+10*i, ratio))
		}
		got := rendered(New([]notion.Block{list}, Options{}), sized(), (*Document).HTML)
		for _, want := range c.want {
			if _, rest, ok := strings.Cut(got, `sizes="(min-width: 46rem) `+want+`, 92vw">`); ok {
				got = rest
			} else {
				t.Errorf("%v: no picture is %s wide in %s", c.ratios, want, got)
			}
		}
	}
}

func TestPicturesThatAreSeenFirstDoNotWait(t *testing.T) {
	text := notion.Block{ID: testID(2), Type: "paragraph", Paragraph: &notion.Paragraph{RichText: []notion.RichText{{Type: "text", PlainText: "Text"}}}}
	blocks := []notion.Block{text, imageBlock(3, "cat.png"), text, imageBlock(4, "cat.png")}
	got := rendered(New(blocks, Options{Top: true}), sampleSite(), (*Document).HTML)
	first, second, _ := strings.Cut(got, "</figure>")
	if strings.Contains(first, "lazy") || !strings.Contains(second, `loading="lazy"`) {
		t.Errorf("got %s", got)
	}
	if got := rendered(New(blocks, Options{}), sampleSite(), (*Document).HTML); strings.Count(got, "lazy") != 2 {
		t.Errorf("without a place on the page: %s", got)
	}
	toggle := notion.Block{ID: testID(5), Type: "toggle", Toggle: &notion.TextBlock{RichText: text.Paragraph.RichText}, Children: []notion.Block{imageBlock(6, "cat.png")}}
	if got := rendered(New([]notion.Block{toggle}, Options{Top: true}), sampleSite(), (*Document).HTML); !strings.Contains(got, "lazy") {
		t.Errorf("in a closed toggle: %s", got)
	}
}
