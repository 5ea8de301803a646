package main

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"time"

	"galley/fetch"
	"galley/internal/term"
	"galley/notion"
	"galley/site"
	"galley/theme"

	"github.com/spf13/cobra"
)

// buildFlags are the flags of build and serve.
type buildFlags struct {
	offline, drafts, strict, full bool
	formats                       []string
	poll                          time.Duration
}

func (f *buildFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&f.offline, "offline", false, "build from the store, without asking Notion")
	flags.BoolVar(&f.drafts, "drafts", false, "publish drafts and pages scheduled for later too")
	flags.BoolVar(&f.full, "full", false, "ask Notion for everything again, not only for what has changed")
	flags.StringSliceVar(&f.formats, "format", []string{"html"}, "what to write: html, markdown, or both with a comma")
	flags.DurationVar(&f.poll, "poll", 15*time.Second, "how often to ask Notion for changes, when watching")
}

func (f *buildFlags) siteFormats() ([]site.Format, error) {
	var formats []site.Format
	for _, name := range f.formats {
		switch name {
		case "html":
			formats = append(formats, site.FormatHTML)
		case "markdown":
			formats = append(formats, site.FormatMarkdown)
		default:
			return nil, usageError{text: fmt.Sprintf("--format knows html and markdown, not %q", name), hint: "for both: --format html,markdown"}
		}
	}
	return formats, nil
}

// builder builds one site, again and again if need be: configuration, store,
// theme, plan, output.
type builder struct {
	c       *command
	flags   buildFlags
	formats []site.Format
	load    func() (*site.Config, error)

	config   *site.Config
	client   *notion.Client
	store    *fetch.Store
	snapshot *fetch.Snapshot
}

// newBuilder reads the configuration and opens the store.
func (c *command) newBuilder(flags buildFlags, load func() (*site.Config, error)) (*builder, error) {
	formats, err := flags.siteFormats()
	if err != nil {
		return nil, err
	}
	b := &builder{c: c, flags: flags, formats: formats, load: load}
	if b.config, err = load(); err != nil {
		return nil, err
	}
	if !flags.offline {
		token := c.getenv("NOTION_TOKEN")
		if token == "" {
			return nil, errNoToken
		}
		b.client = c.client(token, b.config)
	}
	cache := c.cache
	if cache == "" {
		cache = filepath.Join(b.config.Dir, ".galley")
	}
	if b.store, err = fetch.Open(cache); err != nil {
		return nil, err
	}
	return b, nil
}

// Close releases the store.
func (b *builder) Close() error { return b.store.Close() }

// reload reads the configuration again; with other sources, the snapshot at
// hand is of no use any more.
func (b *builder) reload() error {
	config, err := b.load()
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(config.Sources(), b.config.Sources()) {
		b.snapshot = nil
	}
	b.config = config
	return nil
}

// output is the folder of the site.
func (b *builder) output() string {
	if b.c.output != "" {
		return b.c.output
	}
	return b.config.Site.Output
}

// build makes the site. With ask it asks Notion for what has changed; without,
// it takes the snapshot at hand if there is one.
func (b *builder) build(ctx context.Context, ask bool) (site.Report, error) {
	if err := b.takeSnapshot(ctx, ask); err != nil {
		return site.Report{}, err
	}
	look, err := theme.Load(b.config.Site.Theme, b.config.Dir)
	if err != nil {
		return site.Report{}, err
	}
	planned, err := site.Plan(b.config, b.snapshot, site.Options{
		Theme: look, Drafts: b.flags.drafts, Formats: b.formats, Now: time.Now(), Version: version(),
	})
	if err != nil {
		return site.Report{}, err
	}
	b.c.terminal.Progress(term.Progress{Stage: "writing"})
	return planned.Write(ctx, b.output())
}

func (b *builder) takeSnapshot(ctx context.Context, ask bool) (err error) {
	switch {
	case b.flags.offline:
		b.snapshot, err = b.store.Snapshot(b.config.Sources())
	case ask || b.snapshot == nil:
		b.snapshot, err = fetch.Run(ctx, b.client, b.store, b.config.Sources(), fetch.Options{
			Full: b.flags.full, Progress: b.c.showFetch,
		})
	}
	return err
}

// themeDirs are the folders whose changes make a new build necessary.
func (b *builder) themeDirs() []string {
	look, err := theme.Load(b.config.Site.Theme, b.config.Dir)
	if err != nil {
		return nil
	}
	return look.Dirs()
}
