package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"os"
	"slices"

	"galley/fetch"
	"galley/internal/picture"
)

// Photographs say more than they show: where they were taken, when, with which
// camera. None of that is published. The pixels and the colour profile stay.

// cleanKind is the kind of the entries of the cache about cleaned files. Their keys
// are the version of the cleaning and the hash of a file.
const (
	cleanKind    = "clean"
	cleanVersion = "1 "
)

// cleaned is a file without what it said besides its picture, as the cache knows it.
type cleaned struct {
	Hash    string `json:"hash,omitempty"` // of the clean file; "" when there was nothing to take out
	Size    int64  `json:"size,omitempty"`
	Problem string `json:"problem,omitempty"` // why nothing could be taken out
}

// pictures are the types of images that can be cleaned, and opaque those that
// cannot, and may say where they were taken.
var (
	pictures = []string{picture.TypeJPEG, picture.TypePNG, picture.TypeWebP, picture.TypeGIF, picture.TypeAVIF, picture.TypeHEIC, "image/heif"}
	opaque   = []string{"image/tiff", "image/jxl", "image/x-adobe-dng"}
)

// stageMedia stages a file from Notion, a picture without what it says of itself.
func (r *run) stageMedia(m *media) error {
	kind, _, _ := mime.ParseMediaType(m.ContentType)
	if slices.Contains(opaque, kind) {
		r.warn(fetch.Warning{
			Kind: fetch.WarnFile,
			Text: fmt.Sprintf("the picture %q is published as it is, with what it says of where and when it was taken: galley does not read %s", m.Name, kind),
			Hint: "upload it as JPEG, PNG or WebP, which all browsers show",
		})
	}
	if !slices.Contains(pictures, kind) {
		return r.stage.copy(m.path, m.File)
	}
	c, data, err := r.site.clean(m)
	switch {
	case err != nil:
		return err
	case c.Problem != "":
		r.warn(fetch.Warning{
			Kind: fetch.WarnFile, Text: fmt.Sprintf("the picture %q is published as it is: %s", m.Name, c.Problem),
			Hint: "see whether it can be opened, and upload it again",
		})
	case data != nil:
		return r.stage.put(m.path, data)
	case c.Hash != "":
		path, _ := r.site.opts.Derived.File(cleanKind, cleanVersion+m.Hash)
		return r.stage.copy(m.path, fetch.File{Path: path, Hash: c.Hash, Size: c.Size})
	}
	return r.stage.copy(m.path, m.File)
}

// clean makes a picture clean, or finds it in the cache. Data is the clean file when
// the cache does not keep it.
func (s *Site) clean(m *media) (c cleaned, data []byte, err error) {
	cache, key := s.opts.Derived, cleanVersion+m.Hash
	if known, ok := cache.Get(cleanKind, key); ok && json.Unmarshal(known, &c) == nil {
		if _, there := cache.File(cleanKind, key); there || c.Hash == "" {
			return c, nil, nil
		}
	}
	from, err := os.ReadFile(m.Path)
	if errors.Is(err, os.ErrNotExist) {
		return c, nil, fmt.Errorf("%w: %w", fetch.ErrDamaged, err)
	}
	if err != nil {
		return c, nil, err
	}
	c = cleaned{}
	if source, err := picture.Parse(from); err != nil {
		c.Problem = err.Error()
	} else if data = source.Clean(); bytes.Equal(data, from) {
		data = nil
	} else {
		sum := sha256.Sum256(data)
		c.Hash, c.Size = hex.EncodeToString(sum[:]), int64(len(data))
		if _, err := cache.PutFile(cleanKind, key, data); err == nil {
			data = nil
		} else if !errors.Is(err, errors.ErrUnsupported) {
			return c, nil, err
		}
	}
	known, err := json.Marshal(c)
	cache.Put(cleanKind, key, known)
	return c, data, err
}
