package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"

	"galley/internal/term"
	"galley/site/permalink"
)

// lockPath is where the addresses of pages are remembered: galley.lock beside
// site.toml, and staging.galley.lock beside staging.toml.
func (b *builder) lockPath() string {
	name := permalink.LockName
	if stem := strings.TrimSuffix(filepath.Base(b.file), filepath.Ext(b.file)); stem != "site" && b.file != "" {
		name = stem + "." + name
	}
	return filepath.Join(b.config.Dir, name)
}

// past gives the addresses that pages have had: those of galley.lock, and, in CI,
// where the file may be missing or behind, those of the published site.
func (b *builder) past(ctx context.Context) (*permalink.History, error) {
	lock, err := permalink.ReadLock(b.lockPath())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, hinted{err, "mend the line, or delete the file: then former addresses are forgotten"}
	}
	if !b.remembers || b.flags.offline || !b.c.isSet("CI") {
		return lock, nil
	}
	past, err := permalink.Published(ctx, http.DefaultClient, b.config.Site.BaseURL)
	switch {
	case err == nil:
		past.Merge(lock)
		return past, nil
	case ctx.Err() != nil:
		return nil, err
	case errors.Is(err, permalink.ErrUnreachable):
		b.c.terminal.Detail("%v", err)
	case lock == nil && errors.Is(err, permalink.ErrUnavailable):
		return nil, hinted{err, "without them links to renamed pages would break: build again when the site answers, or commit " + permalink.LockName}
	default:
		b.c.terminal.Say(term.Warning, term.Message{
			Text: err.Error(), Hint: fmt.Sprintf("links to pages that were renamed may break; to be sure, commit %s", permalink.LockName),
		})
	}
	return lock, nil
}

// readsRedirects tells whether the host that this runs on reads _redirects.
// https://docs.netlify.com/build/configure-builds/environment-variables/
// https://developers.cloudflare.com/pages/configuration/build-configuration/
func (c *command) readsRedirects() bool { return c.isSet("NETLIFY") || c.isSet("CF_PAGES") }

// isSet tells whether an environment variable says yes.
func (c *command) isSet(name string) bool {
	yes, err := strconv.ParseBool(c.getenv(name))
	return err == nil && yes
}
