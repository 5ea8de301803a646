package preview

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sent is an event as a browser gets it.
type sent struct {
	ID string
	event
}

// listen opens an event stream as a browser does. The events come until the
// stream ends, which closes the channel.
func listen(t *testing.T, url, since, last string) <-chan sent {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", url+eventsPath+"?since="+since, nil)
	if err != nil {
		t.Fatal(err)
	}
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if got := response.Header.Get("Content-Type"); response.StatusCode != 200 || got != "text/event-stream" {
		t.Fatalf("%s, Content-Type %q", response.Status, got)
	}
	events := make(chan sent, 1000)
	done := make(chan struct{})
	t.Cleanup(func() {
		response.Body.Close()
		<-done
		http.DefaultClient.CloseIdleConnections()
	})
	go func() {
		defer close(done)
		defer close(events)
		var e sent
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			field, value, _ := strings.Cut(lines.Text(), ": ")
			switch field {
			case "id":
				e = sent{ID: value}
			case "data":
				if err := json.Unmarshal([]byte(value), &e.event); err != nil {
					e.Type = err.Error()
				}
			case "":
				if e.Type != "" {
					events <- e
				}
				e = sent{}
			}
		}
	}()
	return events
}

func startServer(t *testing.T) (*Server, string) {
	t.Helper()
	server := New(Options{Dir: t.TempDir()})
	host := httptest.NewServer(server)
	t.Cleanup(host.Close)
	t.Cleanup(server.Close) // before the host, which waits for its requests
	return server, host.URL
}

func wantEvent(t *testing.T, events <-chan sent, want event) string {
	t.Helper()
	got := receive(t, events)
	if diff := cmp.Diff(want, got.event); diff != "" {
		t.Errorf("event (-want +got):\n%s", diff)
	}
	return got.ID
}

func TestOpenPagesAreToldAboutBuilds(t *testing.T) {
	server, url := startServer(t)
	one, two := listen(t, url, "", ""), listen(t, url, server.hub.now(), "")
	failure := Failure{Message: `</script> "x"` + "\ny", File: "theme/page.html", Line: 3, Hint: "close it"}

	for _, events := range []<-chan sent{one, two} {
		wantEvent(t, events, event{Type: "reload"})
	}
	server.Building()
	server.Fail(failure)
	server.Building()
	server.Reload([]string{"/b/", "/a/"})
	for _, events := range []<-chan sent{one, two} {
		wantEvent(t, events, event{Type: "building"})
		before := wantEvent(t, events, event{Type: "error", Failure: &failure})
		wantEvent(t, events, event{Type: "building"})
		after := wantEvent(t, events, event{Type: "reload", Changed: []string{"/b/", "/a/"}})
		if before == after {
			t.Errorf("the id %q stays the same after a good build", after)
		}
	}
}

func TestAPageThatOpensLateLearnsHowThingsAre(t *testing.T) {
	server, url := startServer(t)
	failure := Failure{Message: "no"}
	server.Fail(failure)
	server.Building()
	late := listen(t, url, server.hub.now(), "")
	wantEvent(t, late, event{Type: "reload"})
	wantEvent(t, late, event{Type: "error", Failure: &failure})
	wantEvent(t, late, event{Type: "building"})

	server.Reload(nil)
	later := listen(t, url, server.hub.now(), "")
	wantEvent(t, later, event{Type: "reload"})
	server.Building() // nothing of the failure came before this
	wantEvent(t, later, event{Type: "building"})
}

func TestAPageThatComesBackGetsWhatItMissed(t *testing.T) {
	server, url := startServer(t)
	zero := server.hub.now()
	server.Reload([]string{"/b/", "/a/"})
	one := server.hub.now()
	server.Reload([]string{"/c/", "/a/"})
	two := server.hub.now()
	everything := event{Type: "reload", All: true}
	cases := []struct {
		name, since, last string
		want              event
	}{
		{"two builds", zero, "", event{Type: "reload", Changed: []string{"/a/", "/b/", "/c/"}}},
		{"one build", one, "", event{Type: "reload", Changed: []string{"/a/", "/c/"}}},
		{"none", two, "", event{Type: "reload"}},
		{"the header is newer than the address", zero, two, event{Type: "reload"}},
		{"the server was restarted", "OTHER.1", "", everything},
		{"the server was restarted, and the browser came back itself", two, "OTHER.7", everything},
		{"nonsense", "nonsense", "", everything},
		{"a build to come", server.hub.server + ".3", "", everything},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			wantEvent(t, listen(t, url, c.since, c.last), c.want)
		})
	}
}

func TestTooMuchToTellIsEverything(t *testing.T) {
	h := newHub()
	start := h.now()
	h.reload(make([]string, manyURLs+1))
	if got := h.missed(start); !got.All || got.Changed != nil {
		t.Errorf("many changes: %+v, want everything", got)
	}
	for i := range remembered {
		h.reload([]string{fmt.Sprint(i)})
	}
	if len(h.history) != remembered || !h.missed(start).All {
		t.Errorf("after %d builds: %d are kept, the first page misses %+v", remembered+1, len(h.history), h.missed(start))
	}
	if got := h.missed(h.server + ".1"); got.All || len(got.Changed) != remembered {
		t.Errorf("the page of the oldest known build misses %+v", got)
	}
}

func TestASlowListenerIsDroppedAndTheOthersAreNot(t *testing.T) {
	h := newHub()
	slow, quick := h.subscribe(""), h.subscribe("")
	<-quick
	for i := range waiting {
		h.reload([]string{fmt.Sprint(i)})
		<-quick
	}
	if len(h.listeners) != 1 {
		t.Fatalf("%d listeners are left, want 1", len(h.listeners))
	}
	got := 0
	for range slow { // ends, since it was closed
		got++
	}
	if got != waiting {
		t.Errorf("the slow one got %d events, want %d", got, waiting)
	}
	h.unsubscribe(slow) // its request ends after it was dropped
	h.unsubscribe(quick)
}

func TestCloseEndsTheStreams(t *testing.T) {
	server, url := startServer(t)
	events := listen(t, url, "", "")
	receive(t, events)
	server.Close()
	for e := range events {
		t.Errorf("got %+v after Close", e)
	}
	if got := ask(t, server, "GET", eventsPath).status; got != http.StatusServiceUnavailable {
		t.Errorf("a listener after Close: %d, want 503", got)
	}
}

func TestTheNewestBuildIsInThePage(t *testing.T) {
	server, _ := startServer(t)
	server.Reload(nil)
	page := ask(t, server, "GET", "/").body
	if want := fmt.Sprintf("data-since=%q", server.hub.now()); !strings.Contains(page, want) {
		t.Errorf("the page does not have %s", want)
	}
	if !strings.HasSuffix(server.hub.now(), ".1") {
		t.Errorf("id %q after one build", server.hub.now())
	}
}
