package main

import (
	"context"
	"errors"

	"galley/notion"
)

// comments finds out whether comments may be read, if the site shows them.
// Whether there are any does not matter.
func (d *doctor) comments(ctx context.Context) {
	if !d.config.Site.Comments {
		return
	}
	for _, source := range d.config.Sources() {
		if source.ID == "" {
			continue
		}
		for _, err := range d.client.Comments(ctx, source.ID) {
			if errors.Is(err, notion.ErrRestricted) {
				d.problem("the connection may not read comments, which comments = true needs",
					"open the connection in Notion's settings → Connections → Capabilities, and tick Read comments")
				return
			}
			break
		}
		d.ok("capability: read comments")
		return
	}
}
