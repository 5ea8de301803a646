package fetch

import (
	"encoding/json"
	"flag"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"slices"
	"testing"
	"time"

	"galley/notion"
	nt "galley/notion/notiontest"
)

// go test ./fetch -run Killed -kills 500 kills so many processes.
var kills = flag.Int("kills", 10, "how many processes the test of killed runs kills")

// helperSources are the sources of the other process, as JSON.
const helperSources = "FETCH_TEST_SOURCES"

// sourcesOfHelper are those that its variables name: one page, or those in JSON,
// or all that is shared.
func sourcesOfHelper() ([]Source, error) {
	if id := os.Getenv(helperSource); id != "" {
		return []Source{{Kind: KindPage, ID: notion.ID(id)}}, nil
	}
	sources := []Source{{Kind: KindSearch}}
	if text := os.Getenv(helperSources); text != "" {
		sources = nil
		return sources, json.Unmarshal([]byte(text), &sources)
	}
	return sources, nil
}

// victim is a workspace with a server that other processes fetch from, until
// they are killed.
type victim struct {
	*testing.T
	srv     *nt.Server
	sources []Source
	dir     string
	odd     map[notion.ID]bool // tables, and their databases, whose rows do not fit their schema
}

// A process may be killed at any time: what it had stored is not asked for again,
// and in the end there is what there would have been.
func TestKilledRunsLoseNothing(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	sample := nt.Sample()
	v := &victim{T: t, srv: nt.NewServer(sample.Workspace, nt.Latency(time.Millisecond)), sources: wholeSample(sample), dir: t.TempDir()}
	defer v.srv.Close()
	w := &world{T: t}
	want := v.finish()
	all := v.srv.Total()
	v.findOdd()
	for killed := 0; killed < fewer(*kills) && !t.Failed(); {
		v.dir = t.TempDir()
		for more := true; more; more = r.IntN(3) > 0 {
			stored := v.stored()
			v.kill(r.IntN(all+1), time.Duration(r.IntN(5000))*time.Microsecond)
			killed++
			v.notAgain(stored)
		}
		stored := v.stored()
		got := v.finish()
		v.notAgain(stored)
		w.same(want, got)
		os.RemoveAll(v.dir)
	}
}

// kill starts a run in another process, and kills it so long after it has sent so
// many requests.
func (v *victim) kill(requests int, later time.Duration) {
	v.Helper()
	v.srv.ResetCounts()
	sources, err := json.Marshal(v.sources)
	if err != nil {
		v.Fatal(err)
	}
	cmd := command(v.T, "run", v.srv, v.dir, "")
	cmd.Env = append(cmd.Env, helperSources+"="+string(sources))
	if err := cmd.Start(); err != nil {
		v.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		cmd.Wait() // reports the kill
	}()
	for v.srv.Total() < requests && !isClosed(ended) {
		time.Sleep(100 * time.Microsecond) // the other process is no goroutine of ours
	}
	time.Sleep(later)
	cmd.Process.Kill() // in vain when it has ended
	<-ended
	if state := cmd.ProcessState; state.Exited() && !state.Success() {
		v.Errorf("the run failed: %v", state)
	}
}

func isClosed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// finish runs to the end.
func (v *victim) finish() *Snapshot {
	v.Helper()
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	web := &http.Client{Transport: transport}
	store, err := Open(v.dir)
	if err != nil {
		v.Fatal(err)
	}
	v.srv.ResetCounts()
	client := notion.New(nt.Token, notion.WithBaseURL(v.srv.URL), notion.WithHTTPClient(web), notion.WithRequestsPerMinute(0))
	s, err := Run(v.Context(), client, store, v.sources, Options{HTTP: web})
	if err != nil {
		v.Fatal(err)
	}
	return s
}

// findOdd finds the tables whose rows do not fit their schema. As long as no run
// has ended with them, they look as if they had just changed.
func (v *victim) findOdd() {
	v.Helper()
	store, err := Open(v.dir)
	if err != nil {
		v.Fatal(err)
	}
	v.odd = map[notion.ID]bool{}
	for id, t := range store.mustLoad(v.T).Tables {
		if len(t.Odd) > 0 {
			v.odd[id], v.odd[t.Source.Parent.DatabaseID] = true, true
		}
	}
}

// stored gives the paths of the requests whose answers are in the store, and
// need not be sent again, with what they are about.
func (v *victim) stored() map[string]string {
	v.Helper()
	store, err := Open(v.dir)
	if err != nil {
		v.Fatal(err)
	}
	known, err := store.progress(notion.DefaultVersion)
	if err != nil {
		v.Fatal(err)
	}
	paths := map[string]string{}
	for id, p := range known.Pages {
		if !p.settled(p.Page.LastEditedTime) || !store.hasBody(p.Body) {
			continue
		}
		for name := range p.Whole {
			paths["/v1/pages/"+string(id)+"/properties/"+p.Page.Properties[name].ID] = "a property of " + titleOf(&p.Page)
		}
		blocks, err := store.body(p.Body)
		if err != nil {
			v.Fatal(err)
		}
		for _, list := range ownLists(id, blocks) {
			if !slices.Contains(p.Facts.Listings, list) { // those are asked for in every run
				paths["/v1/blocks/"+string(list)+"/children"] = "a list of " + titleOf(&p.Page)
			}
		}
	}
	lacking := func(visit func(visitor)) (lacks bool) { // a file, for whose link its owner has to be asked
		visit(visitor{hosted: func(h *notion.Hosted, _ string) {
			f := known.Files[notion.FileKey(h.URL)]
			lacks = lacks || !store.hasFile(&f)
		}})
		return lacks
	}
	for id, d := range known.Databases {
		if !v.odd[id] && !lacking(func(files visitor) { files.database(&d.Database) }) {
			paths["/v1/databases/"+string(id)] = "a database"
		}
	}
	for id, t := range known.Tables {
		if !v.odd[id] && !lacking(func(files visitor) { files.dataSource(&t.Source) }) {
			paths["/v1/data_sources/"+string(id)] = "a data source"
		}
	}
	for key, f := range known.Files {
		if u, err := url.Parse(key); err == nil && store.hasFile(&f) {
			paths[u.Path] = "a file"
		}
	}
	return paths
}

// ownLists gives the page and those blocks in it that have children of their own,
// apart from synced blocks, which other pages may show too.
func ownLists(page notion.ID, blocks []notion.Block) []notion.ID {
	lists := []notion.ID{page}
	for i := range blocks {
		if b := &blocks[i]; b.HasChildren && b.SyncedBlock == nil {
			lists = append(lists, ownLists(b.ID, b.Children)...)
		}
	}
	return lists
}

// notAgain tells that nothing was asked for that was stored.
func (v *victim) notAgain(stored map[string]string) {
	v.Helper()
	for _, r := range v.srv.Log() {
		if what, known := stored[r.Path]; known {
			v.Errorf("%s was stored and asked for again: %s %s", what, r.Method, r.Path)
		}
	}
}
