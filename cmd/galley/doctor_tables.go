package main

import (
	"context"
	"fmt"
	"strings"

	"galley/fetch"
	"galley/notion"
	"galley/site"
)

// tables says of each data source of a source which properties matched, and
// which did not.
func (d *doctor) tables(ctx context.Context, i int, source fetch.Source, title string) {
	tables, err := d.dataSources(ctx, source)
	if notion.IsLinkedDatabase(err) || err == nil && len(tables) == 0 {
		d.problem(fmt.Sprintf("%q is a linked view of a database that lives elsewhere", title),
			"open the original database in Notion, share it with the connection, and copy its link")
		return
	}
	if err != nil {
		d.failed(fmt.Sprintf("reading %q", title), err)
		return
	}
	for _, table := range tables {
		found, err := site.MatchProperties(table, &d.config.Source[i])
		if err != nil {
			d.problem(err.Error(), "")
			continue
		}
		d.ok("%s: %q: %s", words(string(source.Kind)), notion.PlainText(table.Title), matched(found))
	}
}

func (d *doctor) dataSources(ctx context.Context, source fetch.Source) ([]*notion.DataSource, error) {
	ids := []notion.ID{source.ID}
	if source.Kind == fetch.KindDatabase && d.client.Version().HasDataSources() {
		database, err := d.client.Database(ctx, source.ID)
		if err != nil {
			return nil, err
		}
		ids = ids[:0]
		for _, ref := range database.DataSources {
			ids = append(ids, ref.ID)
		}
	}
	tables := make([]*notion.DataSource, len(ids))
	for i, id := range ids {
		var err error
		if tables[i], err = d.client.DataSource(ctx, id); err != nil {
			return nil, err
		}
	}
	return tables, nil
}

// matched says which property plays which role, and which role none plays.
func matched(found site.Matches) string {
	var parts []string
	for _, role := range []site.Role{
		site.RoleTitle, site.RoleSlug, site.RoleDate, site.RoleTags, site.RoleDescription, site.RoleAuthors,
		site.RoleStatus, site.RolePublished, site.RoleDraft, site.RoleCover, site.RoleSeries, site.RoleAliases, site.RoleLanguage, site.RoleTranslations,
		site.RoleNoIndex,
	} {
		if m, ok := found[role]; ok {
			parts = append(parts, fmt.Sprintf("%s = %q", role, m.Property))
		}
	}
	text := strings.Join(parts, ", ")
	if missing := found.Missing(); len(missing) > 0 {
		names := make([]string, len(missing))
		for i, role := range missing {
			names[i] = string(role)
		}
		text += "; not found: " + strings.Join(names, ", ")
	}
	return text
}
