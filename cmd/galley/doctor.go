package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"galley/fetch"
	"galley/notion"
	"galley/site"
	"galley/theme"

	"github.com/spf13/cobra"
)

func (c *command) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check token, sharing, sources, properties and theme; say how to mend",
		Long: "Doctor checks all that a build needs, and says of each thing whether it is right, and if not, what to do:\n" +
			"which button to press in Notion, or which line of site.toml to change. It writes nothing.",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			config, err := c.loadConfig()
			if err != nil {
				return err
			}
			d := &doctor{c: c, config: config}
			d.examine(cmd.Context())
			if err := cmd.Context().Err(); err != nil {
				return err
			}
			if d.problems > 0 {
				return hinted{fmt.Errorf("doctor found %s", count(d.problems, "problem")), ""}
			}
			c.terminal.Done("all is well: galley build will do", nil)
			return nil
		},
	}
}

// doctor examines what a build needs, one thing after the other, and goes on
// after a problem as far as that makes sense.
type doctor struct {
	c        *command
	config   *site.Config
	client   *notion.Client
	problems int
}

func (d *doctor) ok(format string, args ...any) { d.c.terminal.Info("ok: "+format, args...) }

func (d *doctor) problem(text, hint string) {
	d.problems++
	d.c.terminal.Error("%s", text)
	if hint != "" {
		d.c.terminal.Hint("%s", hint)
	}
}

// failed reports an error of the API, with what to do about it.
func (d *doctor) failed(doing string, err error) {
	d.problem(doing+": "+err.Error(), hintFor(err))
}

func (d *doctor) examine(ctx context.Context) {
	d.ok("configuration: %s (%s)", d.c.configPath, count(len(d.config.Source), "source"))
	d.theme()
	if !d.token(ctx) {
		return
	}
	for i, source := range d.config.Sources() {
		if ctx.Err() != nil {
			return
		}
		d.source(ctx, i, source)
	}
	d.users(ctx)
}

func (d *doctor) theme() {
	if _, err := theme.Load(d.config.Site.Theme, d.config.Dir); err != nil {
		d.problem(err.Error(), "")
		return
	}
	d.ok("theme: %s", d.config.Site.Theme)
}

// token tells apart: no token, a wrong one, no answer.
func (d *doctor) token(ctx context.Context) bool {
	token := d.c.getenv("NOTION_TOKEN")
	if token == "" {
		d.problem(errNoToken.text, errNoToken.hint)
		return false
	}
	d.client = d.c.client(token, d.config)
	me, err := d.client.Me(ctx)
	if err != nil {
		if errors.Is(err, notion.ErrUnauthorized) {
			err = fmt.Errorf("Notion refuses the token: %w", err)
		}
		d.failed("checking the token", err)
		return false
	}
	workspace := ""
	if me.Bot != nil && me.Bot.WorkspaceName != "" {
		workspace = fmt.Sprintf(" of the workspace %q", me.Bot.WorkspaceName)
	}
	d.ok("token: connection %q%s", me.Name, workspace)
	return true
}

// users finds out whether names can be read.
func (d *doctor) users(ctx context.Context) {
	for _, err := range d.client.Users(ctx) {
		if errors.Is(err, notion.ErrRestricted) {
			d.c.terminal.Warn("the connection may not read users: authors and mentions of people stay without names")
			d.c.terminal.Hint("open the connection in Notion's settings → Connections → Capabilities, and tick Read user information without email addresses")
			return
		}
		if err != nil {
			d.failed("listing users", err)
			return
		}
		break
	}
	d.ok("capabilities: read content, read users")
}

// source checks that a source is shared, and is what its key says.
func (d *doctor) source(ctx context.Context, i int, source fetch.Source) {
	if source.Kind == fetch.KindSearch {
		d.search(ctx, source)
		return
	}
	object, err := d.client.Identify(ctx, source.ID)
	if err != nil {
		d.failed(fmt.Sprintf("source %d (%s)", i+1, source.Kind), err)
		return
	}
	if object.Type != string(source.Kind) {
		d.wrongKind(i, source, object)
		return
	}
	if source.Kind == fetch.KindPage {
		d.body(ctx, source, object.Title)
		return
	}
	d.database(ctx, i, source, object.Title)
}

func (d *doctor) wrongKind(i int, source fetch.Source, object notion.Object) {
	text := fmt.Sprintf("source %d: %s is a %s%s, not a %s", i+1, source.ID.Compact(), strings.ReplaceAll(object.Type, "_", " "),
		quoted(object.Title), strings.ReplaceAll(string(source.Kind), "_", " "))
	hint := ""
	switch object.Type {
	case "page", "database", "data_source":
		hint = fmt.Sprintf("in %s, write %s = %q", d.c.configPath, object.Type, source.ID.URL())
	case "view":
		hint = fmt.Sprintf("a view shows a database; in %s, write database = %q", d.c.configPath, object.Container.URL())
	default:
		hint = "copy the link of the page that it is on: open the page, then Share → Copy link"
	}
	d.problem(text, hint)
}

func quoted(title string) string {
	if title == "" {
		return ""
	}
	return fmt.Sprintf(" (%q)", title)
}

// body reads the first block of a page: a token may see a page and yet not its
// content.
func (d *doctor) body(ctx context.Context, source fetch.Source, title string) {
	for _, err := range d.client.Children(ctx, source.ID) {
		if err != nil {
			d.failed(fmt.Sprintf("reading the page %q", title), err)
			return
		}
		break
	}
	d.ok("page: %q", title)
}

func (d *doctor) search(ctx context.Context, source fetch.Source) {
	found := 0
	for _, err := range d.client.Search(ctx, notion.SearchRequest{Query: source.Query}) {
		if err != nil {
			d.failed("searching", err)
			return
		}
		if found++; found == 10 {
			break
		}
	}
	if found == 0 {
		d.problem(fmt.Sprintf("search = %q finds nothing that is shared", source.Query),
			"in Notion, open a page → ••• → Connections → add your connection")
		return
	}
	d.ok("search: %q finds pages", source.Query)
}

// database prints which properties matched, and which did not.
func (d *doctor) database(ctx context.Context, i int, source fetch.Source, title string) {
	tables, err := d.dataSources(ctx, source)
	if err != nil {
		d.failed(fmt.Sprintf("reading %q", title), err)
		return
	}
	if len(tables) == 0 {
		d.problem(fmt.Sprintf("%q is a linked view of a database that lives elsewhere", title),
			"open the original database in Notion, share it with the connection, and copy its link")
		return
	}
	for _, table := range tables {
		match, err := site.Match(table, d.config.Source[i])
		if err != nil {
			d.problem(err.Error(), "")
			continue
		}
		d.ok("%s: %q: %s", strings.ReplaceAll(string(source.Kind), "_", " "), notion.PlainText(table.Title), match)
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
