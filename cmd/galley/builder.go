package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"time"

	"galley/fetch"
	"galley/internal/derived"
	"galley/internal/objectstore"
	"galley/internal/picture"
	"galley/internal/term"
	"galley/notion"
	"galley/site"
	"galley/site/lettering"

	"github.com/spf13/cobra"
)

// buildFlags are the flags of build and serve.
type buildFlags struct {
	offline, drafts, full bool
	formats               []string
	poll, relist          time.Duration
}

func (f *buildFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&f.offline, "offline", false, "build from the store, without asking Notion")
	flags.BoolVar(&f.drafts, "drafts", false, "publish drafts and pages scheduled for later too")
	flags.BoolVar(&f.full, "full", false, "ask Notion for everything again, not only for what has changed")
	flags.StringSliceVar(&f.formats, "format", []string{"html"}, "what to write: html, markdown, or both with a comma")
	flags.DurationVar(&f.poll, "poll", 15*time.Second, "how often to ask Notion for edits, when watching; 0 for never")
	flags.DurationVar(&f.relist, "relist", 5*time.Minute, "how often to read all lists for that, which show what changed without an edit; 0 for each time")
}

func (f *buildFlags) check() ([]site.Format, error) {
	if f.offline && f.full {
		return nil, usageError{"--offline and --full contradict each other", "choose one of them"}
	}
	var formats []site.Format
	for _, name := range f.formats {
		format := site.Format(strings.TrimSpace(name))
		if format != site.FormatHTML && format != site.FormatMarkdown {
			return nil, usageError{fmt.Sprintf("--format knows html and markdown, not %q", name), "for both: --format html,markdown"}
		}
		formats = append(formats, format)
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
	file    string // of the configuration, to be watched; "" for none

	config    *site.Config
	client    *notion.Client
	store     *fetch.Store
	derived   *derived.Cache
	files     fetch.Describer     // of what lies beside the configuration
	machine   *lettering.Machine  // the fonts that are installed
	pictures  *picture.Tools      // programs that write formats of pictures; nil before they are looked for
	shared    *objectstore.Mirror // of the store in a bucket; nil without one
	pulled    bool                // it was read
	snapshot  *fetch.Snapshot
	remembers bool          // the addresses of the site: it is for the public
	listed    time.Time     // when all lists were read last
	discreet  bool          // say nothing while nothing has changed
	pages     int           // on the site, by the last build
	held      []site.Held   // kept off the site by the last build
	fetching  time.Duration // that the last build took for it
	writing   time.Duration // likewise
}

// newBuilder reads the configuration and opens the store.
func (c *command) newBuilder(flags buildFlags, load func() (*site.Config, error), file string) (*builder, error) {
	formats, err := flags.check()
	if err != nil {
		return nil, err
	}
	b := &builder{c: c, flags: flags, formats: formats, load: load, file: file}
	if b.config, err = load(); err != nil {
		return nil, err
	}
	if err := b.config.CheckFolder(b.output(), b.c.cacheDir(b.config)); err != nil {
		return nil, usageError{text: err.Error()}
	}
	if !flags.offline && len(b.config.Sources()) > 0 {
		token, err := c.token()
		if err != nil {
			return nil, err
		}
		b.client = c.client(token, b.config)
	}
	cache := c.cacheDir(b.config)
	b.derived = derived.Open(filepath.Join(cache, derived.Folder))
	b.machine = lettering.NewMachine(filepath.Join(cache, derived.Folder, "fonts"))
	if b.store, err = fetch.Open(cache); err != nil {
		return nil, err
	}
	return b, b.openShared()
}

// outputDir is the folder of the site.
func (c *command) outputDir(config *site.Config) string {
	if c.output != "" {
		return c.output
	}
	return config.Site.Output
}

func (b *builder) output() string { return b.c.outputDir(b.config) }

// reload reads the configuration again. With other sources, the snapshot at
// hand is of no use any more; what the running server and client were made of
// cannot change.
func (b *builder) reload() error {
	config, err := b.load()
	if err != nil {
		return err
	}
	for _, fixed := range []struct {
		key     string
		changed bool
	}{
		{"output", b.c.outputDir(config) != b.output()},
		{"base_url", config.BasePath() != b.config.BasePath()},
		{"[notion]", config.Notion != b.config.Notion},
	} {
		if fixed.changed {
			return hinted{fmt.Errorf("%s has another %s now, which a running galley cannot take over", b.file, fixed.key),
				"stop galley with Ctrl-C and start it again"}
		}
	}
	if config.Site.Theme != b.config.Site.Theme {
		b.c.terminal.Say(term.Warning, term.Message{
			Text: fmt.Sprintf("the theme is %s now, and changes of its files are not watched for", config.Site.Theme),
			Hint: "stop galley with Ctrl-C and start it again",
		})
	}
	if !reflect.DeepEqual(config.Sources(), b.config.Sources()) || config.Site.Comments != b.config.Site.Comments {
		b.snapshot = nil
	}
	b.config = config
	return nil
}

// question is how much to ask Notion.
type question int

const (
	askNothing question = iota // unless there is no snapshot at hand
	askEdits                   // what a short look shows
	askAll                     // all lists
)

// build makes the site. What the store has lost since its snapshot was made, to
// another galley or with the disk, is fetched again.
func (b *builder) build(ctx context.Context, ask question) (site.Report, error) {
	b.fetching, b.writing = 0, 0
	b.c.tally.take()
	if err := b.pull(ctx); err != nil {
		return site.Report{}, err
	}
	report, err := b.buildHere(ctx, ask)
	b.push(ctx, &report) // what was fetched before a failure need not be fetched again
	return report, err
}

func (b *builder) buildHere(ctx context.Context, ask question) (site.Report, error) {
	if err := b.takeSnapshot(ctx, ask); err != nil {
		return site.Report{}, err
	}
	report, err := b.write(ctx)
	if !errors.Is(err, fetch.ErrDamaged) {
		return report, err
	}
	if err := b.takeSnapshot(ctx, askAll); err != nil {
		return site.Report{}, err
	}
	return b.write(ctx)
}

// write makes the site from the snapshot at hand.
func (b *builder) write(ctx context.Context) (site.Report, error) {
	defer func(start time.Time) { b.writing += time.Since(start) }(time.Now())
	look, err := b.config.LoadTheme()
	if err != nil {
		return site.Report{}, err
	}
	fonts, err := b.config.LoadFonts(b.machine)
	if err != nil {
		return site.Report{}, err
	}
	past, err := b.past(ctx)
	if err != nil {
		return site.Report{}, err
	}
	local, err := b.config.ReadLocal(&b.files)
	if err != nil {
		return site.Report{}, err
	}
	if b.pictures == nil {
		b.pictures = picture.Find(ctx)
	}
	planned, err := site.Plan(b.config, b.snapshot, site.Options{
		Theme: look, Drafts: b.flags.drafts, Formats: b.formats, Now: time.Now(), Version: version(),
		Past: past, Passing: !b.remembers, RedirectsFile: b.c.readsRedirects(), Derived: b.derived,
		Bookmarks: b.bookmarks(), Portraits: b.portraits(), Fonts: fonts, Pictures: b.pictures, Local: local,
	})
	if err != nil {
		return site.Report{}, err
	}
	b.pages, b.held = len(planned.URLs()), planned.Held()
	if !b.discreet {
		b.c.terminal.Progress(term.Progress{Stage: "writing"})
	}
	report, err := planned.Write(ctx, b.output())
	if err != nil || !b.remembers {
		return report, err
	}
	return report, planned.History().WriteLock(b.lockPath())
}

func (b *builder) takeSnapshot(ctx context.Context, ask question) error {
	if b.snapshot != nil && ask == askNothing {
		return nil
	}
	start := time.Now()
	if b.snapshot == nil || ask == askEdits && start.Sub(b.listed) >= b.flags.relist {
		ask = askAll
	}
	snapshot, err := b.fetch(ctx, ask)
	b.fetching += time.Since(start)
	if err != nil {
		return err
	}
	b.snapshot = snapshot
	if ask == askAll {
		b.listed = start
	}
	b.flags.full = false // once is enough
	return nil
}

func (b *builder) fetch(ctx context.Context, ask question) (*fetch.Snapshot, error) {
	if len(b.config.Sources()) == 0 {
		return &fetch.Snapshot{}, nil // all pages are local: nothing is asked
	}
	if b.flags.offline {
		return b.store.Snapshot(b.config.Sources()...)
	}
	return fetch.Run(ctx, b.client, b.store, b.config.Sources(), fetch.Options{
		Full:        b.flags.full,
		Comments:    b.config.Site.Comments,
		MaxFileSize: b.config.MaxFileSize(), FileTimeout: b.config.FileTimeout(),
		Glance:  ask == askEdits,
		Waiting: b.waiting,
		Progress: func(p fetch.Progress) {
			b.c.tally.progress(p)
			if !b.discreet || p.PagesFetched > 0 {
				b.c.showFetch(p)
			}
		},
	})
}

// waiting tells why nothing happens.
func (b *builder) waiting() {
	if !b.discreet {
		b.c.terminal.Info("another galley is using %s: waiting until it has ended (stop with Ctrl-C)", b.c.cacheDir(b.config))
	}
}

// watched are the files and folders whose changes make a new build necessary.
func (b *builder) watched() []string {
	paths := b.config.LocalFolders()
	if b.file != "" {
		paths = append(paths, b.file)
	}
	if look, err := b.config.LoadTheme(); err == nil {
		paths = append(paths, look.Dirs()...)
	}
	return paths
}
