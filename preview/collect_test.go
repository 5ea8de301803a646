package preview

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// gather runs f with both ends of a collect, in a bubble of made-up time.
func gather(t *testing.T, f func(changes chan<- string, lists <-chan []string)) {
	synctest.Test(t, func(t *testing.T) {
		changes, lists := make(chan string), make(chan []string)
		go collect(changes, lists)
		f(changes, lists)
		close(changes)
		for range lists {
		}
	})
}

func TestChangesAreReportedOnceItIsQuiet(t *testing.T) {
	gather(t, func(changes chan<- string, lists <-chan []string) {
		start := time.Now()
		for _, path := range []string{"b", "a", "b"} {
			time.Sleep(quietTime / 2)
			changes <- path
		}
		got := <-lists
		if took := time.Since(start); took != 3*quietTime/2+quietTime || !slices.Equal(got, []string{"a", "b"}) {
			t.Errorf("%q after %v, want a and b %v after the last change", got, took, quietTime)
		}
	})
}

func TestChangesAreReportedAlthoughItIsNeverQuiet(t *testing.T) {
	gather(t, func(changes chan<- string, lists <-chan []string) {
		start := time.Now()
		changes <- "a"
		for {
			select {
			case <-time.After(quietTime / 2):
				changes <- "a"
				continue
			case <-lists:
			}
			break
		}
		if took := time.Since(start); took != longestTime {
			t.Errorf("reported after %v, want %v", took, longestTime)
		}
	})
}

func TestChangesGatherWhileNobodyAsks(t *testing.T) {
	gather(t, func(changes chan<- string, lists <-chan []string) {
		for _, path := range []string{"a", "b", "c"} {
			changes <- path
			time.Sleep(time.Second)
		}
		if got := <-lists; !slices.Equal(got, []string{"a", "b", "c"}) {
			t.Errorf("got %q, want all three at once", got)
		}
		time.Sleep(time.Second)
		select {
		case got := <-lists:
			t.Errorf("got %q a second time", got)
		default:
		}
	})
}
