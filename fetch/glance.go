package fetch

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"galley/notion"

	"golang.org/x/sync/errgroup"
)

const (
	// glanceOverlap is how much of what was looked at before is looked at again:
	// two clocks tell the times, and a search may be late.
	glanceOverlap = 5 * time.Minute
	// glanceLimit is how long ago the last look may be.
	glanceLimit = time.Hour
	// onePage is how many rows a list of one page has.
	onePage = 100
)

// glance is what was edited since the last look.
type glance struct {
	mu      sync.Mutex
	pages   map[notion.ID]*notion.Page       // as they are now
	tables  map[notion.ID]*notion.DataSource // likewise
	rows    map[string]map[notion.ID]bool    // of queries that were not asked again: whether an edited row belongs there
	queries map[string]bool                  // to be asked again
	lists   map[notion.ID]bool               // pages whose lists are to be read: what stands there has another title
	homes   map[notion.ID]bool               // pages on which there is something new
	lost    bool                             // only lists can tell where something belongs
}

// nothing tells that nothing is new. It is false for nil, which is no look.
func (g *glance) nothing() bool {
	return g != nil && len(g.pages)+len(g.tables)+len(g.rows)+len(g.queries) == 0
}

// glances looks for what is new, if that is wanted and can be enough; else it
// gives nil. What it gives is in r.glance too.
func (r *run) glances(ctx context.Context) (*glance, error) {
	if !r.options.Glance || r.options.Full || !r.last.complete(r.sources) || r.start.Sub(r.seen()) > glanceLimit {
		return nil, nil
	}
	g := &glance{
		pages: map[notion.ID]*notion.Page{}, tables: map[notion.ID]*notion.DataSource{}, rows: map[string]map[notion.ID]bool{},
		queries: map[string]bool{}, lists: map[notion.ID]bool{}, homes: map[notion.ID]bool{},
	}
	own := r.ownQueries()
	for key := range own {
		// A list of one page costs no more than a look, and tells more.
		g.queries[key] = len(r.last.Queries[key].Rows) < onePage
	}
	maps.DeleteFunc(g.queries, func(_ string, short bool) bool { return !short })
	group, inner := errgroup.WithContext(ctx)
	for key := range own {
		if len(r.last.Queries[key].Rows) >= onePage {
			group.Go(func() error { return r.lookAtRows(inner, g, key) })
		}
	}
	if slices.ContainsFunc(r.sources, func(s Source) bool { return s.Kind == KindPage || s.Kind == KindSearch }) {
		group.Go(func() error { return r.lookAround(inner, g, own) })
	}
	err := group.Wait()
	if unreadable(err) {
		return nil, nil // a list will tell what is wrong
	}
	if err != nil {
		return nil, err
	}
	for id := range g.homes {
		g.lost = g.lost || g.pages[id] == nil
	}
	if g.lost {
		return nil, nil
	}
	r.glance = g
	return g, nil
}

// complete tells whether the state is that of a complete run over some sources,
// with nothing after it.
func (st *state) complete(sources []Source) bool {
	return st.sum != "" && !st.torn && slices.EqualFunc(st.Sources, sources, sameSource)
}

// seen is when the last look at all sources began.
func (r *run) seen() time.Time {
	if r.store.looked.After(r.last.Taken) {
		return r.store.looked
	}
	return r.last.Taken
}

// ownQueries gives the queries of data sources that are sources themselves.
func (r *run) ownQueries() map[string]bool {
	own := map[string]bool{}
	for i, s := range r.sources {
		if s.Kind != KindDatabase && s.Kind != KindDataSource {
			continue
		}
		for _, key := range r.last.Takes[i] {
			own[key] = r.last.Queries[key] != nil
		}
		for _, id := range r.last.Found[i] {
			if d := r.last.Databases[id]; d != nil && d.Linked {
				own[d.Query] = r.last.Queries[d.Query] != nil
			}
		}
	}
	for key, known := range own {
		if !known {
			delete(own, key)
		}
	}
	return own
}

