// Package feed writes a feed of posts in the three formats that readers know.
//
//	data := (&feed.Feed{Title: "Field notes", Home: …, Items: …}).Write(feed.Atom, "https://…/atom.xml")
//
// All addresses in a [Feed] are absolute, and so are those in the HTML of its
// items: a feed is read elsewhere.
package feed

import (
	"encoding/json"
	"encoding/xml"
	"time"
)

// Format is how a feed is written.
type Format struct {
	Name      string // in settings: "rss", "atom", "json"
	File      string // its file's name
	MediaType string // for <link type>
	Label     string // for people
	write     func(f *Feed, self string) ([]byte, error)
}

// The formats: RSS 2.0, Atom 1.0 (RFC 4287) and JSON Feed 1.1.
var (
	RSS  = Format{"rss", "feed.xml", rssType, "RSS", writeRSS}
	Atom = Format{"atom", "atom.xml", atomType, "Atom", writeAtom}
	JSON = Format{"json", "feed.json", "application/feed+json", "JSON Feed", writeJSON}
)

const (
	rssType  = "application/rss+xml"
	atomType = "application/atom+xml"
)

// Formats lists all formats, the best known first.
func Formats() []Format { return []Format{RSS, Atom, JSON} }

// Feed is a list of posts, the newest first.
type Feed struct {
	Title       string
	Description string
	Language    string // BCP 47
	Home        string // the page that lists the same posts
	Icon        string // a square picture, "" for none
	Items       []Item
}

// Item is a post.
type Item struct {
	ID        string // a URI that stays when the post's address changes
	URL       string
	Title     string
	Summary   string // plain text
	HTML      string
	Image     string // of the post as a whole, "" for none
	Language  string // BCP 47, "" for that of the feed
	Published time.Time
	Updated   time.Time // not before Published
	Authors   []Author
	Tags      []string
}

// Author is somebody who wrote a post.
type Author struct {
	Name   string
	URL    string // of a page about them, "" for none
	Avatar string // of a picture, "" for none
}

// Write gives the feed in a format. Self is the address where it will be.
// Characters that XML cannot hold are replaced.
func (f *Feed) Write(format Format, self string) ([]byte, error) { return format.write(f, self) }

// updated is when the last of the items changed; the zero time without items.
func (f *Feed) updated() time.Time {
	var last time.Time
	for _, item := range f.Items {
		if item.Updated.After(last) {
			last = item.Updated
		}
	}
	return last
}

func marshalXML(v any) ([]byte, error) {
	data, err := xml.MarshalIndent(v, "", " ")
	return append(append([]byte(xml.Header), data...), '\n'), err
}

func marshalJSON(v any) ([]byte, error) {
	data, err := json.MarshalIndent(v, "", " ")
	return append(data, '\n'), err
}
