package notion

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestErrorsAreRecognisedByCodeAndElseByStatus(t *testing.T) {
	all := []error{ErrInvalidRequest, ErrInvalidRequestURL, ErrMissingVersion, ErrValidation, ErrUnauthorized, ErrRestricted,
		ErrBlocked, ErrNotFound, ErrConflict, ErrRateLimited, ErrServer, ErrUnavailable, ErrForeign}
	for _, test := range []struct {
		status int
		code   string
		want   error
	}{
		{400, "invalid_json", ErrInvalidRequest},
		{400, "invalid_request", ErrInvalidRequest},
		{400, "invalid_request_url", ErrInvalidRequestURL},
		{400, "missing_version", ErrMissingVersion},
		{400, "validation_error", ErrValidation},
		{401, "unauthorized", ErrUnauthorized},
		{403, "restricted_resource", ErrRestricted},
		{404, "object_not_found", ErrNotFound},
		{409, "conflict_error", ErrConflict},
		{429, "rate_limited", ErrRateLimited},
		{500, "internal_server_error", ErrServer},
		{502, "bad_gateway", ErrUnavailable},
		{503, "service_unavailable", ErrUnavailable},
		{503, "database_connection_unavailable", ErrUnavailable},
		{504, "gateway_timeout", ErrUnavailable},
		{529, "service_overload", ErrUnavailable},
		{404, "a_new_code", ErrNotFound},
		{400, "", ErrInvalidRequest},
		{401, "", ErrUnauthorized},
		{403, "", ErrRestricted},
		{409, "row_limit_exceeded", ErrConflict},
		{429, "", ErrRateLimited},
		{500, "", ErrServer},
		{502, "", ErrUnavailable},
		{418, "", nil},
	} {
		err := fmt.Errorf("reading: %w", &Error{Status: test.status, Code: test.code})
		for _, kind := range all {
			if errors.Is(err, kind) != (kind == test.want) {
				t.Errorf("%d %q: errors.Is(…, %q) is %v", test.status, test.code, kind, errors.Is(err, kind))
			}
		}
	}
}

func answered(status int, header http.Header, body string) *Error {
	return parseError("GET", "/v1/pages/x", status, header, []byte(body))
}

// What a proxy says of something in Notion is not true of it.
func TestPagesOfProxiesTellNothingOfObjects(t *testing.T) {
	for _, status := range []int{400, 404} {
		e := answered(status, nil, "<html>nothing here</html>")
		if !errors.Is(e, ErrForeign) || errors.Is(e, ErrNotFound) || errors.Is(e, ErrInvalidRequest) {
			t.Errorf("a page with %d gives %v", status, e)
		}
	}
	if e := answered(404, nil, `{"code":"object_not_found","message":"no"}`); !errors.Is(e, ErrNotFound) || errors.Is(e, ErrForeign) {
		t.Errorf("the API's 404 gives %v", e)
	}
}

func TestBlockedRequestsAreTold(t *testing.T) {
	e := answered(403, http.Header{"Cf-Ray": {"8a1b2c-AMS"}}, "<html>Sorry, you have been blocked</html>")
	if !errors.Is(e, ErrBlocked) || errors.Is(e, ErrRestricted) || !strings.Contains(e.Error(), "8a1b2c-AMS") {
		t.Errorf("Cloudflare's page gives %v", e)
	}
	e = answered(429, nil, `{"code":"rate_limited","message":"no","additional_data":{"rate_limit_reason":"public_api_request_blocked"}}`)
	if !errors.Is(e, ErrBlocked) || !errors.Is(e, ErrRateLimited) {
		t.Errorf("a blocked connection gives %v", e)
	}
	e = answered(403, http.Header{"Cf-Ray": {"8a1b2c-AMS"}}, `{"code":"restricted_resource","message":"no"}`)
	if errors.Is(e, ErrBlocked) || !errors.Is(e, ErrRestricted) {
		t.Errorf("a missing capability gives %v", e)
	}
}

