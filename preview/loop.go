package preview

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"time"
)

// longestPoll is what the time between two questions to Notion grows to while
// they fail, unless it is longer anyway.
const longestPoll = 10 * time.Minute

// loop builds for one reason after the other.
type loop struct {
	opts   RunOptions
	server *Server

	unbuilt  []string // files that changed since the last good build
	failures int      // how many times in a row asking Notion failed
}

func (l *loop) run(ctx context.Context) error {
	var changes <-chan []string
	if len(l.opts.Files) > 0 {
		// Watching begins before the first build, which may take a while.
		var err error
		if changes, err = Watch(ctx, l.opts.Files, l.opts.Log); err != nil {
			return err
		}
	}
	l.build(ctx, Start)
	poll := time.NewTimer(l.pause())
	defer poll.Stop()
	for {
		var asking <-chan time.Time
		if l.opts.Poll > 0 {
			asking = poll.C
		}
		select {
		case <-ctx.Done():
			drain(changes)
			return nil
		case paths, ok := <-changes:
			if !ok {
				changes = nil // ctx is done
				continue
			}
			if paths = slices.DeleteFunc(paths, l.isOutput); len(paths) == 0 {
				continue
			}
			l.unbuilt = append(l.unbuilt, paths...)
			l.build(ctx, Files)
		case <-asking:
			l.build(ctx, Poll)
			poll.Reset(l.pause())
		}
	}
}

// drain waits for the end of watching.
func drain(changes <-chan []string) {
	if changes == nil {
		return
	}
	for range changes {
	}
}

// build builds once and tells the open pages.
func (l *loop) build(ctx context.Context, kind Kind) {
	slices.Sort(l.unbuilt)
	l.unbuilt = slices.Compact(l.unbuilt)
	if kind != Poll { // a page need not blink each time Notion is asked
		l.server.Building()
	}
	result, err := l.opts.Build(ctx, Reason{kind, slices.Clone(l.unbuilt)})
	if ctx.Err() != nil {
		return // not the build's fault
	}
	if kind != Files {
		l.failures++
	}
	if err != nil {
		l.server.Fail(failureOf(err))
		l.opts.Log(err)
		return
	}
	if kind != Files {
		l.failures = 0
	}
	l.unbuilt = nil
	l.server.Reload(result.Changed)
}

// failureOf is what the overlay shows of err.
func failureOf(err error) Failure {
	failure := Failure{Message: err.Error()}
	if known := (*Failure)(nil); errors.As(err, &known) {
		failure.File, failure.Line, failure.Hint = known.File, known.Line, known.Hint
	}
	return failure
}

// pause is the time until Notion is asked again.
func (l *loop) pause() time.Duration {
	longest := max(l.opts.Poll, longestPoll)
	pause := l.opts.Poll
	for range l.failures {
		pause = min(2*pause, longest)
	}
	return pause
}

// isOutput reports whether a path is the output folder or in it.
func (l *loop) isOutput(path string) bool {
	if l.opts.Dir == "" {
		return false
	}
	dir, err := filepath.Abs(l.opts.Dir)
	if err != nil {
		return false
	}
	if path, err = filepath.Abs(path); err != nil {
		return false
	}
	below, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(below)
}
