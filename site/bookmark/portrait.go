package bookmark

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"maps"
	"net/url"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// Portraits are the pictures of people that could be had.
type Portraits struct {
	Pictures map[string]Picture // by key, as they were downloaded, but for the first frame of a GIF
	Asked    int                // requests that were sent
	Until    time.Time          // when those that could not be had should be asked for again; zero for never
}

const (
	kindPortrait   = "portrait-1" // an entry of the cache: what is known of a key
	maxPortrait    = 8 << 20      // bytes
	portraitWidth  = 144          // of what is made of a GIF
	portraitPixels = 4096         // on each side, at most
)

// portraitTypes are the pictures that are taken, by the names that package image has
// for them. Drawings are not among them, which may hold scripts.
var portraitTypes = map[string]string{"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp", "gif": "image/gif"}

// portrait is what is known of a key: a picture, or when to ask for it again.
type portrait struct {
	Picture *Picture  `json:"picture,omitempty"`
	Until   time.Time `json:"until,omitzero"`
}

// Portraits gives the pictures behind links, by keys that stay the same when links
// are signed anew: another picture has another key, so that each is downloaded
// once. The error is that of ctx.
func (r *Reader) Portraits(ctx context.Context, links map[string]string) (Portraits, error) {
	found := Portraits{Pictures: map[string]Picture{}}
	run := &run{Reader: r, client: r.client(), hosts: map[string]chan struct{}{}}
	var mu sync.Mutex
	take := func(key string, p portrait) {
		mu.Lock()
		defer mu.Unlock()
		if p.Picture != nil {
			found.Pictures[key] = *p.Picture
		} else if found.Until.IsZero() || p.Until.Before(found.Until) {
			found.Until = p.Until
		}
	}
	limited, cancel := context.WithTimeout(ctx, budget)
	defer cancel()
	var group errgroup.Group
	group.SetLimit(atOnce)
	for _, key := range slices.Sorted(maps.Keys(links)) {
		if p, ok := run.knownPortrait(key); ok {
			take(key, p)
			continue
		}
		group.Go(func() error {
			p := portrait{Picture: run.portrait(limited, links[key])}
			if p.Picture == nil {
				p.Until = entryAt(r.now().Add(failedFor)).Until
			}
			if limited.Err() != nil {
				p.Until = r.now() // there was no time: the next build tries again
			} else if data, err := json.Marshal(p); err == nil {
				r.Cache.Put(kindPortrait, key, data)
			}
			take(key, p)
			return nil
		})
	}
	_ = group.Wait() // none of them fails
	found.Asked = int(run.client.requests.Load())
	return found, ctx.Err()
}

// knownPortrait gives what is known of a key; ok is false when it should be asked for.
func (r *run) knownPortrait(key string) (p portrait, ok bool) {
	data, ok := r.Cache.Get(kindPortrait, key)
	if !ok || json.Unmarshal(data, &p) != nil || p.Picture != nil && !r.locate(p.Picture) {
		return portrait{Until: r.now()}, r.Offline
	}
	return p, r.Offline || p.Picture != nil || r.now().Before(p.Until)
}

// portrait downloads a picture into the cache; nil when that cannot be done.
func (r *run) portrait(ctx context.Context, link string) *Picture {
	u, err := url.Parse(link)
	if err != nil || r.Cache == nil {
		return nil
	}
	done, err := r.host(ctx, u.Host)
	if err != nil {
		return nil
	}
	defer done()
	got, err := r.client.get(ctx, u, "image/png, image/jpeg, image/webp, image/gif", maxPortrait, true)
	if err != nil {
		return nil
	}
	r.decoding.Lock()
	defer r.decoding.Unlock()
	data, p, err := portraitOf(got.body)
	if err != nil {
		return nil
	}
	if p.Path, err = r.Cache.PutFile(kindPicture, p.Hash, data); err != nil {
		return nil
	}
	return p
}

// portraitOf sees that what was downloaded is a picture. Of what moves it takes
// the first frame.
func portraitOf(data []byte) ([]byte, *Picture, error) {
	size, name, err := image.DecodeConfig(bytes.NewReader(data))
	switch kind := portraitTypes[name]; {
	case err != nil:
		return nil, nil, fmt.Errorf("reading a picture: %w", err)
	case kind == "" || min(size.Width, size.Height) < 1 || max(size.Width, size.Height) > portraitPixels:
		return nil, nil, errSize
	case name == "gif":
		still := form{least: 1, most: portraitPixels, width: portraitWidth, height: portraitWidth, encode: func(to *bytes.Buffer, m image.Image) (string, error) {
			return "image/png", png.Encode(to, m)
		}}
		return still.remake(data)
	}
	if _, _, err := image.Decode(bytes.NewReader(data)); err != nil { // it may end too early
		return nil, nil, fmt.Errorf("reading a picture: %w", err)
	}
	sum := sha256.Sum256(data)
	return data, &Picture{
		Hash: hex.EncodeToString(sum[:]), ContentType: portraitTypes[name], Size: int64(len(data)), Width: size.Width, Height: size.Height,
	}, nil
}
