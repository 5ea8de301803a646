package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usageError is a mistake in the command line or the configuration.
type usageError struct{ text, hint string }

func (e usageError) Error() string { return e.text }

// nearEnough is how many letters a name may be away from what was written to be
// suggested.
const nearEnough = 2

// noArguments refuses arguments with a hint; an unknown command gets the
// nearest one.
func noArguments(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case cmd.HasParent():
		return usageError{cmd.CommandPath() + " takes no arguments, but got " + args[0], seeHelp(cmd)}
	}
	hint := seeHelp(cmd)
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "did you mean galley " + strings.Join(near, " or galley ") + "?"
	}
	return usageError{"there is no command " + args[0], hint}
}

// oneArgument refuses more than one argument.
func oneArgument(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usageError{cmd.CommandPath() + " takes one argument, but got also " + args[1], "put a link with spaces or & in quotes"}
	}
	return nil
}

// wrongFlag says what is wrong with a flag; an unknown one gets the nearest.
func wrongFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || unknown.GetSpecifiedShortnames() != "" {
		return usageError{err.Error(), seeHelp(cmd)}
	}
	name := unknown.GetSpecifiedName()
	hint := seeHelp(cmd)
	if near := nearFlags(cmd, name); len(near) > 0 {
		hint = "did you mean --" + strings.Join(near, " or --") + "?"
	}
	return usageError{cmd.CommandPath() + " has no flag --" + name, hint}
}

// nearFlags are the flags that are as near to name as commands have to be to be
// suggested: they are tried as the commands of a command.
func nearFlags(cmd *cobra.Command, name string) []string {
	names := &cobra.Command{}
	names.SuggestionsMinimumDistance = nearEnough
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names.AddCommand(&cobra.Command{Use: f.Name, Run: func(*cobra.Command, []string) {}})
		}
	})
	return names.SuggestionsFor(name)
}

// wantsJSON looks for --json in a command line that is wrong: cobra stops at the
// first mistake, and the flag may stand behind it.
func wantsJSON(args []string) bool {
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.ParseErrorsAllowlist.UnknownFlags = true
	flags.Usage = func() {}
	json := flags.Bool("json", false, "")
	_ = flags.Parse(args) // that something is wrong is known
	return *json
}

func seeHelp(cmd *cobra.Command) string { return "see " + cmd.CommandPath() + " --help" }
