package site

import (
	"fmt"
	"strconv"

	"galley/theme"
)

const archivePath = "archive/"

// wholeArchive is the number of posts up to which one page has them all. A
// larger archive has a page for each year.
const wholeArchive = 400

// dated gives the posts that have a date, the newest first.
func (s *Site) dated() []*node {
	var list []*node
	for _, n := range s.reading {
		if n.kind == theme.KindPost && !n.date.IsZero() {
			list = append(list, n)
		}
	}
	return byDate(list)
}

// archive writes all posts by year.
func (r *run) archive() error {
	title := r.site.word("archive")
	years := r.years()
	if len(years) == 0 {
		return nil
	}
	index := r.frame(theme.KindArchive, title, archivePath)
	index.Breadcrumbs = r.homeCrumb()
	total := 0
	for _, y := range years {
		total += y.Count
	}
	for _, y := range years {
		if total <= wholeArchive {
			index.Years = append(index.Years, y)
			continue
		}
		path := archivePath + strconv.Itoa(y.Number) + "/"
		page := r.frame(theme.KindArchive, strconv.Itoa(y.Number), path)
		page.Breadcrumbs = append(r.homeCrumb(), theme.Link{Title: title, URL: r.view.Archive})
		page.Years = []*theme.Year{y}
		if err := r.execute(path+"index.html", page); err != nil {
			return fmt.Errorf("rendering the archive of %d: %w", y.Number, err)
		}
		index.Years = append(index.Years, &theme.Year{Number: y.Number, Count: y.Count, URL: r.site.url(path)})
	}
	if err := r.execute(archivePath+"index.html", index); err != nil {
		return fmt.Errorf("rendering the archive: %w", err)
	}
	return nil
}

// years gives the posts by year, the newest first.
func (r *run) years() []*theme.Year {
	var years []*theme.Year
	for _, n := range r.site.dated() {
		number := n.date.Year()
		if len(years) == 0 || years[len(years)-1].Number != number {
			years = append(years, &theme.Year{Number: number})
		}
		y := years[len(years)-1]
		y.Items = append(y.Items, r.item(n))
		y.Count++
	}
	return years
}
