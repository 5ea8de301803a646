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

// idleTimeout is how long a download may stand still.
const idleTimeout = time.Minute

// downloadError is what is wrong with one file, or with the way to it.
type downloadError struct {
	text   string
	status int // of the answer; 0 when there was none
	retry  bool
	after  time.Duration // before the next attempt, when the server says so
}

func (e *downloadError) Error() string { return e.text }

// receive downloads a file into the store, under its hash. An error is a
// downloadError, or it is about the disk.
func (s *Store) receive(ctx context.Context, o Options, from offer, told func(n int)) (f fileRecord, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	idle := time.AfterFunc(idleTimeout, cancel)
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

	body := &meter{r: resp.Body, idle: idle, told: told, limit: o.MaxFileSize}
	sum := sha256.New()
	f.Size, err = io.Copy(io.MultiWriter(temp, sum), body)
	switch {
	case body.err != nil && body.over:
		return f, tooLarge(o.MaxFileSize)
	case body.err != nil:
		return f, &downloadError{text: "the download broke off: " + body.err.Error(), retry: true}
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
		return nil, &downloadError{text: "its host does not answer: " + err.Error(), retry: true}
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

func tooLarge(limit int64) error {
	return &downloadError{text: fmt.Sprintf("it is larger than %d bytes", limit)}
}

var errOver = errors.New("over the limit")

// meter counts what is read, notices when nothing comes, and stops at the limit.
// It keeps its error, to be told from those of the writers.
type meter struct {
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
