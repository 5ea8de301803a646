package site

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"galley/notion"
)

func schema(pairs ...string) map[string]notion.Property {
	properties := map[string]notion.Property{}
	for i := 0; i < len(pairs); i += 2 {
		properties[pairs[i]] = notion.Property{Name: pairs[i], Type: pairs[i+1]}
	}
	return properties
}

func TestPropertiesAreMatchedByNameAndType(t *testing.T) {
	cases := []struct {
		name       string
		properties map[string]notion.Property
		configured PropertiesConfig
		want       string // role=property, by role
	}{
		{"the usual names", schema("Name", "title", "Slug", "rich_text", "Date", "date", "Tags", "multi_select",
			"Summary", "rich_text", "Author", "people", "Status", "status", "Cover", "files"), PropertiesConfig{},
			"title=Name slug=Slug date=Date tags=Tags description=Summary authors=Author status=Status cover=Cover"},
		{"without case", schema("TITLE", "title", "URL path", "rich_text", "PUBLISH DATE", "date", "topics", "select"), PropertiesConfig{},
			"title=TITLE slug=URL path date=PUBLISH DATE tags=topics"},
		{"published is a date or a box", schema("N", "title", "published", "date", "Public", "checkbox"), PropertiesConfig{},
			"title=N date=published published=Public"},
		{"draft is a box", schema("N", "title", "Draft", "checkbox"), PropertiesConfig{}, "title=N draft=Draft"},
		{"not of a wrong type", schema("N", "title", "Tags", "number", "Date", "people", "Status", "rich_text"), PropertiesConfig{}, "title=N"},
		{"configuration wins", schema("N", "title", "Date", "date", "When", "date"), PropertiesConfig{Date: "When"}, "title=N date=When"},
		{"a configured status is the only one", schema("N", "title", "Published", "checkbox", "State", "select", "Draft", "checkbox"),
			PropertiesConfig{Status: "State"}, "title=N status=State"},
		{"status may be a box", schema("N", "title", "Live", "checkbox", "Status", "status"), PropertiesConfig{Status: "Live"}, "title=N published=Live"},
		{"or a draft box", schema("N", "title", "draft", "checkbox", "Status", "status"), PropertiesConfig{Status: "draft"}, "title=N draft=draft"},
	}
	for _, c := range cases {
		m, wrong := match(c.properties, c.configured)
		var got []string
		for _, r := range rules {
			if found, ok := m[r.role]; ok {
				got = append(got, fmt.Sprintf("%s=%s", r.role, found.Property))
			}
		}
		if strings.Join(got, " ") != c.want || len(wrong) > 0 {
			t.Errorf("%s: got %s and %v, want %s", c.name, strings.Join(got, " "), wrong, c.want)
		}
	}
}

func TestMissingRolesAreListed(t *testing.T) {
	m, _ := match(schema("N", "title", "Published", "checkbox", "Tags", "select"), PropertiesConfig{})
	if got := fmt.Sprint(m.Missing()); got != "[slug date description authors cover]" {
		t.Errorf("missing %s", got)
	}
}

func TestAConfiguredPropertyThatDoesNotFitIsShownInTheFile(t *testing.T) {
	c := parse(t, `[[source]]
database = "0123456789abcdef0123456789abcdef"
[source.properties]
date = "Dat"
tags = "Name"
`)
	_, err := MatchProperties(&notion.DataSource{
		Title: []notion.RichText{{PlainText: "Posts"}}, Properties: schema("Name", "title", "Date", "date"),
	}, &c.Source[0])
	var problems *ConfigError
	if !errors.As(err, &problems) {
		t.Fatalf("got %v, want a ConfigError", err)
	}
	want := `site.toml:7: "Posts" has no property "Dat"
  date = "Dat"
         ^^^^^
  its properties are Date (date), Name (title)
site.toml:8: the property "Name" of "Posts" is of type title, and tags has to be multi_select or select
  tags = "Name"
         ^^^^^^
  its properties are Date (date), Name (title)`
	if err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

// parse reads a configuration whose [site] is of no interest.
func parse(t testing.TB, sources string) *Config {
	t.Helper()
	c, err := ParseConfig("site.toml", []byte("[site]\ntitle = \"Site\"\nbase_url = \"https://x.example/repo\"\n"+sources))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEveryKeyOfThePropertiesIsForARole(t *testing.T) {
	var p PropertiesConfig
	fields := reflect.ValueOf(&p).Elem()
	for i := range fields.NumField() {
		fields.Field(i).SetString("X" + fields.Type().Field(i).Name)
		role := Role(fields.Type().Field(i).Tag.Get("toml"))
		if got := p.name(role); got != "X"+fields.Type().Field(i).Name {
			t.Errorf("for %s, %q is configured", role, got)
		}
	}
}
