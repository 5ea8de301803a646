package preview

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	// waiting is how many events a listener may be behind before it is dropped.
	// It comes back and asks for what it missed.
	waiting = 16
	// remembered is how many good builds are kept for those who come back.
	remembered = 64
	// manyURLs is how many changes are told one by one. More are everything.
	manyURLs = 1000
	// writeTime is how long a listener may take to accept an event.
	writeTime = 10 * time.Second
)

// event is what is sent to open pages.
type event struct {
	Type    string   `json:"type"`
	Changed []string `json:"changed,omitempty"`
	All     bool     `json:"all,omitempty"`
	*Failure
}

// frame is a server-sent event, ready to be written.
type frame []byte

// hub tells listeners about builds. A listener is a channel that its request
// reads; the hub never waits for one.
type hub struct {
	server string // tells this server from one that ran before

	mu        sync.Mutex
	listeners map[chan frame]struct{}
	closed    bool
	build     int     // how many good builds there were
	history   []event // the reloads of the last builds, the newest last
	failure   *Failure
	busy      bool
}

func newHub() *hub {
	return &hub{server: rand.Text()[:8], listeners: map[chan frame]struct{}{}}
}

// now is the id of the build that a page served at this moment shows.
func (h *hub) now() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.id()
}

func (h *hub) id() string { return h.server + "." + strconv.Itoa(h.build) }

func (h *hub) building() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.busy = true
	h.tell(event{Type: "building"})
}

func (h *hub) fail(f Failure) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.busy = false
	h.failure = &f
	h.tell(event{Type: "error", Failure: &f})
}

func (h *hub) reload(changed []string) {
	e := event{Type: "reload", Changed: changed}
	if len(changed) > manyURLs {
		e = event{Type: "reload", All: true}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.busy, h.failure = false, nil
	h.build++
	h.history = append(h.history, e)
	if len(h.history) > remembered {
		h.history = slices.Delete(h.history, 0, 1)
	}
	h.tell(e)
}

// tell sends e to all listeners and drops those that do not keep up.
func (h *hub) tell(e event) {
	f := h.frame(e)
	for l := range h.listeners {
		select {
		case l <- f:
		default:
			h.drop(l)
		}
	}
}

func (h *hub) frame(e event) frame {
	// Strings, numbers and booleans always encode.
	data, _ := json.Marshal(e)
	return fmt.Appendf(nil, "id: %s\ndata: %s\n\n", h.id(), data)
}

func (h *hub) drop(l chan frame) {
	if _, ok := h.listeners[l]; ok {
		delete(h.listeners, l)
		close(l)
	}
}

func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for l := range h.listeners {
		h.drop(l)
	}
}

// subscribe adds a listener that knows the build with the id since. The channel
// starts with what it missed and with how things are now. It is nil when the
// hub is closed.
func (h *hub) subscribe(since string) chan frame {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil
	}
	l := make(chan frame, waiting)
	l <- h.frame(h.missed(since))
	if h.failure != nil {
		l <- h.frame(event{Type: "error", Failure: h.failure})
	}
	if h.busy {
		l <- h.frame(event{Type: "building"})
	}
	h.listeners[l] = struct{}{}
	return l
}

func (h *hub) unsubscribe(l chan frame) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.drop(l)
}

// missed is one reload for all builds after the one with the id since. A
// listener without an id has missed nothing.
func (h *hub) missed(since string) event {
	e := event{Type: "reload"}
	if since == "" {
		return e
	}
	server, number, _ := strings.Cut(since, ".")
	known, err := strconv.Atoi(number)
	if err != nil || server != h.server || known > h.build || h.build-known > len(h.history) {
		return event{Type: "reload", All: true}
	}
	for _, later := range h.history[len(h.history)-(h.build-known):] {
		e.All = e.All || later.All
		e.Changed = append(e.Changed, later.Changed...)
	}
	slices.Sort(e.Changed)
	e.Changed = slices.Compact(e.Changed)
	return e
}

// serve writes events until the browser leaves, does not keep up, or the hub is
// closed.
func (h *hub) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	since := r.Header.Get("Last-Event-ID")
	if since == "" {
		since = r.URL.Query().Get("since")
	}
	l := h.subscribe(since)
	if l == nil {
		http.Error(w, "the preview is being shut down", http.StatusServiceUnavailable)
		return
	}
	defer h.unsubscribe(l)
	stream := http.NewResponseController(w)
	next := frame("retry: 500\n\n")
	for open := true; open; {
		// Not every connection has deadlines; one without is closed at shutdown.
		_ = stream.SetWriteDeadline(time.Now().Add(writeTime))
		if _, err := w.Write(next); err != nil {
			return
		}
		if err := stream.Flush(); err != nil {
			return
		}
		select {
		case next, open = <-l:
		case <-r.Context().Done():
			return
		}
	}
}
