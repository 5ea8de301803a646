package bookmark

import (
	"encoding/json"
	"time"
)

// Kinds of entries in the cache. The number counts when what is kept, or how it
// is found, changes.
const (
	kindPage    = "bookmark-1"
	kindPicture = "bookmark-picture-1"
)

// entry is what is known of an address, and until when.
type entry struct {
	Card  *Card     `json:"card,omitempty"` // nil when nothing could be read
	Until time.Time `json:"until"`
}

func entryAt(until time.Time) entry { return entry{Until: until.UTC().Truncate(time.Second)} }

func (e *entry) found() bool { return e.Card != nil }

// recall gives what is known of an address; ok is false when it should be read
// again.
func (r *run) recall(address string) (e entry, ok bool) {
	data, ok := r.Cache.Get(kindPage, address)
	if !ok || json.Unmarshal(data, &e) != nil {
		return entryAt(r.now()), r.Offline
	}
	ok = r.now().Before(e.Until)
	if e.Card != nil {
		for _, p := range []**Picture{&e.Card.Icon, &e.Card.Image} {
			if *p != nil && !r.locate(*p) {
				*p, ok = nil, false
			}
		}
	}
	return e, ok || r.Offline
}

// locate finds a picture in the cache.
func (r *run) locate(p *Picture) (ok bool) {
	p.Path, ok = r.Cache.File(kindPicture, p.Hash)
	return ok
}

// keep writes down what is known of an address.
func (r *run) keep(address string, e entry) {
	if data, err := json.Marshal(e); err == nil {
		r.Cache.Put(kindPage, address, data)
	}
}
