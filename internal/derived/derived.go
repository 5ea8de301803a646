// Package derived keeps what is expensive to compute from one build to the next:
// highlighted code, equations, scaled pictures. It is a cache and nothing more: it
// can be deleted at any time, and what is damaged in it counts as missing.
//
//	cache := derived.Open(".galley/derived-1")
//	html, ok := cache.Get("code", key)
//	if !ok {
//		html = highlight(…)
//		cache.Put("code", key, html)
//	}
//	…
//	err := cache.Save(true)
//
// An entry has a kind, which is a word, and a key, which is any text that names
// all that the entry was computed from: the input, the settings, and the version
// of what computes it. [Cache.Get] and [Cache.Put] are for many small entries;
// those of one kind are one file, read when the first is asked for and written by
// [Cache.Save]. [Cache.File] and [Cache.PutFile] are for large ones, each a file,
// there at once.
//
//	derived-1/packs/code         the small entries of a kind
//	derived-1/packs/image.files  what is known of its large ones
//	derived-1/files/image/ab/…   the large ones, by the hash of their key
//
// All methods may be called by many goroutines at once. A nil *Cache has nothing
// and keeps nothing, so whoever has no folder needs no second way.
package derived

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"galley/internal/atomicfile"
)

// Folder is the name that a cache of this format should have. Another format
// will have another name.
const Folder = "derived-1"

const (
	packsName   = "packs"
	filesName   = "files"
	filesSuffix = ".files" // of the pack that has the sizes of a kind's files
	dirPerm     = 0o700
)

// Cache is a folder of computed things. Use [Open].
type Cache struct {
	dir string

	mu    sync.Mutex
	packs map[string]*pack
}

// Open gives the cache in the folder dir, which need not exist.
func Open(dir string) *Cache {
	return &Cache{dir: dir, packs: map[string]*pack{}}
}

// Get gives a small entry. It must not be changed.
func (c *Cache) Get(kind, key string) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	return c.pack(kind).get(hash(key))
}

// Put keeps a small entry, from the next Save on for other processes too. The
// data must not be changed afterwards.
func (c *Cache) Put(kind, key string, data []byte) {
	if c != nil {
		c.pack(kind).put(hash(key), data)
	}
}

// File gives the path of a large entry. The file must not be changed.
func (c *Cache) File(kind, key string) (path string, ok bool) {
	if c == nil {
		return "", false
	}
	size, ok := c.pack(kind + filesSuffix).get(hash(key))
	if !ok {
		return "", false
	}
	path = c.path(kind, hash(key))
	info, err := os.Lstat(path)
	return path, err == nil && info.Mode().IsRegular() && strconv.FormatInt(info.Size(), 10) == string(size)
}

// PutFile keeps a large entry and gives the path of its file. On a nil cache the
// error is [errors.ErrUnsupported].
func (c *Cache) PutFile(kind, key string, data []byte) (path string, err error) {
	if c == nil {
		return "", errors.ErrUnsupported
	}
	path = c.path(kind, hash(key))
	if err := os.MkdirAll(filepath.Dir(path), dirPerm); err != nil {
		return "", fmt.Errorf("keeping a computed file: %w", err)
	}
	if _, err := atomicfile.WriteIfChanged(path, data); err != nil {
		return "", fmt.Errorf("keeping a computed file: %w", err)
	}
	c.pack(kind+filesSuffix).put(hash(key), strconv.AppendInt(nil, int64(len(data)), 10))
	return path, nil
}

// Save writes what was put since the last Save. With complete, it forgets all
// entries that nobody asked for or put since then: say so after a build that
// needed everything once.
func (c *Cache) Save(complete bool) error {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for name, p := range c.packs {
		if err := c.savePack(name, p, complete); err != nil {
			return fmt.Errorf("saving what was computed: %w", err)
		}
	}
	if complete {
		if err := c.forget(); err != nil {
			return fmt.Errorf("removing what is not needed any more: %w", err)
		}
	}
	return nil
}

func (c *Cache) savePack(name string, p *pack, complete bool) error {
	data, changed := p.encode(complete)
	if !changed {
		return nil
	}
	path := filepath.Join(c.dir, packsName, name)
	if err := os.MkdirAll(filepath.Dir(path), dirPerm); err != nil {
		return err
	}
	_, err := atomicfile.WriteIfChanged(path, data)
	return err
}

// pack gives the pack of a name, read from its file the first time.
func (c *Cache) pack(name string) *pack {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := c.packs[name]
	if p == nil {
		data, _ := os.ReadFile(filepath.Join(c.dir, packsName, name)) // what cannot be read is missing
		p = decodePack(data)
		c.packs[name] = p
	}
	return p
}

// forget removes packs and files that nothing has asked for.
func (c *Cache) forget() error {
	for _, folder := range []struct {
		name string
		keep func(path string) bool
	}{
		{packsName, func(path string) bool { return c.packs[filepath.Base(path)].isUsed() }},
		{filesName, c.holds},
	} {
		err := filepath.WalkDir(filepath.Join(c.dir, folder.name), func(path string, entry fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil || entry.IsDir() || folder.keep(path) {
				return err
			}
			return os.Remove(path)
		})
		if err != nil {
			return err
		}
	}
	for _, p := range c.packs {
		p.startOver()
	}
	return nil
}

// holds tells whether the file at path is a large entry.
func (c *Cache) holds(path string) bool {
	kind := filepath.Base(filepath.Dir(filepath.Dir(path)))
	sum, err := hex.DecodeString(filepath.Base(path))
	p := c.packs[kind+filesSuffix]
	if err != nil || len(sum) != len(key{}) || p == nil {
		return false
	}
	return p.has(key(sum))
}

func (c *Cache) path(kind string, k key) string {
	name := hex.EncodeToString(k[:])
	return filepath.Join(c.dir, filesName, kind, name[:2], name)
}

type key [sha256.Size]byte

func hash(text string) key { return sha256.Sum256([]byte(text)) }
