package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"strings"
	"syscall"
	"testing"

	"galley/fetch"
	"galley/notion"
	"galley/site"
)

func TestEveryUsualErrorHasAHint(t *testing.T) {
	tests := []struct {
		err  error
		hint string // what it says, in a few words; "" for none
	}{
		{errNoToken, "export NOTION_TOKEN"},
		{&notion.Error{Status: 401, Code: "unauthorized"}, "copy it again"},
		{notion.ErrToken, "in one line"},
		{&notion.Error{Status: 403, Code: "restricted_resource"}, "Capabilities"},
		{&notion.Error{Status: 404, Code: "object_not_found"}, "add your connection"},
		{&notion.Error{Status: 429, Code: "rate_limited"}, "wait a minute"},
		{&notion.Error{Status: 500, Code: "internal_server_error"}, "Notion has trouble"},
		{&notion.Error{Status: 502}, "Notion has trouble"},
		{&notion.Error{Status: 400, Code: "validation_error", AdditionalData: map[string]any{
			"error_type": "multiple_data_sources_for_database", "minimum_api_version": "2025-09-03",
		}}, `write version = "2025-09-03"`},
		{fetch.ErrLocked, "--cache"},
		{fetch.ErrNoSnapshot, "without --offline"},
		{fetch.ErrOtherSources, "without --offline"},
		{&fs.PathError{Op: "write", Path: "index.html", Err: syscall.ENOSPC}, "the disk is full"},
		{&fs.PathError{Op: "open", Path: "public", Err: fs.ErrPermission}, "who may write there"},
		{&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, "check the network"},
		{&net.DNSError{Name: "api.notion.com"}, "check the network"},
		{hinted{errors.New("in use"), "choose another"}, "choose another"},
		{&site.ConfigError{Problems: []site.Problem{{Message: "says it itself"}}}, ""},
		{errors.New("something else"), ""},
	}
	for _, test := range tests {
		err := fmt.Errorf("doing something: %w", test.err)
		if hint := hintFor(err); !strings.Contains(hint, test.hint) || (hint == "") != (test.hint == "") {
			t.Errorf("%v: the hint is %q, without %q", err, hint, test.hint)
		}
	}
}
