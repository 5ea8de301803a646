package site

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"

	"galley/fetch"
	"galley/notion"
	"galley/site/feed"
	"galley/site/search"
	"galley/theme"

	"golang.org/x/sync/errgroup"
)

// run is one writing of a site.
type run struct {
	site   *Site
	stage  *stage
	view   theme.Site
	search *search.Index // nil when there is none
	nav    map[*node]*theme.NavItem
	policy *policies
	index  map[*node]int // of pages in Site.reading
	facts  []facts       // by that index

	related map[*node][]*node // posts that are about the same
	cards   cards             // of bookmarks
	faces   map[string]*media // of authors, by the keys of their links
	social  *social
	images  *darkroom
	places  []feedPlace // what has feeds

	mu       sync.Mutex
	used     map[*media]bool
	made     map[string]fetch.File // files that were made of pictures, by their places
	pictures map[string][]byte     // icons that were data, by the names of their files
	reached  map[notion.ID]bool    // blocks that have an anchor
	aims     []aim
	anchors  map[*node][]string   // of local pages to which a link with a fragment leads
	expected map[string][]address // of local pages, by what they lead to
	lost     map[loss]bool
	blocks   map[string]int // by type
}

func newRun(ctx context.Context, s *Site, st *stage) *run {
	r := &run{
		site: s, stage: st, index: map[*node]int{}, facts: make([]facts, len(s.reading)),
		used: map[*media]bool{}, made: map[string]fetch.File{}, pictures: map[string][]byte{}, reached: map[notion.ID]bool{}, lost: map[loss]bool{}, blocks: map[string]int{},
		anchors: map[*node][]string{}, expected: map[string][]address{},
	}
	for i, n := range s.reading {
		r.index[n] = i
	}
	if s.writes(FormatHTML) {
		r.related = relate(s.reading)
	}
	r.images = newDarkroom(ctx, s)
	r.developIcons()
	r.navigation()
	r.social = s.newSocial(st)
	c := s.config.Site
	r.view = theme.Site{
		Title: c.Title, Description: c.Description, Language: c.Language, Dir: direction(c.Language),
		BaseURL: c.BaseURL, Home: s.url(""), Version: s.opts.Version,
		Menu: r.menu(), Tree: r.tree(), Tags: s.themeTags(),
		Series: s.themeSeries(),
	}
	if len(s.dated()) > 0 {
		r.view.Archive = s.url(archivePath)
	}
	if s.opts.Theme != nil {
		r.view.Settings = s.opts.Theme.Settings()
		r.policy = newPolicies(&s.config.Policy, s.opts.Theme.InlineScripts())
		r.view.CSS, r.view.JS = s.url(s.opts.Theme.Stylesheet()), s.url(s.opts.Theme.Script())
		r.view.Icons = s.themeIcons()
		r.view.Math = s.module(s.opts.Theme.ModuleStyle("math"))
	}
	for _, p := range s.feedPlaces() {
		r.places = append(r.places, p)
		if p.path == "" {
			r.view.Feeds = s.themeFeeds(p)
		}
	}
	if slices.ContainsFunc(r.view.Feeds, func(f theme.Feed) bool { return f.Type == feed.RSS.MediaType }) {
		r.view.Feed = s.url(feed.RSS.File)
	}
	r.openSearch()
	return r
}

// render writes everything into the stage.
func (r *run) render(ctx context.Context) error {
	group, pages := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, n := range r.site.reading {
		if n.page == nil {
			continue
		}
		group.Go(func() error {
			if err := pages.Err(); err != nil {
				return err
			}
			return r.page(i)
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	if r.site.writes(FormatHTML) {
		if err := r.rest(ctx); err != nil {
			return err
		}
	}
	if err := r.images.failed(); err != nil {
		return err
	}
	r.checkImages()
	if err := r.copyMedia(ctx); err != nil {
		return err
	}
	if !r.site.writes(FormatHTML) {
		return nil
	}
	if err := r.copyStatic(); err != nil {
		return err
	}
	r.checkAddresses()
	return nil
}

// rest writes what needs all pages to be read, or none.
func (r *run) rest(ctx context.Context) error {
	if err := r.lists(ctx); err != nil {
		return err
	}
	r.checkShown()
	if err := r.others(); err != nil {
		return err
	}
	if err := r.feeds(ctx); err != nil {
		return err
	}
	for _, write := range []func() error{r.sitemap, r.robots, r.llms, r.redirect, r.writeSearch, r.icons, r.headers} {
		if err := write(); err != nil {
			return err
		}
	}
	r.checkCards()
	for _, asset := range r.site.opts.Theme.Assets() {
		if err := r.stage.put(asset.Name, asset.Data); err != nil {
			return err
		}
	}
	return r.stage.put(".nojekyll", nil) // or GitHub Pages leaves files out
}

// copyMedia stages the files that pages show.
func (r *run) copyMedia(ctx context.Context) error {
	if err := r.putPictures(); err != nil {
		return err
	}
	for _, place := range slices.Sorted(maps.Keys(r.made)) {
		if err := r.stage.copy(place, r.made[place]); err != nil {
			return fmt.Errorf("copying the picture %q: %w", place, err)
		}
	}
	byPath := map[string]*media{}
	for m := range r.used {
		byPath[m.path] = m
	}
	for _, p := range slices.Sorted(maps.Keys(byPath)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		m := byPath[p]
		if m.static {
			continue
		}
		if m.active {
			r.warn(fetch.Warning{
				Kind: fetch.WarnFile,
				Text: fmt.Sprintf("the drawing %q is given as text, since it holds a script or refers to other files", m.Name),
				Hint: "upload it as PNG, or as an SVG without scripts",
			})
		}
		if err := r.stageMedia(m); err != nil {
			return fmt.Errorf("copying the file %q: %w", m.Name, err)
		}
	}
	return nil
}

func (r *run) use(m *media) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.used[m] = true
}

func (r *run) reach(block notion.ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reached[block] = true
}
