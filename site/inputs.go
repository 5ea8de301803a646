package site

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// inputs identifies everything that the files of the site are made from: equal
// inputs give equal files. Among them is the program itself.
func (s *Site) inputs(ctx context.Context) (string, error) {
	parts := make([][sha256.Size]byte, len(s.all))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, n := range s.all {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			sum, err := digest(n.path, n.draft, n.page, n.database, s.comments(n))
			parts[i] = sum
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return "", fmt.Errorf("looking for changes: %w", err)
	}
	c := *s.config // all of it, but what says from where and where to
	c.Site.Output, c.Dir, c.Notion = "", "", NotionConfig{}
	themeDigest := ""
	if s.opts.Theme != nil {
		themeDigest = s.opts.Theme.Digest()
	}
	files := map[string]string{}
	for key, m := range s.media {
		files[key] = m.path + m.ContentType + fmt.Sprint(m.Width, m.Height, m.Size)
	}
	sum, err := digest(c, s.look, s.opts.Formats, s.opts.Version, program(), themeDigest, parts,
		s.pictureMeans(), s.opts.Passing, s.snapshot.Users, slices.Sorted(maps.Keys(s.snapshot.Targets)), files, s.offSite(),
		s.redirects, s.history.URLs(), s.redirectsFile(), s.drawnWith(), s.localInputs(), s.faceInputs())
	if err != nil {
		return "", fmt.Errorf("looking for changes: %w", err)
	}
	return hex.EncodeToString(sum[:]), nil
}

// offSite gives what pages may still show of what is not on the site: titles of
// pages and schemas of databases.
func (s *Site) offSite() []any {
	var list []any
	for _, id := range slices.Sorted(maps.Keys(s.snapshot.Pages)) {
		if s.nodes[id] == nil {
			page := s.snapshot.Pages[id]
			list = append(list, id, page.Title(), page.PublicURL, page.Icon)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.snapshot.Databases)) {
		if n := s.nodes[id]; n == nil || n.id != id {
			list = append(list, s.snapshot.Databases[id])
		}
	}
	return list
}

// program identifies the executable that runs.
func program() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano())
}

// signature is the part of a link to Notion's storage that differs at each read.
var signature = regexp.MustCompile(`\?X-Amz-[^"]*|"expiry_time":"[^"]*"`)

func digest(values ...any) ([sha256.Size]byte, error) {
	data, err := json.Marshal(values)
	if err != nil {
		return [sha256.Size]byte{}, err
	}
	if bytes.Contains(data, []byte("X-Amz-")) { // else the search would be for nothing, and it is slow
		data = signature.ReplaceAll(data, nil)
	}
	return sha256.Sum256(data), nil
}

// upToDate tells whether dir holds all files that these inputs give, whole, and
// what is known of them.
func (s *Site) upToDate(ctx context.Context, dir, inputs string) (manifest, bool) {
	m, err := readManifest(dir)
	if err != nil || m.Inputs != inputs || len(m.Files) == 0 || s.isStale(m) {
		return m, false
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return m, false
	}
	defer root.Close()
	names := slices.Collect(maps.Keys(m.Files))
	var next atomic.Int64
	var damaged atomic.Bool
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			buffer := make([]byte, 64<<10)
			for i := next.Add(1) - 1; i < int64(len(names)) && !damaged.Load(); i = next.Add(1) - 1 {
				name := names[i]
				if ctx.Err() != nil || !intact(root, name, m.Files[name], m.Sizes[name], buffer) {
					damaged.Store(true)
				}
			}
		})
	}
	group.Wait()
	return m, !damaged.Load()
}

// isStale tells whether cards, or pictures of authors, should be read again.
func (s *Site) isStale(m manifest) bool {
	reader := cmp.Or(s.opts.Bookmarks, s.opts.Portraits)
	return reader != nil && !reader.Offline && !m.Until.IsZero() && !s.opts.Now.Before(m.Until)
}

// intact tells whether a file is as it was written. Those that Notion hosts may
// be large, and are named by their content: their size is enough. It is 0 for others,
// which are read through the buffer.
func intact(root *os.Root, name, hash string, size int64, buffer []byte) bool {
	info, err := root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	if size > 0 {
		return info.Size() == size
	}
	f, err := root.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.CopyBuffer(h, struct{ io.Reader }{f}, buffer) // a file by itself would take another buffer
	return err == nil && hex.EncodeToString(h.Sum(nil)) == hash
}
