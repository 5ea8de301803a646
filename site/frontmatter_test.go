package site

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"galley/notion"
	"galley/render"

	"go.yaml.in/yaml/v3"
)

func TestWhatOtherGeneratorsWouldRunIsMarked(t *testing.T) {
	b := newBlog(t, 4)
	for n, body := range map[int]string{1: "plain", 2: "{ brace", 3: "{{ mark", 4: "{{< short"} {
		b.write(1000+n, body)
		b.bodies[id(1000+n)] = []notion.Block{{Object: "block", Type: "code", Code: &notion.Code{RichText: title(body), Language: "plain text"}}}
	}
	report, err := b.plan(t, FormatMarkdown).Write(t.Context(), b.output())
	if err != nil {
		t.Fatal(err)
	}
	files := tree(t, b.output())
	for n, want := range map[int][2]bool{1: {false, false}, 2: {false, true}, 3: {true, true}, 4: {true, true}} {
		text := files[fmt.Sprintf("content/post-%d.md", n)]
		liquid := strings.Contains(text, "\nrender_with_liquid: false\ntemplateEngineOverride: md\n")
		mdx := strings.Contains(text, "\nmdx:\n    format: md\n")
		if liquid != want[0] || mdx != want[1] {
			t.Errorf("post %d: marked for Liquid %v, for MDX %v, want %v:\n%s", n, liquid, mdx, want, text)
		}
	}
	if len(report.Warnings) != 1 || report.Warnings[0].Title != "Post 4" {
		t.Errorf("warnings %+v", report.Warnings)
	}
}

func FuzzFrontMatter(f *testing.F) {
	f.Add("plain", "yes")
	f.Add("---\n: {{ x", "2026-01-01")
	f.Add("#!\t'\"\\", "null")
	f.Add("\u2028\u0085\ufeff", "0x1f")
	f.Fuzz(func(t *testing.T, name, value string) {
		name, value = strings.ToValidUTF8(name, "?"), strings.ToValidUTF8(value, "?")
		w := newWorkspace([]notion.ID{id(100)})
		p := w.page(1, name)
		p.Properties["Key: "+value] = text(value)
		w.database(100, "Posts", schema("Name", "title", "Key: "+value, "rich_text"), 1)
		s := plan(t, parse(t, databaseSource), w, Options{})
		r := &run{site: s}
		n := s.nodes[id(1)]
		head, err := r.frontMatter(&pageWriter{site: s, run: r, node: n}, facts{}, nil, render.GFM)
		if err != nil {
			t.Fatal(err)
		}
		inner, ok := bytes.CutPrefix(head, []byte("---\n"))
		inner, _, cut := bytes.Cut(inner, []byte("\n---\n"))
		var got struct {
			Title      string
			Properties map[string]any
		}
		if err := yaml.Unmarshal(inner, &got); err != nil || !ok || !cut {
			t.Fatalf("%q: %v", head, err)
		}
		if got.Title != n.title {
			t.Errorf("title %q is read back as %q", n.title, got.Title)
		}
		if value != "" && fmt.Sprint(got.Properties["Key: "+value]) != value {
			t.Errorf("%q is read back as %q from\n%s", value, got.Properties["Key: "+value], head)
		}
	})
}
