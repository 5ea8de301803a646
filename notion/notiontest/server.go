package notiontest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// maxBody is how much of a request body the API accepts, in bytes.
const maxBody = 500 << 10

// Server answers for a Workspace as the Notion API does, and serves the files of the workspace.
// It is an http.Handler: NewServer gives one with a listener of its own.
type Server struct {
	URL   string // of the listener, without a slash at the end
	Token string // the token with all capabilities

	ws       *Workspace
	options  options
	began    time.Time
	listener *http.Server

	mu       sync.Mutex
	requests int // for IDs
	nonces   int
	cursors  map[string]cursor
	queries  map[string]*viewQuery
	log      []*Request
	scripts  []*script
	drawn    map[string]int // how often a request was seen, to draw its fault
	idle     []*gzip.Writer // each close to a megabyte
}

// NewHandler returns a Server without a listener, to be served by a command or called directly.
func NewHandler(ws *Workspace, opts ...Option) *Server {
	s := &Server{
		Token: Token, ws: ws, options: defaults(), began: time.Now(),
		cursors: map[string]cursor{}, queries: map[string]*viewQuery{}, drawn: map[string]int{},
	}
	for _, o := range opts {
		o(&s.options)
	}
	return s
}

// NewServer returns a Server that listens on a free port of 127.0.0.1. Close ends it.
func NewServer(ws *Workspace, opts ...Option) *Server {
	s := NewHandler(ws, opts...)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(fmt.Sprintf("notiontest: listening on the loopback interface: %v", err))
	}
	s.URL = "http://" + l.Addr().String()
	s.listener = &http.Server{Handler: s, ReadHeaderTimeout: time.Minute}
	go s.listener.Serve(l) // returns when Close closes the listener
	return s
}

// Close ends the listener and all connections.
func (s *Server) Close() {
	if s.listener != nil {
		s.listener.Close()
	}
}

// Workspace returns the workspace that the server answers from.
func (s *Server) Workspace() *Workspace { return s.ws }

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	route, params := findRoute(r)
	entry := s.record(r, route)
	in, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		s.finish(entry, s.send(w, r, s.failure(invalid("reading the body: %v", err)), whole))
		return
	}
	fault := s.fault(r, in)
	if route.file {
		s.finish(entry, s.serveFile(w, r, params, fault))
		return
	}
	if !pause(r, s.options.latency) {
		return
	}
	if refusal := s.spend(); refusal != nil {
		s.finish(entry, s.send(w, r, s.failure(refusal), whole))
		return
	}
	out, how := s.faulty(fault, route, params["id"], func() reply { return s.answer(r, route, params, in, fault) })
	s.finish(entry, s.send(w, r, out, how))
}

// pause waits unless the request is cancelled first.
func pause(r *http.Request, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// reply is a response that is about to be sent.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// jsonReply makes the response for an object, with a request ID of its own.
func (s *Server) jsonReply(status int, o JSON) reply {
	s.mu.Lock()
	s.requests++
	id := uuid("request " + strconv.Itoa(s.requests))
	s.mu.Unlock()
	o["request_id"] = id
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	header := http.Header{}
	if err := encoder.Encode(o); err != nil {
		status = http.StatusInternalServerError
		b.Reset()
		fmt.Fprintf(&b, `{"object":"error","status":500,"code":"internal_server_error","message":%q}`, err.Error())
	}
	header.Set("Content-Type", "application/json; charset=utf-8")
	header.Set("X-Notion-Request-Id", id)
	header.Set("Cf-Ray", undashed(id)[:16]+"-TST")
	return reply{status, header, bytes.TrimSpace(b.Bytes())}
}

// delivery is how the body of a response goes out.
type delivery int

const (
	whole delivery = iota
	truncated
	cut
	slowly
	reset
)

// send writes a response and returns the status that the client saw, 0 for none.
func (s *Server) send(w http.ResponseWriter, r *http.Request, out reply, how delivery) int {
	if how == reset {
		resetConnection(w)
		return 0
	}
	for name, values := range out.header {
		w.Header()[name] = values
	}
	body := out.body
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && out.header.Get("X-Notion-Request-Id") != "" {
		body = s.compress(body)
		w.Header().Set("Content-Encoding", "gzip")
	}
	if how != cut {
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(out.status)
	switch how {
	case cut:
		w.Write(body[:len(body)/2])
		http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler) // the way of net/http to end a connection here
	case truncated:
		w.Write(body[:len(body)/2])
	case slowly:
		s.trickle(w, r, body)
	default:
		w.Write(body)
	}
	return out.status
}

// trickle writes a body in eight parts with pauses before them.
func (s *Server) trickle(w http.ResponseWriter, r *http.Request, body []byte) {
	const parts = 8
	for i := range parts {
		if !pause(r, s.options.slow/parts) {
			return
		}
		w.Write(body[len(body)*i/parts : len(body)*(i+1)/parts])
		http.NewResponseController(w).Flush()
	}
}

// resetConnection drops the connection without a response, as a dying proxy does.
func resetConnection(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // the way of net/http to drop what cannot be hijacked
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	conn.Close()
}

func (s *Server) compress(body []byte) []byte {
	var b bytes.Buffer
	z := s.writer()
	z.Reset(&b)
	z.Write(body)
	z.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle = append(s.idle, z)
	return b.Bytes()
}

func (s *Server) writer() (z *gzip.Writer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if last := len(s.idle) - 1; last >= 0 {
		z, s.idle = s.idle[last], s.idle[:last]
		return z
	}
	z, _ = gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is valid
	return z
}
