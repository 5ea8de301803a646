package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"galley/notion"
	nt "galley/notion/notiontest"
)

// phase is a limit that holds from some time on.
type phase struct {
	from  time.Duration
	limit int
}

// limited is a build against a limit.
type limited struct {
	name   string
	plan   int // what the client is told
	speed  float64
	phases []phase
}

const (
	minute      = time.Minute
	latency     = 200 * time.Millisecond
	concurrency = 8
)

// pace fetches 1,000 posts against a limit, and tells how much longer that takes
// than a client needs who knows the limit and spends each window as soon as it opens.
func pace(ctx context.Context) error {
	b := longBlog(1000)
	fmt.Printf("1,000 posts, %d lists of blocks; %v latency, %d requests at once\n\n", b.lists, latency, concurrency)
	fmt.Println("| limit a minute | requests | time | ideal | over | answered 429 |")
	fmt.Println("| --- | ---: | ---: | ---: | ---: | ---: |")
	for _, l := range []limited{
		{"600", 600, 9, []phase{{0, 600}}},
		{"180", 180, 30, []phase{{0, 180}}},
		{"180, where the plan says 600", 600, 30, []phase{{0, 180}}},
		{"600, then 180 for five minutes, then 600", 600, 12, []phase{{0, 600}, {150 * time.Second, 180}, {450 * time.Second, 600}}},
	} {
		if err := l.run(ctx, b); err != nil {
			return fmt.Errorf("%s: %w", l.name, err)
		}
	}
	fmt.Println()
	return nil
}

func (l limited) run(ctx context.Context, b *blog) error {
	server := nt.NewServer(b.workspace, nt.RateLimit(l.phases[0].limit, minute), nt.Speed(l.speed), nt.Latency(l.real(latency)))
	defer server.Close()
	for _, p := range l.phases[1:] {
		defer time.AfterFunc(l.real(p.from), func() { server.SetRateLimit(p.limit) }).Stop()
	}
	took, err := timed(ctx, b, server, notion.WithRequestsPerMinute(l.plan), notion.WithSpeed(l.speed))
	if err != nil {
		return err
	}
	took = time.Duration(float64(took) * l.speed)
	refused := 0
	for _, r := range server.Log() {
		if r.Status == http.StatusTooManyRequests {
			refused++
		}
	}
	sent := server.Total()
	best := ideal(sent-refused, l.phases)
	fmt.Printf("| %s | %d | %s | %s | %+.1f %% | %d (%.2f %%) |\n", l.name, sent, short(took), short(best),
		100*(took.Seconds()/best.Seconds()-1), refused, 100*float64(refused)/float64(sent))
	return nil
}

// real gives how long something lasts here that takes d at Notion.
func (l limited) real(d time.Duration) time.Duration { return time.Duration(float64(d) / l.speed) }

func short(d time.Duration) string { return d.Round(time.Second / 10).String() }

// timed fetches everything into a new store.
func timed(ctx context.Context, b *blog, server *nt.Server, options ...notion.ClientOption) (time.Duration, error) {
	store, err := newStore(b.database.ID())
	if err != nil {
		return 0, err
	}
	defer store.remove()
	start := time.Now()
	err = store.run(ctx, server.URL, append(options, notion.WithConcurrency(concurrency))...)
	return time.Since(start), err
}

// ideal is how long so many requests take at least: as many at once as the
// client may have, until a window is spent; then the next one.
func ideal(requests int, phases []phase) time.Duration {
	limit := func(now time.Duration) (limit int) {
		for _, p := range phases {
			if now >= p.from {
				limit = p.limit
			}
		}
		return limit
	}
	now, start, spent := time.Duration(0), -minute, 0
	for range requests {
		if now >= start+minute || spent >= limit(now) {
			now = max(now, start+minute)
			start, spent = now, 0
		}
		spent++
		now += latency / concurrency
	}
	return now
}

// window fetches 150 posts that fit in one window: nothing has to wait.
func window(ctx context.Context) error {
	b := newBlog(150, func(int) int { return 30 }, 0)
	server := nt.NewServer(b.workspace, nt.RateLimit(180, minute), nt.Latency(latency))
	defer server.Close()
	took, err := timed(ctx, b, server, notion.WithRequestsPerMinute(180))
	if err != nil {
		return err
	}
	const chain = 4 // the database, its source, and the two lists of its rows come one after another
	best := chain*latency + (time.Duration(server.Total()-chain)*latency+concurrency-1)/concurrency
	fmt.Printf("150 posts in one window of 180 requests: %d requests in %s, where %v latency and %d at once allow %s\n\n",
		server.Total(), short(took), latency, concurrency, short(best))
	return nil
}
