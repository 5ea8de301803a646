package site

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"galley/fetch"
	"galley/internal/nearest"
	"galley/notion"
	"galley/render"

	"golang.org/x/text/language"
)

// Config is a configuration file, checked, with its defaults filled in.
// site.example.toml documents every key.
type Config struct {
	Site   SiteConfig     `toml:"site"`
	Notion NotionConfig   `toml:"notion"`
	Files  FilesConfig    `toml:"files"`
	Images ImagesConfig   `toml:"images"`
	URLs   URLsConfig     `toml:"urls"`
	Feeds  FeedsConfig    `toml:"feeds"`
	Theme  ThemeConfig    `toml:"theme"`
	Source []SourceConfig `toml:"source"`
	Embed  []EmbedConfig  `toml:"embed"`

	Markdown MarkdownConfig `toml:"markdown"`
	Search   SearchConfig   `toml:"search"`
	Social   SocialConfig   `toml:"social"`
	Policy   PolicyConfig   `toml:"policy"`

	Dir string // the folder of the file, to which its paths are relative

	base      *url.URL
	doc       *document
	providers *render.Providers
}

// SiteConfig is [site].
type SiteConfig struct {
	Title       string `toml:"title"`
	Description string `toml:"description"`
	Language    string `toml:"language"` // BCP 47, "en" by default
	Icon        string `toml:"icon"`     // a picture, joined to Config.Dir; "" for that of the page or database
	BaseURL     string `toml:"base_url"` // absolute, with a trailing slash
	Theme       string `toml:"theme"`    // "blog" (the default), "docs", or a folder as it is written in the file
	Output      string `toml:"output"`   // folder, joined to Config.Dir; "public" by default
	Cache       string `toml:"cache"`    // where the store is: a folder, joined to Config.Dir, or s3://bucket/prefix

	// ShowProperties are the names of the properties that pages show, in their
	// order; none by default.
	ShowProperties []string `toml:"show_properties"`
	Bookmarks      string   `toml:"bookmarks"` // BookmarksLink (the default) or BookmarksFetch
	Comments       bool     `toml:"comments"`  // show the discussions of pages

	// Content and Static are folders of Markdown and of static files, with slashes and
	// relative to Config.Dir; "" when there is none.
	Content string `toml:"content"`
	Static  string `toml:"static"`
}

// NotionConfig is [notion].
type NotionConfig struct {
	Version           string `toml:"version"`             // notion.DefaultVersion by default
	APIURL            string `toml:"api_url"`             // without "/v1"
	RequestsPerMinute int    `toml:"requests_per_minute"` // 180 by default
}

// SourceConfig is one [[source]]. Exactly one of Database, DataSource, Page, Search
// and Folder is set.
type SourceConfig struct {
	Database   string           `toml:"database"`
	DataSource string           `toml:"data_source"`
	Page       string           `toml:"page"`
	Search     *string          `toml:"search"` // "" for all that is shared
	Folder     string           `toml:"folder"` // of Markdown, with slashes and relative to Config.Dir
	Path       string           `toml:"path"`   // with slashes at both ends; "" for the default
	Filter     string           `toml:"filter"` // JSON
	Drafts     bool             `toml:"drafts"`
	Feed       *bool            `toml:"feed"`     // whether its posts are in feeds; nil is true
	Title      string           `toml:"title"`    // of the list of a database; "" for that in Notion
	Sort       string           `toml:"sort"`     // one of the sort… values
	Template   string           `toml:"template"` // a layout of the theme for the pages; "" for that of their kind
	Properties PropertiesConfig `toml:"properties"`

	source fetch.Source
	spread bool // it is the folder of content, which is no list itself
	doc    *document
	at     string // path of the table in doc
}

// PropertiesConfig is [source.properties]: the names of the properties that
// play a role; "" for those to be found by name and type.
type PropertiesConfig struct {
	Title        string `toml:"title"`
	Slug         string `toml:"slug"`
	Date         string `toml:"date"`
	Tags         string `toml:"tags"`
	Description  string `toml:"description"`
	Authors      string `toml:"authors"`
	Status       string `toml:"status"`
	Cover        string `toml:"cover"`
	Aliases      string `toml:"aliases"`
	Language     string `toml:"language"`
	Translations string `toml:"translations"`
	Series       string `toml:"series"`
	NoIndex      string `toml:"noindex"`
}

const (
	defaultAPIURL   = "https://api.notion.com"
	defaultRequests = 180
	defaultTheme    = "blog"
	defaultOutput   = "public"
	defaultLanguage = "en"
)

// LoadConfig reads the configuration file at path. What is wrong in it is a
// *ConfigError that lists all that could be found.
func LoadConfig(path string) (*Config, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the configuration: %w", err)
	}
	return ParseConfig(path, text)
}

