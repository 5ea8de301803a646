package notiontest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	. "galley/notion/notiontest"
)

// raw sends a GET of the API and reads the answer, whatever it is.
func (c client) raw(path string) (status int, header http.Header, body string, err error) {
	req, err := http.NewRequestWithContext(c.t.Context(), "GET", c.srv.URL+path, nil)
	if err != nil {
		return 0, nil, "", err
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	req.Header.Set("Notion-Version", c.version)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return resp.StatusCode, resp.Header, string(data), err
}

func TestScriptedFaults(t *testing.T) {
	ws, _ := at(t)
	page := ws.Page("Home", Paragraph("1"), Paragraph("2"))
	c := serve(t, ws, SlowBody(time.Millisecond))
	path := "/v1/blocks/" + page.ID() + "/children"
	cases := []struct {
		fault  Fault
		status int
		body   string
	}{
		{RateLimited, 429, `"rate_limit_reason":"public_api_request_rate_limit"`},
		{Conflict, 409, `"code":"conflict_error"`},
		{InternalError, 500, `"code":"internal_server_error"`},
		{BadGateway, 502, "<!DOCTYPE html>"},
		{Unavailable, 503, `"retry_guidance":["Use exponential backoff with jitter"`},
		{GatewayTimeout, 504, `"code":"gateway_timeout"`},
		{Overloaded, 529, `"code":"service_overload"`},
		{BackOff, 400, "retry with exponential backoff"},
		{NotShared, 404, page.ID()},
		{Unauthorized, 401, `"code":"unauthorized"`},
		{Blocked, 403, "<!DOCTYPE html>"},
		{Slow, 200, `"results":`},
		{HTML, 200, "<!DOCTYPE html>"},
		{HTMLNotFound, 404, "<!DOCTYPE html>"},
		{Pass, 200, `"results":`},
	}
	for _, test := range cases {
		c.srv.Script("GET /v1/blocks/*/children", test.fault)
		status, header, body, err := c.raw(path)
		if err != nil || status != test.status || !strings.Contains(body, test.body) {
			t.Errorf("%s: %d %v %s", test.fault, status, err, body)
		}
		if wants := test.status == 429 || test.status == 529; (header.Get("Retry-After") == "1") != wants {
			t.Errorf("%s: Retry-After is %q", test.fault, header.Get("Retry-After"))
		}
		if html := strings.HasPrefix(body, "<"); html == (header.Get("X-Notion-Request-Id") != "") {
			t.Errorf("%s: the request ID is %q", test.fault, header.Get("X-Notion-Request-Id"))
		}
		if status, _, _, err := c.raw(path); status != 200 || err != nil {
			t.Errorf("after %s: %d %v", test.fault, status, err)
		}
	}
}

func TestBrokenConnections(t *testing.T) {
	ws, _ := at(t)
	c := serve(t, ws)
	c.srv.Script("GET /v1/users/me", Truncated, Reset, Reset) // net/http repeats a GET once by itself on a used connection
	if _, _, _, err := c.raw("/v1/users/me"); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("truncated: %v", err)
	}
	if _, _, _, err := c.raw("/v1/users/me"); err == nil {
		t.Error("reset: no error")
	}
	if log := c.srv.Log(); log[1].Status != 0 {
		t.Errorf("the dropped request has the status %d", log[1].Status)
	}
}

func TestExpiredCursorFaultHitsRequestsWithACursor(t *testing.T) {
	ws, _ := at(t)
	page := ws.Page("Home", Paragraph("1"), Paragraph("2"))
	db := ws.Database("Posts", Schema())
	db.Row("a", nil)
	db.Row("b", nil)
	c := serve(t, ws)
	c.srv.Script("GET /v1/blocks/{id}/children", ExpiredCursor)
	path := "/v1/blocks/" + page.ID() + "/children?page_size=1"
	next := c.get(path)["next_cursor"].(string)
	c.refused("GET", path+"&start_cursor="+next, nil, 400, "validation_error", "The start_cursor provided is invalid")
	c.get(path + "&start_cursor=" + next)

	query := "/v1/data_sources/" + db.Source().ID() + "/query"
	c.srv.Script("POST /v1/data_sources/*/query", ExpiredCursor)
	next = c.post(query, JSON{"page_size": 1})["next_cursor"].(string)
	c.refused("POST", query, JSON{"page_size": 1, "start_cursor": next}, 400, "validation_error", "The start_cursor")
}