// lookAtRows finds the edited rows of a data source: all of them, since one that
// was edited may have left the filter, and when there are any, those that the
// filter lets through.
func (r *run) lookAtRows(ctx context.Context, g *glance, key string) error {
	source := r.last.Queries[key].Source
	since := notion.TimeCondition{Timestamp: "last_edited_time", Test: "on_or_after", At: r.seen().Add(-glanceOverlap)}
	edited := map[notion.ID]*notion.Page{}
	list := func(filter []byte, each func(*notion.Page)) error {
		for _, filter := range notion.Narrow(filter, since) {
			err := r.listRows(ctx, source, filter, func(row notion.SearchResult) {
				if row.Page != nil && !row.Page.Trashed() && !row.Page.IsArchived {
					each(row.Page)
				}
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	if err := list(nil, func(p *notion.Page) {
		if r.isNews(p) {
			edited[p.ID] = p
		}
	}); err != nil || len(edited) == 0 {
		return err
	}
	passes := map[notion.ID]bool{}
	filter := key[len(source):]
	if filter != "" {
		if err := list([]byte(filter), func(p *notion.Page) { passes[p.ID] = true }); err != nil {
			return err
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	before := setOf(r.last.Queries[key].Rows)
	for id, page := range edited {
		if passes[id] = passes[id] || filter == ""; passes[id] {
			g.pages[id] = page
		}
		if passes[id] || before[id] {
			if g.rows[key] == nil {
				g.rows[key] = map[notion.ID]bool{}
			}
			g.rows[key][id] = passes[id]
		}
	}
	return nil
}

// isNews tells whether a look shows something new of a page. What is not known
// although it is older was not meant to be.
func (r *run) isNews(p *notion.Page) bool {
	old := r.last.Pages[p.ID]
	if old == nil {
		return r.isLate(p.LastEditedTime)
	}
	return p.LastEditedTime.After(old.Page.LastEditedTime) || p.LastEditedTime.Equal(old.Page.LastEditedTime) && !old.settled(p.LastEditedTime)
}

func (r *run) isLate(edited time.Time) bool { return !edited.Before(r.seen().Add(-settling)) }

// lookAround finds what was edited in all that the connection sees, and where it
// belongs. It is all that tells of pages below pages, and of the rows there.
func (r *run) lookAround(ctx context.Context, g *glance, own map[string]bool) error {
	done, err := r.request(ctx)
	if err != nil {
		return err
	}
	defer done()
	since := r.seen().Add(-glanceOverlap)
	latest := &notion.Sort{Timestamp: "last_edited_time", Direction: "descending"}
	for found, err := range r.client.Search(ctx, notion.SearchRequest{Sort: latest, Since: since}) {
		if err != nil {
			return err
		}
		g.mu.Lock()
		switch {
		case found.Page != nil && r.isNews(found.Page):
			r.placePage(g, found.Page, own)
		case found.DataSource != nil:
			r.placeTable(g, found.DataSource)
		}
		g.mu.Unlock()
	}
	return nil
}

// placePage finds out what an edited page means to the lists that are believed.
func (r *run) placePage(g *glance, p *notion.Page, own map[string]bool) {
	old := r.last.Pages[p.ID]
	for key, q := range r.last.Queries {
		if q.Source == p.Parent.ID() && !own[key] && (old == nil || len(key) > len(q.Source)) {
			g.queries[key] = true // it is new there, or may have left or passed a filter
		}
	}
	switch parent := p.Parent.ID(); {
	case p.Trashed() || p.IsArchived:
		g.lost = g.lost || old != nil
	case old != nil:
		g.pages[p.ID] = p
		if holder := r.last.held[p.ID]; holder != "" && titleOf(p) != titleOf(&old.Page) {
			g.lists[holder] = true
		}
	case r.last.Pages[parent] != nil:
		g.homes[parent] = true
	case p.Parent.Type != "block_id" && r.last.Tables[parent] == nil:
		g.lost = g.lost || r.isSearched(titleOf(p))
	}
}

// placeTable finds out what an edited data source means.
func (r *run) placeTable(g *glance, t *notion.DataSource) {
	database := t.Parent.DatabaseID
	old, known := r.last.Tables[t.ID]
	switch {
	case known && t.LastEditedTime.After(old.Source.LastEditedTime), known && old.Fetched.Sub(t.LastEditedTime) <= settling:
		g.tables[t.ID] = t
		if notion.PlainText(t.Title) != notion.PlainText(old.Source.Title) && r.last.held[database] != "" {
			g.lists[r.last.held[database]] = true
		}
	case known || !r.isLate(t.LastEditedTime):
	case r.last.Databases[database] != nil:
		g.lost = true
	case r.last.Pages[t.DatabaseParent.PageID] != nil:
		g.homes[t.DatabaseParent.PageID] = true
	case t.DatabaseParent.Type != "block_id":
		g.lost = g.lost || r.isSearched(notion.PlainText(t.Title))
	}
}

// isSearched tells whether a search that is a source may find a title.
func (r *run) isSearched(title string) bool {
	return slices.ContainsFunc(r.sources, func(s Source) bool {
		if s.Kind != KindSearch {
			return false
		}
		words := strings.Fields(strings.ToLower(s.Query))
		return len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return strings.Contains(strings.ToLower(title), w) })
	})
}
