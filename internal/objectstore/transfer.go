package objectstore

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"galley/internal/atomicfile"

	"github.com/minio/minio-go/v7"
	"golang.org/x/sync/errgroup"
)

// keep is how long a content that no index needs stays: a machine that is at work
// may be about to need it.
const keep = 24 * time.Hour

// maxBeaten is how often others may be faster with their index.
const maxBeaten = 8

func (m *Mirror) get(ctx context.Context, name string) (data []byte, etag string, err error) {
	object, err := m.client.GetObject(ctx, m.bucket, name, minio.GetObjectOptions{})
	if err != nil {
		return nil, "", err
	}
	defer object.Close()
	info, err := object.Stat()
	if err != nil {
		return nil, "", err
	}
	data, err = io.ReadAll(object)
	return data, info.ETag, err
}

// Pull makes the folder have the files of the bucket. Files that are the same are
// not transferred, and what else is in the folder stays. Nothing in the bucket is
// no error.
func (m *Mirror) Pull(ctx context.Context) error {
	x, etag, err := m.remote(ctx)
	if err != nil {
		return err
	}
	have, err := m.local()
	if err != nil {
		return fmt.Errorf("reading %s: %w", m.dir, err)
	}
	// What says what there is comes last, so that it never says too much.
	for _, last := range []bool{false, true} {
		group, ctx := errgroup.WithContext(ctx)
		group.SetLimit(atOnce)
		for path, f := range x.Files {
			if isLast := !strings.Contains(path, f.Hash); isLast == last && have.Files[path] != f {
				group.Go(func() error { return m.download(ctx, path, f) })
			}
		}
		if err := group.Wait(); err != nil {
			return m.failed("reading", err)
		}
	}
	m.known, m.etag = x, etag
	return nil
}

// download gets one file, unless its content is missing or another than it should
// be.
func (m *Mirror) download(ctx context.Context, path string, f file) error {
	target := filepath.Join(m.dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
		return err
	}
	object, err := m.client.GetObject(ctx, m.bucket, m.prefix+objectName(f.Hash), minio.GetObjectOptions{})
	if err != nil {
		return err
	}
	defer object.Close()
	temp, err := os.CreateTemp(filepath.Dir(target), atomicfile.TempPrefix+"*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // in vain once it has its name
	defer temp.Close()
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(temp, sum), object); isMissing(err) {
		return nil
	} else if err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != f.Hash {
		return nil
	}
	if err := temp.Chmod(f.Mode.Perm() &^ 0o022); err != nil {
		return err
	}
	if err := temp.Close(); err != nil {
		return err
	}
	return os.Rename(temp.Name(), target)
}

// Push puts the folder into the bucket, after Pull. It reports whether there was
// anything to do.
func (m *Mirror) Push(ctx context.Context) (changed bool, err error) {
	if m.known == nil {
		return false, fmt.Errorf("writing %s: it was not read before", m.location)
	}
	now, err := m.local()
	if err != nil {
		return false, fmt.Errorf("reading %s: %w", m.dir, err)
	}
	if now.same(m.known) {
		return false, nil
	}
	for range maxBeaten {
		if err := m.upload(ctx, now); err != nil {
			return false, m.failed("writing", err)
		}
		etag, err := m.putIndex(ctx, now)
		if err == nil {
			m.known, m.etag = now, etag
			return true, m.sweep(ctx)
		}
		if !isBeaten(err) {
			return false, m.failed("writing", err)
		}
		if m.known, m.etag, err = m.remote(ctx); err != nil {
			return false, err
		}
	}
	return false, fmt.Errorf("writing %s: others replaced it %d times meanwhile", m.location, maxBeaten)
}

// upload puts the contents that the bucket lacks.
func (m *Mirror) upload(ctx context.Context, now *index) error {
	there := m.known.hashes()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for path, f := range now.Files {
		if there[f.Hash] {
			continue
		}
		there[f.Hash] = true
		group.Go(func() error {
			_, err := m.client.FPutObject(ctx, m.bucket, m.prefix+objectName(f.Hash), filepath.Join(m.dir, filepath.FromSlash(path)),
				minio.PutObjectOptions{ContentType: "application/octet-stream"})
			return err
		})
	}
	return group.Wait()
}

// putIndex replaces the index that is known, and no other.
func (m *Mirror) putIndex(ctx context.Context, now *index) (etag string, err error) {
	o := minio.PutObjectOptions{ContentType: "application/json", DisableMultipart: true}
	if m.etag == "" {
		o.SetMatchETagExcept("*")
	} else {
		o.SetMatchETag(m.etag)
	}
	data := now.encode()
	info, err := m.client.PutObject(ctx, m.bucket, m.prefix+indexName, bytes.NewReader(data), int64(len(data)), o)
	return info.ETag, err
}

// sweep removes old contents that the index does not need.
func (m *Mirror) sweep(ctx context.Context) error {
	needed := m.known.hashes()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for object := range m.client.ListObjects(ctx, m.bucket, minio.ListObjectsOptions{Prefix: m.prefix + objectsPrefix, Recursive: true}) {
		if object.Err != nil {
			return m.failed("listing", object.Err)
		}
		hash := object.Key[strings.LastIndexByte(object.Key, '/')+1:]
		if needed[hash] || time.Since(object.LastModified) < keep {
			continue
		}
		if err := m.client.RemoveObject(ctx, m.bucket, object.Key, minio.RemoveObjectOptions{}); err != nil {
			return m.failed("removing what is not needed any more in", err)
		}
	}
	return nil
}
