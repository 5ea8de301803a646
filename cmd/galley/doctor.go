package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"galley/fetch"
	"galley/internal/atomicfile"
	"galley/internal/term"
	"galley/notion"
	"galley/site"

	"github.com/spf13/cobra"
)

func (c *command) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check token, sharing, sources, properties, theme and folders; say how to mend",
		Long: "Doctor checks all that a build needs, and says of each thing whether it is right, and if not, what to do:\n" +
			"which button to press in Notion, or which line of site.toml to change. It leaves everything as it is.",
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
				return fmt.Errorf("doctor found %s", count(d.problems, "problem"))
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
	d.c.terminal.Say(term.Error, term.Message{Text: text, Hint: hint})
}

// failed reports an error, with what to do about it.
func (d *doctor) failed(doing string, err error) {
	d.problem(doing+": "+err.Error(), hintFor(err))
}

func (d *doctor) examine(ctx context.Context) {
	d.ok("configuration: %s (%s)", d.c.configPath, count(len(d.config.Source), "source"))
	d.theme()
	d.output()
	d.local()
	if len(d.config.Sources()) == 0 {
		return // nothing is asked of Notion
	}
	if !d.server(ctx) || !d.token(ctx) {
		return
	}
	before := d.problems
	for i := range d.config.Source {
		if ctx.Err() != nil {
			return
		}
		if source, remote := d.config.Source[i].Fetched(); remote {
			d.source(ctx, i, source)
		}
	}
	if d.problems == before {
		d.ok("capability: read content")
	}
	d.users(ctx)
	d.comments(ctx)
}

func (d *doctor) theme() {
	if _, err := d.config.LoadTheme(); err != nil {
		d.problem(err.Error(), "")
		return
	}
	d.ok("theme: %s", d.config.Site.Theme)
}

// output checks the folders that a build writes to.
func (d *doctor) output() {
	dir := d.c.outputDir(d.config)
	if err := d.config.CheckFolder(dir, d.c.cacheDir(d.config)); err != nil {
		d.problem(err.Error(), "")
		return
	}
	for _, folder := range []struct{ name, path, other string }{
		{"output", dir, "choose another with output in the configuration, or with --output"},
		{"store", d.c.cacheDir(d.config), "choose another with --cache"},
	} {
		if err := writable(folder.path); err != nil {
			d.problem(fmt.Sprintf("the %s folder cannot be written: %v", folder.name, err), folder.other)
			continue
		}
		d.ok("%s: %s", folder.name, folder.path)
	}
}

// local reads the folders beside the configuration.
func (d *doctor) local() {
	local, err := d.config.ReadLocal(nil)
	if err != nil {
		d.problem(err.Error(), "")
		return
	}
	for _, folder := range local.Folders() {
		d.ok("%s: %s", folder.Name, count(folder.Files, folder.Kind))
	}
}

// writable tries to make a file in dir, or where dir would be made.
func writable(dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	for {
		f, err := os.CreateTemp(dir, atomicfile.TempPrefix+"*")
		if err == nil {
			return errors.Join(f.Close(), os.Remove(f.Name()))
		}
		parent := filepath.Dir(dir)
		if !errors.Is(err, fs.ErrNotExist) || parent == dir {
			return err
		}
		dir = parent
	}
}

// answerTime is how long the server may take to say anything at all.
const answerTime = 10 * time.Second

// server finds out whether anything answers where the API should be, without
// the patience that a build has.
func (d *doctor) server(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	address := d.c.apiURL(d.config)
	request, err := http.NewRequestWithContext(ctx, http.MethodHead, address, nil)
	if err == nil {
		var response *http.Response
		if response, err = http.DefaultClient.Do(request); err == nil {
			response.Body.Close()
			d.ok("server: %s answers", address)
			return true
		}
	}
	d.problem("no answer from the server: "+err.Error(), hintNetwork)
	return false
}

// token tells apart: no token, a wrong one, no answer.
func (d *doctor) token(ctx context.Context) bool {
	token, err := d.c.token()
	if err != nil {
		d.problem(errNoToken.text, errNoToken.hint)
		return false
	}
	d.client = d.c.client(token, d.config)
	me, err := d.client.Me(ctx)
	if errors.Is(err, notion.ErrUnauthorized) {
		d.failed("Notion refuses the token", err)
		return false
	}
	if err != nil {
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
		switch {
		case errors.Is(err, notion.ErrRestricted):
			d.c.terminal.Say(term.Warning, term.Message{
				Text: "the connection may not read users: authors and mentions of people stay without names",
				Hint: "open the connection in Notion's settings → Connections → Capabilities, and tick Read user information without email addresses",
			})
			return
		case err != nil:
			d.failed("listing users", err)
			return
		}
		break
	}
	d.ok("capability: read users")
}

// source checks that a source is shared, and is what its key says.
func (d *doctor) source(ctx context.Context, i int, source fetch.Source) {
	if source.Kind == fetch.KindSearch {
		d.search(ctx, source)
		return
	}
	object, err := d.client.Identify(ctx, source.ID)
	if err != nil {
		d.failed(fmt.Sprintf("source %d (%s)", i+1, words(string(source.Kind))), err)
		return
	}
	kind := fetch.Kind(object.Type)
	switch {
	case isTable(kind) && isTable(source.Kind):
		if kind != source.Kind && d.client.Version().HasDataSources() {
			d.otherTable(i, source, object)
		}
		source.Kind = kind
		d.tables(ctx, i, source, object.Title)
	case kind != source.Kind:
		d.wrongKind(i, source, object)
	default:
		d.body(ctx, source, object.Title)
	}
}

// isTable tells whether a kind of source has rows. Builds take a data source
// under the name of a database, and the other way round.
func isTable(kind fetch.Kind) bool { return kind == fetch.KindDatabase || kind == fetch.KindDataSource }

// otherTable tells of a source that has rows but is not what its key says.
func (d *doctor) otherTable(i int, source fetch.Source, object notion.Object) {
	d.c.terminal.Say(term.Info, term.Message{
		Text: fmt.Sprintf("ok: source %d: %s is a %s%s, and built as one", i+1, source.ID.Compact(), words(object.Type), quoted(object.Title)),
		Hint: d.write(object.Type, source.ID),
	})
}

// write is the line of the configuration that names an object.
func (d *doctor) write(key string, id notion.ID) string {
	return fmt.Sprintf("in %s, write %s = %q", d.c.configPath, key, id.URL())
}

func (d *doctor) wrongKind(i int, source fetch.Source, object notion.Object) {
	text := fmt.Sprintf("source %d: %s is a %s%s, not a %s", i+1, source.ID.Compact(), words(object.Type), quoted(object.Title), words(string(source.Kind)))
	key, id := object.Type, source.ID
	switch object.Type {
	case "view":
		key, id = "database", object.Container
	case "block":
		key, id = "page", object.Container
	}
	hint := "open the page or database in Notion, and choose Share → Copy link"
	if id != "" {
		hint = d.write(key, id)
	}
	d.problem(text, hint)
}

// words is a name of the API for people.
func words(name string) string { return strings.ReplaceAll(name, "_", " ") }

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
	for found, err := range d.client.Search(ctx, notion.SearchRequest{Query: source.Query}) {
		if err != nil {
			d.failed("searching", err)
			return
		}
		if found.Page != nil {
			d.ok("search: %q finds pages, such as %q", source.Query, notion.PlainText(found.Page.Title()))
			return
		}
	}
	d.problem(fmt.Sprintf("search = %q finds no page that is shared", source.Query),
		"in Notion, open a page → ••• → Connections → add your connection")
}
