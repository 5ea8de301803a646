package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"galley/fetch"
	"galley/internal/atomicfile"
	"galley/notion"
	"galley/site"
)

// reportName is the file in the store that says what the last build did.
const reportName = "report.json"

// account is what a build did, for machines: the object that ends the output of
// --json, and the report in the store. docs/commands.md describes its fields.
type account struct {
	Version   string         `json:"version"`
	Finished  time.Time      `json:"finished"`
	Output    string         `json:"output"`
	Pages     int            `json:"pages"`
	Held      int            `json:"held"`
	Due       *time.Time     `json:"due,omitempty"`
	Blocks    map[string]int `json:"blocks"`
	Written   int            `json:"written"`
	Unchanged int            `json:"unchanged"`
	Removed   int            `json:"removed"`
	Warnings  int            `json:"warnings"`
	Losses    []lossEntry    `json:"losses"`
	Requests  requests       `json:"requests"`
	Seconds   float64        `json:"seconds"`
	Fetching  float64        `json:"fetch_seconds"`
	Writing   float64        `json:"write_seconds"`
}

// lossEntry is one warning of an account.
type lossEntry struct {
	Kind  fetch.WarningKind `json:"kind"`
	Type  string            `json:"type,omitempty"`
	Count int               `json:"count"`
	Page  string            `json:"page,omitempty"`
	URL   string            `json:"url,omitempty"`
	Text  string            `json:"text"`
	Hint  string            `json:"hint,omitempty"`
}

// requests counts what was asked of others in a build.
type requests struct {
	Notion    int   `json:"notion"`
	Repeated  int   `json:"repeated"`
	Limited   int   `json:"limited"`
	Bodies    int   `json:"bodies"`
	FileBytes int64 `json:"file_bytes"`
	Bookmarks int   `json:"bookmarks"`
	Portraits int   `json:"portraits"`
}

// tally counts requests while they are made, by many goroutines.
type tally struct {
	mu    sync.Mutex
	count requests
}

// event counts what a client of the API tells.
func (t *tally) event(e notion.Event) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e.Kind {
	case notion.EventAnswer:
		t.count.Notion++
	case notion.EventRetry:
		t.count.Notion++
		t.count.Repeated++
	default:
		return
	}
	const overload = 529
	if e.Status == 429 || e.Status == overload {
		t.count.Limited++
	}
}

// progress takes down what fetching has brought.
func (t *tally) progress(p fetch.Progress) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.count.Bodies, t.count.FileBytes = p.PagesFetched, p.Bytes
}

// take gives what was counted, and begins anew.
func (t *tally) take() requests {
	t.mu.Lock()
	defer t.mu.Unlock()
	counted := t.count
	t.count = requests{}
	return counted
}

// account sums up a build that took so long.
func (b *builder) account(r site.Report, took time.Duration) account {
	a := account{
		Version: version(), Finished: time.Now().UTC().Truncate(time.Second), Output: b.output(), Pages: b.pages, Held: len(b.held),
		Blocks: r.Blocks, Written: r.Written, Unchanged: r.Unchanged, Removed: r.Removed, Warnings: len(r.Warnings),
		Losses: []lossEntry{}, Requests: b.c.tally.take(),
		Seconds: took.Seconds(), Fetching: b.fetching.Seconds(), Writing: b.writing.Seconds(),
	}
	a.Requests.Bookmarks, a.Requests.Portraits = r.Asked, r.Portraits
	if next := site.NextDue(b.held); next != nil {
		a.Due = &next.Due
	}
	for _, w := range r.Warnings {
		a.Losses = append(a.Losses, lossEntry{w.Kind, w.Type, max(1, w.Count), w.Title, w.URL, w.Text, w.Hint})
	}
	return a
}

// save writes the account into the store.
func (a account) save(dir string) error {
	data, err := json.MarshalIndent(a, "", "  ")
	if err == nil {
		err = atomicfile.Write(filepath.Join(dir, reportName), append(data, '\n'), 0o600)
	}
	if err != nil {
		return fmt.Errorf("writing the report of the build: %w", err)
	}
	return nil
}

// fields gives the account as the fields of an object.
func (a account) fields() map[string]any {
	fields := map[string]any{}
	data, err := json.Marshal(a)
	if err == nil {
		err = json.Unmarshal(data, &fields)
	}
	if err != nil {
		fields["error"] = err.Error()
	}
	return fields
}

// summary says how many losses of each kind there are: "3 warnings (2 link, 1
// file)".
func (a account) summary() string {
	text := count(a.Warnings, "warning")
	if a.Warnings < 2 {
		return text
	}
	kinds := map[string]int{}
	for _, l := range a.Losses {
		kinds[string(l.Kind)] += l.Count
	}
	var parts []string
	for _, kind := range slices.SortedFunc(maps.Keys(kinds), func(x, y string) int {
		if kinds[x] != kinds[y] {
			return kinds[y] - kinds[x]
		}
		return strings.Compare(x, y)
	}) {
		parts = append(parts, fmt.Sprintf("%s: %d", kind, kinds[kind]))
	}
	return text + " (" + strings.Join(parts, ", ") + ")"
}
