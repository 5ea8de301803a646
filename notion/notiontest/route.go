package notiontest

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// route is an endpoint.
type route struct {
	method, pattern string
	kind            string // of {id}, for messages
	needs           capability
	only            string // Version2022, or "" for all, or later for all but that
	file            bool
	handle          func(*call) (JSON, error)
}

type capability int

const (
	nothing capability = iota
	content
	comments
	userInfo
)

const later = "later"

// routes gives the endpoints.
func routes() []route {
	return []route{
		{"GET", "/v1/users/me", "user", nothing, "", false, (*call).me},
		{"GET", "/v1/users", "user", userInfo, "", false, (*call).listUsers},
		{"GET", "/v1/users/{id}", "user", userInfo, "", false, (*call).getUser},
		{"POST", "/v1/search", "", content, "", false, (*call).search},
		{"GET", "/v1/pages/{id}", "page", content, "", false, (*call).getPage},
		{"GET", "/v1/pages/{id}/properties/{property}", "page", content, "", false, (*call).getProperty},
		{"GET", "/v1/pages/{id}/markdown", "page", content, "", false, (*call).getMarkdown},
		{"GET", "/v1/blocks/{id}", "block", content, "", false, (*call).getBlock},
		{"GET", "/v1/blocks/{id}/children", "block", content, "", false, (*call).getChildren},
		{"GET", "/v1/databases/{id}", "database", content, "", false, (*call).getDatabase},
		{"POST", "/v1/databases/{id}/query", "database", content, Version2022, false, (*call).queryDatabase},
		{"GET", "/v1/data_sources/{id}", "data_source", content, later, false, (*call).getDataSource},
		{"POST", "/v1/data_sources/{id}/query", "data_source", content, later, false, (*call).queryDataSource},
		{"GET", "/v1/data_sources/{id}/templates", "data_source", content, later, false, (*call).listTemplates},
		{"GET", "/v1/views", "view", content, later, false, (*call).listViews},
		{"GET", "/v1/views/{id}", "view", content, later, false, (*call).getView},
		{"POST", "/v1/views/{id}/queries", "view", content, later, false, (*call).createViewQuery},
		{"GET", "/v1/views/{id}/queries/{query}", "view", content, later, false, (*call).getViewQuery},
		{"DELETE", "/v1/views/{id}/queries/{query}", "view", content, later, false, (*call).deleteViewQuery},
		{"GET", "/v1/comments", "comment", comments, "", false, (*call).listComments},
		{"GET", "/v1/comments/{id}", "comment", comments, "", false, (*call).getComment},
		{"GET", "/v1/custom_emojis", "", content, "", false, (*call).listCustomEmojis},
		{"GET", "/files/{workspace}/{id}/{name}", "", nothing, "", true, nil},
		{"GET", "/public/{id}/{name}", "", nothing, "", true, nil},
	}
}

// findRoute finds the endpoint of a request and the decoded parameters of its path.
func findRoute(r *http.Request) (route, map[string]string) {
	segments := strings.Split(r.URL.EscapedPath(), "/")
	for _, candidate := range routes() {
		if candidate.method != r.Method && !candidate.file {
			continue
		}
		if params, ok := match(strings.Split(candidate.pattern, "/"), segments); ok {
			return candidate, params
		}
	}
	return route{method: r.Method, pattern: "other"}, nil
}

// match compares a path with a pattern whose segments in braces are parameters.
func match(pattern, segments []string) (map[string]string, bool) {
	if len(pattern) != len(segments) {
		return nil, false
	}
	params := map[string]string{}
	for i, want := range pattern {
		name, isParam := strings.CutPrefix(want, "{")
		if !isParam {
			if want != segments[i] {
				return nil, false
			}
			continue
		}
		value, err := url.PathUnescape(segments[i])
		if err != nil || value == "" {
			return nil, false
		}
		params[strings.TrimSuffix(name, "}")] = value
	}
	return params, true
}

// call is a request that is being answered.
type call struct {
	*answer
	srv    *Server
	caps   Capabilities
	method string
	path   string
	params map[string]string
	query  url.Values
	body   JSON
	fault  Fault // of those that change an answer
}

