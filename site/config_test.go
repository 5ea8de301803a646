package site

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"galley/fetch"
	"galley/internal/golden"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/tools/txtar"
)

const fiveLines = `[site]
title = "Field notes"
base_url = "https://notes.example.com"
[[source]]
database = "https://www.notion.so/Posts-0123456789abcdef0123456789abcdef"
`

func TestFiveLinesAreAConfiguration(t *testing.T) {
	c, err := ParseConfig(filepath.Join("blog", "site.toml"), []byte(fiveLines))
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(c.Site, c.Notion, c.Source[0].Path, c.Source[0].Drafts, c.Sources())
	want := fmt.Sprint(
		SiteConfig{
			Title: "Field notes", Language: "en", BaseURL: "https://notes.example.com/", Theme: "blog",
			Output: filepath.Join("blog", "public"), Cache: filepath.Join("blog", ".galley"), Bookmarks: BookmarksLink,
		},
		NotionConfig{"2026-03-11", "https://api.notion.com", 180}, "", false,
		[]fetch.Source{{Kind: fetch.KindDatabase, ID: "01234567-89ab-cdef-0123-456789abcdef"}})
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestEverySourceSaysWhatToFetch(t *testing.T) {
	const id = "01234567-89ab-cdef-0123-456789abcdef"
	cases := []struct {
		source string
		want   fetch.Source
	}{
		{`page = "` + id + `"`, fetch.Source{Kind: fetch.KindPage, ID: id}},
		{`data_source = "` + id + `"`, fetch.Source{Kind: fetch.KindDataSource, ID: id}},
		{`search = ""`, fetch.Source{Kind: fetch.KindSearch}},
		{`search = "Recipe"`, fetch.Source{Kind: fetch.KindSearch, Query: "Recipe"}},
		{`database = "https://www.notion.so/ada/0123456789abcdef0123456789abcdef?v=ffffffffffffffffffffffffffffffff"
filter = '{"and":[]}'`, fetch.Source{Kind: fetch.KindDatabase, ID: id, Filter: []byte(`{"and":[]}`)}},
	}
	for _, c := range cases {
		config, err := ParseConfig("site.toml", []byte("[site]\ntitle = 'T'\nbase_url = 'http://x'\n[[source]]\n"+c.source))
		if err != nil {
			t.Errorf("%s: %v", c.source, err)
			continue
		}
		if got := config.Sources()[0]; !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, want %+v", c.source, got, c.want)
		}
	}
}

func TestMistakesInTheConfigurationAreShownInTheirPlace(t *testing.T) {
	files, err := filepath.Glob("testdata/config/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text := archive.Files[0].Data
			_, err = ParseConfig("site.toml", text)
			var problems *ConfigError
			if !errors.As(err, &problems) {
				t.Fatalf("got error %v, want a ConfigError", err)
			}
			archive.Files = append(archive.Files[:1], txtar.File{Name: "error", Data: []byte(err.Error() + "\n")})
			golden.Check(t, file, txtar.Format(archive))
		})
	}
}

func TestATokenIsNeverShown(t *testing.T) {
	const token = "ntn_123456789abcdefghijk"
	for _, line := range []string{
		`token = "` + token + `"`, `title = "` + token + `" x`, `"notion-token" = "hunter2"`, `x = "` + token,
		`auth = { value = "hunter2" }`, `language = "` + token + `"`, `theme = "` + token + `"`,
	} {
		_, err := ParseConfig("site.toml", []byte("[site]\n"+line+"\n"))
		if err == nil {
			t.Errorf("%s: no error", line)
		} else if strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), token) {
			t.Errorf("%s: the error shows the token:\n%v", line, err)
		}
	}
}

func TestTheExampleSaysEveryKey(t *testing.T) {
	path := filepath.Join("..", "site.example.toml")
	if _, err := LoadConfig(path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d := &document{name: path, text: text}
	d.decode(new(Config))
	seen := map[string]bool{}
	for place := range d.places {
		seen[plain(place)] = true
	}
	var check func(path string, t reflect.Type)
	check = func(path string, typ reflect.Type) {
		for i := range typ.NumField() {
			field := typ.Field(i)
			if field.Tag.Get("toml") == "" {
				continue
			}
			key := join(path, field.Tag.Get("toml"))
			if !seen[key] {
				t.Errorf("site.example.toml does not mention %s", key)
			}
			switch inner := field.Type; inner.Kind() { // of a table that the theme declares it says enough that there is one
			case reflect.Struct:
				check(key, inner)
			case reflect.Slice:
				if inner.Elem().Kind() == reflect.Struct {
					check(key, inner.Elem())
				}
			}
		}
	}
	check("", reflect.TypeFor[Config]())
}

func TestPathsAreRelativeToTheFile(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "mine"), 0o755); err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(fiveLines, "[[source]]", "theme = \"mine\"\noutput = \"../out\"\n[[source]]", 1)
	path := filepath.Join(dir, "site.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := LoadConfig(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(filepath.Dir(dir), "out"); c.Site.Output != want || c.Dir != dir || c.Site.Theme != "mine" {
		t.Errorf("output %s, dir %s, theme %s; want %s, %s, mine", c.Site.Output, c.Dir, c.Site.Theme, want, dir)
	}
}

// FuzzParseConfig also reads what has no mistakes with the decoder of the TOML
// library, and compares.
func FuzzParseConfig(f *testing.F) {
	f.Add([]byte(fiveLines))
	f.Add([]byte("source = [{ page = '' }]\nsite.title = 1\n[notion]\nx = \"\"\"\n"))
	f.Add([]byte("[source.properties]\n[[site]]\na.b=1"))
	f.Add([]byte("source = [{ page = \"\\u00e9\", drafts = true }, { search = '' }]\n[notion]\nrequests_per_minute = 0x1_0\n"))
	f.Add([]byte("[[source]]\n[[source.properties]]\n[[source]]\nproperties.date = 'x'\nsource.page = 1\n"))
	f.Add([]byte("[notion]\nrequests_per_minute = 99999999999999999999\n[notion]\n"))
	f.Add([]byte("[theme]\naccent = '#123'\nsettings = { a = 1, b = 'x' }\n[theme.settings.c]\nd = true\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		_, err := ParseConfig("site.toml", text)
		var problems *ConfigError
		if err != nil && (!errors.As(err, &problems) || problems.Error() == "") {
			t.Errorf("%q: %v", text, err)
		}
		d, got, want := &document{name: "site.toml", text: text}, new(Config), new(Config)
		if d.decode(got); d.err() != nil {
			return
		}
		if err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(want); err != nil {
			t.Errorf("%q has a mistake: %v", text, err)
		} else if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Config{}, SourceConfig{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q is read as (-want +got):\n%s", text, diff)
		}
	})
}