func TestErrorsSayWhatWasAnswered(t *testing.T) {
	e := answered(404, nil, `{"object":"error","status":404,"code":"object_not_found","message":"Could not find page.","request_id":"r1"}`)
	if got, want := e.Error(), "GET /v1/pages/x: 404 object_not_found: Could not find page."; got != want || e.RequestID != "r1" {
		t.Errorf("got %q (%s), want %q", got, e.RequestID, want)
	}
	e = answered(502, nil, "<html>\n  bad\tgateway "+strings.Repeat("é", 500))
	if got := e.Error(); !strings.HasPrefix(got, `GET /v1/pages/x: 502: the answer is not the API's: "<html> bad gateway é`) || len(got) > 400 {
		t.Errorf("got %q", got)
	}
}

func TestRetryAfterIsWholeSecondsOrNothing(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"5": 5 * time.Second, " 61 ": 61 * time.Second, "0": 0, "-3": 0, "soon": 0, "99999999999": 0, "": 0,
	} {
		if got := retryAfter(value); got != want {
			t.Errorf("Retry-After %q is %v, want %v", value, got, want)
		}
	}
}

func TestMultipleSources(t *testing.T) {
	err := fmt.Errorf("reading: %w", answered(400, nil, `{"code":"validation_error","message":"Databases with multiple data sources are not supported in this API version.",
		"additional_data":{"error_type":"multiple_data_sources_for_database","database_id":"d","child_data_source_ids":["s1","s2"],"minimum_api_version":"2025-09-03"}}`))
	minimum, ids, ok := MultipleSources(err)
	if !ok || minimum != Version20250903 || !reflect.DeepEqual(ids, []ID{"s1", "s2"}) {
		t.Errorf("got %s, %v, %v", minimum, ids, ok)
	}
	if _, _, ok := MultipleSources(answered(400, nil, `{"code":"validation_error","message":"no"}`)); ok {
		t.Error("another error passes for it")
	}
}

func TestRecognisedMessages(t *testing.T) {
	invalid := func(message string) error {
		return fmt.Errorf("reading: %w", &Error{Status: 400, Code: "validation_error", Message: message})
	}
	for message, linked := range map[string]bool{
		"Database with ID x is a linked database. Database retrievals do not support linked databases.": true,
		"Database x does not contain any data sources accessible by this API bot.":                      true,
		"path failed validation": false,
	} {
		if IsLinkedDatabase(invalid(message)) != linked {
			t.Errorf("IsLinkedDatabase(%q) is %v", message, !linked)
		}
	}
	if kind, ok := UnsupportedBlock(invalid("Block type ai_block is not supported via the API for your bot type.")); !ok || kind != "ai_block" {
		t.Errorf("UnsupportedBlock gives %q, %v", kind, ok)
	}
	if kind, ok := UnsupportedBlock(invalid("Unsupported view type: feed")); ok {
		t.Errorf("UnsupportedBlock gives %q for a view", kind)
	}
	if _, ok := UnsupportedBlock(errors.New("Block type x is not supported")); ok {
		t.Error("UnsupportedBlock takes an error that is not the API's")
	}
}

func FuzzParseError(f *testing.F) {
	f.Add(404, `{"object":"error","status":404,"code":"object_not_found","message":"m","additional_data":{"integration_id":"i"}}`)
	f.Add(429, `{"code":"rate_limited","additional_data":{"retry_after":"5","rate_limit_reason":7}}`)
	f.Add(400, `{"code":1,"message":null,"additional_data":[]}`)
	f.Add(403, "<html>\xff")
	f.Fuzz(func(t *testing.T, status int, body string) {
		e := answered(status, http.Header{"Cf-Ray": {"ray"}}, body)
		if e.Error() == "" || e.RetryAfter < 0 {
			t.Errorf("error %q, retry after %v", e.Error(), e.RetryAfter)
		}
		IsLinkedDatabase(e)
		UnsupportedBlock(e)
		if _, ids, ok := MultipleSources(e); !ok && ids != nil {
			t.Errorf("data sources %v of no such error", ids)
		}
	})
}
