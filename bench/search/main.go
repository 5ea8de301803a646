// Command search compares the search of a site with Pagefind's, on the same pages
// and in one run: the size of the index, what making it takes, what a query
// fetches, and how often it finds the page that is meant.
//
//	npm install --prefix /tmp/pagefind pagefind@1.6.0
//	go run ./bench/search -pagefind /tmp/pagefind/node_modules
//
// The pages are the written ones of site/search/searchtest, in four languages, and
// generated ones. Queries run in a headless Chromium with an empty cache, each on a
// page in its language, since Pagefind has an index for each. Both read the first
// eight results with their texts. Bytes are as they come over the wire, with
// headers, from a server that compresses what static hosts do.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"

	"galley/site/search"
	"galley/site/search/searchtest"
)

func main() {
	count := flag.Int("pages", 10_000, "how many pages to generate besides the written ones")
	modules := flag.String("pagefind", "", "the `folder` node_modules that has Pagefind; without it only Galley's search runs")
	child := flag.String("index", "", "for itself: index the pages of this `folder`")
	verbose := flag.Bool("v", false, "print what every query takes, and which do not find their pages")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *count, *modules, *child, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "search:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, count int, modules, child string, verbose bool) error {
	if child != "" {
		return indexFolder(child)
	}
	dir, err := os.MkdirTemp("", "bench-search-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	pages, err := searchtest.Written()
	if err != nil {
		return err
	}
	g := searchtest.NewGenerator(1)
	for i := range count {
		pages = append(pages, g.Page(i))
	}
	if err := writeSite(dir, pages); err != nil {
		return err
	}
	fmt.Printf("%d pages, %s of text\n\n", len(pages), megabytes(textSize(pages)))
	engines := []engine{galley(dir)}
	if modules != "" {
		engines = append(engines, pagefind(dir, modules))
	}
	for i := range engines {
		if err := engines[i].build(ctx); err != nil {
			return fmt.Errorf("%s: %w", engines[i].name, err)
		}
	}
	if err := ask(ctx, dir, engines, verbose); err != nil {
		return err
	}
	report(engines)
	return nil
}

func textSize(pages []search.Page) (size int) {
	for _, p := range pages {
		for _, part := range p.Parts {
			size += len(part.Title) + len(part.Text)
		}
	}
	return size
}

func megabytes(n int) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// report prints a table as docs/search.md has it.
func report(engines []engine) {
	row := func(what string, value func(engine) string) {
		fmt.Print("| ", what, " |")
		for _, e := range engines {
			fmt.Print(" ", value(e), " |")
		}
		fmt.Println()
	}
	row("", func(e engine) string { return e.name })
	row("---", func(engine) string { return "---" })
	row("index", func(e engine) string { return megabytes(e.indexSize) + fmt.Sprintf(" in %d files", e.indexFiles) })
	row("texts for excerpts", func(e engine) string { return megabytes(e.textSize) + fmt.Sprintf(" in %d files", e.textFiles) })
	row("client", func(e engine) string { return kilobytes(e.clientBytes) })
	row("making it: time", func(e engine) string { return fmt.Sprintf("%.1f s", e.wall.Seconds()) })
	row("making it: processor time", func(e engine) string { return fmt.Sprintf("%.1f s", e.cpu.Seconds()) })
	row("making it: memory", func(e engine) string { return megabytes(e.memory) })
	row("first query, median", func(e engine) string { return kilobytes(percentile(e.queryBytes, 50)) })
	row("first query, most", func(e engine) string { return kilobytes(percentile(e.queryBytes, 100)) })
	row("files fetched by a first query, median", func(e engine) string { return fmt.Sprint(percentile(e.queryFiles, 50)) })
	row("page among the first three", func(e engine) string { return fmt.Sprintf("%d of %d", e.found, len(e.queryBytes)) })
	for _, language := range searchtest.Languages() {
		row("— "+language, func(e engine) string { return fmt.Sprintf("%d of %d", e.foundIn[language], e.askedIn[language]) })
	}
	row("page first", func(e engine) string { return fmt.Sprintf("%d of %d", e.first, len(e.queryBytes)) })
}

func kilobytes(n int) string { return fmt.Sprintf("%.1f KB", float64(n)/1e3) }

func siteFolder(dir string) string { return filepath.Join(dir, "site") }
