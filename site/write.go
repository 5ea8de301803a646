package site

import (
	"context"
	"errors"
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

	changed []string
}

// Write makes the folder dir hold the site. It reads bodies one page at a time,
// renders everything, and only then touches the files that differ. An error, or
// a ctx that is done before that, leaves the folder as it was.
//
// Files in dir that Galley did not write are never changed: one that is in the
// way is an error that names it.
func (s *Site) Write(ctx context.Context, dir string) (Report, error) {
	return s.write(ctx, dir, nil)
}

func (s *Site) write(ctx context.Context, dir string, step func(string) error) (report Report, err error) {
	if err := s.config.CheckFolder(dir); err != nil {
		return Report{}, err
	}
	inputs, err := s.inputs(ctx)
	if err != nil {
		return Report{}, err
	}
	if m, ok := s.upToDate(ctx, dir, inputs); ok {
		return Report{Unchanged: len(m.Files), Warnings: s.warnings(m.Lost)}, nil
	}
	st, err := openStage(dir)
	if err != nil {
		return Report{}, err
	}
	st.step = step
	defer func() { err = errors.Join(err, st.close()) }()
	r := newRun(s, st)
	if err := r.render(ctx); err != nil {
		return Report{}, err
	}
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	lost := r.losses()
	report, err = st.commit(inputs, lost)
	if err != nil {
		return Report{}, err
	}
	report.Warnings = s.warnings(lost)
	for _, name := range report.changed {
		report.URLs = append(report.URLs, s.url(strings.TrimSuffix(name, "index.html")))
	}
	slices.Sort(report.URLs)
	return report, nil
}
