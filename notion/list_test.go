package notion

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// users gives a page of a list of users, named by single letters; next is "" on
// the last one.
func users(letters, next string) reply {
	var items []string
	for _, l := range letters {
		items = append(items, fmt.Sprintf(`{"object":"user","id":"%c"}`, l))
	}
	cursor, more := "null", false
	if next != "" {
		cursor, more = `"`+next+`"`, true
	}
	return ok(fmt.Sprintf(`{"object":"list","type":"user","user":{},"results":[%s],"next_cursor":%s,"has_more":%v,"request_id":"r"}`,
		strings.Join(items, ","), cursor, more))
}

func names(all []User) string {
	var b strings.Builder
	for _, u := range all {
		b.WriteString(string(u.ID))
	}
	return b.String()
}

var expired = failure(400, "validation_error", "The start_cursor provided is invalid: s:1:2")

var lost = ok(`{"object":"list","results":[],"next_cursor":null,"has_more":true}`)

func TestListing(t *testing.T) {
	for _, test := range []struct {
		name    string
		answers []reply
		want    string
		err     error
	}{
		{"one page", []reply{users("ab", "")}, "ab", nil},
		{"three pages", []reply{users("ab", "1"), users("cd", "2"), users("e", "")}, "abcde", nil},
		{"empty", []reply{users("", "")}, "", nil},
		{"empty and short pages in between", []reply{users("", "1"), users("a", "2"), users("", "3"), users("bc", "")}, "abc", nil},
		{"an item that moved to the next page", []reply{users("ab", "1"), users("bc", "")}, "abc", nil},
		{"cursor expired", []reply{users("ab", "1"), expired, users("ab", "2"), users("cd", "")}, "abcd", nil},
		{"cursor expired, order changed", []reply{users("ab", "1"), expired, users("xa", "1"), users("bc", "")}, "abxc", nil},
		{"cursor expires always", []reply{users("a", "1"), expired, users("a", "1"), expired, users("a", "1"), expired, users("a", "1"), expired}, "a", ErrCursor},
		{"first request says the cursor is invalid", []reply{expired}, "", ErrValidation},
		{"the same cursor again", []reply{users("a", "1"), users("b", "2"), users("c", "1"), users("a", "1"), users("bc", "")}, "abc", nil},
		{"always the same cursor again", slices.Repeat([]reply{users("a", "1"), users("b", "1")}, 4), "a", ErrCursor},
		{"more without a cursor", []reply{lost, users("a", "")}, "a", nil},
		{"always more without a cursor", []reply{lost, lost, lost, lost}, "", ErrCursor},
		{"ended early by the server", []reply{ok(`{"object":"list","results":[{"object":"user","id":"a"}],"next_cursor":null,"has_more":false,
			"request_status":{"type":"incomplete","incomplete_reason":"query_result_limit_reached"}}`)}, "a", ErrIncomplete},
		{"an error in the middle", []reply{users("a", "1"), failure(404, "object_not_found", "gone")}, "a", ErrNotFound},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := serve(t, func(n int, c call) reply {
				if n >= len(test.answers) {
					t.Errorf("request %d is too many", n+1)
					return users("", "")
				}
				return test.answers[n]
			})
			got, err := collect(s.client().Users(t.Context()))
			if names(got) != test.want || !errors.Is(err, test.err) {
				t.Errorf("got %q, %v; want %q, %v", names(got), err, test.want, test.err)
			}
			if n := len(s.seen()); n != len(test.answers) {
				t.Errorf("%d requests, want %d", n, len(test.answers))
			}
		})
	}
}

func TestGivingUpOnCursorsKeepsTheAnswer(t *testing.T) {
	s := serve(t, func(n int, c call) reply {
		if n%2 == 1 {
			return expired
		}
		return users("a", "1")
	})
	_, err := collect(s.client().Users(t.Context()))
	if e := asError(err); !errors.Is(err, ErrCursor) || !errors.Is(err, ErrValidation) || e == nil || e.Status != 400 {
		t.Errorf("error %v", err)
	}
}

