// Command fetch measures what a build costs at Notion: how many requests, how
// long they take under a limit, and how much memory that takes, and the building.
//
//	go run ./bench/fetch
//	go run ./bench/fetch -only pace
//
// Everything is asked from notion/notiontest over HTTP. Where minutes are spent
// waiting for a limit, time passes faster for the client and the server alike, and
// so that the processor is not what is measured, by a factor that leaves it nearly
// idle. Times are printed as they would be at Notion.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"

	"galley/fetch"
	"galley/notion"
	nt "galley/notion/notiontest"
)

// measure is one of the things that are measured.
type measure struct {
	name string
	run  func(context.Context) error
}

func main() {
	only := flag.String("only", "", "measure this alone: requests, pace, window, memory or build")
	posts := flag.Int("posts", 10_000, "how many posts to fetch for the measures of memory and build")
	child := flag.String("child", "", "for itself: fetch from the server at this `address`")
	source := flag.String("source", "", "for itself: the database to fetch")
	built := flag.String("built", "", "for itself: make a site of the store in this `folder`")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	measures := []measure{
		{"requests", requests}, {"window", window}, {"pace", pace},
		{"memory", func(ctx context.Context) error { return memory(ctx, *posts) }},
		{"build", func(ctx context.Context) error { return build(ctx, *posts) }},
	}
	if *child != "" {
		measures = []measure{{"", func(ctx context.Context) error { return fetchOnce(ctx, *child, *source) }}}
	}
	if *built != "" {
		measures = []measure{{"", func(ctx context.Context) error { return buildOnce(ctx, *built, *source) }}}
	}
	if *only != "" {
		measures = slices.DeleteFunc(measures, func(m measure) bool { return m.name != *only })
	}
	for _, m := range measures {
		if err := m.run(ctx); err != nil {
			fmt.Fprintf(os.Stderr, "fetch: %s: %v\n", m.name, err)
			stop()
			os.Exit(1)
		}
	}
}

// fetched is a store that is filled from a server.
type fetched struct {
	dir    string
	source fetch.Source
}

func newStore(source string) (*fetched, error) {
	dir, err := os.MkdirTemp("", "bench-fetch-")
	if err != nil {
		return nil, err
	}
	return &fetched{dir, fetch.Source{Kind: fetch.KindDatabase, ID: notion.ID(source)}}, nil
}

func (f *fetched) remove() { os.RemoveAll(f.dir) }

// run reads what the store does not have yet.
func (f *fetched) run(ctx context.Context, url string, options ...notion.ClientOption) error {
	store, err := fetch.Open(f.dir)
	if err != nil {
		return err
	}
	client := notion.New(nt.Token, append([]notion.ClientOption{notion.WithBaseURL(url)}, options...)...)
	_, err = fetch.Run(ctx, client, store, []fetch.Source{f.source}, fetch.Options{})
	return err
}
