package manuscript

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/notion"

	"golang.org/x/tools/txtar"
)

// folder makes a folder of the files of an archive.
func folder(t testing.TB, archive string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func read(t testing.TB, archive string, opts Options) *Tree {
	t.Helper()
	tree, err := Read(folder(t, archive), "content", opts)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// outline writes a tree with a line for each page and list.
func (tree *Tree) outline() string {
	var b strings.Builder
	var visit func(ids []notion.ID, indent string)
	visit = func(ids []notion.ID, indent string) {
		for _, id := range ids {
			if page := tree.Pages[id]; page != nil {
				b.WriteString(indent + page.Name + ": " + notion.PlainText(page.Title()) + "\n")
				visit(page.Children, indent+"  ")
			} else {
				list := tree.Lists[id]
				b.WriteString(indent + list.Name + "/: " + notion.PlainText(list.Title) + "\n")
				visit(list.Sources[0].Rows, indent+"  ")
			}
		}
	}
	visit(tree.Roots, "")
	return b.String()
}

const sample = `
-- content/index.md --
# Welcome
-- content/about.md --
About
-- content/10-last.md --
---
weight: 1
---
-- content/.hidden.md --
-- content/posts/_index.md --
---
title: The *log*
description: What happened
---
-- content/posts/2026-01-31-first-post.md --
One
-- content/posts/second.md --
---
title: Two
date: 2026-02-01 10:00
---
-- content/posts/9.md --
-- content/posts/10.md --
-- content/guide/README.md --
Guide
=====
-- content/guide/field-notes/a.md --
-- content/empty/picture.png --
not a picture
`

func TestFoldersAreListsOrPages(t *testing.T) {
	tree := read(t, sample, Options{Spread: true})
	const want = `content/index.md: Welcome
  content/about.md: About
  content/guide/README.md: Guide
    content/guide/field-notes/: Field notes
      content/guide/field-notes/a.md: A
  content/posts/: The *log*
    content/posts/9.md: 9
    content/posts/10.md: 10
    content/posts/2026-01-31-first-post.md: First post
    content/posts/second.md: Two
  content/10-last.md: 10 last
`
	if got := tree.outline(); got != want {
		t.Errorf("the tree is\n%s\nwant\n%s", got, want)
	}
	if _, ok := tree.Files["/content/empty/picture.png"]; !ok || len(tree.Files) != 1 {
		t.Errorf("the files are %v", tree.Files)
	}
}

func TestAFolderThatIsReadByItselfIsLeftOut(t *testing.T) {
	tree := read(t, sample, Options{Except: []string{"content/posts", "content/guide"}})
	if got := tree.outline(); strings.Contains(got, "posts") || strings.Contains(got, "guide") {
		t.Error(got)
	}
}

func TestIDsAreOfNames(t *testing.T) {
	one, other := read(t, sample, Options{}), read(t, sample, Options{})
	if one.outline() != other.outline() || len(one.Pages) != len(other.Pages) {
		t.Error("the same files give other trees")
	}
	for id := range one.Pages {
		if parsed, err := notion.ParseID(string(id)); err != nil || parsed != id || other.Pages[id] == nil {
			t.Errorf("%s: %v", id, err)
		}
	}
}

func TestFrontMatterBecomesProperties(t *testing.T) {
	tree := read(t, `
-- content/a.md --
---
title: "A: b"
permalink: /guide/a/
date: 2026-01-31
lastmod: 2026-02-01T09:30:00+01:00
tags: [x, "y, z"]
author: Ada, Grace
draft: true
image: cat.png
icon: 🐢
aliases: [/old/, /older.html]
lang: de
translations: [b.md]
rating: 4.5
Stations: [one, two]
due: 2026-03-01
nothing:
extra: {a: 1, b: [2]}
layout: wide
---
text
-- content/b.md --
+++
title = "B"
date = 2026-01-31T10:00:00Z
tags = ["x"]
[properties]
Status = "Published"
+++
-- content/cat.png --
x
`, Options{})
	a := tree.Pages[ID("content/a.md")]
	for name, want := range map[string]string{
		"title": "title", "date": "date", "tags": "multi_select", "authors": "people", "draft": "checkbox", "aliases": "multi_select",
		"lang": "rich_text", "translations": "relation", "rating": "number", "Stations": "multi_select", "due": "date", "extra": "rich_text",
	} {
		if v, ok := a.Properties[name]; !ok || v.Type != want {
			t.Errorf("%s is a %q, want a %s", name, v.Type, want)
		}
	}
	if len(a.Properties) != 12 {
		t.Errorf("the properties are %v", a.Properties)
	}
	if a.Address != "/guide/a" || a.Icon.Emoji != "🐢" || a.Cover.Key() != "/content/cat.png" || a.Skipped != 20 || len(a.Properties["authors"].People) != 2 {
		t.Errorf("%+v", a)
	}
	if got := a.LastEditedTime.UTC().Format("2006-01-02 15:04"); got != "2026-02-01 08:30" {
		t.Errorf("it was edited at %s", got)
	}
	if a.Properties["translations"].Relation[0].ID != ID("content/b.md") {
		t.Error("its translation is another page")
	}
	b := tree.Pages[ID("content/b.md")]
	if notion.PlainText(b.Title()) != "B" || b.Properties["Status"].Type != "rich_text" || b.Properties["date"].Date.Start != "2026-01-31T10:00:00Z" {
		t.Errorf("%+v", b.Properties)
	}
}

func TestMistakesSayFileAndLine(t *testing.T) {
	for text, want := range map[string]string{
		"---\ntitle: a: b\n---\n":                                   "content/a.md:2: the front matter is not YAML: mapping values are not allowed in this context",
		"---\ntitle: x\ntags: [a, b\nlang: de\n---\n":               "content/a.md:3: the front matter is not YAML: did not find expected ',' or ']'",
		"---\ntags: [a,\n  b]\n# more\ntitle: \"x\nlang: de\n---\n": "content/a.md:5: the front matter is not YAML: found unexpected end of stream",
		"---\n# about\ntitle: x\n lang: de\n---\n":                  "content/a.md:4: the front matter is not YAML: mapping values are not allowed in this context",
		"---\n\ntitle: x\nauthors:\n  - name: y\n lang: de\n---\n":  "content/a.md:6: the front matter is not YAML: did not find expected key",
		"---\ntitle: x\nlang\n---\n":                                "content/a.md:3: the front matter is not YAML: could not find expected ':'",
		"---\ntitle: x\nlang: *de\n---\n":                           "content/a.md:3: the front matter is not YAML: unknown anchor 'de' referenced",
		"---\ntitle: x\nlang: \xff\n---\n":                          "content/a.md:3: the front matter is not YAML: invalid leading UTF-8 octet",
		"---\nlast_update:\n  by: Ada\n  date: soon\n---\n":         `content/a.md:4: lastmod cannot be "soon"`,
		"---\ntitle: x\n":                                           "content/a.md:1: the front matter has no end",
		"+++\ntitle = x\n+++\n":                                     "content/a.md:2: the front matter is not TOML",
		"---\n- x\n---\n":                                           "content/a.md:2: the front matter is no list of keys",
		"---\ntitle: x\ndate: tomorrow\n---\n":                      `content/a.md:3: date cannot be "tomorrow"`,
		"---\ndraft: perhaps\n---\n":                                `content/a.md:2: draft cannot be "perhaps"`,
		"---\n\ncover: gone.png\n---\n":                             "content/a.md:3: there is no file content/gone.png",
		"---\ntranslations: [gone.md]\n---\n":                       "content/a.md:2: there is no page content/gone.md",
		"---\nweight: heavy\n---\n":                                 `content/a.md:2: weight cannot be "heavy"`,
		"---\ntitle: [a, b]\n---\n":                                 "content/a.md:2: title cannot be a list",
		"---\npermalink: /a/:slug/\n---\n":                          `content/a.md:2: permalink cannot be "/a/:slug/"`,
		"---\r\ntitle: x\r\ndate: soon\r\n---\r":                    `content/a.md:3: date cannot be "soon"`,
	} {
		_, err := Read(folder(t, "-- content/a.md --\n"+text), "content", Options{})
		if wrong := (*Error)(nil); !errors.As(err, &wrong) || len(wrong.Problems) != 1 || wrong.Problems[0].Hint == "" || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q gives %v, want %s", text, err, want)
		}
	}
}

func TestNothingOutsideOfTheFolderIsRead(t *testing.T) {
	dir := folder(t, "-- content/in/a.md --\n-- secret.md --\n# Secret\n-- elsewhere/b.md --\n")
	for from, to := range map[string]string{"content/in/out.md": "../../secret.md", "content/in/dir": "../../elsewhere", "content/in/also.md": "a.md"} {
		if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
			t.Skip(err)
		}
	}
	_, err := Read(dir, "content", Options{})
	if err == nil || !strings.HasPrefix(err.Error(), "content/in/dir:1: this is a link") || !strings.Contains(err.Error(), "content/in/out.md:1: this is a link") || strings.Contains(err.Error(), "also.md") {
		t.Errorf("%v", err)
	}
}

