package notion

import (
	"context"
	"time"
)

// clock is the time of a client: the world's, or one that runs as many times
// faster as speed says.
type clock struct {
	start time.Time
	speed float64
}

func newClock(speed float64) clock { return clock{time.Now(), speed} }

func (c clock) now() time.Time {
	if c.speed == 1 {
		return time.Now()
	}
	return c.start.Add(time.Duration(float64(time.Since(c.start)) * c.speed))
}

// lasts gives how long a time of this clock takes in the world.
func (c clock) lasts(d time.Duration) time.Duration {
	if c.speed == 1 {
		return d
	}
	return time.Duration(float64(d) / c.speed)
}

// sleep waits, or returns the context's error.
func (c clock) sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(c.lasts(d))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
