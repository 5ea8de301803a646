package search

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync"
)

// Names of files: that of the root is always the same, the others tell content.
const (
	RootName  = "root.bin"
	extension = ".bin"
)

// How many bytes of the hash of its content name a file. The root has the names of
// all shards, so each byte counts there.
const (
	shardBytes = 4
	textBytes  = 6
)

// packer compresses what is to be written. The files are small and many, and made
// by many at once, so what compresses them is used again.
type packer struct {
	writers sync.Pool
	put     func(name string, data []byte) error

	mu    sync.Mutex
	taken map[string][sha256.Size]byte // content by name
}

// pack compresses data (RFC 1951), and writes it under a name made of its
// content. Two contents that would have one name get different ones.
func (p *packer) pack(data []byte, bytes int) (name string, err error) {
	packed, err := p.deflate(data)
	if err != nil {
		return "", err
	}
	name, isNew := p.name(packed, bytes)
	if !isNew {
		return name, nil
	}
	return name, p.put(name+extension, packed)
}

func (p *packer) packJSON(v any, bytes int) (name string, err error) {
	data, err := marshal(v)
	if err != nil {
		return "", err
	}
	return p.pack(data, bytes)
}

func (p *packer) deflate(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, ok := p.writers.Get().(*flate.Writer)
	if !ok {
		var err error
		if w, err = flate.NewWriter(nil, flate.DefaultCompression); err != nil {
			return nil, err
		}
	}
	defer p.writers.Put(w)
	w.Reset(&b)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// name gives a content its name, and tells whether it has not been given before.
func (p *packer) name(data []byte, length int) (name string, isNew bool) {
	sum := sha256.Sum256(data)
	p.mu.Lock()
	defer p.mu.Unlock()
	for hash := sum; ; hash = sha256.Sum256(hash[:]) {
		name := hex.EncodeToString(hash[:length])
		other, taken := p.taken[name]
		if !taken {
			p.taken[name] = sum
		}
		if !taken || other == sum {
			return name, !taken
		}
	}
}

// marshal writes JSON without the escapes that HTML would need.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("writing the index of the search: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
