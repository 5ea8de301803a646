package notiontest

import (
	"bytes"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

// serveFile answers a download as the file store does, and returns the status.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, params map[string]string, fault Fault) int {
	f, problem := s.findFile(r, params, fault)
	if problem != nil {
		return s.send(w, r, *problem, whole)
	}
	kind := mime.TypeByExtension(strings.ToLower(path.Ext(f.name)))
	if kind == "" {
		kind = "application/octet-stream"
	}
	switch fault {
	case Reset:
		return s.send(w, r, reply{}, reset)
	case Truncated, Cut, Slow:
		how := map[Fault]delivery{Truncated: truncated, Cut: cut, Slow: slowly}[fault]
		return s.send(w, r, reply{http.StatusOK, http.Header{"Content-Type": {kind}}, f.data}, how)
	}
	w.Header().Set("Content-Type", kind)
	seen := &statusWriter{ResponseWriter: w, status: http.StatusOK}
	http.ServeContent(seen, r, f.name, time.Time{}, bytes.NewReader(f.data))
	return seen.status
}

// findFile checks the request and finds the file, or the answer that refuses it.
func (s *Server) findFile(r *http.Request, params map[string]string, fault Fault) (*File, *reply) {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	f := s.ws.files[params["id"]]
	_, signed := params["workspace"]
	switch {
	case fault == InternalError:
		return nil, xmlReply(http.StatusInternalServerError, "InternalError", "We encountered an internal error. Please try again.")
	case fault == NotReady:
		return nil, &reply{status: http.StatusAccepted}
	case fault == LinkExpired:
		return nil, expiredLink()
	case r.Header.Get("Authorization") != "":
		return nil, xmlReply(http.StatusBadRequest, "InvalidArgument", "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified")
	case signed && r.Method != http.MethodGet:
		return nil, xmlReply(http.StatusForbidden, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.")
	case signed && r.URL.Query().Get("X-Amz-Signature") != s.ws.sign(params["id"], r.URL.Query()):
		return nil, xmlReply(http.StatusForbidden, "AccessDenied", "Access Denied")
	case signed && s.ws.linkExpired(r.URL.Query().Get("X-Amz-Date")):
		return nil, expiredLink()
	case f == nil || f.name != params["name"]:
		return nil, xmlReply(http.StatusNotFound, "NoSuchKey", "The specified key does not exist.")
	}
	return f, nil
}

func expiredLink() *reply {
	return xmlReply(http.StatusForbidden, "AccessDenied", "Request has expired")
}

func (ws *Workspace) linkExpired(date string) bool {
	signed, err := time.Parse("20060102T150405Z", date)
	return err != nil || ws.clock().Sub(signed) > linkLifetime
}

func xmlReply(status int, code, message string) *reply {
	body := `<?xml version="1.0" encoding="UTF-8"?>` + "\n<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>"
	return &reply{status, http.Header{"Content-Type": {"application/xml"}}, []byte(body)}
}

// statusWriter remembers the status.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}