// ParseConfig reads a configuration from text. Errors call it path, and the
// paths in it are relative to the folder of path.
func ParseConfig(path string, text []byte) (*Config, error) {
	c := &Config{Dir: filepath.Dir(path), doc: &document{name: path, text: text}}
	if c.doc.decode(c) {
		c.checkSite()
		c.checkNotion()
		c.checkFiles()
		c.checkImages()
		c.checkURLs()
		c.checkFeeds()
		c.checkThemeSettings()
		c.checkSources()
		c.checkContent()
		c.checkMarkdown()
		c.checkEmbeds()
		c.checkBookmarks()
		c.checkSearch()
		c.checkSocial()
		c.checkPolicy()
	}
	if err := c.doc.err(); err != nil {
		return nil, err
	}
	return c, nil
}

// Fetched gives what the source fetches; ok is false when it is a folder, which is
// read.
func (s *SourceConfig) Fetched() (source fetch.Source, ok bool) {
	return s.source, s.source.Kind != kindFolder
}

// Sources gives what to fetch, in the order of the file; none when all pages are
// local.
func (c *Config) Sources() []fetch.Source {
	sources := make([]fetch.Source, 0, len(c.Source))
	for i := range c.Source {
		if source, ok := c.Source[i].Fetched(); ok {
			sources = append(sources, source)
		}
	}
	return sources
}

// BasePath gives the path of base_url, with slashes at both ends.
func (c *Config) BasePath() string { return c.base.Path }

// problem reports what is wrong with the value at a key, or that there is none.
func (c *Config) problem(key, hint, format string, args ...any) {
	c.doc.reportValue(key, fmt.Sprintf(format, args...), hint)
}

func (c *Config) checkSite() {
	s := &c.Site
	if strings.TrimSpace(s.Title) == "" {
		c.problem("site.title", `write title = "…" below [site]`, "the site has no title")
	}
	c.checkBaseURL()
	s.Language = orDefault(s.Language, defaultLanguage)
	if tag, err := language.Parse(s.Language); err != nil {
		c.problem("site.language", `write a language tag such as "en", "pt-BR" or "ja"`, "%q is not a language", s.Language)
	} else {
		s.Language = tag.String()
	}
	s.Theme = orDefault(s.Theme, defaultTheme)
	c.checkTheme()
	s.Output = orDefault(s.Output, defaultOutput)
	c.checkCache()
	if !filepath.IsAbs(s.Output) {
		s.Output = filepath.Join(c.Dir, s.Output)
	}
}

func (c *Config) checkBaseURL() {
	const hint = `write the address where the site will be, such as "https://notes.example.com/" or "https://ada.github.io/notes/"`
	if c.Site.BaseURL == "" {
		c.problem("site.base_url", hint, "the site has no base_url")
		return
	}
	u, err := url.Parse(c.Site.BaseURL)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		c.problem("site.base_url", hint, "base_url is not an absolute http or https address")
		return
	case u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		c.problem("site.base_url", hint, "base_url has more than a host and a path")
		return
	}
	u.Path = strings.TrimRight(u.JoinPath().Path, "/") + "/"
	u.RawPath = ""
	c.base, c.Site.BaseURL = u, u.String()
}

// themes are the built-in ones.
var themes = []string{"blog", "docs"}

// checkTheme only looks whether there is such a theme; loading it says what is
// wrong with it.
func (c *Config) checkTheme() {
	folder := c.themeFolder()
	if folder == "" {
		return
	}
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		return
	}
	c.problem("site.theme", nearest.Hint(c.Site.Theme, themes, `themes are "blog", "docs", or a folder`), "there is no theme %q", c.Site.Theme)
}

// themeFolder is the folder of the theme; "" for a built-in one.
func (c *Config) themeFolder() string {
	folder := c.Site.Theme
	switch {
	case folder == "" || slices.Contains(themes, folder):
		return ""
	case filepath.IsAbs(folder):
		return folder
	}
	return filepath.Join(c.Dir, folder)
}

func (c *Config) checkNotion() {
	n := &c.Notion
	n.Version = orDefault(n.Version, string(notion.DefaultVersion))
	versions := []string{string(notion.Version20260311), string(notion.Version20250903), string(notion.Version20220628)}
	known := false
	for _, v := range versions {
		known = known || v == n.Version
	}
	if !known {
		c.problem("notion.version", "the versions are "+strings.Join(versions, ", "), "%q is not a version of the API that galley reads", n.Version)
	}
	n.APIURL = strings.TrimRight(orDefault(n.APIURL, defaultAPIURL), "/")
	if u, err := url.Parse(n.APIURL); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		c.problem("notion.api_url", fmt.Sprintf("the default is %q", defaultAPIURL), "api_url is not an absolute http or https address")
	}
	if _, set := c.doc.places["notion.requests_per_minute"]; !set {
		n.RequestsPerMinute = defaultRequests
	}
	if n.RequestsPerMinute < 1 {
		c.problem("notion.requests_per_minute", "180 is what most plans give, 600 in Business and Enterprise workspaces", "requests_per_minute has to be at least 1")
	}
}

func orDefault(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}
