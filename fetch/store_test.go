package fetch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	nt "galley/notion/notiontest"
)

// entries gives the regular files below a folder of the store.
func (w *world) entries(name string) []string {
	w.Helper()
	var found []string
	err := filepath.WalkDir(filepath.Join(w.store().root, name), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		w.Fatal(err)
	}
	return found
}

func (w *world) illustrated() *nt.Database {
	db, _ := w.blog()
	db.Row("Picture", nil, nt.Image(nt.Upload("a.png", picture)))
	return db
}

func TestTheStoreGivesTheLastSnapshotWithoutTheNetwork(t *testing.T) {
	inWorld(t, func(w *world) {
		w.of(databaseSource(w.illustrated())).serve()
		if _, err := w.store().Snapshot(); !errors.Is(err, ErrNoSnapshot) || !strings.Contains(err.Error(), w.dir) {
			t.Errorf("an empty store: %v", err)
		}
		live := w.run()
		for _, sources := range [][]Source{nil, w.sources} {
			kept, err := w.store().Snapshot(sources...)
			if err != nil {
				t.Fatal(err)
			}
			w.same(live, kept)
			equal(t, "taken", kept.Taken.Equal(live.Taken), true)
		}
		if _, err := w.store().Snapshot(Source{Kind: KindSearch}); !errors.Is(err, ErrOtherSources) {
			t.Errorf("for other sources: %v", err)
		}
		if _, err := live.Blocks("nothing"); err == nil {
			t.Error("blocks of a page that is not there")
		}
	})
}

func TestAMovedStoreWorks(t *testing.T) {
	inWorld(t, func(w *world) {
		w.of(databaseSource(w.illustrated())).serve()
		want := w.dump(w.run())
		moved := filepath.Join(t.TempDir(), "elsewhere")
		if err := os.Rename(w.dir, moved); err != nil {
			t.Fatal(err)
		}
		w.dir = moved
		equal(t, "snapshot", w.dump(w.run()), want)
		w.asked(map[string]int{query: 1})
		equal(t, "downloads", w.downloads(), 0)
	})
}

func TestWhatIsDamagedIsReadAgain(t *testing.T) {
	damage := func(path string) error {
		data, err := os.ReadFile(path)
		if err == nil {
			data[len(data)/2] ^= 1
			err = os.WriteFile(path, data, 0o644)
		}
		return err
	}
	for _, how := range []struct {
		name string
		do   func(path string) error
	}{{"changed", damage}, {"removed", os.Remove}, {"emptied", func(path string) error { return os.WriteFile(path, nil, 0o644) }}} {
		for _, what := range []struct {
			name string
			want map[string]int
		}{
			{bodiesName, map[string]int{query: 1, getChildren: 7}},
			{filesName, map[string]int{query: 1, getBlock: 1}},
			{snapshotName, map[string]int{getDatabase: 1, getSource: 1, query: 1, getChildren: 7}},
		} {
			t.Run(what.name+" "+how.name, func(t *testing.T) {
				inWorld(t, func(w *world) {
					w.of(databaseSource(w.illustrated())).serve()
					first := w.run()
					want := w.dump(first)
					for _, path := range w.entries(what.name) {
						if err := how.do(path); err != nil {
							t.Fatal(err)
						}
					}
					if _, err := w.store().Snapshot(); what.name == snapshotName && !errors.Is(err, ErrNoSnapshot) {
						t.Errorf("a damaged snapshot: %v", err)
					}
					for id := range first.Pages {
						if _, err := first.Blocks(id); what.name == bodiesName && err == nil {
							t.Error("a damaged body is given")
						}
					}
					equal(t, "snapshot", w.dump(w.run()), want)
					w.asked(what.want)
				})
			})
		}
	}
}

func TestATouchedFileIsHashedAndKept(t *testing.T) {
	inWorld(t, func(w *world) {
		w.of(databaseSource(w.illustrated())).serve()
		w.run()
		for _, path := range w.entries(filesName) { // as an unpacked archive has it
			if err := os.Chtimes(path, w.now(), w.now()); err != nil {
				t.Fatal(err)
			}
		}
		w.run()
		equal(t, "downloads", w.downloads(), 0)
	})
}

func TestOldBodiesAndFilesArePruned(t *testing.T) {
	inWorld(t, func(w *world) {
		image := nt.Image(nt.Upload("a.png", picture))
		page := w.ws.Page("Page", image)
		w.of(pageSource(page)).serve()
		w.run()
		old := append(w.entries(bodiesName), w.entries(filesName)...)
		image.SetFile(nt.Upload("b.png", append(picture, 1)))
		w.settle()
		w.run()
		now := append(w.entries(bodiesName), w.entries(filesName)...)
		if len(old) != 2 || len(now) != 2 || old[0] == now[0] || old[1] == now[1] {
			t.Errorf("the store had %v, and has %v", old, now)
		}
	})
}

func TestTheStoreIsTaggedAsACache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	if _, err := Open(dir); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "CACHEDIR.TAG"))
	if err != nil || !strings.HasPrefix(string(data), "Signature: 8a477f597d28d172789f06886806bc55\n") {
		t.Errorf("%q, %v", data, err)
	}
}
