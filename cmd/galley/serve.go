package main

import (
	"context"
	"net"
	"time"

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
			b, err := c.newBuilder(flags, c.loadConfig)
			if err != nil {
				return err
			}
			defer b.Close()
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
	opts := preview.RunOptions{
		Options:  preview.Options{Dir: b.output(), BasePath: b.config.BasePath()},
		Listener: listener,
		Files:    append([]string{c.configPath}, b.themeDirs()...),
		Log:      c.showFailure,
		Build: func(ctx context.Context, reason preview.Reason) (preview.Result, error) {
			return c.rebuild(ctx, b, reason)
		},
	}
	if !b.flags.offline {
		opts.Poll = b.flags.poll
	}
	if listener != nil {
		opts.Addr = listener.Addr().String()
		c.terminal.Info("serving %s (stop with Ctrl-C)", preview.URL(listener, b.config.BasePath()))
	}
	return preview.Run(ctx, opts)
}

func (c *command) rebuild(ctx context.Context, b *builder, reason preview.Reason) (preview.Result, error) {
	start := time.Now()
	if len(reason.Paths) > 0 {
		if err := b.reload(); err != nil {
			return preview.Result{}, failure(err)
		}
	}
	report, err := b.build(ctx, reason.Kind != preview.Files)
	if err != nil {
		return preview.Result{}, failure(err)
	}
	if reason.Kind == preview.Start || len(report.Changed) > 0 {
		c.showReport(b, report, time.Since(start))
	}
	return preview.Result{Changed: report.Changed}, nil
}

func (c *command) showFailure(err error) {
	c.terminal.Error("%s", err)
	if hint := hintFor(err); hint != "" {
		c.terminal.Hint("%s", hint)
	}
}
