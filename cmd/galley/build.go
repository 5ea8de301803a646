package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"galley/fetch"
	"galley/internal/term"
	"galley/site"

	"github.com/spf13/cobra"
)

const time100ms = 100 * time.Millisecond

func (c *command) buildCommand() *cobra.Command {
	var flags buildFlags
	var watch bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Fetch, render and write the site",
		Long: "Build asks Notion for what has changed, and writes the site into the output folder. Only files whose\n" +
			"content changed are touched. When anything goes wrong, the last site stays as it was.",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			b, err := c.newBuilder(flags, c.loadConfig)
			if err != nil {
				return err
			}
			defer b.Close()
			if watch {
				return c.watch(cmd.Context(), b, nil)
			}
			return c.buildOnce(cmd.Context(), b)
		},
	}
	flags.add(cmd)
	cmd.Flags().BoolVarP(&watch, "watch", "w", false, "stay, and build again when the configuration, the theme or Notion changes")
	cmd.Flags().BoolVar(&flags.strict, "strict", false, "exit with code 3 when something could not be kept")
	return cmd
}

func (c *command) loadConfig() (*site.Config, error) {
	config, err := site.LoadConfig(c.configPath)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usageError{
			text: "there is no configuration " + c.configPath,
			hint: "write one with galley init <notion-link>, or name another with --config",
		}
	}
	return config, err
}

func (c *command) buildOnce(ctx context.Context, b *builder) error {
	start := time.Now()
	report, err := b.build(ctx, true)
	if err != nil {
		return err
	}
	c.showReport(b, report, time.Since(start))
	if b.flags.strict && len(report.Warnings) > 0 {
		return errLosses
	}
	return nil
}

// showReport says what a build did.
func (c *command) showReport(b *builder, r site.Report, took time.Duration) {
	for _, w := range r.Warnings {
		c.terminal.Say(term.Warning, term.Message{Text: w.Text, Page: w.Title, URL: w.URL, Hint: w.Hint})
	}
	text := fmt.Sprintf("%s in %s: %d written, %d unchanged, %d removed (%s)",
		count(r.Pages, "page"), b.output(), r.Written, r.Unchanged, r.Removed, took.Round(time.Millisecond))
	c.terminal.Done(text, map[string]any{
		"output": b.output(), "pages": r.Pages, "written": r.Written, "unchanged": r.Unchanged, "removed": r.Removed,
		"warnings": len(r.Warnings), "seconds": took.Seconds(),
	})
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// showFetch shows how far fetching has come.
func (c *command) showFetch(p fetch.Progress) {
	c.terminal.Progress(term.Progress{Stage: "fetching", Done: p.Fetched, Total: p.Found, Item: p.Title})
}
