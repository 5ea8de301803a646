package notion

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
)

const someID = "3839ce7b-60a4-8127-a166-c6643b601de5"

// identifyAgainst serves one object at path, and 404 elsewhere.
func identifyAgainst(t *testing.T, path, body string) (Object, error) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path != path {
			w.WriteHeader(http.StatusNotFound)
			_, _ = w.Write([]byte(`{"object":"error","status":404,"code":"object_not_found","message":"Could not find it"}`))
			return
		}
		_, _ = w.Write([]byte(body))
	}))
	defer server.Close()
	return New("token", WithBaseURL(server.URL)).Identify(context.Background(), someID)
}

func TestAnIDIsIdentifiedByWhatTheAPIFindsBehindIt(t *testing.T) {
	for _, tt := range []struct {
		name, path, body string
		want             Object
	}{
		{"page", "/v1/blocks/" + someID, `{"object":"block","type":"child_page","child_page":{"title":"Roadmap"}}`,
			Object{Type: "page", Title: "Roadmap"}},
		{"database", "/v1/blocks/" + someID, `{"object":"block","type":"child_database","child_database":{"title":"Posts"}}`,
			Object{Type: "database", Title: "Posts"}},
		{"block", "/v1/blocks/" + someID, `{"object":"block","type":"divider","divider":{},"parent":{"type":"page_id","page_id":"p1"}}`,
			Object{Type: "block", Container: "p1"}},
		{"data source", "/v1/data_sources/" + someID, `{"object":"data_source","title":[{"plain_text":"Rows"}],"parent":{"type":"database_id","database_id":"d1"}}`,
			Object{Type: "data_source", Title: "Rows", Container: "d1"}},
		{"view", "/v1/views/" + someID, `{"object":"view","name":"Board","parent":{"type":"database_id","database_id":"d1"}}`,
			Object{Type: "view", Title: "Board", Container: "d1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := identifyAgainst(t, tt.path, tt.body)
			if err != nil || got != tt.want {
				t.Errorf("got %+v, %v; want %+v", got, err, tt.want)
			}
		})
	}
}

func TestAnUnknownIDIsNotFound(t *testing.T) {
	if _, err := identifyAgainst(t, "/nowhere", ""); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
}
