package site

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"galley/fetch"
)

// Report says what a Write did.
type Report struct {
	Written   int      // files that are new or have changed
	Unchanged int      // files that were as they should be
	Removed   int      // files that earlier runs wrote and the site does not need
	URLs      []string // pages and files that changed or went, root-relative, sorted
	Warnings  []fetch.Warning
	Blocks    map[string]int // on the pages of the site, by Notion's type
	Asked     int            // requests that were sent to other hosts for cards
	Portraits int            // requests that were sent for pictures of authors

	changed []string
}

// Write makes the folder dir hold the site. It reads bodies one page at a time,
// renders everything, and only then touches the files that differ. An error, or
// a ctx that is done before that, leaves the folder as it was. Two processes that
// write to one folder exclude each other: the second gets an error.
//
// Files in dir that Galley did not write are never changed: one that is in the
// way is an error that names it. So is a site without pages, when that in dir has
// some: most likely something is wrong with the sources.
func (s *Site) Write(ctx context.Context, dir string) (Report, error) {
	return s.write(ctx, dir, nil)
}

func (s *Site) write(ctx context.Context, dir string, step func(string) error) (report Report, err error) {
	if err := s.config.CheckFolder(dir, ""); err != nil {
		return Report{}, err
	}
	inputs, err := s.inputs(ctx)
	if err != nil {
		return Report{}, err
	}
	m, done := s.upToDate(ctx, dir, inputs)
	if done && isSwept(dir) {
		return s.unchanged(m), nil
	}
	var web web
	if !done {
		if web, err = s.readWeb(ctx); err != nil {
			return Report{}, err
		}
	}
	st, err := openStage(dir)
	if err != nil {
		return Report{}, err
	}
	st.step = step
	defer func() { err = errors.Join(err, st.close()) }()
	if err := s.ownFiles(st); err != nil {
		return Report{}, err
	}
	if done {
		return s.unchanged(m), nil
	}
	if !s.hasPages() && st.old.hasPages() {
		return Report{}, s.wouldEmpty(dir)
	}
	r := newRun(ctx, s, st)
	r.cards = web.cards
	r.hang(web.faces)
	if err := r.render(ctx); err != nil {
		return Report{}, err
	}
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	if r.images.missing() {
		inputs = "" // the next build goes on
	}
	lost := r.losses()
	report, err = st.commit(manifest{Inputs: inputs, Lost: lost, Until: earlier(web.cards.until, web.faces.until), Blocks: r.blocks})
	if err != nil {
		return Report{}, err
	}
	report.Warnings, report.Blocks = s.warnings(lost), r.blocks
	report.Asked, report.Portraits = web.cards.asked, web.faces.asked
	report.Warnings = append(report.Warnings, s.keepDerived()...)
	for _, name := range report.changed {
		report.URLs = append(report.URLs, s.url(strings.TrimSuffix(name, "index.html")))
	}
	slices.Sort(report.URLs)
	return report, nil
}

// keepDerived saves what was computed; that it cannot be is a warning.
func (s *Site) keepDerived() []fetch.Warning {
	err := s.opts.Derived.Save(s.writes(FormatHTML))
	if err == nil {
		return nil
	}
	return []fetch.Warning{{
		Kind: fetch.WarnCache,
		Text: "the site is whole, but the next build will take longer: " + err.Error(), Hint: "see that the cache folder can be written",
	}}
}

// web is what is read of addresses that pages name, while the site is built.
type web struct {
	cards cards
	faces faces
}

func (s *Site) readWeb(ctx context.Context) (w web, err error) {
	if w.cards, err = s.readCards(ctx); err == nil {
		w.faces, err = s.readFaces(ctx)
	}
	return w, err
}

// unchanged is the report of a Write with nothing to do.
func (s *Site) unchanged(m manifest) Report {
	return Report{Unchanged: len(m.Files), Warnings: s.warnings(m.Lost), Blocks: m.Blocks}
}

// hasPages tells whether any page from Notion is on the site.
func (s *Site) hasPages() bool {
	return slices.ContainsFunc(s.all, func(n *node) bool { return n.page != nil })
}

// wouldEmpty is the error of writing a site without pages over one with pages.
func (s *Site) wouldEmpty(dir string) error {
	return fmt.Errorf("the site would lose all its pages, so %s stays as it is: %s; if the site is to be empty, delete that folder first", dir, s.whyEmpty())
}

// whyEmpty says what to do about a site without pages.
func (s *Site) whyEmpty() string {
	if held := len(s.heldBack); held > 0 {
		return fmt.Sprintf("pages that are held back: %d; publish one, or build with --drafts", held)
	}
	return "see that the sources hold pages, that filters let them through, and that they are shared with the connection"
}
