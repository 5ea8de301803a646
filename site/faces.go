package site

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"time"

	"galley/fetch"
	"galley/notion"
	"galley/site/bookmark"
	"galley/theme"

	"golang.org/x/sync/errgroup"
)

// author is a person as the authors property of a page names them.
type author struct {
	name string
	face string // link to their picture, maybe signed: never to be shown; "" for none
}

// faces are the pictures of authors, by the keys of their links.
type faces struct {
	byKey map[string]*media
	until time.Time // when those that could not be had should be asked for again; zero for never
	asked int       // requests that were sent
}

// faceLinks gives the links to the pictures of all who are named as authors on
// the site, by their keys.
func (s *Site) faceLinks() map[string]string {
	links := map[string]string{}
	for _, n := range s.all {
		for _, a := range n.authors {
			if key := notion.FileKey(a.face); key != "" {
				links[key] = max(links[key], a.face)
			}
		}
	}
	return links
}

// faceInputs gives who has which picture, whatever the signatures of the links.
func (s *Site) faceInputs() []string {
	shown := map[string]bool{}
	for _, n := range s.all {
		for _, a := range n.authors {
			if a.face != "" {
				shown[a.name+"\x00"+notion.FileKey(a.face)] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(shown))
}

// readFaces has the pictures of authors downloaded that are not there. An author
// whose picture cannot be had is shown without.
func (s *Site) readFaces(ctx context.Context) (faces, error) {
	f := faces{byKey: map[string]*media{}}
	links := s.faceLinks()
	if s.opts.Portraits == nil || len(links) == 0 {
		return f, nil
	}
	found, err := s.opts.Portraits.Portraits(ctx, links)
	if err != nil {
		return f, fmt.Errorf("reading the pictures of authors: %w", err)
	}
	f.until, f.asked = found.Until, found.Asked
	for key, p := range found.Pictures {
		f.byKey[key] = faceMedia(p)
	}
	return f, nil
}

// faceMedia gives the picture of a person its place on the site. Its name says no
// more than what it is.
func faceMedia(p bookmark.Picture) *media {
	name := "author." + extensions[p.ContentType]
	return &media{path: path.Join("files", p.Hash[:16]+"-"+name), File: fetch.File{
		Path: p.Path, Name: name, Hash: p.Hash, ContentType: p.ContentType, Size: p.Size, Width: p.Width, Height: p.Height,
	}}
}

// hang gives the run the pictures of authors, made small several at a time.
func (r *run) hang(f faces) {
	r.faces = f.byKey
	w := &pageWriter{site: r.site, run: r}
	var group errgroup.Group
	group.SetLimit(8)
	if r.site.writes(FormatHTML) {
		for _, m := range f.byKey {
			group.Go(func() error { r.images.shot(m.icon()); return nil })
		}
	}
	_ = group.Wait() // none of them fails
	r.view.Authors = w.people()
}

// face gives the address of the picture behind a link; "" for one that could not
// be had.
func (w *pageWriter) face(link string) string {
	m := w.run.faces[notion.FileKey(link)]
	if m == nil {
		return ""
	}
	return w.small(m).URL
}

// people gives the authors of posts as themes see them, in the order of their
// names.
func (w *pageWriter) people() []theme.Author {
	var list []theme.Author
	for _, t := range w.site.people.sorted() {
		list = append(list, w.person(t))
	}
	return list
}

func (w *pageWriter) person(t *term) theme.Author {
	a := theme.Author{Name: t.name, Avatar: w.face(t.face), Count: len(t.nodes)}
	if t.path != "" {
		a.URL = w.site.url(t.path)
	}
	return a
}

// authors gives the authors of one page, in its own order.
func (w *pageWriter) authors(n *node) []theme.Author {
	var list []theme.Author
	for _, a := range n.authors {
		if t := w.site.people[a.name]; t != nil {
			list = append(list, w.person(t))
		} else {
			list = append(list, theme.Author{Name: a.name, Avatar: w.face(a.face)})
		}
	}
	return list
}

// earlier gives the first of two times, of which zero is never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
