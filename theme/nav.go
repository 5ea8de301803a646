package theme

import "slices"

// NavNode is a page in a sidebar, as the function nav prepares it for one page.
type NavNode struct {
	*NavItem            // .Title and .Icon
	URL      string     // where it leads; "" only for a group that is shown with its pages
	Current  bool       // it is the page being shown
	Open     bool       // the page being shown lies in it: show its children
	Children []*NavNode // what the sidebar holds below it
}

// fullTree is the number of pages up to which every page carries the whole
// tree. Larger ones are cut to the branches that lead to the page, so that a
// site's size does not grow with the square of its pages.
const fullTree = 150

// longList is how many pages below one, next to the page being shown, are in a tree
// that is cut.
const longList = 100

// nav prepares the page tree for the sidebar of p. In a tree of more than 150
// pages, groups that p does not lie in come without their children, and link
// to their first page when they are no page themselves; of more than 100 pages below
// one, those around p are there, between two that lead on.
func nav(p *Page) []*NavNode {
	whole := countUpTo(p.Site.Tree, fullTree+1) <= fullTree
	return navNodes(p.Site.Tree, p.URL, whole)
}

func navNodes(items []*NavItem, url string, whole bool) []*NavNode {
	if !whole {
		items = around(items, url)
	}
	nodes := make([]*NavNode, 0, len(items))
	for _, item := range items {
		n := &NavNode{NavItem: item, URL: item.URL, Current: item.IsCurrent(url), Open: item.Contains(url)}
		if whole || n.Open {
			n.Children = navNodes(item.Children, url, whole)
		} else if n.URL == "" {
			n.URL = firstURL(item.Children)
		}
		nodes = append(nodes, n)
	}
	return nodes
}

// around gives the items of a long list that are around the one which leads to the page
// at url, or the first. The one before these and the one after them say in their titles
// that there are more.
func around(items []*NavItem, url string) []*NavItem {
	if len(items) <= longList+2 {
		return items
	}
	at := slices.IndexFunc(items, func(i *NavItem) bool { return i.Contains(url) })
	start := min(max(0, at-longList/2), len(items)-longList)
	end := start + longList
	near := slices.Clone(items[start:end])
	if start > 0 {
		near = slices.Insert(near, 0, more(items[start-1]))
	}
	if end < len(items) {
		near = append(near, more(items[end]))
	}
	return near
}

// more is an item of which others like it follow.
func more(i *NavItem) *NavItem {
	return &NavItem{Title: "… " + i.Title, URL: i.URL, Children: i.Children}
}

// countUpTo counts the pages of a tree, and stops at limit.
func countUpTo(items []*NavItem, limit int) int {
	n := 0
	for _, item := range items {
		if n >= limit {
			break
		}
		n += 1 + countUpTo(item.Children, limit-n-1)
	}
	return n
}

func firstURL(items []*NavItem) string {
	for _, item := range items {
		if item.URL != "" {
			return item.URL
		}
		if url := firstURL(item.Children); url != "" {
			return url
		}
	}
	return ""
}
