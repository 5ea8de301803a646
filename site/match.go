package site

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"galley/notion"
)

// Role is what a property is for.
type Role string

// The roles, as they are called in [source.properties].
const (
	RoleTitle        Role = "title"
	RoleSlug         Role = "slug"
	RoleDate         Role = "date"
	RoleTags         Role = "tags"
	RoleDescription  Role = "description"
	RoleAuthors      Role = "authors"
	RoleStatus       Role = "status"    // a choice that may be called Draft
	RolePublished    Role = "published" // a box; configured as status
	RoleDraft        Role = "draft"     // a box that says the opposite; configured as status
	RoleCover        Role = "cover"
	RoleSeries       Role = "series"  // a row of posts to be read in order
	RoleAliases      Role = "aliases" // addresses of a former site
	RoleNoIndex      Role = "noindex" // a box that keeps a page out of searches
	RoleLanguage     Role = "language"
	RoleTranslations Role = "translations"
)

// Match is a property that plays a role.
type Match struct {
	Property   string // its name
	Type       string // Notion's property type
	Configured bool   // by [source.properties]; else found by name and type
}

// Matches says which properties of a data source play which roles. A role that
// no property plays is missing.
type Matches map[Role]Match

// Missing lists the roles that nothing was found for, in the order of the
// documentation. One of status, published and draft is enough, and few sites have
// series, aliases or translations.
func (m Matches) Missing() []Role {
	var missing []Role
	for _, rule := range rules {
		_, ok := m[rule.role]
		switch {
		case ok, slices.Contains(rare, rule.role), rule.decides() && (m.decides() || rule.role != RoleStatus):
		default:
			missing = append(missing, rule.role)
		}
	}
	return missing
}

// rare are the roles that most sites can do without.
var rare = []Role{RoleSeries, RoleAliases, RoleNoIndex, RoleLanguage, RoleTranslations}

// rule is how a role is found without configuration.
type rule struct {
	role  Role
	names []string // the first that exists wins; compared without case
	types []string // that it may have when it is found by name
	more  []string // that it may also have when it is configured
}

var rules = []rule{
	{RoleTitle, nil, []string{"title"}, []string{"rich_text", "formula"}},
	{RoleSlug, []string{"slug", "permalink", "url path"}, []string{"rich_text", "formula"}, []string{"url", "unique_id", "title"}},
	{RoleDate, []string{"date", "published", "publish date", "published on", "published at"}, []string{"date", "created_time", "formula", "rollup"}, []string{"last_edited_time"}},
	{RoleTags, []string{"tags", "tag", "categories", "category", "topics", "topic"}, []string{"multi_select", "select"}, nil},
	{RoleDescription, []string{"summary", "description", "excerpt"}, []string{"rich_text", "formula"}, nil},
	{RoleAuthors, []string{"author", "authors"}, []string{"people", "created_by", "rich_text", "select", "multi_select"}, []string{"last_edited_by"}},
	{RoleStatus, []string{"status"}, []string{"status", "select"}, nil},
	{RolePublished, []string{"published", "public", "publish"}, []string{"checkbox"}, nil},
	{RoleDraft, []string{"draft"}, []string{"checkbox"}, nil},
	{RoleCover, []string{"cover", "image", "cover image"}, []string{"files", "url"}, nil},
	{RoleLanguage, []string{"language", "lang", "locale"}, []string{"select", "rich_text", "formula"}, []string{"status"}},
	{RoleTranslations, []string{"translations", "translation", "translation of"}, []string{"relation"}, nil},
	{RoleAliases, []string{"aliases", "alias", "redirect from", "old urls"}, []string{"rich_text", "multi_select", "formula"}, []string{"url"}},
	{RoleSeries, []string{"series"}, []string{"relation", "select", "rich_text"}, []string{"multi_select", "formula"}},
	{RoleNoIndex, []string{"noindex", "no index", "hide from search", "exclude from search"}, []string{"checkbox"}, nil},
}

// MatchProperties finds which properties of a data source play which roles: as
// the source's configuration says, else by name and type. A configured name
// that does not exist, or that has a type unfit for its role, is a
// *ConfigError, which lists the properties that there are.
func MatchProperties(ds *notion.DataSource, s *SourceConfig) (Matches, error) {
	m, wrong := match(ds.Properties, s.Properties)
	if len(wrong) == 0 {
		return m, nil
	}
	return nil, &ConfigError{Problems: s.mismatches(ds, wrong)}
}

