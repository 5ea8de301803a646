package feed

import (
	"encoding/xml"
	"time"
)

// RFC 4287.
type atom struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Language string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  string      `xml:"updated"`
	Links    []atomLink  `xml:"link"`
	Icon     string      `xml:"icon,omitempty"`
	Author   *atomPerson `xml:"author"` // of entries that have none
	Entries  []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
	URI  string `xml:"uri,omitempty"`
}

type atomEntry struct {
	Language   string         `xml:"xml:lang,attr,omitempty"`
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Links      []atomLink     `xml:"link"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Authors    []atomPerson   `xml:"author"`
	Categories []atomCategory `xml:"category"`
	Summary    string         `xml:"summary,omitempty"`
	Content    atomContent    `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	Base string `xml:"xml:base,attr"`
	HTML string `xml:",chardata"`
}

func writeAtom(f *Feed, self string) ([]byte, error) {
	feed := atom{
		Language: f.Language, ID: self, Title: f.Title, Subtitle: f.Description, Icon: f.Icon,
		Updated: atomTime(f.updated()), Author: &atomPerson{Name: f.Title, URI: f.Home},
		Links: []atomLink{{"self", atomType, self}, {"alternate", "text/html", f.Home}},
	}
	for _, i := range f.Items {
		entry := atomEntry{
			Language: i.Language, ID: i.ID, Title: i.Title, Links: []atomLink{{"alternate", "text/html", i.URL}},
			Published: atomTime(i.Published), Updated: atomTime(i.Updated), Summary: i.Summary,
			Content: atomContent{"html", i.URL, i.HTML},
		}
		for _, a := range i.Authors {
			entry.Authors = append(entry.Authors, atomPerson{a.Name, a.URL})
		}
		for _, t := range i.Tags {
			entry.Categories = append(entry.Categories, atomCategory{t})
		}
		feed.Entries = append(feed.Entries, entry)
	}
	return marshalXML(feed)
}

func atomTime(t time.Time) string { return t.Format(time.RFC3339) }
