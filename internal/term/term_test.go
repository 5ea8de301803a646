package term

import (
	"bytes"
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMessagesForPeople(t *testing.T) {
	say := func(term *Terminal) {
		term.Error("reading %s: no such file", "site.toml")
		term.Hint("run galley init")
		term.Say(Warning, Message{Text: "a form cannot be shown", Page: "Road\nmap", URL: "https://n.example/1", Hint: "use a list"})
		term.Info("wrote %d pages", 12)
		term.Detail("asked 3 times")
	}
	const loud = "galley: error: reading site.toml: no such file\n" +
		"galley: hint: run galley init\n" +
		"galley: warning: \"Road map\": a form cannot be shown (https://n.example/1)\n" +
		"galley: hint: use a list\n"
	cases := []struct {
		name string
		opts Options
		want string
	}{
		{"by default", Options{}, loud + "galley: wrote 12 pages\n"},
		{"quiet", Options{Quiet: true}, loud},
		{"verbose", Options{Verbose: true}, loud + "galley: wrote 12 pages\ngalley: asked 3 times\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			say(New(&stdout, &stderr, c.opts))
			if diff := cmp.Diff(c.want, stderr.String()); diff != "" {
				t.Errorf("standard error (-want +got):\n%s", diff)
			}
			if stdout.Len() > 0 {
				t.Errorf("standard output holds %q, want nothing", &stdout)
			}
		})
	}
}

func TestTextCannotSteerTheTerminalOrFakeAMessage(t *testing.T) {
	cases := []struct{ in, want string }{
		{"clear \x1b[2J\x07", `clear \x1b[2J\x07`},
		{"c1 \u009b31m", `c1 \u009b31m`},
		{"bidi \u202eevil\u2066", `bidi \u202eevil\u2066`},
		{"bad \xff\xfe", `bad \xff\xfe`},
		{"over\rwrite", `over\x0dwrite`},
		{"tab\tstays, 日本語 too", "tab\tstays, 日本語 too"},
		{"first\r\ngalley: error: fake\n", "first\n    galley: error: fake"},
	}
	for _, c := range cases {
		var stderr bytes.Buffer
		New(nil, &stderr, Options{}).Info("%s", c.in)
		if got, want := stderr.String(), "galley: "+c.want+"\n"; got != want {
			t.Errorf("Info(%q) wrote %q, want %q", c.in, got, want)
		}
	}
}

func TestLabelsAreColouredOnATerminalOnly(t *testing.T) {
	var stderr bytes.Buffer
	newTerminal(nil, &stderr, Options{}, device{color: true}).Error("no")
	if got, want := stderr.String(), "galley: \x1b[1;31merror: \x1b[0mno\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := inspect(&stderr); got.color || got.status {
		t.Errorf("a buffer is taken for a terminal: %+v", got)
	}
}

func TestJSONIsOneObjectALine(t *testing.T) {
	var stdout, stderr bytes.Buffer
	term := New(&stdout, &stderr, Options{JSON: true})
	term.Say(Warning, Message{Text: "<b> \x1b \u009b", Page: "Roadmap", URL: "https://n.example/?a&b", Hint: "do"})
	term.Progress(Progress{Stage: "fetching", Done: 1, Total: 2, Item: "Roadmap"})
	term.Error("failed")
	term.Done("wrote 2 pages", map[string]any{"pages": 2, "event": "hidden"})
	term.Done("broken", map[string]any{"x": func() {}})

	want := `{"level":"warning","message":"<b> \u001b \u009b","page":"Roadmap","url":"https://n.example/?a&b","hint":"do"}
{"event":"progress","stage":"fetching","done":1,"total":2,"item":"Roadmap"}
{"level":"error","message":"failed"}
{"event":"done","message":"wrote 2 pages","pages":2}
{"level":"error","message":"json: unsupported type: func()"}
`
	if diff := cmp.Diff(want, stdout.String()); diff != "" {
		t.Errorf("standard output (-want +got):\n%s", diff)
	}
	if stderr.Len() > 0 {
		t.Errorf("standard error holds %q, want nothing", &stderr)
	}
}

func TestManySpeakersDoNotMixTheirLines(t *testing.T) {
	var stdout bytes.Buffer
	term := New(&stdout, nil, Options{JSON: true})
	var speakers sync.WaitGroup
	for range 8 {
		speakers.Go(func() {
			for i := range 50 {
				term.Progress(Progress{Stage: "fetching", Done: i})
				term.Warn("warning %d", i)
			}
		})
	}
	speakers.Wait()
	term.Close()
	warnings := 0
	for line := range strings.Lines(stdout.String()) {
		var object struct{ Level string }
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if object.Level == "warning" {
			warnings++
		}
	}
	if warnings != 8*50 {
		t.Errorf("%d warnings were written, want %d", warnings, 8*50)
	}
}

func FuzzHarmless(f *testing.F) {
	f.Add("title \x1b]0;x\x07")
	f.Add("\u202e\xff\n")
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range harmless(s) {
			if steers(r) && r != '\n' && r != '\t' {
				t.Errorf("harmless(%q) keeps %q", s, r)
			}
		}
		if got := oneLine(s); strings.ContainsAny(got, "\n\t\r") {
			t.Errorf("oneLine(%q) = %q", s, got)
		}
	})
}
