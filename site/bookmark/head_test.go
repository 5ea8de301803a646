package bookmark

import (
	"net/url"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var base = &url.URL{Scheme: "https", Host: "example.org", Path: "/a/b"}

func TestIconsAreTakenBySize(t *testing.T) {
	for page, want := range map[string][]string{
		``: {"https://example.org/favicon.ico"},
		`<link rel="icon" href="s.png" sizes="16x16"><link rel="icon" href="m.png" sizes="96x96"><link rel="apple-touch-icon" href="t.png">`: {
			"https://example.org/a/m.png", "https://example.org/a/t.png", "https://example.org/a/s.png", "https://example.org/favicon.ico"},
		`<link rel="icon" href="x.SVG?v=1"><link rel=icon type=image/svg+xml href=y><link rel="mask-icon" href="z.png">`: {"https://example.org/favicon.ico"},
		`<link rel="SHORTCUT ICON" href="//cdn.example.com/i.ico"><link rel=icon href="data:image/png;base64,AA"><link rel=icon href="javascript:x">`: {
			"https://cdn.example.com/i.ico", "https://example.org/favicon.ico"},
		`<base href="https://static.example/x/"><base href="https://evil.example"><link rel=icon href=i.png>`: {
			"https://static.example/x/i.png", "https://static.example/favicon.ico"},
	} {
		if diff := cmp.Diff(want, parseHead(base, "text/html", []byte(page)).icons); diff != "" {
			t.Errorf("%s: %s", page, diff)
		}
	}
}

// Whatever a page says, texts have one line and addresses are of the web.
func FuzzHeads(f *testing.F) {
	f.Add("text/html; charset=shift_jis", []byte("<title>\x92\xaa</title><link rel=icon href='javascript:x'>"))
	f.Add("", []byte("\xff\xfe<\x00"))
	f.Add("text/html", []byte("<base href='data:x'><meta property=og:image content='//a'><meta property=og:title content='a\u202eb\n'>"))
	f.Fuzz(func(t *testing.T, contentType string, page []byte) {
		h := parseHead(base, contentType, page)
		for text, limit := range map[string]int{h.title: maxTitle, h.description: maxDescription} {
			if !utf8.ValidString(text) || utf8.RuneCountInString(text) > limit {
				t.Errorf("the text %q", text)
			}
			for _, r := range text {
				if !unicode.IsPrint(r) {
					t.Errorf("the text %q has %q", text, r)
				}
			}
		}
		for _, address := range append(h.icons, h.image) {
			if u, err := url.Parse(address); address != "" && (err != nil || checkAddress(u) != nil) {
				t.Errorf("the address %q (%v)", address, err)
			}
		}
	})
}
