package fetch

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"galley/notion"
	nt "galley/notion/notiontest"
)

// log gives the paths of the requests to the API, in the order of their coming.
func (w *world) log() (paths []string) {
	for _, r := range w.srv.Log() {
		if strings.HasPrefix(r.Path, "/v1/") {
			paths = append(paths, strings.TrimPrefix(r.Path, "/v1/"))
		}
	}
	return paths
}

// position is where in the log a request is that has this in its path; -1 when it
// was not sent.
func position(log []string, part string) int {
	for i, path := range log {
		if strings.Contains(path, part) {
			return i
		}
	}
	return -1
}

// oneByOne has one request under way at a time.
func (w *world) oneByOne() { w.clients = append(w.clients, notion.WithConcurrency(1)) }

func TestListsComeFirst(t *testing.T) {
	inWorld(t, func(w *world) {
		root, _, _, _, _ := w.handbook()
		posts, _ := w.blog()
		notes := w.ws.Database("Notes", nt.Schema(nt.Title("Name")))
		notes.Row("Note", nil, nt.Paragraph("x"))
		w.of(pageSource(root), databaseSource(posts), databaseSource(notes)).serve(nt.Latency(time.Second))
		w.options.Concurrency = 1 // two workers, one for each list; both wait while one is answered
		w.oneByOne()
		w.run()
		log := w.log()
		first := position(log, "/children")
		for _, db := range []*nt.Database{posts, notes} {
			if at := position(log, db.Source().ID()+"/query"); at > first {
				t.Errorf("a list was request %d, the first blocks were %d:\n%s", at, first, strings.Join(log, "\n"))
			}
		}
	})
}

// One worker alone begins pages in the order of the site, whenever it hears of
// them.
func TestPagesAreBegunInTheOrderOfTheSite(t *testing.T) {
	var begun []string
	c := newCrew(false)
	page := func(turn order, name string, lead func()) {
		c.add(turn, func(context.Context) error {
			begun = append(begun, name)
			lead()
			return nil
		})
	}
	nothing := func() {}
	first, second := order{}.below(0), order{}.below(1)
	page(second, "second", nothing)
	page(first, "first", func() {
		page(first.below(1), "first, 1", nothing)
		page(first.below(0), "first, 0", func() {
			page(first.below(0).below(0), "first, 0, 0", nothing)
			page(first.below(0).below(1).lists(), "list", nothing)
		})
	})
	if err := c.work(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	equal(t, "order", begun, []string{"first", "first, 0", "list", "first, 0, 0", "first, 1", "second"})
}

func TestNoPageIsBegunInTheMiddleOfALongList(t *testing.T) {
	inWorld(t, func(w *world) {
		db := w.ws.Database("Posts", nt.Schema(nt.Title("Name")))
		for i := range 500 {
			db.Row(fmt.Sprint(i), nil, nt.Paragraph("x"))
		}
		w.of(databaseSource(db)).serve(nt.Latency(200 * time.Millisecond))
		w.run()
		begun, log := 0, w.log()
		for i, path := range log {
			if strings.HasSuffix(path, "/query") && position(log[i:], "/query") == 0 && i > 0 {
				begun = max(begun, i)
			}
		}
		// The first rows may be read while it is not known that more follow, and the
		// next ones when their answers come at the same time as that of the list.
		if lists := 500 / 100; begun > 2+lists+4*defaultConcurrency {
			t.Errorf("the last page of the list was request %d of %d", begun, len(log))
		}
	})
}

// A page is as slow as the longest chain of what needs each other.
func TestTheRequestsOfOnePageGoSideBySide(t *testing.T) {
	const latency = time.Second
	inWorld(t, func(w *world) {
		people := w.ws.Database("People", nt.Schema(nt.Title("Name")))
		var many []*nt.Page
		for i := range 30 {
			many = append(many, people.Row(fmt.Sprint(i), nil))
		}
		db := w.ws.Database("Posts", nt.Schema(nt.Title("Name"), nt.Relation("A", people), nt.Relation("B", people)))
		row := db.Row("Post", nt.Values{"A": many, "B": many},
			nt.Toggle("1").Children(nt.Toggle("deep").Children(nt.Paragraph("x"))), nt.Toggle("2").Children(nt.Paragraph("x")))
		w.of(databaseSource(db)).serve(nt.Latency(latency))
		w.run() // the client begins with one request, and has two at once then
		var first, last time.Time
		n := 0
		for _, r := range w.srv.Log() {
			if strings.Contains(r.Path, row.ID()) || r.Pattern == getChildren {
				if n++; first.IsZero() {
					first = r.Time
				}
				last = r.Time
			}
		}
		equal(t, "requests for the page", n, 6)
		equal(t, "rounds", last.Sub(first).Round(time.Second), 2*latency)
	})
}

// The links of a list would have expired when the last page's turn comes.
func TestFilesThatAListShowsAreFetchedAtOnce(t *testing.T) {
	inWorld(t, func(w *world) {
		db := w.ws.Database("Posts", nt.Schema(nt.Title("Name")))
		for i := range 100 {
			db.Row(fmt.Sprint(i), nil, nt.Paragraph("x")).Cover(nt.Upload(fmt.Sprintf("%d.png", i), picture))
		}
		w.of(databaseSource(db)).serve(nt.Latency(time.Minute))
		w.oneByOne()
		equal(t, "files", len(w.run().Files), 100)
		w.asked(map[string]int{getDatabase: 1, getSource: 1, query: 1, getChildren: 100})
	})
}
