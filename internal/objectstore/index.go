package objectstore

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"galley/internal/atomicfile"
)

const (
	indexName     = "index.json"
	indexFormat   = 1
	objectsPrefix = "objects/"
)

// index is what a folder holds.
type index struct {
	Format int             `json:"format"`
	Files  map[string]file `json:"files"` // by path, with slashes
}

// file is one file of a folder.
type file struct {
	Hash string      `json:"hash"` // SHA-256, hexadecimal
	Size int64       `json:"size"`
	Mode fs.FileMode `json:"mode"`
}

func decodeIndex(data []byte) (*index, error) {
	var x index
	if err := json.Unmarshal(data, &x); err != nil {
		return nil, fmt.Errorf("the index is damaged: %w", err)
	}
	if x.Format != indexFormat {
		return nil, fmt.Errorf("the index has the format %d, and this program knows %d: choose another prefix", x.Format, indexFormat)
	}
	for path, f := range x.Files {
		if !filepath.IsLocal(filepath.FromSlash(path)) || len(f.Hash) != 2*sha256.Size || strings.Trim(f.Hash, "0123456789abcdef") != "" {
			return nil, fmt.Errorf("the index is damaged: %q", path)
		}
	}
	return &x, nil
}

func (x *index) encode() []byte {
	data, _ := json.Marshal(x) // maps of strings and numbers always encode
	return data
}

func (x *index) same(other *index) bool { return maps.Equal(x.Files, other.Files) }

// hashes gives the contents that an index needs.
func (x *index) hashes() map[string]bool {
	found := map[string]bool{}
	for _, f := range x.Files {
		found[f.Hash] = true
	}
	return found
}

func objectName(hash string) string { return objectsPrefix + hash[:2] + "/" + hash }

// lockName is the file by which processes of one machine keep apart.
const lockName = "lock"

// stamp is what a file is known by: with the same one, it has the same content.
type stamp struct {
	size     int64
	modified time.Time
}

// local lists the folder. Files that were not touched since the last time are not
// read again.
func (m *Mirror) local() (*index, error) {
	dir, stamps := m.dir, map[string]stamp{}
	x := &index{Format: indexFormat, Files: map[string]file{}}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == dir {
			return nil
		}
		if err != nil || !entry.Type().IsRegular() || entry.Name() == lockName || strings.HasPrefix(entry.Name(), atomicfile.TempPrefix) {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		now := stamp{info.Size(), info.ModTime()}
		var hash string
		if stamps[name] = now; m.stamps[name] == now {
			hash = m.listed.Files[name].Hash
		} else if hash, err = hashFile(path); err != nil {
			return err
		}
		x.Files[name] = file{Hash: hash, Size: info.Size(), Mode: info.Mode().Perm()}
		return nil
	})
	if err == nil {
		m.listed, m.stamps = x, stamps
	}
	return x, err
}

func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
