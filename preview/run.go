package preview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"
)

// RunOptions say what Run does. Build and Log are needed; what else is left out
// is not done.
type RunOptions struct {
	// Options are those of the server, and stay as they are, also when a build
	// reads another configuration. Public is found out from Listener.
	Options
	// Listener is where the preview is served, and closed in the end. Nil
	// builds and watches without a server.
	Listener net.Listener
	// Build makes the site. An error is shown over the open pages, as a
	// [Failure] when it is one, and leaves the last good site as it is.
	Build func(context.Context, Reason) (Result, error)
	// Files are the configuration and the folders of the theme: paths that make
	// a new build necessary, but no question to Notion. Changes within Dir are
	// left out.
	Files []string
	// Poll is the time between a build that asks Notion and the next. It grows
	// while such builds fail. 0 asks once.
	Poll time.Duration
	// Log is told what went wrong, such as a failed build. Nothing of it ends
	// Run.
	Log func(error)
}

// Kind is the kind of a [Reason].
type Kind string

// The reasons to build.
const (
	Start Kind = "start" // Run has begun: ask Notion
	Poll  Kind = "poll"  // time has passed: ask Notion
	Files Kind = "files" // files have changed: no need to ask Notion
)

// Reason says why to build.
type Reason struct {
	Kind Kind
	// Paths are the files that changed since the last good build, sorted. They
	// come with every kind: a build that failed leaves them for the next.
	Paths []string
}

// Result is what a good build did.
type Result struct {
	// Changed are the URLs of the files that are new, different or gone: paths
	// with the base path, such as /repo/posts/a/ and /repo/style.css.
	Changed []string
}

// Run builds, serves and builds again until ctx is done, which is no error. One
// build runs at a time; changes that come during a build cause one more after
// it. When Run returns, the listener is closed and nothing runs any more.
func Run(ctx context.Context, opts RunOptions) error {
	opts.Public = opts.Listener != nil && isPublic(opts.Listener)
	server := New(opts.Options)
	group, ctx := errgroup.WithContext(ctx)
	if opts.Listener != nil {
		serve(ctx, group, server, opts)
	}
	group.Go(func() error {
		return (&loop{opts: opts, server: server}).run(ctx)
	})
	return group.Wait()
}

// shutdownTime is how long answers that are under way may take in the end.
const shutdownTime = time.Second

func serve(ctx context.Context, group *errgroup.Group, server *Server, opts RunOptions) {
	h := &http.Server{
		Handler:           server,
		ReadHeaderTimeout: 10 * time.Second,
		// Broken connections of browsers are nobody's concern.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	group.Go(func() error {
		if err := h.Serve(opts.Listener); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serving the preview: %w", err)
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		server.Close()
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
		defer cancel()
		if h.Shutdown(ending) != nil {
			// Whoever is still reading has had the time.
			_ = h.Close()
		}
		return nil
	})
}
