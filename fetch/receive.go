package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"galley/internal/atomicfile"
)

const (
	idleTimeout  = time.Minute // a download that stands still for so long is broken off
	maxRedirects = 5
)

var (
	errStill = fmt.Errorf("nothing came for %v", idleTimeout)
	errLong  = errors.New("it takes too long (timeout in the configuration)")
)

// downloadError is what is wrong with one file, or with the way to it.
type downloadError struct {
	text   string
	status int           // of the answer; 0 when there was none
	retry  bool          // it may be better soon
	later  bool          // or in another run
	after  time.Duration // before the next attempt, when the server says so
}

func (e *downloadError) Error() string { return e.text }

// receive downloads a file into the store, under its hash. An error is a
// downloadError, or it is about the disk.
func (s *Store) receive(ctx context.Context, o Options, from offer, told func(n int)) (f fileRecord, err error) {
	ctx, end := context.WithTimeoutCause(ctx, o.FileTimeout, errLong)
	defer end()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	idle := time.AfterFunc(idleTimeout, func() { cancel(errStill) })
	defer idle.Stop()

	resp, err := open(ctx, o.HTTP, from.url)
	if err != nil {
		return f, err
	}
	defer resp.Body.Close()
	if o.MaxFileSize > 0 && resp.ContentLength > o.MaxFileSize {
		return f, tooLarge(o.MaxFileSize)
	}
	temp, err := os.CreateTemp(filepath.Join(s.root, filesName), atomicfile.TempPrefix+"*")
	if err != nil {
		return f, err
	}
	defer os.Remove(temp.Name()) // in vain once it has its name
	defer temp.Close()

	body := &meter{ctx: ctx, r: resp.Body, idle: idle, told: told, limit: o.MaxFileSize}
	sum := sha256.New()
	f.Size, err = io.Copy(io.MultiWriter(temp, sum), body)
	switch {
	case body.err != nil && body.over:
		return f, tooLarge(o.MaxFileSize)
	case body.err != nil:
		return f, broken(ctx, "the download broke off", body.err)
	case err != nil:
		return f, err
	case resp.ContentLength >= 0 && f.Size != resp.ContentLength:
		return f, &downloadError{text: "the download broke off", retry: true}
	}
	f.Hash = hex.EncodeToString(sum.Sum(nil))
	if err := f.sniff(temp, resp.Header.Get("Content-Type")); err != nil {
		return f, err
	}
	return f, s.adopt(temp, &f, from.key)
}

// adopt gives a file that was received its name in the store.
func (s *Store) adopt(temp *os.File, f *fileRecord, key string) error {
	// Files are not hashed on every run, so they have to survive a power cut.
	if err := errors.Join(temp.Sync(), temp.Close()); err != nil {
		return err
	}
	if err := os.Chmod(temp.Name(), shownPerm); err != nil {
		return err
	}
	f.Path = path.Join(f.Hash[:2], f.Hash+extension(key, f.ContentType))
	target := s.filePath(f.Path)
	if err := os.MkdirAll(filepath.Dir(target), folderPerm); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), target); err != nil {
		return err
	}
	info, err := os.Stat(target)
	if err != nil {
		return err
	}
	f.Modified = info.ModTime()
	return nil
}

// open begins a download. It sends nothing that would tell the file's host who
// asks: signed links and an Authorization header exclude each other.
func open(ctx context.Context, client *http.Client, link string) (*http.Response, error) {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, &downloadError{text: "its link is not a web address"}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, link, nil)
	if err != nil {
		return nil, &downloadError{text: "its link is not a web address"}
	}
	req.Header.Set("Accept-Encoding", "identity") // the size is that of the file
	resp, err := client.Do(req)
	if err != nil {
		var u *url.Error // its text has the signed link
		if errors.As(err, &u) {
			err = u.Err
		}
		return nil, broken(ctx, "its host does not answer", err)
	}
	if resp.StatusCode == http.StatusOK {
		return resp, nil
	}
	resp.Body.Close()
	failed := &downloadError{text: "its host answers " + strings.ToLower(resp.Status), status: resp.StatusCode}
	switch code := resp.StatusCode; {
	case code == http.StatusAccepted, // a new upload is still being prepared
		code == http.StatusRequestTimeout, code == http.StatusTooEarly, code == http.StatusTooManyRequests, code >= 500:
		failed.retry = true
	}
	if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && seconds > 0 && seconds <= 120 {
		failed.after = time.Duration(seconds) * time.Second
	}
	return nil, failed
}

// broken says why a download failed on its way.
func broken(ctx context.Context, what string, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	var redirect *redirectError
	if errors.As(err, &redirect) {
		return &downloadError{text: redirect.Error()}
	}
	long := errors.Is(err, errLong)
	return &downloadError{text: what + ": " + err.Error(), retry: !long, later: long}
}

// redirectError is a redirect that is not followed.
type redirectError struct{ text string }

func (e *redirectError) Error() string { return e.text }

// discreet gives a client that follows a few redirects, but to no page that is
// not encrypted when the one before was, and that does not tell where it came
// from: a signed link is a secret.
func discreet(h *http.Client) *http.Client {
	own := *h
	own.CheckRedirect = func(next *http.Request, before []*http.Request) error {
		switch last := before[len(before)-1]; {
		case len(before) > maxRedirects:
			return &redirectError{"its host redirects again and again"}
		case next.URL.Scheme != "https" && (next.URL.Scheme != "http" || last.URL.Scheme == "https"):
			return &redirectError{"its host redirects to where nothing is encrypted"}
		}
		next.Header.Del("Referer")
		return nil
	}
	return &own
}

func tooLarge(limit int64) error {
	return &downloadError{text: fmt.Sprintf("it is larger than %d bytes (max_size in the configuration)", limit)}
}

var errOver = errors.New("over the limit")

// meter counts what is read, notices when nothing comes, and stops at the limit.
// It keeps its error, to be told from those of the writers.
type meter struct {
	ctx   context.Context
	r     io.Reader
	idle  *time.Timer
	told  func(n int)
	limit int64 // 0 for none
	n     int64
	over  bool
	err   error // other than io.EOF
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.idle.Reset(idleTimeout)
	m.n += int64(n)
	m.told(n)
	if m.limit > 0 && m.n > m.limit {
		m.over, err = true, errOver
	}
	if err == nil {
		err = m.ctx.Err() // however the body comes, it ends in time
	}
	if err != nil && err != io.EOF {
		m.err = err
	}
	return n, err
}

var plainExtension = regexp.MustCompile(`^\.[a-z0-9]{1,8}$`)

// extension gives the extension of a file in the store: that of its name or
// URL, when it is harmless, or else that of its type.
func extension(name, contentType string) string {
	if e := strings.ToLower(path.Ext(name)); plainExtension.MatchString(e) {
		return e
	}
	return extensions[contentType]
}
