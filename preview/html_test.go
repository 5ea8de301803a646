package preview

import (
	"regexp"
	"strings"
	"testing"
)

var script = regexp.MustCompile(`(?s)<script nonce="([A-Z0-9]+)" data-since="[^"]+" data-page="([^"]*)">.*</script>\n`)

func TestTheScriptStandsBeforeTheLastBodyEnd(t *testing.T) {
	long := strings.Repeat("<p>text</p>\n", 20_000)
	cases := map[string]struct{ before, after string }{
		"a page":                 {"<html><body><p>x</p>", "</body></html>"},
		"upper case":             {"<BODY>x", "</BODY >"},
		"no body":                {"<p>x", ""},
		"an empty file":          {"", ""},
		"a body in a script":     {"<body><script>s='</body>'</script>", "</body>"},
		"a long page":            {"<body>" + long, "</body>\n"},
		"much after the body":    {"<body>", "</body>" + long},
		"letters that fold long": {"<body>" + strings.Repeat("İ", 9_000), "</body>" + strings.Repeat("İ", 9_000)},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dir := outputFolder(t, map[string]string{"index.html": c.before + c.after})
			got := ask(t, New(Options{Dir: dir}), "GET", "/")
			where := script.FindStringIndex(got.body)
			if where == nil {
				t.Fatal("no script")
			}
			if got.body[:where[0]] != c.before || got.body[where[1]:] != c.after {
				t.Errorf("the page is not as it was around the script, which is at %d of %d", where[0], len(got.body))
			}
		})
	}
}

func TestABodyEndAcrossTwoBlocksIsFound(t *testing.T) {
	for shift := range 9 {
		after := "</body>" + strings.Repeat("x", 16<<10-8+shift)
		at, err := lastBodyEnd(strings.NewReader("0123"+after), int64(4+len(after)))
		if err != nil || at != 4 {
			t.Errorf("with %d bytes after it: at %d, %v, want 4", len(after), at, err)
		}
	}
}

func TestOnlyHTMLGetsTheScript(t *testing.T) {
	dir := outputFolder(t, map[string]string{"a.md": "<body></body>", "b.svg": "<body></body>", "c.xml": "<body></body>"})
	for _, target := range []string{"/a.md", "/b.svg", "/c.xml"} {
		if got := ask(t, New(Options{Dir: dir}), "GET", target); got.body != "<body></body>" {
			t.Errorf("GET %s: %.60q, want the file as it is", target, got.body)
		}
	}
}

func TestAMissingPageKnowsWhatItShows(t *testing.T) {
	server := New(Options{Dir: t.TempDir(), BasePath: "/repo/"})
	got := ask(t, server, "GET", "/repo/missing")
	if match := script.FindStringSubmatch(got.body); match == nil || match[2] != "/repo/404.html" {
		t.Errorf("the script of a missing page: %q, want it to name /repo/404.html", match)
	}
}

func TestNoncesAreNotUsedTwice(t *testing.T) {
	server := New(Options{Dir: t.TempDir()})
	one := script.FindStringSubmatch(ask(t, server, "GET", "/").body)
	two := script.FindStringSubmatch(ask(t, server, "GET", "/").body)
	if one == nil || two == nil || one[1] == two[1] {
		t.Errorf("nonces %q and %q", one, two)
	}
}

func TestPoliciesAreWidenedByTheScriptAlone(t *testing.T) {
	cases := []struct{ policy, want string }{
		{"script-src 'self'", "script-src 'self' 'nonce-N'"},
		{"default-src 'self'; img-src *", "default-src 'self'; img-src *; script-src 'self' 'nonce-N'; connect-src 'self'"},
		{"default-src 'none'", "default-src 'none'; script-src 'nonce-N'; connect-src 'self'"},
		{"script-src 'none'; connect-src https://a.example", "script-src 'nonce-N'; connect-src https://a.example 'self'"},
		{"SCRIPT-SRC 'sha256-x'; script-src-elem 'self'", "script-src 'sha256-x'; script-src-elem 'self' 'nonce-N'"},
		{"script-src 'self' 'unsafe-inline'", "script-src 'self' 'unsafe-inline'"},
		{"script-src 'unsafe-inline' 'nonce-a'", "script-src 'unsafe-inline' 'nonce-a' 'nonce-N'"},
		{"default-src 'unsafe-inline'", "default-src 'unsafe-inline'; connect-src 'unsafe-inline' 'self'"},
		{"style-src 'self';; ", "style-src 'self'"},
		{"", ""},
	}
	for _, c := range cases {
		if got := widen(c.policy, "N"); got != c.want {
			t.Errorf("widen(%q)\n got %q\nwant %q", c.policy, got, c.want)
		}
	}
}

func TestPoliciesAreFoundInTheHead(t *testing.T) {
	const policy = `<meta content="script-src 'self'" HTTP-EQUIV=Content-Security-Policy>`
	const widened = `<meta content="script-src &#39;self&#39; &#39;nonce-N&#39;" http-equiv="Content-Security-Policy">`
	cases := []struct{ name, in, want string }{
		{"in the head", "<HTML><head>" + policy + "<title>a < b</title></head><body a=b>", "<HTML><head>" + widened + "<title>a < b</title></head><body a=b>"},
		{"two", policy + policy, widened + widened},
		{"in the body it does not count", "<head></head><body>" + policy, "<head></head><body>" + policy},
		{"in a comment", "<!-- " + policy + " -->", "<!-- " + policy + " -->"},
		{"in a script", "<script>'" + policy + "'</script>", "<script>'" + policy + "'</script>"},
		{"reports only", "<meta name=x content='content-security-policy'>", "<meta name=x content='content-security-policy'>"},
		{"cut off", policy + "<meta http-equiv=content-security-policy con", widened + "<meta http-equiv=content-security-policy con"},
	}
	for _, c := range cases {
		if got := string(widenPolicies([]byte(c.in), "N")); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestHeadersOfTheSiteAreSent(t *testing.T) {
	dir := outputFolder(t, map[string]string{
		"_headers":   "/*\n  X-Content-Type-Options: nosniff\n  Cache-Control: public\n  Content-Security-Policy: script-src 'self'\n/a*\n  Content-Security-Policy: img-src 'none'\n",
		"index.html": "<body></body>", "a.svg": "<svg/>",
	})
	server := New(Options{Dir: dir})
	page := ask(t, server, "GET", "/")
	nonce := script.FindStringSubmatch(page.body)[1]
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Content-Security-Policy": "script-src 'self' 'nonce-" + nonce + "'"} {
		if got := page.header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if got, want := ask(t, server, "GET", "/a.svg").header.Get("Content-Security-Policy"), "script-src 'self', img-src 'none'"; got != want {
		t.Errorf("the policy of a drawing is %q, want %q", got, want)
	}
}