// mismatches shows in the file what does not fit a data source.
func (s *SourceConfig) mismatches(ds *notion.DataSource, wrong []mismatch) []Problem {
	var problems []Problem
	for _, w := range wrong {
		at := s.doc.spanAt(join(s.at, "properties."+string(w.role)))
		problems = append(problems, s.doc.problem(at, w.message(notion.PlainText(ds.Title)), propertyList(ds.Properties)))
	}
	return problems
}

// mismatch is a configured property that cannot play its role.
type mismatch struct {
	role Role
	name string
	have string // its type, "" when it does not exist
	want []string
}

func (w mismatch) message(table string) string {
	if w.have == "" {
		return fmt.Sprintf("%q has no property %q", table, w.name)
	}
	return fmt.Sprintf("the property %q of %q is of type %s, and %s has to be %s", w.name, table, w.have, w.role, strings.Join(w.want, " or "))
}

// match does the matching; what is configured and does not fit is left to be
// found by name.
func match(properties map[string]notion.Property, configured PropertiesConfig) (Matches, []mismatch) {
	m := Matches{}
	wrong := m.configured(properties, configured)
	explicit := m.decides() // then no other property does
	for _, r := range rules {
		if _, ok := m[r.role]; ok || explicit && r.decides() {
			continue
		}
		if name, ok := r.find(properties); ok {
			m[r.role] = Match{Property: name, Type: properties[name].Type}
		}
	}
	return m, wrong
}

// decides tells whether the role says if a page is published.
func (r rule) decides() bool {
	return r.role == RoleStatus || r.role == RolePublished || r.role == RoleDraft
}

func (m Matches) decides() bool {
	for _, r := range rules {
		if _, ok := m[r.role]; ok && r.decides() {
			return true
		}
	}
	return false
}

func (m Matches) configured(properties map[string]notion.Property, configured PropertiesConfig) []mismatch {
	var wrong []mismatch
	for _, r := range rules {
		name := configured.name(r.role)
		if name == "" {
			continue
		}
		role, types := r.role, append(slices.Clone(r.types), r.more...)
		have := properties[name].Type
		if role == RoleStatus {
			types = append(types, "checkbox")
			if have == "checkbox" {
				role = RolePublished
			}
			if have == "checkbox" && strings.EqualFold(name, "draft") {
				role = RoleDraft
			}
		}
		if !slices.Contains(types, have) {
			wrong = append(wrong, mismatch{r.role, name, have, types})
			continue
		}
		m[role] = Match{Property: name, Type: have, Configured: true}
	}
	return wrong
}

// name gives what is configured for a role.
func (p PropertiesConfig) name(r Role) string {
	return map[Role]string{
		RoleTitle: p.Title, RoleSlug: p.Slug, RoleDate: p.Date, RoleTags: p.Tags,
		RoleDescription: p.Description, RoleAuthors: p.Authors, RoleStatus: p.Status, RoleCover: p.Cover, RoleSeries: p.Series,
		RoleAliases: p.Aliases, RoleLanguage: p.Language, RoleTranslations: p.Translations, RoleNoIndex: p.NoIndex,
	}[r]
}

// find looks for a property by name and type. Names that differ only in case
// are taken in alphabetical order.
func (r rule) find(properties map[string]notion.Property) (string, bool) {
	sorted := slices.Sorted(maps.Keys(properties))
	if r.names == nil {
		for _, name := range sorted {
			if slices.Contains(r.types, properties[name].Type) {
				return name, true
			}
		}
	}
	for _, want := range r.names {
		for _, name := range sorted {
			if strings.EqualFold(strings.TrimSpace(name), want) && slices.Contains(r.types, properties[name].Type) {
				return name, true
			}
		}
	}
	return "", false
}

// propertyList names the properties that there are, with their types.
func propertyList(properties map[string]notion.Property) string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		list = append(list, fmt.Sprintf("%s (%s)", name, properties[name].Type))
	}
	return "its properties are " + strings.Join(list, ", ")
}
