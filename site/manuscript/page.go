package manuscript

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"galley/notion"
	"galley/render"
)

// titleName is the name of the property with the title.
const titleName = "title"

// datedName is a name of a file as Jekyll has it: 2026-01-31-hello.md.
var datedName = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})-(.+)$`)

// page reads a file of Markdown.
func (r *reader) page(name string) (*Page, error) {
	full := r.full(name)
	page := &Page{Name: full, Place: filepath.Join(r.place, filepath.FromSlash(name)), Slug: stem(path.Base(full))}
	page.ID = ID(full)
	page.Properties = map[string]notion.PropertyValue{}
	in, err := r.open(name)
	if err != nil || in == nil {
		return page, err
	}
	defer in.Close()
	source, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(source)
	page.Body = hex.EncodeToString(sum[:])
	marker, head, body, skipped, closed := split(source)
	if !closed {
		r.problem(full, 1, "the front matter has no end", "put a line "+marker+" below it")
	}
	page.Skipped = skipped
	r.aims(body)
	said := r.frontMatter(full, marker, head)
	if m := datedName.FindStringSubmatch(page.Slug); m != nil {
		page.Slug = m[2]
		if !said.has("date") {
			said = append(said, field{"date", 1, date(m[1])})
		}
	}
	r.say(page, said)
	r.entitle(page, body)
	r.settleTimes(page)
	return page, nil
}

func (f fields) has(key string) bool {
	for _, one := range f {
		if strings.EqualFold(one.key, key) {
			return true
		}
	}
	return false
}

// entitle gives a page the title that its front matter says, or the heading that
// its text begins with, or its name.
func (r *reader) entitle(page *Page, body []byte) {
	if _, ok := page.Properties[titleName]; ok {
		return
	}
	title := render.Text{Markdown: body}.Heading()
	if title == "" {
		name := page.Slug
		if n := strings.ToLower(name); n == "index" || n == "readme" || n == "_index" {
			name = path.Base(path.Dir(page.Name))
		}
		title = words(name)
	}
	page.Properties[titleName] = notion.PropertyValue{Type: "title", Title: plainText(title)}
}

// settleTimes makes the times of a page those of its date, when nothing else is
// said: those of the file are others on each machine.
func (r *reader) settleTimes(page *Page) {
	if v := page.Properties["date"]; v.Date != nil {
		page.CreatedTime = timeOf(v.Date.Start)
	}
	if page.LastEditedTime.IsZero() {
		page.LastEditedTime = page.CreatedTime
	}
}

// notionAim is a link to a block of a page in Notion.
var notionAim = regexp.MustCompile(`https://[\w.-]*notion\.(?:so|site|com)/[^\s)>\]"']+#[^\s)>\]"']+`)

// aims takes down the blocks in Notion to which a text leads, so that they get
// anchors.
func (r *reader) aims(body []byte) {
	for _, match := range notionAim.FindAll(body, -1) {
		if link, ok := notion.ParseLink(string(match)); ok && link.Block != "" {
			r.tree.Targets[link.Block] = true
		}
	}
}

func plainText(text string) []notion.RichText {
	if text == "" {
		return nil
	}
	return []notion.RichText{{Type: "text", PlainText: text, Text: &notion.Text{Content: text}}}
}
