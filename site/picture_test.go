package site

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	"galley/notion"
)

func TestIconsThatAreDataBecomeFiles(t *testing.T) {
	b := newBlog(t, 3)
	picture := bytes.Repeat([]byte("\x89PNG"), 200)
	address := "data:image/png;base64," + base64.StdEncoding.EncodeToString(picture)
	for _, n := range []int{1001, 1002} {
		b.Pages[id(n)].Icon = &notion.Icon{Type: "external", External: &notion.URLObject{URL: address}}
	}
	b.build(t)
	files := tree(t, b.output())
	var icons []string
	for name, content := range files {
		if strings.HasSuffix(name, ".png") {
			icons = append(icons, name)
			if content != string(picture) {
				t.Errorf("%s holds something else", name)
			}
		}
		if strings.HasSuffix(name, ".html") && strings.Contains(content, "data:image/png") {
			t.Errorf("%s still holds the data", name)
		}
	}
	if len(icons) != 1 || !strings.Contains(files["post-1/index.html"], "/repo/"+icons[0]) {
		t.Errorf("the icon is at %q", icons)
	}
}

func TestPicturesThatAreNoFiles(t *testing.T) {
	r := &run{pictures: map[string][]byte{}}
	long := strings.Repeat("A", 2*tiny)
	for _, address := range []string{
		"data:image/png;base64,iVBORw0=", "data:image/svg+xml;base64," + long, "data:text/html;base64," + long,
		"data:image/png;base64,!" + long, "data:image/png," + long, "https://x.example/" + long, long,
	} {
		if file, ok := r.picture(address); ok {
			t.Errorf("%.30s… became %s", address, file)
		}
	}
}
