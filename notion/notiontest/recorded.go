package notiontest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"regexp"
)

// Recorded returns a handler that answers with responses of the real API from a folder whose
// index.jsonl has one object a line: file, method, url, notion_version and status. A request is
// matched by method and path; among several recordings those of its Notion-Version come before
// those of newer and then of older versions, those of its query before others, and the last one
// of the index wins. Anything else is 404.
func Recorded(dir string) (http.Handler, error) {
	root := os.DirFS(dir)
	index, err := root.Open("index.jsonl")
	if err != nil {
		return nil, fmt.Errorf("opening the index of the recordings: %w", err)
	}
	defer index.Close()
	h := &recorded{root: root, byKey: map[string][]recording{}}
	lines := bufio.NewScanner(index)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if err := h.add(lines.Bytes()); err != nil {
			return nil, fmt.Errorf("index.jsonl:%d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading the index of the recordings: %w", err)
	}
	return h, nil
}

type recorded struct {
	root  fs.FS
	byKey map[string][]recording // by method and path
}

// recording is a line of the index.
type recording struct {
	File    string `json:"file"`
	Method  string `json:"method"`
	URL     string `json:"url"`
	Version string `json:"notion_version"`
	Status  int    `json:"status"`
	query   string
}

func (h *recorded) add(line []byte) error {
	var r recording
	if err := json.Unmarshal(line, &r); err != nil {
		return fmt.Errorf("reading the line: %w", err)
	}
	if r.Method != http.MethodGet && r.Method != http.MethodPost {
		return nil
	}
	u, err := url.Parse(r.URL)
	if err != nil {
		return fmt.Errorf("reading the url: %w", err)
	}
	r.query = u.RawQuery
	key := recordKey(r.Method, u)
	h.byKey[key] = append(h.byKey[key], r)
	return nil
}

var dashedID = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// recordKey joins method and path, with IDs without dashes.
func recordKey(method string, u *url.URL) string {
	return method + " " + dashedID.ReplaceAllStringFunc(u.EscapedPath(), undashed)
}

func (h *recorded) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	found := h.byKey[recordKey(r.Method, r.URL)]
	best, score := recording{}, 0
	for _, candidate := range found {
		if s := candidate.score(r); s >= score {
			best, score = candidate, s
		}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if len(found) == 0 {
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"object":"error","status":404,"code":"object_not_found","message":"Nothing recorded for this request."}`)
		return
	}
	body, err := fs.ReadFile(h.root, best.File)
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		json.NewEncoder(w).Encode(JSON{"object": "error", "status": 500, "code": "internal_server_error", "message": err.Error()})
		return
	}
	if best.Status != 0 {
		w.WriteHeader(best.Status)
	}
	w.Write(body)
}

// score says how well a recording fits a request.
func (rec recording) score(r *http.Request) int {
	score := 0
	switch want := r.Header.Get("Notion-Version"); {
	case rec.Version == want:
		score = 4
	case rec.Version > want:
		score = 2
	}
	if rec.query == r.URL.RawQuery {
		score++
	}
	return score
}
