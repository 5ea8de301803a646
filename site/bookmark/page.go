package bookmark

import (
	"context"
	"mime"
	"net/url"
)

const (
	maxPage  = 2 << 20 // bytes of a page that are read
	maxIcons = 2       // that are tried
)

// page reads a page; what cannot be read is a card without what it would say.
func (r *run) page(ctx context.Context, address string) entry {
	failed := entryAt(r.now().Add(failedFor))
	u, err := url.Parse(address)
	if err != nil {
		return failed
	}
	done, err := r.host(ctx, u.Host)
	if err != nil {
		return failed
	}
	defer done()
	got, err := r.client.get(ctx, u, "text/html, application/xhtml+xml;q=0.9", maxPage, false)
	if err != nil {
		return failed
	}
	found := entryAt(r.now().Add(foundFor))
	found.Card = new(Card)
	if kind, _, _ := mime.ParseMediaType(got.contentType); kind != "text/html" && kind != "application/xhtml+xml" {
		return found // a file says nothing of itself
	}
	says := parseHead(got.url, got.contentType, got.body)
	found.Card.Title, found.Card.Description = says.title, says.description
	found.Card.Icon = r.firstPicture(ctx, iconForm, says.icons[:min(len(says.icons), maxIcons)]...)
	found.Card.Image = r.firstPicture(ctx, imageForm, says.image)
	return found
}

// firstPicture gives the first of some pictures that can be had; nil for none.
func (r *run) firstPicture(ctx context.Context, as form, addresses ...string) *Picture {
	for _, address := range addresses {
		if address == "" {
			continue
		}
		if p := r.picture(ctx, as, address); p != nil {
			return p
		}
	}
	return nil
}
