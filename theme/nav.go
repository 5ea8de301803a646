package theme

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

// nav prepares the page tree for the sidebar of p. In a tree of more than 150
// pages, groups that p does not lie in come without their children, and link
// to their first page when they are no page themselves.
func nav(p *Page) []*NavNode {
	whole := countUpTo(p.Site.Tree, fullTree+1) <= fullTree
	return navNodes(p.Site.Tree, p.URL, whole)
}

func navNodes(items []*NavItem, url string, whole bool) []*NavNode {
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
