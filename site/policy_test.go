package site

import (
	"strings"
	"testing"
)

// policyOf gives the policy that a page has; "" for none.
func policyOf(page string) string {
	_, after, found := strings.Cut(page, `<meta http-equiv="Content-Security-Policy" content="`)
	if !found {
		return ""
	}
	policy, _, _ := strings.Cut(after, `"`)
	return policy
}

func TestAPageMayLoadWhatItShowsAndNothingElse(t *testing.T) {
	const start, end = "default-src 'self'; ", "form-action 'self'; base-uri 'none'"
	const none = start + "img-src 'self' data:; " + end
	for body, want := range map[string]string{
		`<p>text</p><img src="/a.png" alt="">`:                                          none,
		`<p>&lt;img src="https://a.example/"></p>`:                                      none, // code is text
		`<!-- <img src="https://a.example/"> -->`:                                       none,
		`<a href="https://a.example/">one</a>`:                                          none,
		`<script>theme()</script>`:                                                      start + "script-src 'self' 'sha256-Rfr3GgHZFiXm+TmNr+li+0sZ4J9FGllo8jsXcJF5XZ8='; img-src 'self' data:; " + end,
		`<script>other()</script>`:                                                      none,
		`<img src="https://a.example/b.png" alt="">`:                                    start + "img-src 'self' data: https:; " + end,
		`<img src='http://a.example/b.png' alt=''>`:                                     start + "img-src 'self' data: http:; " + end,
		`<img srcset="https://a.example/b.png 2x">`:                                     start + "img-src 'self' data: https:; " + end,
		`<img src="//a.example/b.png" alt="">`:                                          start + "img-src 'self' data: https:; " + end,
		`<video src="https://a.example/b.mp4" poster="http://a.example/b.png"></video>`: start + "img-src 'self' data: http:; media-src 'self' https:; " + end,
		`<audio src="https://a.example/b.mp3"></audio>`:                                 start + "img-src 'self' data:; media-src 'self' https:; " + end,
		`<a class="facade" href="x" data-frame="https://a.example/e/1">a</a>`:           start + "img-src 'self' data:; frame-src 'self' https://a.example; " + end,
		`<a data-frame="https://a.example:8080/1"></a><iframe src="https://b.example/"></iframe><a data-frame="https://b.example/2"></a>`: start +
			"img-src 'self' data:; frame-src 'self' https://a.example:8080 https://b.example; " + end,
		`<a data-frame="https://a.example;sandbox/">a</a>`: none,
	} {
		p := newPolicies(new(PolicyConfig), []string{"theme()"})
		page := string(p.put([]byte("<!doctype html>\n<html><head>\n<meta charset=\"utf-8\">\n<title>t</title></head><body>" + body)))
		if got := policyOf(page); got != want {
			t.Errorf("%s\n got %s\nwant %s", body, got, want)
		}
		if !strings.Contains(page, "<meta charset=\"utf-8\">\n<meta http-equiv=") {
			t.Errorf("the policy is not behind the encoding: %s", page)
		}
	}
}

func TestAPolicyStandsBeforeScripts(t *testing.T) {
	p := newPolicies(new(PolicyConfig), nil)
	for page, before := range map[string]string{
		"<html><HEAD lang=x><script src=a></script>": "<html><HEAD lang=x>\n<meta http-equiv",
		"<head><title>t</title>":                     "<head>\n<meta http-equiv",
		"<p>no head":                                 "<p>no head",
		`<head><title>t</title><meta http-equiv="Content-Security-Policy" content="default-src *">`: `<head><title>t</title><meta http-equiv="Content-Security-Policy" content="default-src *">`,
	} {
		if got := string(p.put([]byte(page))); !strings.HasPrefix(got, before) {
			t.Errorf("%s became %s", page, got)
		}
	}
	if got := string(newPolicies(&PolicyConfig{Mode: policyOff}, nil).put([]byte("<head>"))); got != "<head>" {
		t.Errorf("without a policy the page is %s", got)
	}
}

func TestTheConfigurationAddsToPolicies(t *testing.T) {
	p := newPolicies(&PolicyConfig{ScriptSrc: []string{"https://stats.example.com"}, FormAction: []string{"https://a.example"}, FrameAncestors: []string{"https://b.example"}}, nil)
	page := policyOf(string(p.put([]byte(`<head><a data-frame="https://c.example/1">`))))
	if want := "default-src 'self'; script-src 'self' https://stats.example.com; img-src 'self' data:; frame-src 'self' https://c.example; form-action 'self' https://a.example; base-uri 'none'"; page != want {
		t.Errorf("that of the page is\n%s, want\n%s", page, want)
	}
	if got, want := p.ofSite(), "script-src 'self' https://stats.example.com; connect-src 'self'; frame-src 'self' https://c.example; object-src 'self'; form-action 'self' https://a.example; frame-ancestors 'self' https://b.example; base-uri 'none'"; got != want {
		t.Errorf("that of the site is\n%s, want\n%s", got, want)
	}
	for range 30 {
		p.frames[strings.Repeat("x", len(p.frames)+1)+".example"] = true
	}
	if got := p.ofSite(); !strings.Contains(got, "frame-src 'self' https:;") {
		t.Errorf("with many services it is %s", got)
	}
}

func TestSourcesOfAPolicyAllowAddresses(t *testing.T) {
	p := &PolicyConfig{ScriptSrc: []string{"https://a.example/path/", "*.b.example", "c.example:*"}, FontSrc: []string{"data:"}, StyleSrc: []string{"https:"}}
	for address, want := range map[string]bool{
		"script-src https://a.example": true, "script-src https://x.b.example": true, "script-src https://b.example": false, "script-src https://d.example": false,
		"font-src data:": true, "font-src https://a.example": false, "style-src https://d.example": true, "style-src http://d.example": false, "img-src https://a.example": false,
	} {
		directive, origin, _ := strings.Cut(address, " ")
		if got := p.allows(directive, origin); got != want {
			t.Errorf("%s is %v", address, got)
		}
	}
}
