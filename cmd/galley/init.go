package main

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"galley/notion"
	"galley/site"

	"github.com/spf13/cobra"
)

//go:embed recipes
var recipes embed.FS

// A recipe is a file for a CI service.
type recipe struct {
	name string // below recipes
	path string // in the user's repository
}

func recipesFor(ci string) []recipe {
	return map[string][]recipe{
		"github-pages": {{"recipes/github-pages.yml", ".github/workflows/site.yml"}},
		"netlify": {
			{"recipes/netlify.toml", "netlify.toml"},
			{"recipes/netlify/manifest.yml", "plugins/galley-cache/manifest.yml"},
			{"recipes/netlify/index.js", "plugins/galley-cache/index.js"},
			{"recipes/netlify/galley-due.mjs", "netlify/functions/galley-due/galley-due.mjs"},
		},
	}[ci]
}

// initAnswers is what site.toml is written from.
type initAnswers struct {
	link, title, baseURL, theme, ci string
}

func (c *command) initCommand() *cobra.Command {
	var a initAnswers
	cmd := &cobra.Command{
		Use:   "init [notion-link]",
		Short: "Write site.toml from a Notion link, and a CI workflow if asked",
		Long: "Init writes a small site.toml for a link to a Notion page or database (in Notion: Share → Copy link).\n" +
			"With NOTION_TOKEN set it asks Notion what the link is and takes the title from there. Files that exist are left alone.",
		Example: "  galley init https://www.notion.so/Field-notes-0123456789abcdef0123456789abcdef\n  galley init --ci github-pages",
		Args:    oneArgument,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				a.link = args[0]
			}
			return c.init(cmd.Context(), a)
		},
	}
	cmd.Flags().StringVar(&a.title, "title", "", "the site's title")
	cmd.Flags().StringVar(&a.baseURL, "base-url", "https://example.com/", "the `address` that the site will have")
	cmd.Flags().StringVar(&a.theme, "theme", "", "blog, docs, or a folder (default: docs for a page, blog for all else)")
	cmd.Flags().StringVar(&a.ci, "ci", "", "also write a workflow: `github-pages` or netlify")
	return cmd
}

func (c *command) init(ctx context.Context, a initAnswers) error {
	files := recipesFor(a.ci)
	if a.ci != "" && files == nil {
		return usageError{"--ci knows github-pages and netlify, not " + a.ci, "see galley init --help"}
	}
	if a.link == "" && a.ci == "" {
		return usageError{"init needs a link to a Notion page or database", "in Notion: Share → Copy link; then galley init <link>"}
	}
	if a.link != "" {
		if err := c.initConfig(ctx, a); err != nil {
			return err
		}
	}
	for _, file := range files {
		text, err := recipes.ReadFile(file.name)
		if err != nil {
			return err
		}
		if err := c.writeNew(filepath.Join(filepath.Dir(c.configPath), filepath.FromSlash(file.path)), text); err != nil {
			return err
		}
	}
	return nil
}

// place is what a source of site.toml names.
type place struct{ key, link, title string }

func (c *command) initConfig(ctx context.Context, a initAnswers) error {
	if _, err := os.Lstat(c.configPath); err == nil {
		return existsError(c.configPath) // before Notion is asked
	}
	from, err := c.placeOf(ctx, a.link)
	if err != nil {
		return err
	}
	if a.title == "" {
		a.title = from.title
	}
	text := siteTOML(a, from)
	if _, err := site.ParseConfig(c.configPath, text); err != nil {
		return fmt.Errorf("this would not be a configuration: %w", err)
	}
	if err := c.writeNew(c.configPath, text); err != nil {
		return err
	}
	next := "next: galley doctor, then galley serve"
	if c.getenv("NOTION_TOKEN") == "" {
		next = "next: set NOTION_TOKEN (docs/connect.md), then galley doctor, then galley serve"
	}
	c.terminal.Info("%s", next)
	return nil
}

// placeOf finds out what a link leads to: with a token from Notion, without by
// its form.
func (c *command) placeOf(ctx context.Context, link string) (place, error) {
	id, err := notion.ParseID(link)
	if err != nil {
		return place{}, usageError{err.Error(), "in Notion: Share → Copy link; put it in quotes"}
	}
	token, err := c.token()
	if err != nil {
		key := "page"
		if u, err := url.Parse(link); err == nil && u.Query().Has("v") {
			key = "database" // shown as a view of it
		}
		c.terminal.Warn("NOTION_TOKEN is not set, so the link is taken for one to a %s without asking Notion", key)
		return place{key: key, link: link}, nil
	}
	object, err := c.client(token, nil).Identify(ctx, id)
	if err != nil {
		return place{}, fmt.Errorf("asking Notion what the link is: %w", err)
	}
	switch object.Type {
	case "page", "database", "data_source":
		return place{object.Type, link, object.Title}, nil
	case "view":
		return place{"database", object.Container.URL(), ""}, nil
	}
	return place{}, usageError{"the link leads to a " + object.Type + ", which cannot be a site",
		"copy the link of the page that it is on: " + object.Container.URL()}
}

// siteTOML writes the smallest configuration that the answers need.
func siteTOML(a initAnswers, from place) []byte {
	if a.title == "" {
		a.title = "My site"
	}
	if a.theme == "" {
		a.theme = "blog"
		if from.key == "page" {
			a.theme = "docs"
		}
	}
	var b bytes.Buffer
	b.WriteString("# Every key is explained in site.example.toml. The token is in NOTION_TOKEN, never here.\n[site]\n")
	fmt.Fprintf(&b, "title = %s\nbase_url = %s\ntheme = %s\n", tomlString(a.title), tomlString(a.baseURL), tomlString(a.theme))
	fmt.Fprintf(&b, "\n[[source]]\n%s = %s\n", from.key, tomlString(from.link))
	return b.Bytes()
}

// tomlString writes s as a basic string of TOML, of which the strings of JSON
// are a part, but for control characters that JSON takes as they are.
func tomlString(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(s) // a string always encodes
	return strings.TrimSuffix(b.String(), "\n")
}

// writeNew writes a file that must not exist yet.
func (c *command) writeNew(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("making the folder of %s: %w", path, err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return existsError(path)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	c.terminal.Info("wrote %s", path)
	return nil
}

func existsError(path string) error {
	return usageError{path + " exists already", "edit it, or remove it first"}
}
