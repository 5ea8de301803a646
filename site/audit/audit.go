// Package audit looks for links of a built site that lead nowhere.
//
//	report, err := audit.Check(ctx, "public", audit.Options{BaseURL: "https://notes.example.com/"})
//
// [Check] reads every HTML and XML file in the folder: pages, the sitemap, feeds.
// Every link, picture, script and style within the site must have its file, and
// every fragment its anchor. Addresses elsewhere are asked for only on demand,
// see [Options.Outer].
package audit

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Options change what Check does.
type Options struct {
	BaseURL string // of the site: absolute, with a slash at its end
	// Outer asks for addresses elsewhere too: each once, few at a time, and one
	// at a time of each host.
	Outer  bool
	Client *http.Client // for that; nil for one that gives up after some seconds
	Agent  string       // the User-Agent to ask as
	// Progress is told how many addresses elsewhere have been asked for.
	Progress func(done, total int)
}

// Problem is a link that leads nowhere.
type Problem struct {
	File   string // that has the link, below the folder
	Link   string // as it stands in the file
	Text   string // of the link, "" when it has none
	Reason string // "there is no such file"
	// Doubtful says that the host refused to tell: it may let people in.
	Doubtful bool
}

// Report is what Check found.
type Report struct {
	Files    int // that were read
	Inner    int // links within the site
	Outer    int // addresses elsewhere, each counted once
	Problems []Problem
}

// site is what is known of a folder.
type site struct {
	base  *url.URL
	files map[string]bool     // by their path in the folder
	ids   map[string][]string // anchors of HTML files, sorted

	mu    sync.Mutex
	found Report
	outer map[string]Problem // addresses elsewhere, with the first place that has each
}

// reference is something in a file that refers to something else.
type reference struct {
	link, text string
}

// document is what a file of the site says.
type document struct {
	name string
	ids  []string
	refs []reference
	base string // of <base href>
}

// Check reads the site in the folder dir. The error is that of reading the
// folder, or of ctx; links that lead nowhere are in the report, by file.
func Check(ctx context.Context, dir string, o Options) (Report, error) {
	base, err := url.Parse(o.BaseURL)
	if err != nil {
		return Report{}, fmt.Errorf("checking the site: %w", err)
	}
	s := &site{base: base, files: map[string]bool{}, ids: map[string][]string{}, outer: map[string]Problem{}}
	documents, err := s.read(ctx, dir)
	if err != nil {
		return Report{}, fmt.Errorf("checking the site in %s: %w", dir, err)
	}
	for _, d := range documents {
		s.check(d)
	}
	s.found.Files, s.found.Outer = len(documents), len(s.outer)
	if o.Outer {
		if err := s.ask(ctx, o); err != nil {
			return Report{}, fmt.Errorf("checking addresses elsewhere: %w", err)
		}
	}
	slices.SortFunc(s.found.Problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Link, b.Link), strings.Compare(a.Text, b.Text))
	})
	s.found.Problems = slices.Compact(s.found.Problems)
	return s.found, nil
}

// read reads all documents of a folder.
func (s *site) read(ctx context.Context, dir string) ([]document, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	var names []string
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(entry.Name(), ".") && entry.IsDir():
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		s.files[name] = true
		if parserOf(name) != nil {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	documents := make([]document, len(names))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			data, err := root.ReadFile(name)
			documents[i] = parserOf(name)(data)
			documents[i].name = name
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	for _, d := range documents {
		s.ids[d.name] = d.ids
	}
	if s.files[redirectsName] {
		text, err := root.ReadFile(redirectsName)
		if err != nil {
			return nil, err
		}
		s.redirects(string(text))
	}
	return documents, nil
}

// redirectsName is the file in which Netlify and Cloudflare Pages find redirects.
const redirectsName = "_redirects"

// redirects takes the addresses that the host redirects for files that are there.
func (s *site) redirects(text string) {
	for line := range strings.Lines(text) {
		if fields := strings.Fields(line); len(fields) > 1 {
			if from, err := url.Parse(fields[0]); err == nil {
				name := strings.TrimPrefix(from.Path, s.base.Path)
				if name == "" || strings.HasSuffix(name, "/") {
					name += "index.html"
				}
				s.files[name] = true
			}
		}
	}
}

// parserOf gives what reads a file; nil for files without links.
func parserOf(name string) func([]byte) document {
	switch path.Ext(name) {
	case ".html":
		return parseHTML
	case ".xml":
		return parseXML
	}
	return nil
}

// check looks where the references of a document lead.
func (s *site) check(d document) {
	page := &url.URL{Scheme: s.base.Scheme, Host: s.base.Host, Path: s.base.Path + strings.TrimSuffix(d.name, "index.html")}
	if d.base != "" {
		if base, err := page.Parse(d.base); err == nil {
			page = base
		}
	}
	for _, ref := range d.refs {
		target, err := page.Parse(strings.TrimSpace(ref.link))
		switch {
		case err != nil:
			s.problem(d, ref, "it is not an address")
		case target.Scheme != "http" && target.Scheme != "https": // mailto: and the like
		case target.Host != s.base.Host:
			s.leadsOut(d, ref, target)
		default:
			s.found.Inner++
			if reason := s.leads(target); reason != "" {
				s.problem(d, ref, reason)
			}
		}
	}
}

func (s *site) problem(d document, ref reference, reason string) {
	s.found.Problems = append(s.found.Problems, Problem{File: d.name, Link: ref.link, Text: ref.text, Reason: reason})
}

func (s *site) leadsOut(d document, ref reference, target *url.URL) {
	bare := *target
	bare.Fragment, bare.RawFragment = "", ""
	if _, known := s.outer[bare.String()]; !known {
		s.outer[bare.String()] = Problem{File: d.name, Link: ref.link, Text: ref.text}
	}
}

// leads gives the reason why an address of the site leads nowhere; "" when it
// leads somewhere.
func (s *site) leads(target *url.URL) string {
	name, below := strings.CutPrefix(target.Path, s.base.Path)
	if target.Path+"/" == s.base.Path { // the site itself, without its slash
		name, below = "", true
	}
	if !below {
		return fmt.Sprintf("it leads out of the site, which begins at %s", s.base.Path)
	}
	file, ok := s.fileOf(name)
	if !ok {
		return "there is no such file"
	}
	fragment := target.Fragment
	ids, isDocument := s.ids[file]
	if fragment == "" || !isDocument || strings.EqualFold(fragment, "top") || strings.Contains(fragment, ":~:") {
		return ""
	}
	if _, found := slices.BinarySearch(ids, fragment); !found {
		return "there is no such anchor on the page"
	}
	return ""
}

// fileOf gives the file that a server sends for a path: a page for its folder,
// with or without the slash.
func (s *site) fileOf(name string) (string, bool) {
	candidates := []string{name, strings.TrimSuffix(name, "/") + "/index.html", name + ".html"}
	if name == "" || strings.HasSuffix(name, "/") {
		candidates = []string{name + "index.html"}
	}
	for _, c := range candidates {
		if s.files[c] {
			return c, true
		}
	}
	return "", false
}