func TestListsThatChangeUnderTheirReader(t *testing.T) {
	ws, _ := at(t)
	blocks := []*Block{Paragraph("1"), Paragraph("2"), Paragraph("3"), Paragraph("4"), Paragraph("5")}
	page := ws.Page("Home", blocks[0], blocks[1], blocks[2], blocks[3], blocks[4])
	c := serve(t, ws)
	path := "/v1/blocks/" + page.ID() + "/children?page_size=2"
	c.srv.Script("GET /v1/blocks/{id}/children", RepeatedCursor, Moved)
	cursor := c.get(path)["next_cursor"].(string)
	second := c.get(path + "&start_cursor=" + cursor)
	equal(t, "next cursor", second["next_cursor"].(string), cursor)
	moved := c.get(path + "&start_cursor=" + cursor)
	equal(t, "first result", dig(moved, "results", 0, "id"), any(blocks[1].ID()))
}

func TestACutBody(t *testing.T) {
	ws, _ := at(t)
	page := ws.Page("Home", Image(Upload("a.png", []byte("0123456789"))))
	c := serve(t, ws)
	url := dig(c.children(page.ID())[0], "image", "file", "url").(string)
	c.srv.Script("GET /files/*/*/*", Cut)
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err == nil || resp.ContentLength != -1 || len(data) != 5 {
		t.Errorf("%d bytes of %d, error %v", len(data), resp.ContentLength, err)
	}
}

func TestRandomFaultsAreRepeatable(t *testing.T) {
	outcome := func(seed uint64) string {
		ws, _ := at(t)
		page := ws.Page("Home")
		kinds := []Fault{InternalError, GatewayTimeout}
		c := serve(t, ws, WithFaults(Faults{Probability: 0.5, Seed: seed, Kinds: kinds}))
		var out []string
		for range 12 {
			status, _, _, err := c.raw("/v1/pages/" + page.ID())
			out = append(out, fmt.Sprint(status, err))
		}
		return strings.Join(out, " ")
	}
	first := outcome(1)
	equal(t, "same seed", outcome(1), first)
	if outcome(2) == first {
		t.Error("another seed draws the same faults")
	}
	for _, want := range []string{"200", "500", "504"} {
		if !strings.Contains(first, want) {
			t.Errorf("no %s among %s", want, first)
		}
	}
}

func TestEveryFaultOfTheDefaultPasses(t *testing.T) {
	ws, _ := at(t)
	c := serve(t, ws, WithFaults(Faults{Probability: 0.8, Seed: 7}), SlowBody(time.Millisecond))
	seen := map[int]bool{}
	passed := false
	for range 200 {
		status, _, body, err := c.raw("/v1/users/me")
		seen[status] = true
		passed = passed || status == 200 && err == nil
		if status >= 400 && status != 429 && status != 409 && status < 500 && !strings.Contains(body, "exponential backoff") && !strings.Contains(body, "<html>") {
			t.Fatalf("%d is nothing that a client can wait for", status)
		}
	}
	if !passed || !seen[429] || !seen[502] || !seen[529] {
		t.Errorf("seen: %v", seen)
	}
}

func TestRateLimit(t *testing.T) {
	ws, _ := at(t)
	c := serve(t, ws, RateLimit(3, time.Hour))
	for range 3 {
		c.get("/v1/users/me")
	}
	status, header, o := c.do("GET", "/v1/users/me", nil)
	equal(t, "refused", []any{status, o["code"], dig(o, "additional_data", "rate_limit_reason")},
		[]any{429, "rate_limited", "public_api_request_rate_limit"})
	equal(t, "told twice", dig(o, "additional_data", "retry_after"), header.Get("Retry-After"))
	equal(t, "seconds", header.Get("Retry-After"), "3600")
}

