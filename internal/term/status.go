package term

import (
	"fmt"
	"io"
	"time"
)

// Progress is how far the command has come.
type Progress struct {
	Stage string `json:"stage"`           // what is being done, such as "fetching"
	Done  int    `json:"done"`            // how many are done
	Total int    `json:"total,omitempty"` // of how many; 0 when that is not known
	Item  string `json:"item,omitempty"`  // which one, or empty
}

// How often progress is written at most: a line that rewrites itself, a line in
// a log, an object for a machine.
const (
	statusInterval = 100 * time.Millisecond
	plainInterval  = 10 * time.Second
	jsonInterval   = time.Second
)

// Progress shows how far the command has come. It may be called as often as
// there is news: only the newest is shown, and the last one always in the end,
// until Close or Done take it away.
func (t *Terminal) Progress(p Progress) {
	if t.opts.Quiet {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	newStage := p.Stage != t.status.latest.Stage
	t.status.latest = p
	if newStage && !t.device.status {
		t.drawStatus()
		return
	}
	t.redrawLater()
}

// interval is the time between two writes of progress.
func (t *Terminal) interval() time.Duration {
	switch {
	case t.opts.JSON:
		return jsonInterval
	case t.device.status:
		return statusInterval
	default:
		return plainInterval
	}
}

// redrawLater writes the newest progress now, or when the interval has passed.
func (t *Terminal) redrawLater() {
	s := &t.status
	if s.latest == (Progress{}) || s.timer != nil {
		return
	}
	wait := t.interval() - time.Since(s.drawn)
	if wait <= 0 {
		t.drawStatus()
		return
	}
	var timer *time.Timer
	timer = time.AfterFunc(wait, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.status.timer == timer { // not stopped too late
			t.drawStatus()
		}
	})
	s.timer = timer
}

// drawStatus writes the newest progress.
func (t *Terminal) drawStatus() {
	s := &t.status
	if s.timer != nil {
		s.timer.Stop()
		s.timer = nil
	}
	s.drawn = time.Now()
	switch {
	case t.opts.JSON:
		t.writeObject(jsonProgress{"progress", s.latest})
	case t.device.status:
		// The last column stays free: writing there makes some terminals wrap.
		line := truncate(oneLine(s.latest.String()), t.device.width()-1)
		_, _ = io.WriteString(t.stderr, clearLine+line)
		s.shown = true
	default:
		_, _ = io.WriteString(t.stderr, t.format(Info, oneLine(s.latest.String())))
	}
}

// clearLine goes to the first column and erases the line (ECMA-48, 8.3.41).
const clearLine = "\r\x1b[K"

// clearStatus makes room for a message.
func (t *Terminal) clearStatus() {
	if t.status.shown {
		_, _ = io.WriteString(t.stderr, clearLine)
		t.status.shown = false
	}
}

// String is the progress in words, such as "fetching 3/12 Roadmap".
func (p Progress) String() string {
	text := p.Stage
	switch {
	case p.Total > 0:
		text += fmt.Sprintf(" %d/%d", p.Done, p.Total)
	case p.Done > 0:
		text += fmt.Sprintf(" %d", p.Done)
	}
	if p.Item != "" {
		text += " " + p.Item
	}
	return text
}
