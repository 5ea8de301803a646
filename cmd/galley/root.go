package main

import (
	"context"
	"errors"
	"io"

	"galley/internal/term"

	"github.com/spf13/cobra"
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
	exitLosses = 3
)

// environment is what a command needs of the process that it runs in.
type environment struct {
	stdout, stderr io.Writer
	getenv         func(string) string
}

// command is one run of the program: its shared flags, and what it says.
type command struct {
	environment
	terminal *term.Terminal
	pause    *pause // the last one
	tally    *tally // of the build that is going on

	configPath, output, cache string
	quiet, verbose, json      bool
}

// run carries out the command line args and gives the exit code.
func run(ctx context.Context, args []string, env environment) int {
	c := &command{environment: env, pause: new(pause), tally: new(tally)}
	root := c.root()
	root.SetArgs(args)
	root.SetOut(env.stdout)
	root.SetErr(env.stderr)
	err := root.ExecuteContext(ctx)
	if c.terminal == nil { // the command line was wrong before a command could begin
		c.json = c.json || wantsJSON(args)
		c.speak()
	}
	c.terminal.Close()
	if err == nil {
		return exitDone
	}
	return c.fail(ctx, err)
}

// root makes the tree of commands.
func (c *command) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "galley",
		Short:         "Turn Notion pages into a static website",
		Long:          "Galley turns Notion pages into a static website, and keeps it in step with Notion.\n\nTo see one: galley demo. To make your own: galley init, galley doctor, galley serve.",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
		PersistentPreRun: func(*cobra.Command, []string) { c.speak() },
	}
	flags := root.PersistentFlags()
	flags.StringVarP(&c.configPath, "config", "c", "site.toml", "the configuration `file`")
	flags.StringVarP(&c.output, "output", "o", "", "the `folder` of the site (default: output in the configuration, or public)")
	flags.StringVar(&c.cache, "cache", "", "the `folder` of the store, or s3://bucket/prefix (default: .galley beside the configuration)")
	flags.BoolVarP(&c.quiet, "quiet", "q", false, "say nothing but warnings and errors")
	flags.BoolVarP(&c.verbose, "verbose", "v", false, "say more: every request, and every page that is held back")
	flags.BoolVar(&c.json, "json", false, "write one JSON object a line to standard output, for machines")
	root.SetFlagErrorFunc(wrongFlag)
	root.SuggestionsMinimumDistance = nearEnough
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetHelpCommand(helpCommand(root))
	root.AddCommand(c.initCommand(), c.doctorCommand(), c.buildCommand(), c.serveCommand(), c.checkCommand(), c.demoCommand(), c.themeCommand(), c.versionCommand())
	return root
}

// helpCommand is "galley help [command]", which knows when there is no such
// command.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:    "help [command]",
		Short:  "Explain a command",
		Hidden: true, // --help says the same
		RunE: func(_ *cobra.Command, args []string) error {
			about, rest, err := root.Find(args)
			if err != nil {
				return err
			}
			if err := noArguments(about, rest); err != nil {
				return err
			}
			return about.Help()
		},
	}
}

func (c *command) speak() {
	c.terminal = term.New(c.stdout, c.stderr, term.Options{Quiet: c.quiet, Verbose: c.verbose, JSON: c.json})
}

// errLosses ends a build under --strict that had warnings.
var errLosses = errors.New("the site was built, but not everything could be kept, and --strict was given")

// fail says why the command failed, once, and gives the exit code.
func (c *command) fail(ctx context.Context, err error) int {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		c.terminal.Say(term.Error, term.Message{
			Text: "stopped",
			Hint: "the site and the store are usable, and what was fetched is not fetched again: run it again to go on",
		})
		return exitFailed
	}
	c.terminal.Say(term.Error, term.Message{Text: err.Error(), Hint: hintFor(err)})
	var usage usageError
	switch {
	case errors.As(err, &usage), isConfigError(err):
		return exitUsage
	case errors.Is(err, errLosses):
		return exitLosses
	}
	return exitFailed
}