func TestBlocksInNotionThatTextsLeadToGetAnchors(t *testing.T) {
	tree := read(t, "-- content/a.md --\n[x](https://www.notion.so/Page-0123456789abcdef0123456789abcdef#fedcba9876543210fedcba9876543210)\n", Options{})
	if !tree.Targets["fedcba98-7654-3210-fedc-ba9876543210"] {
		t.Errorf("the targets are %v", tree.Targets)
	}
}

// FuzzFrontMatter reads any front matter: what is wrong is a problem with a line of
// the file, and nothing else goes wrong.
func FuzzFrontMatter(f *testing.F) {
	f.Add("---\ntitle: x\ndate: 2026-01-31\n---\ntext")
	f.Add("+++\na = [1, {b = 2}]\n+++\n")
	f.Add("---\n<<: *a\n? [b]\n: - &a c\n---\n")
	f.Add("---\nauthors:\n- name: 1\n  image_url: [x]\n- [[y]]\nlast_update: {date: {date: {}}}\n---")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			t.Skip("long inputs show no more than short ones")
		}
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := Read(filepath.Dir(dir), filepath.Base(dir), Options{})
		if wrong := (*Error)(nil); err != nil && !errors.As(err, &wrong) {
			t.Fatal(err)
		} else if err != nil {
			for _, p := range wrong.Problems {
				if p.Line > 1+strings.Count(text, "\n") {
					t.Errorf("%d is no line of %q", p.Line, text)
				}
			}
		}
	})
}
