package headersfile

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRulesAddUp(t *testing.T) {
	rules := Parse([]byte(`# for all
  X-Nobody: reads this
/*
  X-Content-Type-Options: nosniff
  Content-Security-Policy: script-src 'self'; img-src https://a.example
/*.svg
  content-security-policy: sandbox
/posts/:name/
  X-Post: yes
/plain.*
  ! Content-Security-Policy
what is this
`))
	const site = "script-src 'self'; img-src https://a.example"
	for path, want := range map[string]http.Header{
		"/":                {"X-Content-Type-Options": {"nosniff"}, "Content-Security-Policy": {site}},
		"/files/a.b.svg":   {"X-Content-Type-Options": {"nosniff"}, "Content-Security-Policy": {site + ", sandbox"}},
		"/files/svg":       {"X-Content-Type-Options": {"nosniff"}, "Content-Security-Policy": {site}},
		"/posts/a/":        {"X-Content-Type-Options": {"nosniff"}, "Content-Security-Policy": {site}, "X-Post": {"yes"}},
		"/posts/a/b/":      {"X-Content-Type-Options": {"nosniff"}, "Content-Security-Policy": {site}},
		"/plain.html":      {"X-Content-Type-Options": {"nosniff"}},
		"/plainly/no.html": {"X-Content-Type-Options": {"nosniff"}, "Content-Security-Policy": {site}},
	} {
		have := http.Header{}
		rules.Apply(have, path)
		if diff := cmp.Diff(want, have); diff != "" {
			t.Errorf("%s (-want +have):\n%s", path, diff)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("/*\n  A: b\n/a/:b/*.svg\n ! A\n", "/a/c/d.svg")
	f.Add("/\xff", "0")
	f.Fuzz(func(t *testing.T, text, path string) {
		Parse([]byte(text)).Apply(http.Header{}, path)
	})
}
