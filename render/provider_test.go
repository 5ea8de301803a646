package render

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/internal/golden"
	"galley/notion"

	"github.com/google/go-cmp/cmp"
)

// testdata/embeds.txt has an address and the frame that shows it on a line.
func TestPagesOfServicesHaveFrames(t *testing.T) {
	const file = "testdata/embeds.txt"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	var got strings.Builder
	for line := range strings.Lines(string(text)) {
		address, _, _ := strings.Cut(strings.TrimSpace(line), " → ")
		got.WriteString(address)
		if f, ok := sharedProviders().find(address); ok {
			aspect, height := f.size()
			fmt.Fprintf(&got, " → %s %s %s%s", f.url, f.Name, aspect, height)
			used[f.pattern] = true
		}
		got.WriteString("\n")
	}
	golden.Check(t, file, []byte(got.String()))
	for _, p := range builtInProviders() {
		for _, pattern := range p.Match {
			if !used[pattern] {
				t.Errorf("%s has no address for %s, %s", file, p.Name, pattern)
			}
		}
	}
}

func TestManualHasTheTableOfServices(t *testing.T) {
	var table strings.Builder
	for _, p := range builtInProviders() {
		var patterns []string
		for _, pattern := range p.Match {
			patterns = append(patterns, "`"+strings.ReplaceAll(pattern, "|", `\|`)+"`")
		}
		size := p.Aspect
		if p.Height > 0 {
			size = fmt.Sprint(p.Height, " px")
		} else if size == "" {
			size = "16/9"
		}
		fmt.Fprintf(&table, "| %s | %s | `%s` | %s |\n", p.Name, strings.Join(patterns, "<br>"), p.URL, size)
	}
	file := filepath.Join("..", "docs", "embeds.md")
	manual, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const head = "| service | addresses | frame | size |\n| --- | --- | --- | --- |\n"
	before, rest, ok := strings.Cut(string(manual), head)
	if !ok {
		t.Fatalf("%s has no table", file)
	}
	_, after, _ := strings.Cut(rest, "\n\n")
	golden.Check(t, file, []byte(before+head+table.String()+"\n"+after))
}

