package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"galley/site/search"
	"galley/theme"

	"golang.org/x/sync/errgroup"
)

// engine is a search, with what was measured of it.
type engine struct {
	name  string
	build func(context.Context) error
	query string // JavaScript: a function of a query that gives the addresses of the results
	*figures
}

type figures struct {
	indexSize, indexFiles  int
	textSize, textFiles    int
	clientBytes            int // of the scripts, as they come
	wall, cpu              time.Duration
	memory                 int // bytes, at most
	queryBytes, queryFiles []int
	found, first           int
	foundIn, askedIn       map[string]int
}

func newFigures() *figures {
	return &figures{foundIn: map[string]int{}, askedIn: map[string]int{}}
}

// measure runs a command, and takes down what it takes.
func (f *figures) measure(cmd *exec.Cmd) error {
	start := time.Now()
	output, err := cmd.CombinedOutput()
	f.wall = time.Since(start)
	if err != nil {
		return fmt.Errorf("%w\n%s", err, output)
	}
	f.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		f.memory = int(usage.Maxrss) << 10
	}
	return nil
}

// count adds up the files of a folder.
func (f *figures) count(dir string, isText func(name string) bool, isIndex func(name string) bool) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		switch name := entry.Name(); {
		case isText(name):
			f.textSize += int(info.Size())
			f.textFiles++
		case isIndex(name):
			f.indexSize += int(info.Size())
			f.indexFiles++
		}
		return nil
	})
}

// galley is the search of this repository. The program runs itself to make the
// index, so that its memory is that of nothing else.
func galley(dir string) engine {
	f := newFigures()
	return engine{
		name: "Galley", figures: f,
		build: func(ctx context.Context) error {
			self, err := os.Executable()
			if err != nil {
				return err
			}
			if err := f.measure(exec.CommandContext(ctx, self, "-index", dir)); err != nil {
				return err
			}
			look, err := theme.Load("docs", "", theme.Settings{})
			if err != nil {
				return err
			}
			for _, a := range look.Assets() {
				if a.Name == look.Module("search") {
					err = os.WriteFile(filepath.Join(siteFolder(dir), "client.js"), a.Data, 0o644)
				}
			}
			text := func(name string) bool { return len(name) == len("0123456789ab.bin") }
			return errors.Join(err, f.count(filepath.Join(siteFolder(dir), "index"), text, func(name string) bool { return !text(name) }))
		},
		query: `async (query) => {
			const { find, card, from } = await import("/client.js");
			from("/index/root.bin");
			const { root, numbers } = await find(query);
			const cards = await Promise.all(numbers.slice(0, 8).map((n) => card(root, n)));
			await Promise.all(cards.map(async ({ text }) => (await fetch("/index/" + text + ".bin")).arrayBuffer()));
			return cards.map(({ url }) => url);
		}`,
	}
}

// pagefind is the program of that name, from npm.
func pagefind(dir, modules string) engine {
	f := newFigures()
	return engine{
		name: "Pagefind 1.6.0", figures: f,
		build: func(ctx context.Context) error {
			programs, err := filepath.Glob(filepath.Join(modules, "@pagefind", "*", "bin", "pagefind_extended*"))
			programs = slices.DeleteFunc(programs, func(name string) bool { return strings.HasSuffix(name, ".sha256") })
			if err != nil || len(programs) != 1 {
				return fmt.Errorf("found the programs %v in %s; install pagefind there", programs, modules)
			}
			if err := f.measure(exec.CommandContext(ctx, programs[0], "--site", siteFolder(dir))); err != nil {
				return err
			}
			return f.count(filepath.Join(siteFolder(dir), "pagefind"),
				func(name string) bool { return strings.HasSuffix(name, ".pf_fragment") },
				func(name string) bool { return strings.Contains(name, ".pf_") || name == "pagefind-entry.json" })
		},
		query: `async (query) => {
			const { search } = await import("/pagefind/pagefind.js");
			const { results } = await search(query);
			const data = await Promise.all(results.slice(0, 8).map((r) => r.data()));
			return data.map(({ raw_url, url }) => (raw_url ?? url).slice(1));
		}`,
	}
}

const pagesName = "pages.json"

// writeSite writes the pages for both: as HTML, and as the index is given them.
func writeSite(dir string, pages []search.Page) error {
	for _, p := range pages {
		var b strings.Builder
		language := p.Language
		if language == "" {
			language = "en"
		}
		fmt.Fprintf(&b, "<!doctype html><html lang=%q><meta charset=utf-8><title>%s</title><body><main data-pagefind-body><h1>%s</h1><p>", language, html.EscapeString(p.Title), html.EscapeString(p.Title))
		for _, tag := range p.Tags {
			fmt.Fprintf(&b, "<span data-pagefind-filter=tag>%s</span> ", html.EscapeString(tag))
		}
		b.WriteString("</p>")
		for _, part := range p.Parts {
			if part.Title != "" {
				fmt.Fprintf(&b, "<h2 id=%q>%s</h2>", part.ID, html.EscapeString(part.Title))
			}
			fmt.Fprintf(&b, "<p>%s</p>", html.EscapeString(part.Text))
		}
		b.WriteString("</main>")
		name := filepath.Join(siteFolder(dir), filepath.FromSlash(p.URL), "index.html")
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			return err
		}
	}
	data, err := json.Marshal(pages)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, pagesName), data, 0o644)
}

// indexFolder makes Galley's index of the pages that writeSite wrote.
func indexFolder(dir string) error {
	file, err := os.Open(filepath.Join(dir, pagesName))
	if err != nil {
		return err
	}
	defer file.Close()
	out := filepath.Join(siteFolder(dir), "index")
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	x := search.New(func(name string, data []byte) error { return os.WriteFile(filepath.Join(out, name), data, 0o644) })
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	in := json.NewDecoder(file)
	if _, err := in.Token(); err != nil { // the bracket before the first page
		return err
	}
	for in.More() {
		var p search.Page
		if err := in.Decode(&p); err != nil {
			return errors.Join(err, group.Wait())
		}
		group.Go(func() error { return x.Add(p) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return x.Finish()
}

// percentile gives a value that so many of a hundred are not above.
func percentile(values []int, p int) int {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)-1, len(sorted)*p/100)]
}
