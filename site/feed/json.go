package feed

import "time"

// https://www.jsonfeed.org/version/1.1/
type jsonFeed struct {
	Version     string     `json:"version"`
	Title       string     `json:"title"`
	Home        string     `json:"home_page_url"`
	Self        string     `json:"feed_url"`
	Description string     `json:"description,omitempty"`
	Icon        string     `json:"icon,omitempty"`
	Language    string     `json:"language,omitempty"`
	Items       []jsonItem `json:"items"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	HTML      string       `json:"content_html"`
	Summary   string       `json:"summary,omitempty"`
	Image     string       `json:"image,omitempty"`
	Published string       `json:"date_published"`
	Modified  string       `json:"date_modified"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
	Language  string       `json:"language,omitempty"`
}

type jsonAuthor struct {
	Name   string `json:"name"`
	URL    string `json:"url,omitempty"`
	Avatar string `json:"avatar,omitempty"`
}

func writeJSON(f *Feed, self string) ([]byte, error) {
	feed := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Home: f.Home, Self: self,
		Description: f.Description, Icon: f.Icon, Language: f.Language, Items: []jsonItem{},
	}
	for _, i := range f.Items {
		item := jsonItem{
			ID: i.ID, URL: i.URL, Title: i.Title, HTML: i.HTML, Summary: i.Summary, Image: i.Image,
			Published: i.Published.Format(time.RFC3339), Modified: i.Updated.Format(time.RFC3339), Tags: i.Tags, Language: i.Language,
		}
		for _, a := range i.Authors {
			item.Authors = append(item.Authors, jsonAuthor(a))
		}
		feed.Items = append(feed.Items, item)
	}
	return marshalJSON(feed)
}
