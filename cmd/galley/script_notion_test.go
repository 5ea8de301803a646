package main

import (
	"flag"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"galley/notion/notiontest"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/tools/txtar"
)

// fakeNotion is the server of a script. Its address stays when a script starts
// another one. Requests can be held at its door, so that a script knows what has
// happened and what has not.
type fakeNotion struct {
	http *httptest.Server

	mu      sync.Mutex
	api     *notiontest.Server
	moved   *sync.Cond
	came    int // requests since the last hold
	allowed int // requests that may pass the door; -1 for all
	dropped int // grows when those before the door are sent away
}

func newFakeNotion() *fakeNotion {
	f := &fakeNotion{allowed: -1}
	f.moved = sync.NewCond(&f.mu)
	f.http = httptest.NewServer(f)
	return f
}

func (f *fakeNotion) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	f.came++
	f.moved.Broadcast()
	dropped := f.dropped
	for f.allowed == 0 && f.dropped == dropped {
		f.moved.Wait()
	}
	pass := f.dropped == dropped
	if pass && f.allowed > 0 {
		f.allowed--
	}
	api := f.api
	f.mu.Unlock()
	if !pass {
		panic(http.ErrAbortHandler) // the way of net/http to end a connection
	}
	api.ServeHTTP(w, r)
}

// close ends the server, also when requests are held.
func (f *fakeNotion) close() {
	f.allow(0)
	f.drop()
	f.http.CloseClientConnections()
	f.http.Close()
}

// allow lets n more requests pass; -1 for all.
func (f *fakeNotion) allow(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.allowed = n
	f.moved.Broadcast()
}

// drop sends those away that wait.
func (f *fakeNotion) drop() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.dropped++
	f.moved.Broadcast()
}

// await waits until n requests have come, and tells whether they did.
func (f *fakeNotion) await(n int) bool {
	late := false
	defer time.AfterFunc(endTime, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		late = true
		f.moved.Broadcast()
	}).Stop()
	f.mu.Lock()
	defer f.mu.Unlock()
	for f.came < n && !late {
		f.moved.Wait()
	}
	return f.came >= n
}

// cmdNotion starts the server.
func cmdNotion(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 0, "notion [-flags] [folder]")
	flags := flag.NewFlagSet("notion", flag.ContinueOnError)
	flags.SetOutput(ts.Stderr())
	sample := flags.Bool("sample", false, "the sample workspace")
	faults := flags.Float64("faults", 0, "the probability of a fault")
	seed := flags.Uint64("seed", 1, "of the faults")
	window := flags.String("window", "", "requests/duration")
	noContent := flags.Bool("nocontent", false, "the token may not read content")
	noComments := flags.Bool("nocomments", false, "the token may not read comments")
	noUsers := flags.Bool("nousers", false, "the token may not read users")
	ts.Check(flags.Parse(args))

	capabilities := notiontest.Capabilities{NoContent: *noContent, NoComments: *noComments}
	if *noUsers {
		capabilities.Users = notiontest.UsersNone
	}
	opts := []notiontest.Option{notiontest.WithToken(notiontest.Token, capabilities)}
	if *faults > 0 {
		opts = append(opts, notiontest.WithFaults(notiontest.Faults{Probability: *faults, Seed: *seed}))
	}
	if *window != "" {
		requests, length, _ := strings.Cut(*window, "/")
		n, err := strconv.Atoi(requests)
		ts.Check(err)
		d, err := time.ParseDuration(length)
		ts.Check(err)
		opts = append(opts, notiontest.RateLimit(n, d))
	}
	if *sample {
		s := notiontest.Sample()
		startNotion(ts, s.Workspace, opts)
		ts.Setenv("pages_handbook", s.Handbook.ID())
		ts.Setenv("databases_notes", s.FieldNotes.ID())
		return
	}
	text := stateOf(ts).workspace
	if flags.NArg() > 0 {
		text = archiveOf(ts, flags.Arg(0))
	}
	ws, err := notiontest.ParseWorkspace(text)
	ts.Check(err)
	startNotion(ts, ws, opts)
	for _, file := range txtar.Parse(text).Files {
		name := strings.ReplaceAll(file.Name, "/", "_")
		if page := ws.FindPage(file.Name); page != nil {
			ts.Setenv(name, page.ID())
		}
		if db := ws.FindDatabase(file.Name); db != nil {
			ts.Setenv(name, db.ID())
			ts.Setenv(name+"_source", db.Source().ID())
			ts.Setenv(name+"_view", db.View("table", "All", notiontest.ViewConfig{}).ID())
		}
	}
	for _, label := range regexp.MustCompile(`\[id=(\w+)`).FindAllSubmatch(text, -1) {
		ts.Setenv("blocks_"+string(label[1]), ws.FindBlock(string(label[1])).ID())
	}
}

