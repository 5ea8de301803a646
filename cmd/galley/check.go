package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"galley/internal/term"
	"galley/site/audit"

	"github.com/spf13/cobra"
)

func (c *command) checkCommand() *cobra.Command {
	var outer bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Look for links of the built site that lead nowhere",
		Long: "Check reads the output folder: every link within the site must have its page, its file and its anchor.\n" +
			"With --external it also asks for the addresses elsewhere, each once.",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.check(cmd.Context(), outer) },
	}
	cmd.Flags().BoolVar(&outer, "external", false, "ask for addresses elsewhere too, one at a time of each host")
	return cmd
}

// errBroken ends a check that found links which lead nowhere.
var errBroken = errors.New("some links lead nowhere")

func (c *command) check(ctx context.Context, outer bool) error {
	config, err := c.loadConfig()
	if err != nil {
		return err
	}
	dir := c.outputDir(config)
	report, err := audit.Check(ctx, dir, audit.Options{
		BaseURL: config.Site.BaseURL, Outer: outer, Agent: "galley/" + version() + " (link check)",
		Progress: func(done, total int) {
			c.terminal.Progress(term.Progress{Stage: "asking for addresses elsewhere", Done: done, Total: total})
		},
	})
	if errors.Is(err, fs.ErrNotExist) {
		return hinted{fmt.Errorf("there is no site in %s", dir), "run galley build first"}
	}
	if err != nil {
		return err
	}
	broken := c.showProblems(report.Problems)
	c.terminal.Done(fmt.Sprintf("%s, %s within the site, %d elsewhere%s; %d lead nowhere",
		count(report.Files, "file"), count(report.Inner, "link"), report.Outer, asked(outer), broken), map[string]any{
		"files": report.Files, "inner": report.Inner, "outer": report.Outer, "asked": outer, "broken": broken,
	})
	if broken > 0 {
		return errBroken
	}
	return nil
}

// showProblems tells every link that leads nowhere, and gives their number.
// What a host does not tell is told, and not counted.
func (c *command) showProblems(problems []audit.Problem) (broken int) {
	for _, p := range problems {
		text := fmt.Sprintf("%s: %s leads nowhere: %s", p.File, p.Link, p.Reason)
		if p.Doubtful {
			text = fmt.Sprintf("%s: %s could not be checked: %s", p.File, p.Link, p.Reason)
		} else {
			broken++
		}
		if p.Text != "" {
			text += fmt.Sprintf(" (%q)", p.Text)
		}
		c.terminal.Say(term.Warning, term.Message{Text: text})
	}
	return broken
}

func asked(outer bool) string {
	if outer {
		return ""
	}
	return " (not asked for: --external)"
}
