package site

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"time"
)

// FilesConfig is [files].
type FilesConfig struct {
	MaxSize string `toml:"max_size"` // of a file that is downloaded: "100MB" by default
	Timeout string `toml:"timeout"`  // of one attempt to download one: "10m" by default
}

const (
	defaultMaxSize = "100MB"
	defaultTimeout = "10m"
)

// MaxFileSize gives the size in bytes above which a file is not downloaded.
func (c *Config) MaxFileSize() int64 {
	size, _ := parseSize(c.Files.MaxSize) // it was checked
	return size
}

// FileTimeout gives the time that one attempt to download a file may take.
func (c *Config) FileTimeout() time.Duration {
	timeout, _ := time.ParseDuration(c.Files.Timeout) // it was checked
	return timeout
}

func (c *Config) checkFiles() {
	f := &c.Files
	f.MaxSize, f.Timeout = orDefault(f.MaxSize, defaultMaxSize), orDefault(f.Timeout, defaultTimeout)
	if _, ok := parseSize(f.MaxSize); !ok {
		c.problem("files.max_size", fmt.Sprintf("write a number with KB, MB or GB: the default is %q", defaultMaxSize), "%q is not a size", f.MaxSize)
	}
	if timeout, err := time.ParseDuration(f.Timeout); err != nil || timeout < time.Second {
		c.problem("files.timeout", fmt.Sprintf("write seconds, minutes or hours, such as \"90s\": the default is %q", defaultTimeout), "%q is not a time of a second or more", f.Timeout)
	}
}

var sizeForm = regexp.MustCompile(`^([0-9]+(?:\.[0-9]+)?) ?(KB|MB|GB)$`)

// parseSize reads a number of bytes with its unit, in powers of 1,000. It is
// positive.
func parseSize(text string) (bytes int64, ok bool) {
	m := sizeForm.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	number, err := strconv.ParseFloat(m[1], 64)
	size := number * map[string]float64{"KB": 1e3, "MB": 1e6, "GB": 1e9}[m[2]]
	return int64(size), err == nil && size >= 1 && size < math.MaxInt64
}
