package search_test

import (
	"fmt"
	"maps"
	"runtime"
	"strings"
	"sync"
	"testing"

	"galley/site/search"
	"galley/site/search/searchtest"
)

// generated makes pages.
func generated(n int) []search.Page {
	g := searchtest.NewGenerator(1)
	pages := make([]search.Page, n)
	for i := range pages {
		pages[i] = g.Page(i)
	}
	return pages
}

// indexed gives the files of an index, made on several processors at once.
func indexed(t testing.TB, pages []search.Page, backwards bool) map[string]string {
	t.Helper()
	files := map[string]string{}
	var mu sync.Mutex
	x := search.New(func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		if _, twice := files[name]; twice {
			return fmt.Errorf("%s is written twice", name)
		}
		files[name] = string(data)
		return nil
	})
	const workers = 4
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(pages); i += workers {
				at := i
				if backwards {
					at = len(pages) - 1 - i
				}
				if err := x.Add(pages[at]); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if err := x.Finish(); err != nil {
		t.Fatal(err)
	}
	return files
}

func isText(name string) bool { return len(name) == len("0123456789ab.bin") }

func TestEqualPagesMakeEqualFiles(t *testing.T) {
	pages := generated(200)
	if !maps.Equal(indexed(t, pages, false), indexed(t, pages, true)) {
		t.Error("the files depend on the order in which pages are added")
	}
}

func TestAnEmptySiteHasAnIndexToo(t *testing.T) {
	if files := indexed(t, nil, false); files[search.RootName] == "" {
		t.Errorf("files %v", files)
	}
}

// What a new page changes is its own card, the lists of its words, and the root;
// all else keeps its name, and so is not sent again.
func TestANewPageChangesOnlyTheShardsOfItsWords(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	pages := generated(1001)
	before, after := indexed(t, pages[:1000], false), indexed(t, pages, false)
	texts, shards, leaves := 0, 0, 0
	for name := range after {
		if _, old := before[name]; old {
			leaves++
			continue
		}
		if isText(name) {
			texts++
		} else {
			shards++
		}
	}
	words := map[string]bool{}
	for _, p := range pages[1000].Parts {
		for _, word := range search.Words(p.Text + " " + p.Title) {
			words[word] = true
		}
	}
	t.Logf("a page of %d words changes %d shards, and %d files stay", len(words), shards, leaves)
	if texts != 1 {
		t.Errorf("%d texts are new", texts)
	}
	// Each word's pages, and the list that it stands in: many words share them.
	if shards > 2*len(words) {
		t.Errorf("%d shards are new, and the page has %d words", shards, len(words))
	}
}

func TestPagesMayHaveNothing(t *testing.T) {
	files := indexed(t, []search.Page{
		{Key: "1", URL: "a/"}, {Key: "2", URL: "b/", Title: "!?"},
		{Key: "3", URL: "c/", Title: "C", Section: " \n", Tags: []string{"", "x\ny", "x y"}, Parts: []search.Part{{Text: strings.Repeat("long ", 100_000)}}},
	}, false)
	for name, data := range files {
		if isText(name) && len(data) > 1000 {
			t.Errorf("the text of a page has %d bytes", len(data))
		}
	}
}

func BenchmarkIndex(b *testing.B) {
	for _, n := range []int{1250, 2500, 5000, 10000} {
		pages := generated(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var before, after runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&before)
				size, texts := 0, 0
				var mu sync.Mutex
				x := search.New(func(name string, data []byte) error {
					mu.Lock()
					defer mu.Unlock()
					if isText(name) {
						texts += len(data)
					} else {
						size += len(data)
					}
					return nil
				})
				var wg sync.WaitGroup
				for w := range runtime.GOMAXPROCS(0) {
					wg.Go(func() {
						for i := w; i < n; i += runtime.GOMAXPROCS(0) {
							if err := x.Add(pages[i]); err != nil {
								b.Error(err)
							}
						}
					})
				}
				wg.Wait()
				runtime.GC()
				runtime.ReadMemStats(&after)
				if err := x.Finish(); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(size)/float64(n), "index-B/page")
				b.ReportMetric(float64(texts)/float64(n), "text-B/page")
				b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(n), "kept-B/page")
			}
		})
	}
}