func TestRateLimitEndsWithItsWindow(t *testing.T) {
	ws, _ := at(t)
	c := serve(t, ws, RateLimit(1, time.Nanosecond))
	for range 5 {
		c.get("/v1/users/me")
	}
}

func TestAnotherRateLimitHoldsFromNowOn(t *testing.T) {
	ws, _ := at(t)
	c := serve(t, ws, RateLimit(1, time.Hour))
	c.get("/v1/users/me")
	c.refused("GET", "/v1/users/me", nil, 429, "rate_limited", "")
	c.srv.SetRateLimit(2)
	c.get("/v1/users/me")
	c.refused("GET", "/v1/users/me", nil, 429, "rate_limited", "")
}

func TestTheWorkspaceHasALimitOfItsOwn(t *testing.T) {
	ws, _ := at(t)
	c := serve(t, ws, RateLimit(5, time.Minute), WorkspaceLimit(2, 10*time.Minute), Speed(0.001))
	c.get("/v1/users/me")
	c.get("/v1/users/me")
	status, header, o := c.do("GET", "/v1/users/me", nil)
	equal(t, "refused", []any{status, dig(o, "additional_data", "rate_limit_reason"), header.Get("Retry-After")},
		[]any{429, "public_api_space_request_rate_limit", "600"})
}

func TestTheTimeOfLimitsMayPassFaster(t *testing.T) {
	ws, _ := at(t)
	c := serve(t, ws, RateLimit(1, time.Minute), Speed(1e8))
	for range 5 {
		c.get("/v1/users/me")
	}
}

func TestLatencyEndsWithTheRequest(t *testing.T) {
	ws, _ := at(t)
	c := serve(t, ws, Latency(time.Hour))
	ctx, cancel := context.WithCancel(t.Context())
	req, _ := http.NewRequestWithContext(ctx, "GET", c.srv.URL+"/v1/users/me", nil)
	done := make(chan error)
	go func() {
		_, err := http.DefaultClient.Do(req)
		done <- err
	}()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestCounters(t *testing.T) {
	ws, _ := at(t)
	page := ws.Page("Home", Image(Upload("a b.png", []byte("x"))))
	c := serve(t, ws)
	block := c.children(page.ID())[0]
	c.children(page.ID())
	c.refused("GET", "/v1/pages/AAA", nil, 400, "validation_error", "")
	if _, _, _, err := c.raw("/elsewhere"); err != nil {
		t.Fatal(err)
	}
	c.download(dig(block, "image", "file", "url").(string), nil)
	equal(t, "counts", c.srv.Requests(), map[string]int{
		"GET /v1/blocks/{id}/children": 2, "GET /v1/pages/{id}": 1, "GET other": 1, "GET /files/{workspace}/{id}/{name}": 1,
	})
	equal(t, "total", c.srv.Total(), 5)
	log := c.srv.Log()
	equal(t, "first", []any{log[0].Method, log[0].Path, log[0].Query, log[0].Status},
		[]any{"GET", "/v1/blocks/" + page.ID() + "/children", "page_size=100", 200})
	equal(t, "statuses", []int{log[2].Status, log[3].Status, log[4].Status}, []int{400, 400, 200})
	c.srv.ResetCounts()
	equal(t, "reset", c.srv.Total(), 0)
}

func TestEditsWhileServing(t *testing.T) {
	ws, _ := at(t)
	page := ws.Page("Home")
	db := ws.Database("Posts", Schema(Number("Size", "number")))
	c := serve(t, ws)
	var group sync.WaitGroup
	group.Go(func() {
		for i := range 50 {
			page.Append(Paragraph(fmt.Sprint(i)))
			db.Row(fmt.Sprint(i), Values{"Size": i})
		}
	})
	group.Go(func() {
		for range 20 {
			c.children(page.ID())
			c.rows(db.Source(), nil)
		}
	})
	group.Wait()
	equal(t, "blocks", len(c.children(page.ID())), 50)
	equal(t, "rows", len(c.rows(db.Source(), nil)), 50)
}
