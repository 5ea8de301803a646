package theme

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// outline writes the nodes as lines: depth, title, and what they are.
func outline(nodes []*NavNode, indent string) string {
	var b strings.Builder
	for _, n := range nodes {
		fmt.Fprintf(&b, "%s%s", indent, n.Title)
		if n.Current {
			b.WriteString(" current")
		}
		if n.Open {
			b.WriteString(" open")
		}
		fmt.Fprintf(&b, " %s\n%s", n.URL, outline(n.Children, indent+"  "))
	}
	return b.String()
}

func tree(width int) []*NavItem {
	root := []*NavItem{
		{Title: "A", URL: "/a/", Children: []*NavItem{{Title: "A1", URL: "/a/1/", Children: []*NavItem{{Title: "A11", URL: "/a/1/1/"}}}}},
		{Title: "B", Children: []*NavItem{{Title: "B1", Children: []*NavItem{{Title: "B11", URL: "/b/1/1/"}}}}},
	}
	last := &NavItem{Title: "C", URL: "/c/"}
	for i := range width {
		last.Children = append(last.Children, &NavItem{Title: fmt.Sprint("C", i), URL: fmt.Sprintf("/c/%d/", i)})
	}
	return append(root, last)
}

func TestSmallTreesAreShownWhole(t *testing.T) {
	got := outline(nav(&Page{Site: &Site{Tree: tree(1)}, URL: "/a/1/"}), "")
	want := `A open /a/
  A1 current open /a/1/
    A11 /a/1/1/
B 
  B1 
    B11 /b/1/1/
C /c/
  C0 /c/0/
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestLargeTreesAreCutToTheBranchOfThePage(t *testing.T) {
	got := outline(nav(&Page{Site: &Site{Tree: tree(200)}, URL: "/a/1/"}), "")
	want := `A open /a/
  A1 current open /a/1/
    A11 /a/1/1/
B /b/1/1/
C /c/
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestLongListsAreCutToWhatIsAroundThePage(t *testing.T) {
	site := &Site{Tree: []*NavItem{{Title: "All", URL: "/"}}}
	for i := range 3000 {
		site.Tree[0].Children = append(site.Tree[0].Children, &NavItem{Title: fmt.Sprint(i), URL: fmt.Sprintf("/%d/", i)})
	}
	for _, test := range []struct {
		url, first, second, last string
		count                    int
	}{
		{"/", "0", "1", "… 100", 101},
		{"/0/", "0", "1", "… 100", 101},
		{"/1500/", "… 1449", "1450", "… 1550", 102},
		{"/2999/", "… 2899", "2900", "2999", 101},
	} {
		list := nav(&Page{Site: site, URL: test.url})[0].Children
		if len(list) != test.count || list[0].Title != test.first || list[1].Title != test.second || list[len(list)-1].Title != test.last {
			t.Errorf("at %s the tree has %d pages, %q, %q … %q", test.url, len(list), list[0].Title, list[1].Title, list[len(list)-1].Title)
		}
		if test.url != "/" && !slices.ContainsFunc(list, func(n *NavNode) bool { return n.Current }) {
			t.Errorf("the page %s is not in its tree", test.url)
		}
	}
}

func TestCountStopsAtTheLimit(t *testing.T) {
	for width, want := range map[int]int{0: 7, 10: 17, 143: 150, 144: 151, 1000: 151} {
		if got := countUpTo(tree(width), 151); got != want {
			t.Errorf("a tree of %d counts %d, want %d", width+7, got, want)
		}
	}
}

func TestFunctionsRefuseWhatTheyCannotDo(t *testing.T) {
	if _, err := dict("a"); err == nil {
		t.Error("dict took a name without a value")
	}
	if _, err := dict(1, 2); err == nil {
		t.Error("dict took a number for a name")
	}
	for ref, want := range map[string]string{"/a/b.png": "https://x.org/a/b.png", "https://y.org/c": "https://y.org/c"} {
		if got, err := absolute("https://x.org/repo/", ref); err != nil || got != want {
			t.Errorf("absolute(%q) = %q, %v", ref, got, err)
		}
	}
	if _, err := absolute("https://x.org/", "%zz"); err == nil {
		t.Error("absolute took what is no URL")
	}
}
