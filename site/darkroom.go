package site

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"galley/fetch"
	"galley/internal/picture"

	"golang.org/x/sync/semaphore"
)

// darkroom has pictures made while a site is written, each once, and no more at a
// time than the memory is for.
type darkroom struct {
	site  *Site
	ctx   context.Context // of the writing
	tasks *semaphore.Weighted
	bytes *semaphore.Weighted

	mu    sync.Mutex
	plate map[string]*plate // by what they are made of
	ends  time.Time         // of the time for pictures; zero before the first is made
	late  int               // pictures for which there was no time
	err   error             // the first that ends the writing
}

// plate is a picture that is being made, or was.
type plate struct {
	once sync.Once
	shot *shot
}

const (
	// darkroomBytes is how much memory the pictures that are being made take
	// together. One that would take more by itself is not decoded.
	darkroomBytes = 400 << 20
	// maxPixels is how many a picture may have to be decoded.
	maxPixels = 50_000_000
)

func newDarkroom(ctx context.Context, s *Site) *darkroom {
	return &darkroom{
		site: s, ctx: ctx, plate: map[string]*plate{},
		tasks: semaphore.NewWeighted(int64(runtime.GOMAXPROCS(0))), bytes: semaphore.NewWeighted(darkroomBytes),
	}
}

// shot gives a picture, which is made when the cache does not have it. It waits until
// it is there. After an error, it is as if nothing could be made of it.
func (d *darkroom) shot(m *media) *shot {
	d.mu.Lock()
	key := d.site.shotKey(m)
	p := d.plate[key]
	if p == nil {
		p = &plate{}
		d.plate[key] = p
	}
	d.mu.Unlock()
	p.once.Do(func() {
		shot, err := d.develop(m)
		if err != nil {
			d.fail(fmt.Errorf("making sizes of the picture %q: %w", m.Name, err))
			shot = nil
		}
		if p.shot = shot; shot == nil {
			p.shot = &unmade
		}
	})
	return p.shot
}

// unmade stands for a picture after an error.
var unmade = shot{Whole: true}

func (d *darkroom) fail(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.err == nil {
		d.err = err
	}
}

// failed gives the error that ends the writing; nil for none.
func (d *darkroom) failed() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.err
}

// develop finds or makes a picture.
func (d *darkroom) develop(m *media) (*shot, error) {
	if k, ok := d.site.knownShot(m); ok {
		return k, nil
	}
	if err := d.tasks.Acquire(d.ctx, 1); err != nil {
		return nil, err
	}
	defer d.tasks.Release(1)
	k, source, err := d.site.readShot(m)
	if err != nil {
		return nil, err
	}
	if d.site.opts.Passing {
		return k, nil
	}
	if source != nil && !source.Decodes() {
		k.Problem = "galley does not decode " + strings.ToUpper(strings.TrimPrefix(source.Type, "image/"))
	}
	if source != nil && d.site.makesPictures() && source.Converts() {
		cost := source.Cost() + 2*m.Size
		if k.Problem = tooLarge(source, cost); k.Problem == "" {
			if !d.hasTime() {
				return k, nil
			}
			if err := d.bytes.Acquire(d.ctx, cost); err != nil {
				return nil, err
			}
			defer d.bytes.Release(cost)
			if err := d.site.makeShot(d.ctx, m, k, source); err != nil {
				return nil, err
			}
		}
	}
	return k, d.site.keepShot(m, k)
}

// tooLarge says why a picture is not decoded; "" when it can be.
func tooLarge(source *picture.Source, cost int64) string {
	if source.Pixels() > maxPixels || cost > darkroomBytes {
		return fmt.Sprintf("it has %d megapixels, which is too much to be made smaller here", source.Pixels()/1_000_000)
	}
	return ""
}

// hasTime tells whether there is time for one more picture.
func (d *darkroom) hasTime() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	limit, _ := time.ParseDuration(d.site.config.Images.Time) // it was checked
	now := time.Now()
	if d.ends.IsZero() {
		d.ends = now.Add(limit)
	}
	if now.Before(d.ends) {
		return true
	}
	d.late++
	return false
}

// missing tells whether there was no time for some pictures.
func (d *darkroom) missing() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.late > 0
}

// checkImages takes down that there was no time for all pictures.
func (r *run) checkImages() {
	d := r.images
	d.mu.Lock()
	late := d.late
	d.mu.Unlock()
	if late == 0 {
		return
	}
	r.warn(fetch.Warning{
		Kind: fetch.WarnFile, Count: late,
		Text: fmt.Sprintf("pictures for which there was no time are only in their own size: %d", late),
		Hint: "build again, which goes on from here, or give more time below [images]",
	})
}
