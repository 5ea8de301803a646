package site

import (
	"bytes"
	"encoding/json"
	"image"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"galley/fetch"
	"galley/internal/derived"
	"galley/internal/picture/picturetest"
	"galley/notion"
	nt "galley/notion/notiontest"
	"galley/site/bookmark"
)

// newsroom is a blog in a workspace, built again and again.
type newsroom struct {
	*testing.T
	server *nt.Server
	dir    string
	config *Config
	now    time.Time
	full   bool
}

// build reads the workspace and writes the site. It gives the paths of the files
// that were downloaded meanwhile.
func (n *newsroom) build() (Report, []string) {
	n.Helper()
	n.server.ResetCounts()
	store, err := fetch.Open(filepath.Join(n.dir, "cache"))
	if err != nil {
		n.Fatal(err)
	}
	client := notion.New(n.server.Token, notion.WithBaseURL(n.server.URL), notion.WithRequestsPerMinute(0))
	snapshot, err := fetch.Run(n.Context(), client, store, n.config.Sources(), fetch.Options{Full: n.full})
	if err != nil {
		n.Fatal(err)
	}
	opts := options(n, n.config, FormatHTML, FormatMarkdown)
	opts.Derived, opts.Now = derived.Open(filepath.Join(n.dir, "derived")), n.now
	opts.Portraits = &bookmark.Reader{
		Cache: opts.Derived, Now: func() time.Time { return n.now },
		Own: netip.MustParseAddrPort(strings.TrimPrefix(n.server.URL, "http://")),
	}
	_, report := built(n, n.config, snapshot, opts, filepath.Join(n.dir, "public"))
	var files []string
	for _, r := range n.server.Log() {
		if !strings.HasPrefix(r.Path, "/v1/") {
			files = append(files, r.Path[strings.LastIndex(r.Path, "/")+1:])
		}
	}
	slices.Sort(files)
	return report, files
}

// faces gives the pictures in a page of the site, by the names beside them.
func (n *newsroom) faces(page string) map[string]string {
	n.Helper()
	shown := map[string]string{}
	byline := regexp.MustCompile(`(?:<img class="avatar" src="/([^"]*)" alt="" width="20" height="20" loading="lazy" decoding="async"> )?<a href="/authors/[^"]*">([^<]*)</a>`)
	for _, m := range byline.FindAllStringSubmatch(tree(n, filepath.Join(n.dir, "public"))[page], -1) {
		shown[m[2]] = m[1]
	}
	return shown
}

func newNewsroom(t *testing.T, ws *nt.Workspace) *newsroom {
	t.Helper()
	if err := ws.Err(); err != nil {
		t.Fatal(err)
	}
	server := nt.NewServer(ws)
	t.Cleanup(server.Close)
	dir := t.TempDir()
	c := configured(t, dir, "[site]\ntitle = \"News\"\nbase_url = \"https://news.example/\"\ntheme = \"blog\"\n[[source]]\nsearch = \"\"\n", ws)
	return &newsroom{T: t, server: server, dir: dir, config: c, now: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)}
}

// portraitOf is an upload of that many pixels, with a comment in it.
func portraitOf(t *testing.T, name string, size int) *nt.File {
	data := picturetest.JPEG(t, image.NewGray(image.Rect(0, 0, size, size)), 80)
	comment := append([]byte{0xff, 0xd8, 0xff, 0xfe, 0, 12}, "at my home"...)
	return nt.Upload(name, append(comment, data[2:]...))
}

func newsPosts(ws *nt.Workspace) *nt.Database {
	return ws.Database("Posts", nt.Schema(nt.Title("Name"), nt.People("Authors"), nt.People("Reviewers"), nt.Date("Date"), nt.Checkbox("Published")))
}

func addPost(db *nt.Database, title string, more nt.Values) {
	values := nt.Values{"Date": "2026-10-01", "Published": true}
	for k, v := range more {
		values[k] = v
	}
	db.Row(title, values, nt.Paragraph("Text."))
}

