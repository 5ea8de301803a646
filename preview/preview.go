// Package preview shows a site while it is being written: a local server, live
// reload, and the loop that builds again when something changed.
//
// # The server
//
// [New] makes an http.Handler over the output folder that answers as static
// hosts do: index.html for a folder, a redirect to the address with a slash at
// its end, 404.html with status 404, byte ranges. It never lists a folder, and
// never serves a name that starts with a dot or a file outside of the folder,
// also not through a link. What the site's file _headers says is sent, but that
// nothing may be cached. Only the files decide what is
// served, so a folder that was built by an earlier run, or that is replaced
// while the server runs, will do.
//
// A server that only this machine can reach answers to this machine's names
// only, so that a website elsewhere cannot read the preview by pointing its own
// name at 127.0.0.1 (DNS rebinding).
//
// # Live reload
//
// HTML is served with a script before its last </body>; the files stay as they
// are. The script carries a nonce, and a Content-Security-Policy that a page
// has in a meta element, or that _headers gives it, is widened, in the response,
// by just that nonce and the address of the events.
//
// The script listens to server-sent events at /_galley/events (HTML Living
// Standard, 9.2). Each is one JSON object:
//
//	{"type":"building"}                                   a build has begun, but not just a poll
//	{"type":"reload","changed":["/posts/a/","/site.css"]} it was good; these URLs changed
//	{"type":"reload","all":true}                          everything may have changed
//	{"type":"error","message":"…","file":"…","line":3}    it failed; see [Failure]
//
// A page reloads when its own URL or something it loaded has changed. When that
// is style sheets only, they are swapped in place. A failure is shown over the
// page until it is dismissed or the next good build.
//
// The id of an event names the server and the build. A script that comes back,
// after the server was restarted or its tab was hidden, says which build it
// knows and gets what it missed. Hidden tabs do not listen, because browsers
// keep six connections to a host and no more.
//
// # The loop
//
// [Run] builds through a callback, again when one of the watched files changed
// or when it is time to ask Notion, one build at a time. See [RunOptions].
// [Watch] is its source of changed files, [Listen] finds it a free port.
package preview

import (
	"net/http"
	"strings"
)

// Options say what is served.
type Options struct {
	// Dir is the output folder. It need not exist yet.
	Dir string
	// BasePath is the path of the site's base URL, such as "/" or "/repo/".
	// Empty is "/".
	BasePath string
	// Addr is the address that was asked for, host:port. Its host is a name
	// that the server answers to.
	Addr string
	// Public says that other machines can reach the server, so that it has to
	// answer to whatever name they have for it.
	Public bool
}

// Server serves the output folder and tells open pages about builds. Its
// methods may be called by several goroutines at once.
type Server struct {
	dir    string
	base   string // starts and ends with a slash
	host   string // the host of Options.Addr
	public bool
	hub    *hub
}

// New makes a server of opts.Dir.
func New(opts Options) *Server {
	base := "/"
	if name := strings.Trim(opts.BasePath, "/"); name != "" {
		base = "/" + name + "/"
	}
	return &Server{
		dir:    opts.Dir,
		base:   base,
		host:   hostname(opts.Addr),
		public: opts.Public,
		hub:    newHub(),
	}
}

// eventsPath is the address of the events, whatever the base path is.
const eventsPath = "/_galley/events"

// ServeHTTP answers GET and HEAD.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	switch {
	case !s.answersTo(r.Host):
		http.Error(w, "this preview answers to localhost only; give --addr to serve other names", http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "a static site answers GET and HEAD only", http.StatusMethodNotAllowed)
	case r.URL.Path == eventsPath:
		s.hub.serve(w, r)
	default:
		s.serveFile(w, r)
	}
}

// Building tells open pages that a build has begun.
func (s *Server) Building() { s.hub.building() }

// Reload tells open pages that a build was good, and which URLs it changed:
// paths with the base path, percent-encoded or not. None is fine.
func (s *Server) Reload(changed []string) { s.hub.reload(changed) }

// Fail tells open pages that a build failed.
func (s *Server) Fail(f Failure) { s.hub.fail(f) }

// Close ends the open event streams and refuses new ones. Files are still
// served.
func (s *Server) Close() { s.hub.close() }

// Failure is what the overlay shows about a failed build. A build callback
// returns one, wrapped or not, when it knows more than a message.
type Failure struct {
	Message string `json:"message"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"` // from 1; 0 when unknown
	Hint    string `json:"hint,omitempty"`
}

// Error is the message alone.
func (f *Failure) Error() string { return f.Message }
