package site

import (
	"context"
	"fmt"
	"time"

	"galley/fetch"
	"galley/notion"
	"galley/render"
	"galley/site/bookmark"
)

// cards are what pages of the web say of themselves, by address, with their
// pictures as files of the site.
type cards struct {
	byAddress map[string]webCard
	until     time.Time // when some of it should be read again; zero for never
	asked     int       // requests that were sent for it
}

type webCard struct {
	title, description string
	icon, image        *media // nil for none
}

// readCards reads what the bookmarks and embeds of the site lead to, if the
// configuration asks for that. Every body is read for it before it is rendered:
// what is slow then waits for all at once.
func (s *Site) readCards(ctx context.Context) (cards, error) {
	c := cards{byAddress: map[string]webCard{}}
	if s.opts.Bookmarks == nil {
		return c, nil
	}
	var addresses []string
	for _, n := range s.reading {
		if n.page == nil {
			continue
		}
		if err := ctx.Err(); err != nil {
			return c, err
		}
		if s.isLocal(n.id) {
			continue // Markdown has no bookmarks
		}
		blocks, err := s.blocks(n.id)
		if err != nil {
			return c, fmt.Errorf("reading the body of %q (%s): %w", n.title, n.id.URL(), err)
		}
		if showsWeb(blocks) {
			addresses = append(addresses, render.New(blocks, render.Options{Providers: s.config.providers}).WebAddresses()...)
		}
	}
	found, err := s.opts.Bookmarks.Read(ctx, addresses)
	if err != nil {
		return c, fmt.Errorf("reading the pages that bookmarks lead to: %w", err)
	}
	c.until, c.asked = found.Until, found.Asked
	for address, card := range found.Cards {
		c.byAddress[address] = webCard{card.Title, card.Description, cardMedia(card.Icon, "icon.png"), cardMedia(card.Image, "card.jpg")}
	}
	return c, nil
}

// showsWeb tells whether there is a block that may be a card or a facade.
func showsWeb(blocks []notion.Block) bool {
	for i := range blocks {
		b := &blocks[i]
		if b.Bookmark != nil || b.LinkPreview != nil || b.Embed != nil || b.Video != nil || b.Audio != nil || showsWeb(b.Children) {
			return true
		}
	}
	return false
}

// cardMedia gives a picture its place on the site.
func cardMedia(p *bookmark.Picture, name string) *media {
	if p == nil {
		return nil
	}
	return &media{path: "files/" + p.Hash[:16] + "-" + name, File: fetch.File{
		Path: p.Path, Name: name, Hash: p.Hash, ContentType: p.ContentType, Size: p.Size, Width: p.Width, Height: p.Height,
	}}
}

// Card gives what a page of the web says of itself. See render.Resolver.
func (w *pageWriter) Card(address string) (render.Card, bool) {
	c, ok := w.run.cards.byAddress[address]
	if !ok {
		return render.Card{}, false
	}
	return render.Card{Title: c.title, Description: c.description, Icon: w.cardFile(c.icon), Image: w.cardFile(c.image)}, true
}

func (w *pageWriter) cardFile(m *media) render.File {
	if m == nil {
		return render.File{}
	}
	w.run.use(m)
	return render.File{URL: w.absolute(m.path), Name: m.Name, ContentType: m.ContentType, Size: m.Size, Width: m.Width, Height: m.Height}
}
