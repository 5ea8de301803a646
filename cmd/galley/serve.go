package main

import (
	"context"
	"net"
	"slices"
	"time"

	"galley/fetch"
	"galley/internal/term"
	"galley/preview"

	"github.com/spf13/cobra"
)

const defaultAddr = "127.0.0.1:8080"

func (c *command) serveCommand() *cobra.Command {
	var flags buildFlags
	var addr string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Build, watch, and preview with live reload",
		Long: "Serve builds the site and shows it on this machine. When the configuration, the theme or Notion changes\n" +
			"it builds again, and the open page reloads.",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			b, err := c.newBuilder(flags, c.loadConfig, c.configPath)
			if err != nil {
				return err
			}
			listener, err := preview.Listen(addr, cmd.Flags().Changed("addr"))
			if err != nil {
				return listenError(err)
			}
			return c.watch(cmd.Context(), b, listener)
		},
	}
	flags.add(cmd)
	addAddr(cmd, &addr)
	return cmd
}

func addAddr(cmd *cobra.Command, addr *string) {
	cmd.Flags().StringVar(addr, "addr", defaultAddr, "the `host:port` of the preview; by default the next free port")
}

func listenError(err error) error {
	return hinted{err, "stop what uses the port, or choose another with --addr 127.0.0.1:9000"}
}

// watch builds again and again until ctx ends, and serves the site on listener
// unless that is nil.
func (c *command) watch(ctx context.Context, b *builder, listener net.Listener) error {
	w := &watcher{command: c, builder: b}
	opts := preview.RunOptions{
		Options:  preview.Options{Dir: b.output(), BasePath: b.config.BasePath()},
		Listener: listener,
		Files:    b.watched(),
		Log:      w.showFailure,
		Build:    w.build,
	}
	if b.client != nil {
		opts.Poll = b.flags.poll
	}
	if listener != nil {
		opts.Addr = listener.Addr().String()
		w.url = preview.URL(listener, b.config.BasePath())
		w.sayURL()
	}
	return preview.Run(ctx, opts)
}

// watcher is told by the preview when to build, and what went wrong.
type watcher struct {
	*command
	builder *builder
	url     string // of the preview; "" without one
	failing string // the last failure, until a build is good
	warned  []fetch.Warning
}

func (w *watcher) sayURL() { w.terminal.Info("serving %s (stop with Ctrl-C)", w.url) }

// asking is how much to ask Notion for a build.
func asking(kind preview.Kind) question {
	switch kind {
	case preview.Files:
		return askNothing
	case preview.Poll:
		return askEdits
	}
	return askAll
}

func (w *watcher) build(ctx context.Context, reason preview.Reason) (preview.Result, error) {
	start := time.Now()
	if len(reason.Paths) > 0 {
		if err := w.builder.reload(); err != nil {
			return preview.Result{}, failure(err)
		}
	}
	w.builder.discreet = reason.Kind == preview.Poll
	report, err := w.builder.build(ctx, asking(reason.Kind))
	if err != nil {
		return preview.Result{}, failure(err)
	}
	recovered := w.failing != ""
	w.failing = ""
	w.showWarnings(slices.DeleteFunc(slices.Clone(report.Warnings), func(old fetch.Warning) bool {
		return slices.Contains(w.warned, old)
	}))
	w.warned = report.Warnings
	if reason.Kind == preview.Start || len(report.URLs) > 0 || recovered {
		took := w.builder.account(report, time.Since(start))
		w.showReport(w.builder, took)
		w.keep(w.builder, took)
		if reason.Kind == preview.Start && len(report.Warnings) > 0 && w.url != "" {
			w.sayURL() // the first time it has scrolled away
		}
	} else {
		w.terminal.Close() // takes the status line away
	}
	return preview.Result{Changed: report.URLs}, nil
}

// showFailure prints a failure, but not again and again while every build ends
// with the same one.
func (w *watcher) showFailure(err error) {
	w.terminal.Close()
	if w.failing == err.Error() {
		return
	}
	w.failing = err.Error()
	w.terminal.Say(term.Error, term.Message{Text: err.Error(), Hint: hintFor(err)})
}
