package fetch

import (
	"encoding/json"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/notion"
	nt "galley/notion/notiontest"
)

// sample puts the sample workspace in the place of the world's. Its times lie in
// 2026, so the clock is set to the year after.
func (w *world) sample() *nt.SampleWorkspace {
	time.Sleep(time.Until(time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)))
	s := nt.Sample()
	w.ws = s.Workspace
	return s
}

// wholeSample are all kinds of sources, over the whole sample.
func wholeSample(s *nt.SampleWorkspace) []Source {
	return []Source{
		pageSource(s.Handbook), databaseSource(s.FieldNotes),
		{Kind: KindDataSource, ID: idOf(s.Stations.Source())}, {Kind: KindSearch},
	}
}

func TestTheSampleIsTheSameOnEveryRun(t *testing.T) {
	inWorld(t, func(w *world) {
		sample := w.sample()
		w.of(wholeSample(sample)...).serve()
		first := w.run()
		cold := w.total()
		w.same(first, w.run())
		warm := w.requests()
		for pattern, n := range warm {
			switch pattern {
			case query, search, getPage, getChildren:
			default:
				t.Errorf("%d requests %s though nothing changed", n, pattern)
			}
		}
		if w.total() > cold/3 {
			t.Errorf("%d requests cold, %d when nothing changed", cold, w.total())
		}
		w.dir = t.TempDir()
		w.options.Concurrency = 1
		w.same(first, w.run())
		equal(t, "requests with one worker", w.total(), cold)
	})
}

func TestTheVersionsGiveTheSame(t *testing.T) {
	var want, wantSample string
	for _, version := range []notion.Version{notion.Version20260311, notion.Version20250903, notion.Version20220628} {
		inWorld(t, func(w *world) {
			w.version = version
			root, _, section, _, _ := w.handbook()
			posts, _ := w.blog()
			notes := w.ws.Database("Notes", nt.Schema(nt.Title("Name"), nt.Relation("Post", posts))).Icon(nt.FileIcon(nt.Upload("a.png", picture)))
			notes.Row("note", nil, nt.Paragraph("x"))
			source := Source{Kind: KindDataSource, ID: idOf(notes.Source())}
			if !version.HasDataSources() {
				source.ID = idOf(notes)
			}
			w.of(pageSource(section), databaseSource(posts), source, pageSource(root), Source{Kind: KindSearch}).serve()
			got := w.plain(w.run())
			if want == "" {
				want = got
			}
			equal(t, string(version), strings.Split(got, "\n"), strings.Split(want, "\n"))
		})
		if !version.HasDataSources() {
			continue // the sample has what that version cannot read
		}
		inWorld(t, func(w *world) {
			w.version = version
			sample := w.sample()
			w.of(wholeSample(sample)...).serve()
			got := w.dump(w.run())
			if wantSample == "" {
				wantSample = got
			}
			equal(t, string(version), strings.Split(got, "\n"), strings.Split(wantSample, "\n"))
		})
	}
}

// plain gives what a snapshot holds without what the versions have differently:
// data sources have the IDs of their databases.
func (w *world) plain(s *Snapshot) string {
	w.Helper()
	text := w.dump(s)
	for id, d := range s.Databases {
		for _, t := range d.Sources {
			text = strings.ReplaceAll(text, string(t.ID), string(id))
		}
	}
	var all struct {
		Roots    [][]notion.ID
		Bodies   map[notion.ID]any
		Pages    map[notion.ID]map[string]any
		Users    any
		Files    any
		Targets  any
		Warnings any
	}
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		w.Fatal(err)
	}
	for _, p := range all.Pages {
		for _, key := range []string{"parent", "is_locked"} {
			delete(p, key)
		}
	}
	rows := map[notion.ID][]notion.ID{}
	for id, d := range s.Databases {
		for _, t := range d.Sources {
			rows[id] = append(rows[id], t.Rows...)
		}
	}
	data, err := json.MarshalIndent([]any{all, rows, slices.Sorted(maps.Keys(s.Databases))}, "", " ")
	if err != nil {
		w.Fatal(err)
	}
	return string(data)
}

func TestNothingSignedIsKept(t *testing.T) {
	inWorld(t, func(w *world) {
		sample := w.sample()
		w.of(wholeSample(sample)...).serve()
		s := w.run()
		saved, err := json.Marshal(s.store.mustLoad(t))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{w.dump(s), string(saved)} {
			if found := regexp.MustCompile(`X-Amz-|expiry_time|request_id|avatar_url|"email":\{|@example|ntn_`).FindString(text); found != "" {
				t.Errorf("kept: %s", found)
			}
		}
	})
}

func (s *Store) mustLoad(t *testing.T) *state {
	t.Helper()
	saved, err := s.load()
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestACappedWindowOfRequestsIsWaitedOut(t *testing.T) {
	inWorld(t, func(w *world) {
		sample := w.sample()
		w.of(databaseSource(sample.FieldNotes)).serve(nt.RateLimit(20, time.Minute))
		s := w.run()
		refused := 0
		for _, r := range w.srv.Log() {
			if r.Status == 429 {
				refused++
			}
		}
		if len(s.Pages) == 0 || refused == 0 || refused > w.total()/2 {
			t.Errorf("%d pages, %d of %d requests refused", len(s.Pages), refused, w.total())
		}
	})
}

func TestARefusalThatIsAboutTheMomentFailsTheRun(t *testing.T) {
	for name, faults := range map[string][]nt.Fault{
		"cursors": slices.Repeat([]nt.Fault{nt.ExpiredCursor}, 4), "time": slices.Repeat([]nt.Fault{nt.BackOff}, 6),
	} {
		inWorld(t, func(w *world) {
			page := w.ws.Page("Page", nt.Toggle("long"))
			long := nt.Toggle("longer")
			for range 150 {
				long.Children(nt.Paragraph("x"))
			}
			page.Append(long)
			w.of(pageSource(page)).serve()
			w.srv.Script("GET /v1/blocks/"+long.ID()+"/children", faults...)
			if _, err := w.try(w.Context()); !errors.Is(err, notion.ErrValidation) {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
}