func TestAuthorsHaveTheirPicturesFromTheSite(t *testing.T) {
	ws := nt.NewWorkspace()
	ada := ws.Person("Ada", "").SignedAvatar(portraitOf(t, "ada.jpg", 400))
	bob := ws.Person("Bob", "").SignedAvatar(portraitOf(t, "bob.jpg", 60))
	cy := ws.Person("Cy", "")
	reviewer := ws.Person("Rea", "").Avatar(portraitOf(t, "reviewer.jpg", 61))
	drafter := ws.Person("Dan", "").Avatar(portraitOf(t, "drafter.jpg", 62))
	db := newsPosts(ws)
	addPost(db, "First", nt.Values{"Authors": []*nt.User{ada, bob}, "Reviewers": reviewer})
	addPost(db, "Second", nt.Values{"Authors": []*nt.User{ada, cy}})
	addPost(db, "Draft", nt.Values{"Authors": drafter, "Published": false})
	n := newNewsroom(t, ws)

	report, files := n.build()
	if want := []string{"ada.jpg", "bob.jpg"}; !slices.Equal(files, want) || report.Portraits != len(want) {
		t.Errorf("downloaded were %q in %d requests, want %q: authors of what is on the site", files, report.Portraits, want)
	}
	public := tree(t, filepath.Join(n.dir, "public"))
	for _, page := range []string{"posts/first/index.html", "posts/second/index.html", "posts/index.html", "authors/index.html"} {
		shown := n.faces(page)
		if shown["Cy"] != "" || shown["Ada"] == "" && shown["Bob"] == "" {
			t.Errorf("%s shows %q", page, shown)
		}
		for name, src := range shown {
			data := public[src]
			if size, _, err := image.DecodeConfig(strings.NewReader(data)); src != "" && (err != nil || size.Width > iconWidth || strings.Contains(data, "at my home")) {
				t.Errorf("%s: the picture of %s is %d pixels wide (%v) and has %q", page, name, size.Width, err, data[:30])
			}
		}
	}
	if front := public["content/posts/first.md"]; !strings.Contains(front, "image_url: ") || strings.Contains(front, "://127") {
		t.Errorf("the front matter is\n%s", front)
	}
	for name, text := range public {
		if strings.Contains(text, n.server.URL) || strings.Contains(text, "X-Amz-") {
			t.Errorf("%s has a link to where the pictures came from", name)
		}
	}
	n.full = true
	if report, files = n.build(); report.Written != 0 || len(files) > 0 {
		t.Errorf("with other signatures and nothing new, %q was downloaded and %d files were written", files, report.Written)
	}

	before := n.faces("posts/first/index.html")
	n.full = false
	ada.SignedAvatar(portraitOf(t, "new.jpg", 300))
	if _, files = n.build(); !slices.Equal(files, []string{"new.jpg"}) {
		t.Errorf("after a change of picture, %q was downloaded", files)
	}
	after := n.faces("posts/first/index.html")
	if after["Ada"] == before["Ada"] || after["Ada"] == "" || after["Bob"] != before["Bob"] {
		t.Errorf("pictures were %q, and are %q", before, after)
	}
	ada.Avatar(nil)
	n.build()
	if after = n.faces("posts/first/index.html"); after["Ada"] != "" {
		t.Errorf("a picture that was taken away is still there: %q", after)
	}
}

func TestAuthorsWithoutAPictureThatCanBeHadAreNamed(t *testing.T) {
	var inside atomic.Int32
	private := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		inside.Add(1)
		_, _ = w.Write(picturetest.PNG(t, image.NewGray(image.Rect(0, 0, 20, 20))))
	}))
	t.Cleanup(private.Close)
	ws := nt.NewWorkspace()
	db := newsPosts(ws)
	n := newNewsroom(t, ws)
	drawing := []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)
	whole := picturetest.PNG(t, image.NewGray(image.Rect(0, 0, 200, 200)))
	people := map[string]*nt.File{
		"Gone": nt.External(n.server.URL + "/gone.png"), "Script": nt.External("javascript:alert(1)"), "Data": nt.External("data:image/png;base64,AAAA"),
		"Disk": nt.External("file:///etc/passwd"), "Inside": nt.External(private.URL + "/admin.png"), "Nonsense": nt.External("http://%zz/"),
		"Drawing": nt.Upload("drawing.svg", drawing), "Half": nt.Upload("half.png", whole[:len(whole)/2]), "Text": nt.Upload("text.png", []byte("<html>")),
	}
	good := ws.Person("Good", "").Avatar(portraitOf(t, "good.jpg", 60))
	authors := []*nt.User{good}
	for name, file := range people {
		authors = append(authors, ws.Person(name, "").Avatar(file))
	}
	addPost(db, "First", nt.Values{"Authors": authors})

	report, first := n.build()
	if len(report.Warnings) > 0 {
		t.Errorf("warnings %q: a picture of an author is no loss", inWords(report.Warnings))
	}
	shown := n.faces("posts/first/index.html")
	for name := range people {
		if src, named := shown[name]; !named || src != "" {
			t.Errorf("%s is named: %v, with the picture %q", name, named, src)
		}
	}
	if shown["Good"] == "" || inside.Load() > 0 {
		t.Errorf("good pictures are shown: %v; %d requests to what is not public", shown["Good"] != "", inside.Load())
	}
	for name, text := range tree(t, filepath.Join(n.dir, "public")) {
		if bytes.Contains([]byte(text), []byte("alert(1)")) || strings.Contains(text, "etc/passwd") {
			t.Errorf("%s has what a link said", name)
		}
	}
	if report, files := n.build(); len(files) > 0 || report.Written > 0 {
		t.Errorf("at once after that, %q was tried again and %d files were written", files, report.Written)
	}
	n.now = n.now.Add(25 * time.Hour)
	if _, files := n.build(); slices.Contains(files, "good.jpg") || len(files) != len(first)-1 {
		t.Errorf("a day later %q was tried, of %q", files, first)
	}
}

func TestSignaturesOfPicturesAreNoInput(t *testing.T) {
	w := newWorkspace()
	s := &Site{snapshot: w.Snapshot, all: []*node{{row: row{authors: []author{{"Ada", "https://x.example/a.png?v=1"}, {name: "Bob"}}}}}}
	before, err := json.Marshal(s.faceInputs())
	if err != nil {
		t.Fatal(err)
	}
	s.all[0].authors[0].face = "https://x.example/a.png?v=2"
	if after, _ := json.Marshal(s.faceInputs()); !bytes.Equal(after, before) {
		t.Errorf("%s became %s", before, after)
	}
	s.all[0].authors[0].face = "https://x.example/b.png?v=2"
	if after, _ := json.Marshal(s.faceInputs()); bytes.Equal(after, before) {
		t.Errorf("another picture is still %s", after)
	}
}
