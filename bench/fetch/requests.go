package main

import (
	"context"
	"fmt"

	"galley/notion"
	nt "galley/notion/notiontest"
)

// formula is how many requests somebody spends.
type formula struct {
	name         string
	cold, warm   int
	edited       int // with one post edited
	withoutStore int // warm where nothing is kept between builds
}

// requests counts what a first build, a second one and one after an edit ask
// for, and puts beside it what other ways of reading the same posts ask for.
func requests(ctx context.Context) error {
	const posts = 1000
	b := longBlog(posts)
	server := nt.NewServer(b.workspace)
	defer server.Close()
	store, err := newStore(b.database.ID())
	if err != nil {
		return err
	}
	defer store.remove()
	count := func(what string) (int, error) {
		server.ResetCounts()
		if err := store.run(ctx, server.URL, notion.WithRequestsPerMinute(0)); err != nil {
			return 0, fmt.Errorf("%s: %w", what, err)
		}
		return server.Total(), nil
	}
	ours := formula{name: "Galley (measured)"}
	if ours.cold, err = count("a first build"); err != nil {
		return err
	}
	if ours.warm, err = count("a second build"); err != nil {
		return err
	}
	ours.withoutStore = ours.cold
	b.rows[posts-1].Append(nt.Paragraph("And one more thing."))
	if ours.edited, err = count("after an edit"); err != nil {
		return err
	}
	fmt.Printf("%d posts, %d blocks, %d with children, %d properties\n\n", posts, b.blocks, b.containers, len(properties()))
	fmt.Println("| requests | first build | nothing changed | one post edited | nothing kept between builds |")
	fmt.Println("| --- | ---: | ---: | ---: | ---: |")
	for _, f := range append([]formula{ours}, b.others(posts)...) {
		fmt.Printf("| %s | %d | %d | %d | %d |\n", f.name, f.cold, f.warm, f.edited, f.withoutStore)
	}
	fmt.Println()
	return nil
}

// others gives what other ways of reading cost, from what their programs ask
// for: see docs/how-it-works.md.
func (b *blog) others(posts int) []formula {
	lists := (posts + 99) / 100
	all := func(name string, cold int) formula { return formula{name, cold, cold, cold, cold} }
	return []formula{
		{"by last_edited_time, schema and rows each time", 1 + lists + b.lists, 1 + lists, 1 + lists + b.last, 1 + lists + b.lists},
		all("all blocks each time", 1+lists+b.lists),
		all("all blocks, the page and each of its properties each time", lists+b.lists+posts*(1+len(properties()))),
		all("children of every block, also of those that have none", lists+b.lists+b.blocks-b.containers),
	}
}
