package site

import (
	"path/filepath"
	"strings"
)

const (
	defaultCache = ".galley"
	bucketScheme = "s3://"
)

// checkCache reads the place of the store, which is a folder unless it is in a
// bucket.
func (c *Config) checkCache() {
	cache := orDefault(c.Site.Cache, defaultCache)
	if rest, inBucket := strings.CutPrefix(cache, bucketScheme); inBucket {
		if bucket, _, _ := strings.Cut(rest, "/"); bucket == "" || strings.ContainsAny(cache, " ?#\\") {
			c.problem("site.cache", `write a folder, or "s3://bucket/prefix"`, "%q is not a place in a bucket", cache)
		}
	} else if !filepath.IsAbs(cache) {
		cache = filepath.Join(c.Dir, cache)
	}
	c.Site.Cache = cache
}