func TestProvidersOfASiteComeFirst(t *testing.T) {
	providers, err := NewProviders([]Provider{
		{Name: "Our tube", Match: []string{"youtube.com/watch?v={id}"}, URL: "https://tube.example.org/e/{id}", Height: 300, Allow: []string{"autoplay"}},
		{Name: "Talks", Match: []string{"https://{team}.talks.example.com/t/{talk:number}"}, URL: "https://{team}.talks.example.com/e/{talk}"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{
		"https://www.youtube.com/watch?v=abc":    "https://tube.example.org/e/abc",
		"https://youtu.be/abc":                   "https://www.youtube-nocookie.com/embed/abc?autoplay=1",
		"https://Sea.Talks.example.com/t/12/?x=": "https://sea.talks.example.com/e/12",
		"https://a.b.talks.example.com/t/12":     "",
		"https://sea.talks.example.com/t/x":      "",
	} {
		if f, _ := providers.find(address); f.url != want {
			t.Errorf("%s is shown by %q, want %q", address, f.url, want)
		}
	}
	doc := New([]notion.Block{
		{Type: "embed", Embed: &notion.LinkBlock{URL: "https://www.youtube.com/watch?v=abc"}},
		{Type: "toggle", Toggle: &notion.TextBlock{}, Children: []notion.Block{
			{Type: "video", Video: &notion.File{External: &notion.URLObject{URL: "https://vimeo.com/1"}}},
			{Type: "embed", Embed: &notion.LinkBlock{URL: "https://vimeo.com/2"}},
			{Type: "embed", Embed: &notion.LinkBlock{URL: "https://example.org/"}},
		}},
	}, Options{Providers: providers})
	if diff := cmp.Diff([]string{"https://player.vimeo.com", "https://tube.example.org"}, doc.Frames()); diff != "" {
		t.Error(diff)
	}
}

func TestMistakesInProvidersAreTold(t *testing.T) {
	good := func(change func(*Provider)) Provider {
		p := Provider{Name: "X", Match: []string{"video.example.com/w/{id}"}, URL: "https://video.example.com/e/{id}"}
		change(&p)
		return p
	}
	for want, provider := range map[string]Provider{
		`name: it has no name`:                     good(func(p *Provider) { p.Name = " " }),
		`match: it says no address`:                good(func(p *Provider) { p.Match = nil }),
		`match: "video" does not begin with a`:     good(func(p *Provider) { p.Match[0] = "video/{id}" }),
		`match: "" does not begin with a host`:     good(func(p *Provider) { p.Match[0] = "" }),
		`end in two fixed parts`:                   good(func(p *Provider) { p.Match[0] = "video.{site}.com/{id}" }),
		`cannot be a part of a host`:               good(func(p *Provider) { p.Match[0] = "v{x}.example.com/{id}" }),
		`stands for nothing known`:                 good(func(p *Provider) { p.Match[0] = "example.com/{id:letters}" }),
		`{id} stands twice`:                        good(func(p *Provider) { p.Match[0] = "example.com/{id}/{id}" }),
		`{id} stands for two different things`:     good(func(p *Provider) { p.Match[0] = "example.com/{id}?x={id:number}" }),
		`a brace that is no part`:                  good(func(p *Provider) { p.Match[0] = "example.com/{ID}" }),
		`may be left out only in a query`:          good(func(p *Provider) { p.Match[0] = "example.com/{id?}" }),
		`a sign that cannot stand there`:           good(func(p *Provider) { p.Match[0] = "example.com/*/{id}" }),
		`is not a parameter with one placeholder`:  good(func(p *Provider) { p.Match[0] = "example.com/?v={id}{x}" }),
		`a placeholder before the equals sign`:     good(func(p *Provider) { p.Match[0] = "example.com/?{id}=1" }),
		`{url} is for url`:                         good(func(p *Provider) { p.Match[0] = "example.com/{url}" }),
		`url: it does not begin with https://`:     good(func(p *Provider) { p.URL = "http://example.com/{id}" }),
		`url: it does not begin with https:// `:    good(func(p *Provider) { p.URL = "javascript:{id}" }),
		`url: the host "{id}.com" has to end`:      good(func(p *Provider) { p.URL = "https://{id}.com/" }),
		`url: {name} is not in all patterns`:       good(func(p *Provider) { p.URL = "https://example.com/{name}" }),
		`url: {name} is in no pattern`:             good(func(p *Provider) { p.URL = "https://example.com/?n={name}" }),
		`url: {id:number} says what it stands for`: good(func(p *Provider) { p.URL = "https://example.com/{id:number}" }),
		`url: "example.com/ x" has a sign`:         good(func(p *Provider) { p.URL = "https://example.com/ x" }),
		`aspect: it is not a proportion`:           good(func(p *Provider) { p.Aspect = "16:9" }),
		`height: aspect says it already`:           good(func(p *Provider) { p.Aspect, p.Height = "1/1", 300 }),
		`height: it is not a number of pixels`:     good(func(p *Provider) { p.Height = 5 }),
		`allow: no feature "sound" can be allowed`: good(func(p *Provider) { p.Allow = []string{"sound"} }),
	} {
		want = strings.TrimSpace(want)
		_, err := NewProviders([]Provider{provider})
		var mistake *ProviderError
		if !errors.As(err, &mistake) || !strings.Contains(err.Error(), want) || mistake.Provider != 0 {
			t.Errorf("%+v: error %v, want %q", provider, err, want)
		}
	}
}

// Whatever a pattern and a template say, a frame is of the host that the template
// fixes, and nothing else of it comes from outside.
func FuzzFramesStayWithTheirHosts(f *testing.F) {
	for _, p := range builtInProviders() {
		f.Add(p.Match[0], p.URL, "https://"+placeholderMark.ReplaceAllString(p.Match[0], "1"))
	}
	f.Add("{a}.example.com/{b:rest}?c={d:any?}", "https://{a}.example.com/{b}?e={d}&f={url}", "https://x.example.com/y/z?c=%26%20&d=\n")
	f.Fuzz(func(t *testing.T, pattern, template, address string) {
		providers, err := NewProviders([]Provider{{Name: "X", Match: []string{pattern}, URL: template}})
		if err != nil {
			return
		}
		frame, ok := providers.find(address)
		if !ok || frame.Name != "X" || template == pageMark {
			return
		}
		u, err := url.Parse(frame.url)
		if err != nil || u.Scheme != "https" || u.User != nil {
			t.Fatalf("%q with %q and %q gives %q: %v", address, pattern, template, frame.url, err)
		}
		want, _, _ := strings.Cut(strings.TrimPrefix(template, "https://"), "/")
		want, _, _ = strings.Cut(want, "?")
		labels, got := strings.Split(want, "."), strings.Split(u.Host, ".")
		if len(labels) != len(got) || !slices.Equal(labels[len(labels)-2:], got[len(got)-2:]) {
			t.Fatalf("%q with %q and %q gives the host %q", address, pattern, template, u.Host)
		}
	})
}
