package site

import (
	"fmt"
	"slices"

	"galley/site/feed"
)

// FeedsConfig is [feeds].
type FeedsConfig struct {
	Formats []string `toml:"formats"` // names of feed.Formats; all by default
	Length  int      `toml:"length"`  // posts in a feed, 20 by default
}

// defaultFeedLength is how many posts a feed holds: readers keep what they saw.
const defaultFeedLength = 20

func (c *Config) checkFeeds() {
	f := &c.Feeds
	var names []string
	for _, format := range feed.Formats() {
		names = append(names, format.Name)
	}
	c.checkFormats("feeds.formats", &f.Formats, names, "feeds", fmt.Sprintf("the formats are %q; [] is no feed at all", names))
	if _, set := c.doc.places["feeds.length"]; !set {
		f.Length = defaultFeedLength
	}
	if f.Length < 1 {
		c.problem("feeds.length", "20 is usual: readers keep what they have seen", "a feed of %d posts is none", f.Length)
	}
}

// formats gives the chosen formats, in the order of feed.Formats.
func (f FeedsConfig) formats() []feed.Format {
	return slices.DeleteFunc(feed.Formats(), func(format feed.Format) bool { return !slices.Contains(f.Formats, format.Name) })
}

// hasFeed tells whether the posts of a source stand in feeds.
func (s *SourceConfig) hasFeed() bool { return s.Feed == nil || *s.Feed }
