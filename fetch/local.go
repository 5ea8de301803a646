package fetch

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"mime"
	"os"
	"path"
	"sync"
	"time"
)

// Describer tells of files that nobody needs to download what Snapshot.Files tells of
// others. It remembers them, so that those which were not touched are read once. The
// zero value is ready; it may be used by several goroutines at once.
type Describer struct {
	mu    sync.Mutex
	known map[string]described
}

// described is a file as it was when it was read.
type described struct {
	File
	modified time.Time
}

// Describe gives the hash of a file, its type and, of an image, its size in pixels.
// in is read from its beginning; place is where it is on disk, and its name tells what
// its bytes do not.
func (d *Describer) Describe(in *os.File, place, name string) (File, error) {
	info, err := in.Stat()
	if err != nil {
		return File{}, fmt.Errorf("reading %s: %w", name, err)
	}
	d.mu.Lock()
	f, ok := d.known[place]
	d.mu.Unlock()
	if ok && f.Size == info.Size() && f.modified.Equal(info.ModTime()) {
		return f.File, nil
	}
	f = described{File{Path: place, Name: path.Base(name)}, info.ModTime()}
	if err := f.read(in, name); err != nil {
		return File{}, fmt.Errorf("reading %s: %w", name, err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.known == nil {
		d.known = map[string]described{}
	}
	d.known[place] = f
	return f.File, nil
}

func (f *described) read(in *os.File, name string) error {
	hash := sha256.New()
	size, err := io.Copy(hash, in)
	if err != nil {
		return err
	}
	var record fileRecord
	if err := record.sniff(in, mime.TypeByExtension(path.Ext(name))); err != nil {
		return err
	}
	f.Size, f.Hash = size, hex.EncodeToString(hash.Sum(nil))
	f.ContentType, f.Width, f.Height = record.ContentType, record.Width, record.Height
	return nil
}
