package site

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/internal/derived"
	"galley/notion"
)

func equation(n int, source string) notion.Block {
	return notion.Block{Object: "block", ID: id(n), Type: "equation", Equation: &notion.Equation{Expression: source}}
}

// mathBlog is a blog whose first post has two equations that cannot be set,
// besides one that can, and whose second post has one in its title.
func mathBlog(t *testing.T) *blog {
	b := newBlog(t, 2)
	b.bodies[id(1001)] = append(b.bodies[id(1001)], equation(8, `e^{i\pi}`), equation(9, `\nonsense`), equation(10, `x^`))
	b.Pages[id(1002)].Properties["Name"] = notion.PropertyValue{Type: "title", Title: []notion.RichText{
		{Type: "equation", PlainText: `\frac`, Equation: &notion.Equation{Expression: `\frac`}}}}
	return b
}

func TestEquationsThatCannotBeSetAreTold(t *testing.T) {
	b := mathBlog(t)
	got := inWords(b.build(t).Warnings)
	slices.Sort(got)
	want := []string{
		id(1001).Compact() + "#" + id(9).Compact() + ` Post 1: 2 equations are shown as their source; the first: unsupported function name: \nonsense`,
		id(1002).Compact() + ` \frac: an equation is shown as its source: unexpected end of input in a macro argument, expected '}'`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("warnings\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if again := inWords(b.build(t).Warnings); len(again) != len(want) {
		t.Errorf("a build with nothing to do warns of %q", again)
	}
}

func TestPagesHaveMathMLAndFeedsHaveItsSource(t *testing.T) {
	b := mathBlog(t)
	b.build(t)
	for file, want := range map[string]string{
		"post-1/index.html": `<msup><mi>e</mi>`,
		"post-1/index.md":   "$$\ne^{i\\pi}\n$$",
		"feed.xml":          `&lt;pre&gt;&lt;code&gt;e^{i\pi}&lt;/code&gt;&lt;/pre&gt;`,
	} {
		data, err := os.ReadFile(filepath.Join(b.output(), filepath.FromSlash(file)))
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s (%v) has no %s", file, err, want)
		}
	}
}

func TestEquationsAreKeptForTheNextBuild(t *testing.T) {
	b := mathBlog(t)
	folder := filepath.Join(t.TempDir(), derived.Folder)
	build := func() {
		t.Helper()
		s := b.plan(t)
		s.opts.Derived = derived.Open(folder)
		if _, err := s.Write(t.Context(), b.output()); err != nil {
			t.Fatal(err)
		}
	}
	build()
	first, err := os.ReadFile(filepath.Join(folder, "packs", "math"))
	if err != nil {
		t.Fatal(err)
	}
	b.bodies[id(1001)] = append(b.bodies[id(1001)], equation(11, `a+b`))
	b.Pages[id(1001)].Body += "x"
	build()
	second, err := os.ReadFile(filepath.Join(folder, "packs", "math"))
	if err != nil || len(second) <= len(first) {
		t.Errorf("after another equation %d bytes are kept, and before %d (%v)", len(second), len(first), err)
	}
}
