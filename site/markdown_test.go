package site

import (
	"strings"
	"testing"

	"galley/notion"
	"galley/render"
)

// inDialect writes a blog of two posts as a tree of Markdown. The first post has
// a box with a brace, and a link to the second.
func inDialect(t *testing.T, dialect render.Dialect) map[string]string {
	t.Helper()
	b := newBlog(t, 2)
	b.config.Markdown.Dialect = dialect
	b.write(1001, "x")
	b.bodies[id(1001)] = []notion.Block{
		{Object: "block", Type: "callout", Callout: &notion.Callout{RichText: title("a {box}")}},
		{Object: "block", Type: "link_to_page", LinkToPage: &notion.LinkToPage{PageID: id(1002)}},
	}
	if _, err := b.plan(t, FormatHTML, FormatMarkdown).Write(t.Context(), b.output()); err != nil {
		t.Fatal(err)
	}
	return tree(t, b.output())
}

func TestTheTreeIsInTheConfiguredDialect(t *testing.T) {
	tests := map[render.Dialect][]string{
		render.GFM:        {"content/post-1.md", "> [!NOTE]\n> a \\{box\\}\n", "\nmdx:\n    format: md\n", "](/repo/post-2/)"},
		render.CommonMark: {"content/post-1.md", "---\n\n> a \\{box\\}\n", "\nmdx:\n    format: md\n", "](/repo/post-2/)"},
		render.MDX:        {"content/post-1.mdx", "---\n\n> a \\{box\\}\n", "](/repo/post-2/)"},
		render.Obsidian:   {"content/post-1.md", "> [!note]\n> a \\{box\\}\n", "](post-2.md)"},
		render.Docusaurus: {"content/post-1.md", ":::note\n\na \\{box\\}\n\n:::\n", "](/repo/post-2/)"},
	}
	for dialect, want := range tests {
		files := inDialect(t, dialect)
		text, ok := files[want[0]]
		if !ok {
			t.Errorf("%s: there is no %s", dialect, want[0])
		}
		for _, part := range want[1:] {
			if !strings.Contains(text, part) {
				t.Errorf("%s: %q is not in\n%s", dialect, part, text)
			}
		}
		if jsx := dialect == render.MDX || dialect == render.Docusaurus; jsx == strings.Contains(text, "format: md") {
			t.Errorf("%s: wrongly marked for MDX:\n%s", dialect, text)
		}
		if twin := files["post-1/index.md"]; !strings.Contains(twin, "> [!NOTE]\n> a") || !strings.Contains(twin, "](/repo/post-2/)") {
			t.Errorf("%s: the Markdown beside the page is not GFM:\n%s", dialect, twin)
		}
	}
}

func TestFilesAreFoundFromOtherFiles(t *testing.T) {
	tests := map[[2]string]string{
		{"content/a.md", "content/b.md"}:             "b.md",
		{"content/a/b.md", "content/c.md"}:           "../c.md",
		{"content/a.md", "content/a/b c.md"}:         "a/b%20c.md",
		{"content/a/b/c.md", "files/x.png"}:          "../../../files/x.png",
		{"content/a/b.md", "content/a/b.md"}:         "b.md",
		{"content/a/b.md", "content/a/c/content.md"}: "c/content.md",
	}
	for files, want := range tests {
		if got := relative(files[0], files[1]); got != want {
			t.Errorf("%s from %s is %q, want %q", files[1], files[0], got, want)
		}
	}
}
