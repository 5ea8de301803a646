package feed

import (
	"cmp"
	"encoding/xml"
	"time"
)

// RSS 2.0, with the whole text (RSS 1.0 content module), authors (Dublin Core)
// and the feed's own address (Atom). https://www.rssboard.org/rss-specification
type rss struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Content string     `xml:"xmlns:content,attr"`
	DC      string     `xml:"xmlns:dc,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title         string    `xml:"title"`
	Link          string    `xml:"link"`
	Description   string    `xml:"description"` // required, may be empty
	Language      string    `xml:"language"`
	LastBuildDate string    `xml:"lastBuildDate,omitempty"`
	Self          rssSelf   `xml:"atom:link"`
	Image         *rssImage `xml:"image"`
	Items         []rssItem `xml:"item"`
}

type rssSelf struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
}

type rssImage struct {
	URL   string `xml:"url"`
	Title string `xml:"title"`
	Link  string `xml:"link"`
}

type rssItem struct {
	Title       string   `xml:"title"`
	Link        string   `xml:"link"`
	GUID        rssGUID  `xml:"guid"`
	PubDate     string   `xml:"pubDate"`
	Creators    []string `xml:"dc:creator"`
	Categories  []string `xml:"category"`
	Description string   `xml:"description,omitempty"`
	Content     string   `xml:"content:encoded,omitempty"`
}

type rssGUID struct {
	IsPermaLink bool   `xml:"isPermaLink,attr"`
	Value       string `xml:",chardata"`
}

func writeRSS(f *Feed, self string) ([]byte, error) {
	channel := rssChannel{
		Title: f.Title, Link: f.Home, Description: cmp.Or(f.Description, f.Title), Language: f.Language,
		Self: rssSelf{self, "self", rssType},
	}
	if f.Icon != "" {
		channel.Image = &rssImage{f.Icon, f.Title, f.Home}
	}
	if last := f.updated(); !last.IsZero() {
		channel.LastBuildDate = last.UTC().Format(time.RFC1123Z)
	}
	for _, i := range f.Items {
		item := rssItem{
			Title: i.Title, Link: i.URL, GUID: rssGUID{false, i.ID}, PubDate: i.Published.Format(time.RFC1123Z),
			Categories: i.Tags, Description: i.Summary, Content: i.HTML,
		}
		for _, a := range i.Authors {
			item.Creators = append(item.Creators, a.Name)
		}
		channel.Items = append(channel.Items, item)
	}
	return marshalXML(rss{
		Version: "2.0", Content: "http://purl.org/rss/1.0/modules/content/",
		DC: "http://purl.org/dc/elements/1.1/", Atom: "http://www.w3.org/2005/Atom", Channel: channel,
	})
}
