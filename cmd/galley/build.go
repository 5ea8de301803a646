package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"galley/fetch"
	"galley/internal/term"
	"galley/site"

	"github.com/spf13/cobra"
)

func (c *command) buildCommand() *cobra.Command {
	var flags buildFlags
	var watch, strict bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Fetch, render and write the site",
		Long: "Build asks Notion for what has changed, and writes the site into the output folder. Only files whose\n" +
			"content changed are touched. When anything goes wrong, the last site stays as it was.",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if watch && strict {
				return usageError{"--watch never ends, so --strict has no exit code to set", "choose one of them"}
			}
			b, err := c.newBuilder(flags, c.loadConfig, c.configPath)
			if err != nil {
				return err
			}
			if watch {
				return c.watch(cmd.Context(), b, nil)
			}
			b.remembers = true
			return c.buildOnce(cmd.Context(), b, strict)
		},
	}
	flags.add(cmd)
	cmd.Flags().BoolVarP(&watch, "watch", "w", false, "stay, and build again when the configuration, the theme or Notion changes")
	cmd.Flags().BoolVar(&strict, "strict", false, "exit with code 3 when something could not be kept")
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

func (c *command) buildOnce(ctx context.Context, b *builder, strict bool) error {
	start := time.Now()
	report, err := b.build(ctx, askAll)
	if err != nil {
		return err
	}
	c.showWarnings(report.Warnings)
	took := b.account(report, time.Since(start))
	c.showReport(b, took)
	c.keep(b, took)
	if strict && len(report.Warnings) > 0 {
		return errLosses
	}
	return nil
}

// showWarnings says what a build could not keep. People read a hint once, after
// the last of the warnings that it is about.
func (c *command) showWarnings(warnings []fetch.Warning) {
	for i, w := range warnings {
		m := term.Message{Kind: string(w.Kind), Text: w.Text, Page: w.Title, URL: w.URL, Hint: w.Hint}
		if !c.json && i+1 < len(warnings) && warnings[i+1].Hint == w.Hint {
			m.Hint = ""
		}
		c.terminal.Say(term.Warning, m)
	}
}

// keep writes the report of a build into the store. That it cannot does not undo
// the build.
func (c *command) keep(b *builder, a account) {
	if err := a.save(c.cacheDir(b.config)); err != nil {
		c.terminal.Say(term.Warning, term.Message{Kind: string(fetch.WarnCache), Text: err.Error(), Hint: hintFor(err)})
	}
}

// showReport says what a build did.
func (c *command) showReport(b *builder, a account) {
	for _, h := range b.held {
		c.terminal.Detail("%q is held back: %s (%s)", h.Title, h.Reason, h.URL)
	}
	parts := []string{fmt.Sprintf("%s in %s", count(b.pages, "page"), b.output())}
	next := site.NextDue(b.held)
	if len(b.held) > 0 {
		held := fmt.Sprintf("%d held back", len(b.held))
		if next != nil {
			held += fmt.Sprintf(" (%q is due on %s)", next.Title, next.Due.Format("2006-01-02 15:04"))
		}
		parts = append(parts, held)
	}
	if a.Warnings > 0 {
		parts = append(parts, a.summary())
	}
	text := fmt.Sprintf("%s; files: %d written, %d unchanged, %d removed (%s)",
		strings.Join(parts, ", "), a.Written, a.Unchanged, a.Removed, time.Duration(a.Seconds*float64(time.Second)).Round(time.Millisecond))
	c.terminal.Done(text, a.fields())
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// showFetch shows how far fetching has come.
func (c *command) showFetch(p fetch.Progress) {
	shown := term.Progress{Stage: "fetching pages", Done: p.PagesDone, Total: p.PagesFound}
	if p.CommentsFound > 0 && p.PagesDone == p.PagesFound {
		shown = term.Progress{Stage: "fetching comments", Done: p.CommentsDone, Total: p.CommentsFound}
	}
	if p.FilesFound > 0 && p.PagesFound > 0 {
		shown.Item = fmt.Sprintf("and files %d/%d", p.FilesDone, p.FilesFound)
	}
	c.terminal.Progress(c.pause.over(shown))
}
