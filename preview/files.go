package preview

import (
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"
	"time"

	"galley/internal/headersfile"
)

// serveFile answers with the file that r asks for, as a static host would.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	name, inside := strings.CutPrefix(r.URL.Path, s.base)
	if !inside {
		if r.URL.Path == "/" || r.URL.Path+"/" == s.base {
			redirect(w, r, s.base)
			return
		}
		s.serveNotice(w, r, noticeOutside)
		return
	}
	// The folder is opened anew each time, since a build may replace it. A Root
	// does not follow links out of the folder.
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		s.serveNotice(w, r, noticeNotBuilt)
		return
	}
	defer root.Close()

	sendHeaders(w, r, root)
	found := lookUp(root, name)
	switch {
	case found.folder:
		redirect(w, r, r.URL.Path+"/")
	case found.name == "":
		s.serveNotFound(w, r, root)
	default:
		s.serveName(w, r, root, found.name)
	}
}

// sendHeaders adds what the site has a host send, so that what it forbids shows at
// home. Nothing is to be kept by browsers all the same.
func sendHeaders(w http.ResponseWriter, r *http.Request, root *os.Root) {
	text, err := root.ReadFile("_headers")
	if err != nil {
		return
	}
	headersfile.Parse(text).Apply(w.Header(), r.URL.Path)
	w.Header().Set("Cache-Control", "no-store")
}

// found is what a path leads to: a file, a folder that wants a slash, or, with
// neither, nothing.
type found struct {
	name   string
	folder bool
}

// lookUp finds what name stands for, a path from the root with slashes, in
// which a slash at the end asks for a folder.
func lookUp(root *os.Root, name string) found {
	trimmed := strings.TrimSuffix(name, "/")
	if name == "" {
		trimmed = "."
	}
	if !mayServe(trimmed) {
		return found{}
	}
	info, err := root.Stat(trimmed)
	switch {
	case err != nil:
		return found{}
	case info.IsDir() && name == trimmed:
		return found{folder: true}
	case info.IsDir():
		trimmed = path.Join(trimmed, "index.html")
		info, err = root.Stat(trimmed)
	case name != trimmed: // a file is no folder
		return found{}
	}
	if err != nil || !info.Mode().IsRegular() {
		return found{}
	}
	return found{name: trimmed}
}

// mayServe reports whether name is a plain path without dot files. What some
// system takes for a separator besides the slash is in no name.
func mayServe(name string) bool {
	if name == "." {
		return true
	}
	return fs.ValidPath(name) && !strings.ContainsAny(name, "\\:\x00") &&
		!strings.HasPrefix(name, ".") && !strings.Contains(name, "/.")
}

// serveName answers with a file of root.
func (s *Server) serveName(w http.ResponseWriter, r *http.Request, root *os.Root, name string) {
	f, err := root.Open(name)
	if err != nil {
		s.serveNotFound(w, r, root)
		return
	}
	defer f.Close()
	w.Header().Set("Content-Type", contentType(name))
	if isHTML(name) {
		s.serveHTML(w, r, f, http.StatusOK)
		return
	}
	// Without a time of modification every answer is a full one.
	http.ServeContent(w, r, "", time.Time{}, f)
}

// serveNotFound answers with the site's own page for that, if it has one.
func (s *Server) serveNotFound(w http.ResponseWriter, r *http.Request, root *os.Root) {
	if lookUp(root, "404.html").name == "" {
		s.serveNotice(w, r, noticeNotFound)
		return
	}
	f, err := root.Open("404.html")
	if err != nil {
		s.serveNotice(w, r, noticeNotFound)
		return
	}
	defer f.Close()
	s.serveHTML(w, r, f, http.StatusNotFound)
}

// redirect sends the browser to target, a path of this server that starts with
// exactly one slash, and keeps the query.
func redirect(w http.ResponseWriter, r *http.Request, target string) {
	location := url.URL{Path: target, RawQuery: r.URL.RawQuery}
	w.Header().Set("Location", location.String())
	w.WriteHeader(http.StatusMovedPermanently)
}