func TestCursorGoesWhereTheMethodWantsIt(t *testing.T) {
	s := serve(t, func(n int, c call) reply {
		if n%2 == 0 {
			return users("", "s:1&2:x")
		}
		return users("", "")
	})
	c := s.client()
	if _, err := collect(c.Children(t.Context(), idA)); err != nil {
		t.Fatal(err)
	}
	if _, err := collect(c.Search(t.Context(), SearchRequest{Query: "x"})); err != nil {
		t.Fatal(err)
	}
	calls := s.seen()
	for i, want := range []string{"page_size=100", "page_size=100&start_cursor=s%3A1%262%3Ax", "", ""} {
		if calls[i].Query != want {
			t.Errorf("query of request %d is %q, want %q", i, calls[i].Query, want)
		}
	}
	if _, set := calls[2].Body["start_cursor"]; set || calls[2].Body["page_size"] != 100.0 {
		t.Errorf("first body %v", calls[2].Body)
	}
	if calls[3].Body["start_cursor"] != "s:1&2:x" || calls[3].Body["query"] != "x" {
		t.Errorf("second body %v", calls[3].Body)
	}
}

// Cursors expire, so a slow reader must not slow down the reading of the pages.
func TestPagesAreReadBackToBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var last time.Duration
		s := serve(t, func(n int, c call) reply {
			last = time.Since(start)
			return users(string(rune('a'+n)), []string{"1", "2", "3", ""}[n])
		})
		n := 0
		for _, err := range s.client().Users(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			n++
			time.Sleep(time.Minute)
		}
		if n != 4 || last > time.Second {
			t.Errorf("%d users; the last page was read after %v", n, last)
		}
	})
}

func TestBreakingOutOfAListingStopsItsRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, func(n int, c call) reply {
			time.Sleep(time.Second)
			return users(fmt.Sprintf("%c", 'a'+n), fmt.Sprint(n))
		})
		for range s.client().Users(t.Context()) {
			break
		}
		time.Sleep(time.Minute)
		if n := len(s.seen()); n > 2 {
			t.Errorf("%d requests for the first item", n)
		}
	})
}

func TestCancelledListingIsNotTakenForAWholeOne(t *testing.T) {
	for range 30 { // what could go wrong is a matter of chance
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			s := serve(t, func(n int, c call) reply {
				if n == 1 {
					cancel()
					time.Sleep(time.Second)
				}
				return users(fmt.Sprintf("%c", 'a'+n), fmt.Sprint(n))
			})
			if _, err := collect(s.client().Users(ctx)); !errors.Is(err, context.Canceled) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestAListingCanBeReadTwice(t *testing.T) {
	s := serve(t, func(n int, c call) reply { return users("ab", "") })
	seq := s.client().Users(t.Context())
	for range 2 {
		if got, err := collect(seq); err != nil || names(got) != "ab" {
			t.Errorf("got %q, %v", names(got), err)
		}
	}
}

func TestDecodeErrorNamesObjectAndField(t *testing.T) {
	s := serve(t, func(n int, c call) reply {
		return ok(`{"object":"list","results":[{"object":"block","id":"b7","has_children":"maybe","type":"divider"}],"has_more":false}`)
	})
	_, err := collect(s.client().Children(t.Context(), idA))
	if err == nil || !strings.Contains(err.Error(), "block b7") || !strings.Contains(err.Error(), "has_children") {
		t.Errorf("error %v", err)
	}
}

func FuzzListPage(f *testing.F) {
	f.Add([]byte(`{"object":"list","results":[{"object":"user","id":"a"}],"has_more":true,"next_cursor":"x"}`))
	f.Add([]byte(`{"object":"user","id":"a"}`))
	f.Add([]byte(`{"results":null,"request_status":{"type":"incomplete"}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		s := serve(t, func(n int, c call) reply {
			if n == 0 && isObject(body) {
				return ok(string(body))
			}
			return users("", "")
		})
		all, err := collect(s.client().Users(t.Context()))
		seen := map[ID]bool{}
		for _, u := range all {
			if u.ID != "" && seen[u.ID] {
				t.Errorf("user %q came twice (%v)", u.ID, err)
			}
			seen[u.ID] = true
		}
	})
}
