package render

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"galley/notion"
)

// fakeSite is a resolver with a small site behind it.
type fakeSite struct {
	pages     map[notion.ID]Target
	files     map[string]File
	pictures  map[string]Picture // those in several sizes
	cards     map[string]Card
	users     map[notion.ID]string
	databases map[notion.ID]*Database
	crumbs    []Target
	linked    map[notion.ID]bool
	overrides map[string]func(io.Writer, BlockView) error
}

func (s *fakeSite) Page(id notion.ID) (Target, bool) { t, ok := s.pages[id]; return t, ok }
func (s *fakeSite) File(key string) (File, bool)     { f, ok := s.files[key]; return f, ok }
func (s *fakeSite) Icon(key string) (File, bool)     { f, ok := s.files[key]; return f, ok }
func (s *fakeSite) Picture(key string) (Picture, bool) {
	if p, ok := s.pictures[key]; ok {
		return p, true
	}
	f, ok := s.files[key]
	return Picture{URL: f.URL, Full: f.URL, Width: f.Width, Height: f.Height}, ok
}
func (s *fakeSite) Card(url string) (Card, bool)            { c, ok := s.cards[url]; return c, ok }
func (s *fakeSite) User(id notion.ID) string                { return s.users[id] }
func (s *fakeSite) Breadcrumb() []Target                    { return s.crumbs }
func (s *fakeSite) Self() string                            { return "" }
func (s *fakeSite) Linked(id notion.ID) bool                { return s.linked[id] }
func (s *fakeSite) Database(id notion.ID) (*Database, bool) { d, ok := s.databases[id]; return d, ok }
func (s *fakeSite) Override(kind string) func(io.Writer, BlockView) error {
	return s.overrides[kind]
}

// testID makes an ID of a small number.
func testID(n int) notion.ID {
	return notion.ID(fmt.Sprintf("00000000-0000-8000-8000-%012d", n))
}

const storage = "https://prod-files-secure.s3.us-west-2.amazonaws.com/space/"

// sampleSite is the site of the golden files: page 1 is on it, with block 11
// in it linked to; page 2 is known but elsewhere; 3 is a database.
func sampleSite() *fakeSite {
	number := func(s string) *notion.PropertyValue {
		n := notion.PropertyValue{Type: "number"}
		if s != "" {
			n.Number = (*json.Number)(&s)
		}
		return &n
	}
	title := func(s string) notion.PropertyValue {
		return notion.PropertyValue{Type: "title", Title: []notion.RichText{{Type: "text", PlainText: s, Href: "https://example.org/"}}}
	}
	return &fakeSite{
		pages: map[notion.ID]Target{
			testID(1): {Title: "Release notes", URL: "/posts/release-notes/", Icon: &notion.Icon{Type: "emoji", Emoji: "🚀"}},
			testID(2): {Title: "Elsewhere", URL: "https://example.notion.site/Elsewhere", Icon: &notion.Icon{Type: "icon", Icon: &notion.NativeIcon{Name: "snake"}}},
		},
		files: map[string]File{
			storage + "cat.png":                   {URL: "/files/ab12/cat.png", Name: "cat.png", ContentType: "image/png", Width: 640, Height: 480},
			storage + "wide.png":                  {URL: "/files/ab12/wide.png", Name: "wide.png", ContentType: "image/png", Width: 1600, Height: 900},
			storage + "talk.mp4":                  {URL: "/files/ab12/talk.mp4", Name: "talk.mp4"},
			storage + "song.mp3":                  {URL: "/files/ab12/song.mp3", Name: "song.mp3"},
			storage + "paper.pdf":                 {URL: "/files/ab12/paper.pdf", Name: "paper.pdf", Size: 1_234_567},
			storage + "data.zip":                  {URL: "/files/ab12/data.zip", Name: "data (1).zip", Size: 1_234_567},
			"https://icons.example.org/party.png": {URL: "/files/cd34/party.png", Name: "party.png"},
		},
		cards: map[string]Card{
			"https://example.com/known": {
				Title: "What is <known>", Description: "A page that says of itself what it is.",
				Icon: File{URL: "/files/1-card.png", Width: 32, Height: 32}, Image: File{URL: "/files/2-card.jpg", Width: 960, Height: 500},
			},
			"https://vimeo.com/76979871": {Title: "A film about tides", Image: File{URL: "/files/3-card.jpg", Width: 960, Height: 540}},
			"https://example.com/silent": {},
		},
		users:  map[notion.ID]string{testID(7): "Ada Lovelace"},
		crumbs: []Target{{Title: "Home", URL: "/"}, {Title: "Posts", URL: "/posts/", Icon: &notion.Icon{Type: "emoji", Emoji: "📚"}}, {Title: ""}},
		linked: map[notion.ID]bool{testID(11): true},
		databases: map[notion.ID]*Database{testID(3): {
			Title: "Tasks | all", URL: "/tasks/",
			Columns: []notion.Property{
				{Name: "Name", Type: "title"}, {Name: "Cost", Type: "number", Number: &notion.NumberConfig{Format: "euro"}}, {Name: "Tags", Type: "multi_select"},
			},
			Rows: []Row{
				{Page: Target{Title: "Paint", URL: "/tasks/paint/"}, Values: []notion.PropertyValue{title("Paint | walls"), *number("1234.5"),
					{Type: "multi_select", MultiSelect: []notion.Option{{Name: "home", Color: "red"}, {Name: "soon"}}}}},
				{Page: Target{URL: "/tasks/x/"}, Values: []notion.PropertyValue{{Type: "title"}, *number("")}},
			},
		}},
	}
}

// inDialect gives the method that writes Markdown in a dialect.
func inDialect(dialect Dialect) func(*Document, io.Writer, Resolver) error {
	return func(d *Document, w io.Writer, r Resolver) error { return d.Markdown(w, r, dialect) }
}

func rendered(d *Document, r Resolver, write func(*Document, io.Writer, Resolver) error) string {
	var b strings.Builder
	if err := write(d, &b, r); err != nil {
		return "error: " + err.Error()
	}
	return b.String()
}
