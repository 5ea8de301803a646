package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"galley/fetch"
	"galley/internal/derived"
	"galley/notion"
	nt "galley/notion/notiontest"
	"galley/site"
)

// build fetches many posts, and then makes a site of them in a process of its own:
// first all of it, and then with nothing changed.
func build(ctx context.Context, posts int) error {
	for _, count := range []int{posts / 2, posts} {
		if err := buildOf(ctx, count); err != nil {
			return err
		}
	}
	return nil
}

func buildOf(ctx context.Context, posts int) error {
	b := newBlog(posts, func(int) int { return 60 }, 1)
	store, err := newStore(b.database.ID())
	if err != nil {
		return err
	}
	defer store.remove()
	server := nt.NewServer(b.workspace)
	err = store.run(ctx, server.URL, notion.WithRequestsPerMinute(0))
	server.Close()
	if err != nil {
		return err
	}
	for _, what := range []string{"new", "unchanged"} {
		took, err := inAnotherProcess(ctx, "-built", store.dir, "-source", b.database.ID())
		if err != nil {
			return err
		}
		fmt.Printf("a site of %d posts, %s: %s\n", posts, what, took)
	}
	return nil
}

// buildOnce is what the other process does: it makes a site of a store, in the
// store's folder, and prints what it took.
func buildOnce(ctx context.Context, dir, source string) error {
	start := time.Now()
	config, err := site.ParseConfig(filepath.Join(dir, "site.toml"), fmt.Appendf(nil,
		"[site]\ntitle = 'Posts'\nbase_url = 'https://posts.example/'\n[social]\ncards = false\n[[source]]\ndatabase = %q\n", source))
	if err != nil {
		return err
	}
	store, err := fetch.Open(dir)
	if err != nil {
		return err
	}
	snapshot, err := store.Snapshot(config.Sources()...)
	if err != nil {
		return err
	}
	look, err := config.LoadTheme()
	if err != nil {
		return err
	}
	planned, err := site.Plan(config, snapshot, site.Options{Theme: look, Derived: derived.Open(filepath.Join(dir, derived.Folder))})
	if err != nil {
		return err
	}
	report, err := planned.Write(ctx, filepath.Join(dir, "public"))
	if err != nil {
		return err
	}
	fmt.Printf("%d files written in %.1f s, at most ", report.Written, time.Since(start).Seconds())
	return printPeak()
}
