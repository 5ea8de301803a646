package site

import (
	"galley/fetch"
	"galley/notion"
)

// readRow reads what the properties of a page say about it. It is false for a
// page that is held back.
func (p *planner) readRow(n *node) bool {
	page := n.page
	m := p.match(page, n.source)
	n.matches = m
	if title, ok := m[RoleTitle]; ok && title.Configured && title.Type != "title" {
		v := page.Properties[title.Property]
		n.titleRT = v.RichText
		n.title = oneLine(plainValue(v))
	}
	if n.title == "" {
		n.title = p.titleOf(n.titleRT)
	}
	if date, ok := m[RoleDate]; ok {
		n.date, _ = dateValue(page.Properties[date.Property])
	}
	if reason, due := p.held(page, m, n.date); reason != "" {
		if !p.opts.Drafts && !p.config.Source[n.source].Drafts {
			p.heldBack = append(p.heldBack, Held{page.ID, n.title, p.where(page.ID, ""), reason, due})
			return false
		}
		n.draft = true
	}
	n.draft = n.draft || n.parent != nil && n.parent.draft
	p.readRest(n)
	return true
}

func (p *planner) readRest(n *node) {
	properties, slugger := n.page.Properties, p.config.slugger()
	if m, ok := n.matches[RoleSlug]; ok {
		n.segments = slugger.path(plainValue(properties[m.Property]))
		n.slugged = len(n.segments) > 0
	}
	if m, ok := n.matches[RoleLanguage]; ok {
		n.language = p.readLanguage(n, m)
	}
	if m, ok := n.matches[RoleTranslations]; ok {
		for _, r := range properties[m.Property].Relation {
			n.translations = append(n.translations, r.ID)
		}
	}
	if m, ok := n.matches[RoleAliases]; ok {
		n.aliases = p.readAliases(n, properties[m.Property])
	}
	if s := slugger.make(n.title); len(n.segments) == 0 && s != "" && n.title != p.word("untitled") {
		n.segments = []string{s}
	}
	if p.opts.Local.page(n.id) != nil {
		p.localAddress(n)
	}
	if m, ok := n.matches[RoleTags]; ok {
		n.tags = choices(properties[m.Property])
	}
	if m, ok := n.matches[RoleDescription]; ok {
		n.description = oneLine(plainValue(properties[m.Property]))
	}
	if m, ok := n.matches[RoleAuthors]; ok {
		n.authors = p.authors(properties[m.Property])
	}
	if m, ok := n.matches[RoleNoIndex]; ok {
		n.noIndex = checked(n.page, m)
	}
	n.cover = n.page.Cover
	if m, ok := n.matches[RoleCover]; ok {
		if f := coverValue(properties[m.Property]); f != nil {
			n.cover = f
		}
	}
}

// match finds the roles of a page's properties: by the schema of the table that
// it is a row of, or, when that is not known, by the properties that it has.
// What does not fit the configuration becomes a problem.
func (p *planner) match(page *fetch.Page, source int) Matches {
	table, known := p.tables[page.Owner]
	if known {
		if m, ok := p.matches[matchKey{page.Owner, source}]; ok {
			return m
		}
	}
	s := &p.config.Source[source]
	if !known {
		schema := map[string]notion.Property{}
		for name, v := range page.Properties {
			schema[name] = notion.Property{Name: name, Type: v.Type}
		}
		m, _ := match(schema, s.Properties)
		return m
	}
	m, wrong := match(table.Properties, s.Properties)
	if s.source.Kind == fetch.KindDatabase || s.source.Kind == fetch.KindDataSource {
		p.problems = append(p.problems, s.mismatches(&table.DataSource, wrong)...)
	} // else its settings are for all tables of a tree, and fit some of them
	p.matches[matchKey{page.Owner, source}] = m
	return m
}

// authors reads people, or names that were written or chosen.
func (p *planner) authors(v notion.PropertyValue) []author {
	var authors []author
	add := func(u *notion.User) {
		if u == nil {
			return
		}
		if name := orDefault(u.Name, p.snapshot.Users[u.ID].Name); name != "" {
			authors = append(authors, author{name, webURL(orDefault(u.AvatarURL, p.snapshot.Faces[u.ID]))})
		}
	}
	for i := range v.People {
		add(&v.People[i])
	}
	add(v.CreatedBy)
	add(v.LastEditedBy)
	if len(authors) > 0 {
		return authors
	}
	if options := choices(v); len(options) > 0 {
		for _, o := range options {
			authors = append(authors, author{name: o.Name})
		}
		return authors
	}
	if name := oneLine(plainValue(v)); name != "" {
		authors = append(authors, author{name: name})
	}
	return authors
}

func coverValue(v notion.PropertyValue) *notion.File {
	switch {
	case len(v.Files) > 0:
		return &v.Files[0]
	case v.URL != nil && webURL(*v.URL) != "":
		return &notion.File{Type: "external", External: &notion.URLObject{URL: *v.URL}}
	}
	return nil
}