// archiveOf packs the files of a folder, in the order of their names.
func archiveOf(ts *testscript.TestScript, dir string) []byte {
	files := filesOf(ts, dir)
	archive := &txtar.Archive{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(ts.ReadFile(files[name]))})
	}
	return txtar.Format(archive)
}

func startNotion(ts *testscript.TestScript, ws *notiontest.Workspace, opts []notiontest.Option) {
	s := stateOf(ts)
	if s.notion == nil {
		s.notion = newFakeNotion()
		ts.Defer(s.notion.close)
	}
	s.notion.mu.Lock()
	defer s.notion.mu.Unlock()
	s.notion.api = notiontest.NewHandler(ws, opts...)
	ts.Setenv("NOTION_API_URL", s.notion.http.URL)
	ts.Setenv("NOTION_TOKEN", notiontest.Token)
}

func cmdDown(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 0, "down")
	stateOf(ts).notion.close()
}

func cmdHold(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1, "hold n")
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	f := stateOf(ts).notion
	f.mu.Lock()
	defer f.mu.Unlock()
	f.came, f.allowed = 0, n
}

func cmdRelease(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 0, "release")
	stateOf(ts).notion.allow(-1)
}

func cmdDrop(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 0, "drop")
	stateOf(ts).notion.drop()
	stateOf(ts).notion.allow(-1)
}

func cmdAsked(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1, "asked n")
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	if !stateOf(ts).notion.await(n) {
		ts.Fatalf("fewer than %d requests have come", n)
	}
}

func cmdRequests(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 0, "requests")
	f := stateOf(ts).notion
	counts := f.api.Requests()
	f.api.ResetCounts()
	total := 0
	for _, endpoint := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintln(ts.Stdout(), counts[endpoint], endpoint)
		total += counts[endpoint]
	}
	ts.Setenv("REQUESTS", strconv.Itoa(total))
}

// cmdLess compares numbers.
func cmdLess(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2, "less number number")
	a, err := strconv.Atoi(args[0])
	ts.Check(err)
	b, err := strconv.Atoi(args[1])
	ts.Check(err)
	if a >= b {
		ts.Fatalf("%d is not less than %d", a, b)
	}
}

// cmdTotal checks that a number is the sum of others.
func cmdTotal(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2, "total number number…")
	sum := 0
	for _, arg := range args[1:] {
		n, err := strconv.Atoi(arg)
		ts.Check(err)
		sum += n
	}
	if args[0] != strconv.Itoa(sum) {
		ts.Fatalf("%s is not the sum of %v", args[0], args[1:])
	}
}

func cmdScript(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2, "script 'GET /v1/…' fault…")
	var faults []notiontest.Fault
	for _, name := range args[1:] {
		faults = append(faults, notiontest.Fault(name))
	}
	stateOf(ts).notion.api.Script(args[0], faults...)
}

// cmdEdit edits a page or row, which is named as in the workspace.
func cmdEdit(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2, "edit append|bookmark|rename|trash|restore|unshare page [text]")
	page := stateOf(ts).notion.api.Workspace().FindPage(args[1])
	if page == nil {
		ts.Fatalf("there is no page %s", args[1])
	}
	text := strings.Join(args[2:], " ")
	switch args[0] {
	case "append":
		page.Append(notiontest.Paragraph(text))
	case "bookmark":
		page.Append(notiontest.Bookmark(text))
	case "rename":
		page.Rename(text)
	case "trash":
		page.Trash()
	case "restore":
		page.Restore()
	case "unshare":
		page.Unshare()
	default:
		ts.Fatalf("there is no edit %s", args[0])
	}
}

// cmdExpand puts the variables of the script into files.
func cmdExpand(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1, "expand file…")
	for _, name := range args {
		text := os.Expand(ts.ReadFile(name), ts.Getenv)
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o644))
	}
}
