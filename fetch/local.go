package fetch

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"mime"
	"os"
	"path"
)

// Describe tells of a file that nobody needs to download what Snapshot.Files tells
// of others: its hash, its type and, of an image, its size in pixels. in is read
// from its beginning; place is where it is on disk, and its name tells what its
// bytes do not.
func Describe(in *os.File, place, name string) (File, error) {
	f := File{Path: place, Name: path.Base(name)}
	hash := sha256.New()
	size, err := io.Copy(hash, in)
	if err != nil {
		return f, fmt.Errorf("reading %s: %w", name, err)
	}
	var record fileRecord
	if err := record.sniff(in, mime.TypeByExtension(path.Ext(name))); err != nil {
		return f, fmt.Errorf("reading %s: %w", name, err)
	}
	f.Size, f.Hash = size, hex.EncodeToString(hash.Sum(nil))
	f.ContentType, f.Width, f.Height = record.ContentType, record.Width, record.Height
	return f, nil
}
