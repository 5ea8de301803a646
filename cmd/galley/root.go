package main

import (
	"context"
	"errors"
	"io"
	"strings"

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

	configPath, output, cache string
	quiet, verbose, json      bool
}

// run carries out the command line args and gives the exit code.
func run(ctx context.Context, args []string, env environment) int {
	c := &command{environment: env}
	c.speak() // for errors before the flags are read
	root := c.root()
	root.SetArgs(args)
	root.SetOut(env.stdout)
	root.SetErr(env.stderr)
	err := root.ExecuteContext(ctx)
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
	flags.StringVar(&c.cache, "cache", "", "the `folder` of the store (default: .galley beside the configuration)")
	flags.BoolVarP(&c.quiet, "quiet", "q", false, "say nothing but warnings and errors")
	flags.BoolVarP(&c.verbose, "verbose", "v", false, "say more: every request that waits or is tried again")
	flags.BoolVar(&c.json, "json", false, "write one JSON object a line to standard output, for machines")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError{text: err.Error(), hint: "see galley " + commandName(cmd) + "--help"}
	})
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(c.initCommand(), c.doctorCommand(), c.buildCommand(), c.serveCommand(), c.demoCommand(), c.versionCommand())
	return root
}

func commandName(cmd *cobra.Command) string {
	if !cmd.HasParent() {
		return ""
	}
	return cmd.Name() + " "
}

func (c *command) speak() {
	c.terminal = term.New(c.stdout, c.stderr, term.Options{Quiet: c.quiet, Verbose: c.verbose, JSON: c.json})
}

// noArguments refuses arguments with a hint; an unknown command gets the
// nearest one.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if cmd.HasParent() {
		return usageError{text: "galley " + cmd.Name() + " takes no arguments, but got " + args[0], hint: "see galley " + cmd.Name() + " --help"}
	}
	hint := "see galley --help"
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "did you mean galley " + strings.Join(near, " or galley ") + "?"
	}
	return usageError{text: "there is no command " + args[0], hint: hint}
}

// usageError is a mistake in the command line or the configuration.
type usageError struct{ text, hint string }

func (e usageError) Error() string { return e.text }

// hinted is an error that says what to do about it.
type hinted struct {
	error
	hint string
}

func (e hinted) Unwrap() error { return e.error }

// errLosses ends a build under --strict that had warnings.
var errLosses = errors.New("the site was built, but not everything could be kept, and --strict was given")

// fail says why the command failed, once, and gives the exit code.
func (c *command) fail(ctx context.Context, err error) int {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		c.terminal.Error("stopped")
		c.terminal.Hint("the site and the store are as they were; what was fetched is not fetched again")
		return exitFailed
	}
	c.terminal.Error("%s", err)
	if hint := hintFor(err); hint != "" {
		c.terminal.Hint("%s", hint)
	}
	var usage usageError
	switch {
	case errors.As(err, &usage), isConfigError(err):
		return exitUsage
	case errors.Is(err, errLosses):
		return exitLosses
	}
	return exitFailed
}
