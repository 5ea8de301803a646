package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"syscall"

	"galley/fetch"
	"galley/internal/objectstore"
	"galley/notion"
	"galley/preview"
	"galley/site"
	"galley/site/manuscript"
	"galley/theme"
)

var errNoToken = usageError{
	text: "there is no token: NOTION_TOKEN is not set",
	hint: "make a connection in Notion's settings → Connections, then: export NOTION_TOKEN=ntn_… (docs/connect.md); to look around without one: galley demo",
}

// hinted is an error that says what to do about it.
type hinted struct {
	error
	hint string
}

func (e hinted) Unwrap() error { return e.error }

const hintNetwork = "check the network, and NOTION_API_URL or api_url if you set them"

// hints say what to do about errors that come from below, most particular
// first.
var hints = []struct {
	is   error
	hint string
}{
	{notion.ErrUnauthorized, "NOTION_TOKEN holds a token that is mistyped, revoked, expired, or of another workspace: copy it again from Notion's settings → Connections"},
	{notion.ErrToken, "NOTION_TOKEN must be the token alone, in one line: copy it again from Notion's settings → Connections"},
	{notion.ErrRestricted, "open the connection in Notion's settings → Connections → Capabilities, and tick Read content"},
	{notion.ErrNotFound, "in Notion, open the page or database → ••• → Connections → add your connection; then run galley doctor"},
	{notion.ErrRateLimited, "wait a minute and run it again: what was fetched is kept; with other programs on the same connection, lower requests_per_minute"},
	{notion.ErrUnavailable, "Notion has trouble: run it again later; what was fetched is kept"},
	{notion.ErrForeign, "something between here and Notion answers in its place, such as a proxy or a page to sign in; " + hintNetwork},
	{notion.ErrServer, "Notion has trouble: run it again later; what was fetched is kept"},
	{fetch.ErrLocked, "wait until the other galley has ended, or give this one a store of its own with --cache"},
	{fetch.ErrNoSnapshot, "run galley build once without --offline"},
	{objectstore.ErrNoBucket, "make the bucket, or correct cache; the bucket's region is AWS_REGION, and the address of a server other than Amazon's is AWS_ENDPOINT_URL"},
	{objectstore.ErrDenied, "see that AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are right, and may list, read, write and delete in the bucket"},
	{fetch.ErrDamaged, "run galley build once without --offline: it fetches again what is missing"},
	{fetch.ErrOtherSources, "run galley build once without --offline"},
	{syscall.ENOSPC, "the disk is full: make room and run it again; the last site and the store are usable"},
	{fs.ErrPermission, "check who may write there, or choose other folders with --output and --cache"},
	{syscall.ECONNREFUSED, hintNetwork},
}

// hintFor says what to do about an error; "" when the error says it itself.
func hintFor(err error) string {
	var usage usageError
	if errors.As(err, &usage) {
		return usage.hint
	}
	var h hinted
	if errors.As(err, &h) {
		return h.hint
	}
	if isConfigError(err) {
		return ""
	}
	if minimum, _, ok := notion.MultipleSources(err); ok {
		return fmt.Sprintf("the database has several data sources: write version = %q below [notion], or name one with data_source", minimum)
	}
	for _, h := range hints {
		if errors.Is(err, h.is) {
			return h.hint
		}
	}
	if netError := net.Error(nil); errors.As(err, &netError) {
		return hintNetwork
	}
	return ""
}

func isConfigError(err error) bool {
	var config *site.ConfigError
	return errors.As(err, &config)
}

// failed is an error as the overlay in the browser shows it.
type failed struct {
	error
	shown *preview.Failure
}

func (e failed) Unwrap() []error { return []error{e.shown, e.error} }

// failure adds to an error what the overlay shows: place and hint.
func failure(err error) error {
	f := &preview.Failure{Message: err.Error(), Hint: hintFor(err)}
	var config *site.ConfigError
	var files *manuscript.Error
	var look *theme.Error
	switch {
	case errors.As(err, &config) && len(config.Problems) > 0:
		f.File, f.Line = config.Problems[0].File, config.Problems[0].Line
	case errors.As(err, &files) && len(files.Problems) > 0:
		f.File, f.Line = files.Problems[0].File, files.Problems[0].Line
	case errors.As(err, &look):
		f.File, f.Line = look.File, look.Line
	}
	return failed{err, f}
}
