package preview

import (
	"bytes"
	"crypto/rand"
	_ "embed"
	"fmt"
	"html"
	"io"
	"net/http"
	"strconv"
)

//go:embed client.js
var clientScript string

// scriptTag is the script element for one response. page is the address of the
// file that is shown in place of the one that was asked for, or empty.
func (s *Server) scriptTag(nonce, page string) string {
	return fmt.Sprintf("<script nonce=%q data-since=%q data-page=\"%s\">\n%s</script>\n",
		nonce, s.hub.now(), html.EscapeString(page), clientScript)
}

// headLimit is how far into a page its policy is looked for, in bytes.
const headLimit = 64 << 10

// serveHTML answers with the page that file holds, with the script in it. It is
// copied from the file as it is sent.
func (s *Server) serveHTML(w http.ResponseWriter, r *http.Request, file io.ReadSeeker, status int) {
	page := ""
	if status == http.StatusNotFound {
		page = s.base + "404.html"
	}
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		http.Error(w, "the page cannot be read", http.StatusInternalServerError)
		return
	}
	end, err := lastBodyEnd(file, size)
	if err != nil {
		http.Error(w, "the page cannot be read", http.StatusInternalServerError)
		return
	}
	head := make([]byte, min(end, headLimit))
	if err := readAt(file, head, 0); err != nil {
		http.Error(w, "the page cannot be read", http.StatusInternalServerError)
		return
	}
	nonce := rand.Text()
	script := s.scriptTag(nonce, page)
	rest := size - int64(len(head))
	head = widenPolicies(head, nonce)
	widenHeader(w.Header(), nonce)

	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.FormatInt(int64(len(head)+len(script))+rest, 10))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return
	}
	// The browser may leave at any time; there is nothing to do about it.
	_, _ = w.Write(head)
	_, _ = io.CopyN(w, file, end-(size-rest))
	_, _ = io.WriteString(w, script)
	_, _ = io.Copy(w, file)
}

// lastBodyEnd is where the last </body> of a file of this size starts, or its
// size when there is none. It reads from the end, since that is where it is.
func lastBodyEnd(file io.ReadSeeker, size int64) (int64, error) {
	const block = 16 << 10
	tag := []byte("</body")
	overlap := int64(len(tag) - 1)
	for start := size; start > 0; {
		stop := min(start+overlap, size) // a tag may lie across two blocks
		start = max(start-block, 0)
		chunk := make([]byte, stop-start)
		if err := readAt(file, chunk, start); err != nil {
			return 0, err
		}
		if i := bytes.LastIndex(lowerASCII(chunk), tag); i >= 0 {
			return start + int64(i), nil
		}
	}
	return size, nil
}

// lowerASCII turns p's ASCII letters into small ones, in place. Other bytes, and
// so all positions, stay.
func lowerASCII(p []byte) []byte {
	for i, c := range p {
		if 'A' <= c && c <= 'Z' {
			p[i] = c + 'a' - 'A'
		}
	}
	return p
}

// readAt fills p from offset on, and leaves file behind what it read.
func readAt(file io.ReadSeeker, p []byte, offset int64) error {
	if _, err := file.Seek(offset, io.SeekStart); err != nil {
		return err
	}
	_, err := io.ReadFull(file, p)
	return err
}

// notice is a page of the preview itself.
type notice struct{ title, text string }

var (
	noticeNotFound = notice{"Not found", "The site has no such page. Once it has, it will be shown here."}
	noticeNotBuilt = notice{"Nothing here yet", "The site has not been built. Once it has, it will be shown here."}
	noticeOutside  = notice{"Outside of the site", "The site is at the path of its base_url:"}
)

const noticePage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>%[1]s</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 20vh auto; padding: 0 1rem; color-scheme: light dark }</style>
</head>
<body>
<h1>%[1]s</h1>
<p>%[2]s <a href="%[3]s">%[3]s</a></p>
</body>
</html>
`

func (s *Server) serveNotice(w http.ResponseWriter, r *http.Request, n notice) {
	page := fmt.Sprintf(noticePage, n.title, n.text, html.EscapeString(s.base))
	s.serveHTML(w, r, bytes.NewReader([]byte(page)), http.StatusNotFound)
}
