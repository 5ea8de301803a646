package permalink

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode"

	"galley/internal/atomicfile"
	"galley/notion"
)

// The names of the files.
const (
	LockName = "galley.lock" // beside site.toml
	URLsName = "urls.json"   // at the top of the published site
)

const lockHead = "galley-lock 1"

const lockComment = `# The addresses that pages have had, the latest first. Galley writes this file.
# Keep it in version control: with it, links to a page last when it is renamed.
`

// ReadLock reads galley.lock. One that does not exist gives an error that is
// fs.ErrNotExist; one that cannot be understood is an error with its line.
func ReadLock(path string) (*History, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the addresses that pages have had: %w", err)
	}
	h, err := parseLock(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s:%w", path, err)
	}
	return h, nil
}

// WriteLock makes galley.lock say what h knows. A file that says it already is
// left alone, and none is made for a history that knows nothing.
func (h *History) WriteLock(path string) error {
	data := h.lock()
	old, err := os.ReadFile(path)
	if err == nil && bytes.Equal(old, data) || errors.Is(err, fs.ErrNotExist) && h.Len() == 0 {
		return nil
	}
	if err := atomicfile.Write(path, data, 0o644); err != nil {
		return fmt.Errorf("remembering the addresses of pages: %w", err)
	}
	return nil
}

func (h *History) lock() []byte {
	var b bytes.Buffer
	b.WriteString(lockComment + lockHead + "\n")
	pages := h.all()
	for _, page := range slices.Sorted(maps.Keys(pages)) {
		fmt.Fprintf(&b, "%s %s\n", page, strings.Join(pages[page], " "))
	}
	return b.Bytes()
}

// parseLock reads the text of galley.lock. Errors begin with the line's number.
func parseLock(text string) (*History, error) {
	h, headed := New(), false
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case !headed:
			if line != lockHead {
				return nil, fmt.Errorf("%d: %q is not %q: the file is of another version of galley, or not a lock", number, line, lockHead)
			}
			headed = true
		default:
			if err := h.readLine(strings.Fields(line)); err != nil {
				return nil, fmt.Errorf("%d: %w", number, err)
			}
		}
	}
	return h, nil
}

// readLine reads the ID of a page and its addresses. One that another line has
// as well, as after a merge, stays with the first.
func (h *History) readLine(fields []string) error {
	if len(fields) < 2 || strings.Trim(fields[0], "<>=") == "" {
		return fmt.Errorf("a line has the id of a page and its addresses: take out what a merge left there")
	}
	for _, address := range fields[1:] {
		if !isAddress(address) {
			return fmt.Errorf("%q is not an address: those start with a slash", address)
		}
		h.append(notion.ID(fields[0]), address)
	}
	return nil
}

// isAddress tells whether text may be an address: what comes from outside becomes
// names of files.
func isAddress(text string) bool {
	path, ok := strings.CutPrefix(text, "/")
	path = strings.TrimSuffix(path, "/")
	return ok && (path == "" || fs.ValidPath(path)) && !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) || unicode.IsSpace(r) || r == '\\' || r == unicode.ReplacementChar
	})
}

type urlsFile struct {
	Version int                    `json:"version"`
	Pages   map[notion.ID][]string `json:"pages"`
}

// URLs gives the content of urls.json.
func (h *History) URLs() []byte {
	pages := h.all()
	if pages == nil {
		pages = map[notion.ID][]string{}
	}
	data, err := json.Marshal(urlsFile{1, pages})
	if err != nil {
		panic(err) // strings only
	}
	return append(data, '\n')
}

// ParseURLs reads the content of urls.json.
func ParseURLs(data []byte) (*History, error) {
	var file urlsFile
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("reading %s: %w", URLsName, err)
	}
	if file.Version != 1 {
		return nil, fmt.Errorf("reading %s: its version is %d, and this galley knows version 1", URLsName, file.Version)
	}
	h := New()
	for _, page := range slices.Sorted(maps.Keys(file.Pages)) {
		for _, address := range file.Pages[page] {
			if !isAddress(address) || strings.ContainsFunc(string(page), unicode.IsSpace) || page == "" {
				return nil, fmt.Errorf("reading %s: %q is not the address of a page", URLsName, address)
			}
			h.append(page, address)
		}
	}
	return h, nil
}
