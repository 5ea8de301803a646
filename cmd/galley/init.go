package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"galley/notion"

	"github.com/spf13/cobra"
)

//go:embed recipes
var recipes embed.FS

// recipePaths says where a CI recipe goes in the user's repository.
var recipePaths = map[string]string{
	"github-pages": ".github/workflows/site.yml",
	"netlify":      "netlify.toml",
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
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				a.link = args[0]
			}
			return c.init(cmd, a)
		},
	}
	cmd.Flags().StringVar(&a.title, "title", "", "the site's title")
	cmd.Flags().StringVar(&a.baseURL, "base-url", "https://example.com/", "the `address` that the site will have")
	cmd.Flags().StringVar(&a.theme, "theme", "", "blog or docs (default: blog for a database, docs for a page)")
	cmd.Flags().StringVar(&a.ci, "ci", "", "also write a workflow: `github-pages` or netlify")
	return cmd
}

func (c *command) init(cmd *cobra.Command, a initAnswers) error {
	target, known := recipePaths[a.ci]
	if a.ci != "" && !known {
		return usageError{text: "--ci knows github-pages and netlify, not " + a.ci, hint: "see galley init --help"}
	}
	if a.link == "" && a.ci == "" {
		return usageError{text: "init needs a link to a Notion page or database", hint: "in Notion: Share → Copy link; then galley init <link>"}
	}
	if a.link != "" {
		if err := c.initConfig(cmd, a); err != nil {
			return err
		}
	}
	if a.ci != "" {
		recipe, err := recipes.ReadFile("recipes/" + recipeName(a.ci))
		if err != nil {
			return err
		}
		return c.writeNew(filepath.Join(filepath.Dir(c.configPath), filepath.FromSlash(target)), recipe)
	}
	return nil
}

func recipeName(ci string) string {
	if ci == "netlify" {
		return "netlify.toml"
	}
	return ci + ".yml"
}

func (c *command) initConfig(cmd *cobra.Command, a initAnswers) error {
	id, err := notion.ParseID(a.link)
	if err != nil {
		return usageError{text: err.Error(), hint: "in Notion: Share → Copy link"}
	}
	key := "page"
	if strings.Contains(a.link, "?v=") {
		key = "database"
	}
	if token := c.getenv("NOTION_TOKEN"); token != "" {
		object, err := identify(cmd.Context(), c.client(token, nil), id)
		if err != nil {
			return fmt.Errorf("asking Notion what the link is: %w", err)
		}
		key = string(object.kind)
		if a.title == "" {
			a.title = object.title
		}
	} else {
		c.terminal.Warn("NOTION_TOKEN is not set, so the link is taken for a %s without asking Notion", key)
	}
	if err := c.writeNew(c.configPath, []byte(siteTOML(a, key))); err != nil {
		return err
	}
	c.terminal.Hint("next: set NOTION_TOKEN, then galley doctor, then galley serve")
	return nil
}

// siteTOML writes the smallest configuration that the answers need.
func siteTOML(a initAnswers, key string) string {
	if a.title == "" {
		a.title = "My site"
	}
	if a.theme == "" {
		a.theme = "docs"
		if key != "page" {
			a.theme = "blog"
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# Every key is explained in site.example.toml. The token is in NOTION_TOKEN, never here.\n[site]\n")
	fmt.Fprintf(&b, "title = %s\nbase_url = %s\ntheme = %s\n", strconv.Quote(a.title), strconv.Quote(a.baseURL), strconv.Quote(a.theme))
	fmt.Fprintf(&b, "\n[[source]]\n%s = %s\n", key, strconv.Quote(a.link))
	return b.String()
}

// writeNew writes a file that must not exist yet.
func (c *command) writeNew(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("making the folder of %s: %w", path, err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return usageError{text: path + " exists already", hint: "edit it, or remove it first"}
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	c.terminal.Info("wrote %s", path)
	return nil
}
