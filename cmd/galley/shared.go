package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"galley/fetch"
	"galley/internal/objectstore"
	"galley/site"
)

// cachePlace is where the store is kept: a folder or a place in a bucket.
func (c *command) cachePlace(config *site.Config) string {
	if c.cache != "" {
		return c.cache
	}
	return config.Site.Cache
}

// cacheDir is the folder of the store, which a store in a bucket has too.
func (c *command) cacheDir(config *site.Config) string {
	if place := c.cachePlace(config); !objectstore.IsLocation(place) {
		return place
	}
	return filepath.Join(config.Dir, ".galley")
}

// openShared prepares the store's place in a bucket, if it has one.
func (b *builder) openShared() error {
	place := b.c.cachePlace(b.config)
	if !objectstore.IsLocation(place) {
		return nil
	}
	var err error
	if b.shared, err = objectstore.Open(place, b.c.cacheDir(b.config), b.c.getenv); err != nil {
		return usageError{err.Error(), "--cache and cache take a folder, or s3://bucket/prefix with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment"}
	}
	return nil
}

// pull gets what other machines have put into the bucket, once.
func (b *builder) pull(ctx context.Context) error {
	if b.shared == nil || b.pulled {
		return nil
	}
	err := b.store.Alone(ctx, b.waiting, func() error { return b.shared.Pull(ctx) })
	b.pulled = err == nil
	return err
}

// push puts the store into the bucket. When that fails, the site is none the worse,
// and the next build asks Notion for more.
func (b *builder) push(ctx context.Context, report *site.Report) {
	if b.shared == nil || !b.pulled || b.flags.offline || ctx.Err() != nil {
		return
	}
	err := b.store.Alone(ctx, b.waiting, func() error {
		_, err := b.shared.Push(ctx)
		return err
	})
	if err != nil && !errors.Is(err, context.Canceled) {
		report.Warnings = append(report.Warnings, fetch.Warning{
			Text: fmt.Sprintf("the store could not be shared, so the next build asks Notion for more: %v", err), Hint: hintFor(err),
		})
	}
}
