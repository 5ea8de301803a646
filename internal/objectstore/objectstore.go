// Package objectstore keeps a folder in a bucket of an S3 object store, so that
// machines without disks of their own share it.
//
//	s3://bucket/prefix/index.json       the files of the folder, with their hashes
//	s3://bucket/prefix/objects/ab/…     their contents, by hash
//
// [Mirror.Pull] makes the folder what the index says, and [Mirror.Push] puts what
// is new into the bucket: first contents, then the index, in one piece and only if
// nobody else replaced it meanwhile. So the bucket always has the folder of one
// machine, the last to be complete, and never a mixture. A content that is missing
// or damaged is left out by Pull: who reads the folder has to cope with that.
//
// Credentials are AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN,
// the place is AWS_REGION (or AWS_DEFAULT_REGION) and AWS_ENDPOINT_URL_S3 (or
// AWS_ENDPOINT_URL).
package objectstore

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

var (
	// ErrCredentials is what Open gives when the environment has no credentials.
	ErrCredentials = errors.New("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set")
	// ErrNoBucket is what Pull gives when there is no such bucket.
	ErrNoBucket = errors.New("there is no such bucket")
	// ErrDenied is what Pull and Push give when the credentials are not enough.
	ErrDenied = errors.New("the credentials do not allow it")
)

const (
	scheme        = "s3://"
	defaultRegion = "us-east-1"
	atOnce        = 16 // transfers
	maxRetries    = 4  // of a request that failed
)

// IsLocation tells whether a text names a place in an object store, and not a
// folder.
func IsLocation(text string) bool { return strings.HasPrefix(text, scheme) }

// CheckLocation tells what is wrong with a location, s3://bucket/prefix.
func CheckLocation(location string) error {
	_, _, err := split(location)
	return err
}

func split(location string) (bucket, prefix string, err error) {
	bucket, prefix, _ = strings.Cut(strings.TrimPrefix(location, scheme), "/")
	if !IsLocation(location) || bucket == "" || strings.ContainsAny(location, " ?#\\") {
		return "", "", fmt.Errorf("%q is not of the form s3://bucket/prefix", location)
	}
	if prefix = strings.Trim(prefix, "/"); prefix != "" {
		prefix += "/"
	}
	return bucket, prefix, nil
}

// Mirror is a folder and its place in a bucket. It is not for use by several
// goroutines at once.
type Mirror struct {
	client   *minio.Client
	location string
	bucket   string
	prefix   string // "" or with a slash at its end
	dir      string
	known    *index // what the bucket has, as far as known; nil before Pull
	etag     string // of the index; "" when there is none
	listed   *index // the folder, when it was listed last
	stamps   map[string]stamp
}

// Open gives the mirror of the folder dir at a location. It asks for nothing.
func Open(location, dir string, getenv func(string) string) (*Mirror, error) {
	bucket, prefix, err := split(location)
	if err != nil {
		return nil, err
	}
	first := func(names ...string) string {
		for _, name := range names {
			if value := strings.TrimSpace(getenv(name)); value != "" {
				return value
			}
		}
		return ""
	}
	key, secret := first("AWS_ACCESS_KEY_ID"), first("AWS_SECRET_ACCESS_KEY")
	if key == "" || secret == "" {
		return nil, fmt.Errorf("opening %s: %w", location, ErrCredentials)
	}
	host, secure, lookup := "s3.amazonaws.com", true, minio.BucketLookupAuto
	if endpoint := first("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"); endpoint != "" {
		u, err := url.Parse(endpoint)
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			return nil, fmt.Errorf("opening %s: AWS_ENDPOINT_URL is not a web address", location)
		}
		host, secure, lookup = u.Host, u.Scheme == "https", minio.BucketLookupPath
	}
	region := first("AWS_REGION", "AWS_DEFAULT_REGION")
	if region == "" {
		region = defaultRegion
	}
	client, err := minio.New(host, &minio.Options{
		Creds:  credentials.NewStaticV4(key, secret, first("AWS_SESSION_TOKEN")),
		Secure: secure, Region: region, BucketLookup: lookup, MaxRetries: maxRetries,
	})
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", location, err)
	}
	return &Mirror{client: client, location: location, bucket: bucket, prefix: prefix, dir: dir}, nil
}

// failed says what was being done, and whether it is not allowed.
func (m *Mirror) failed(doing string, err error) error {
	if status := minio.ToErrorResponse(err).StatusCode; status == 401 || status == 403 {
		err = fmt.Errorf("%w: %w", ErrDenied, err)
	}
	return fmt.Errorf("%s %s: %w", doing, m.location, err)
}

// isMissing tells whether an error says that there is no such object.
func isMissing(err error) bool { return minio.ToErrorResponse(err).Code == minio.NoSuchKey }

// isBeaten tells whether somebody else was faster.
func isBeaten(err error) bool {
	r := minio.ToErrorResponse(err)
	return r.Code == minio.PreconditionFailed || r.StatusCode == 412 || r.StatusCode == 409
}

// remote reads the index; an empty one when there is none.
func (m *Mirror) remote(ctx context.Context) (*index, string, error) {
	data, etag, err := m.get(ctx, m.prefix+indexName)
	if isMissing(err) {
		// An object that is missing and a bucket that is look the same.
		if there, err := m.client.BucketExists(ctx, m.bucket); err == nil && !there {
			return nil, "", fmt.Errorf("reading %s: %w", m.location, ErrNoBucket)
		}
		return &index{}, "", nil
	}
	if err != nil {
		return nil, "", m.failed("reading", err)
	}
	x, err := decodeIndex(data)
	if err != nil {
		return nil, "", fmt.Errorf("reading %s: %w", m.location, err)
	}
	return x, etag, nil
}