// answer gives the response of an endpoint. The workspace is locked until it is encoded.
func (s *Server) answer(r *http.Request, route route, params map[string]string, in []byte, fault Fault) reply {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	c := &call{srv: s, method: r.Method, path: r.URL.Path, params: params, query: r.URL.Query(), fault: fault}
	o, err := c.run(r, route, in)
	if err != nil {
		return s.failure(asRefusal(err))
	}
	return s.jsonReply(http.StatusOK, o)
}

func asRefusal(err error) *refusal {
	if e, ok := err.(*refusal); ok {
		return e
	}
	return &refusal{status: http.StatusInternalServerError, code: "internal_server_error", message: err.Error()}
}

func (c *call) run(r *http.Request, route route, in []byte) (JSON, error) {
	if err := c.srv.ws.err; err != nil {
		return nil, err
	}
	if err := c.identify(r); err != nil {
		return nil, err
	}
	if route.handle == nil || route.only == Version2022 && c.version != Version2022 ||
		route.only == later && c.version == Version2022 {
		return nil, invalidURL()
	}
	if err := c.read(r, route, in); err != nil {
		return nil, err
	}
	if c.lacks(route.needs) {
		return nil, restricted()
	}
	o, err := route.handle(c)
	if err != nil {
		return nil, err
	}
	out := JSON{}
	maps.Copy(out, o)
	return out, nil
}

// identify checks the token and the version.
func (c *call) identify(r *http.Request) error {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	caps, known := c.srv.options.tokens[token]
	if !ok || !known {
		return unauthorized()
	}
	version := r.Header.Get("Notion-Version")
	switch version {
	case Version2022, Version2025, Version2026:
	case "":
		return &refusal{status: http.StatusBadRequest, code: "missing_version",
			message: "Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`."}
	default:
		return invalid("Notion-Version header failed validation: %q is not a version.", version)
	}
	if beta := r.Header.Get("Notion-Beta"); beta != "" {
		return &refusal{status: http.StatusBadRequest, code: "invalid_beta", message: "Unknown beta: " + beta}
	}
	c.caps = caps
	c.srv.mu.Lock()
	c.srv.nonces += 1000 // of which a response uses some
	nonce := c.srv.nonces
	c.srv.mu.Unlock()
	c.answer = &answer{ws: c.srv.ws, version: version, users: caps.Users, base: baseURL(r), now: c.srv.ws.clock(), nonce: nonce}
	return nil
}

func baseURL(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

func (c *call) lacks(need capability) bool {
	switch need {
	case content:
		return c.caps.NoContent
	case comments:
		return c.caps.NoComments
	case userInfo:
		return c.caps.Users == UsersNone
	}
	return false
}

// read parses the parameters and the body.
func (c *call) read(r *http.Request, route route, in []byte) error {
	if id, ok := c.params["id"]; ok {
		canonical, ok := canonicalID(id)
		if !ok {
			return invalid("path failed validation: path.%s_id should be a valid uuid, instead was `%q`.", route.kind, id)
		}
		c.params["id"] = canonical
	}
	if r.Method != http.MethodPost {
		return nil
	}
	if _, misplaced := c.query["start_cursor"]; misplaced {
		return invalid("query failed validation: query.start_cursor should be not present, instead was `%q`.", c.query.Get("start_cursor"))
	}
	c.body = JSON{}
	if len(bytes.TrimSpace(in)) == 0 {
		return nil
	}
	if err := json.Unmarshal(in, &c.body); err != nil || c.body == nil {
		return &refusal{status: http.StatusBadRequest, code: "invalid_json", message: "Error parsing JSON body."}
	}
	return nil
}

// allow refuses fields of the body that the endpoint does not have.
func (c *call) allow(fields ...string) error {
	for _, key := range sortedKeys(c.body) {
		found := false
		for _, field := range fields {
			found = found || field == key
		}
		if !found {
			return invalid("body failed validation: body.%s should be not present.", key)
		}
	}
	return nil
}

var idForm = regexp.MustCompile(`^(?:[0-9a-f]{8}-?[0-9a-f]{4}-?[1-8][0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}|[0-]+)$`)

// canonicalID reads an ID with or without dashes.
func canonicalID(id string) (string, bool) {
	id = strings.ToLower(id)
	plain := undashed(id)
	if len(plain) != 32 || !idForm.MatchString(id) {
		return "", false
	}
	return dashed(plain), true
}
