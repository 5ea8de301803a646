// Package diagram draws the diagrams of Mermaid as SVG, when a site is built.
//
//	markup, err := diagram.Draw("flowchart LR\n  a --> b")
//	svg, err := diagram.Tidy(markup, diagram.Place{ID: "d1", Label: "Diagram"})
//
// Two steps, since the first is slow and its result can be kept: Draw has Mermaid
// itself do the work, which lies in mermaid/ with a small document in place of a
// browser's; Tidy checks what it gives against a list of what may stand in a page,
// and gives every colour its counterpart for dark pages. The source is anybody's:
// nothing in it may do more than draw.
package diagram

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	_ "embed" // of Mermaid
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"sync"
	"time"

	"galley/internal/script"
)

// Version names what draws. What another one has drawn is of no use.
const Version = "mermaid 12.3.0, 1"

// maxLength is how long a source may be, in bytes; Mermaid's own limit is 50,000.
const maxLength = 20_000

// Limits of one drawing. Most take a second; a machine needs a hundred megabytes,
// so there are not many.
const (
	maxTime     = time.Minute
	maxDepth    = 3_000
	maxMachines = 2
)

//go:embed mermaid/mermaid.tar.gz
var mermaid []byte

// The document that Mermaid draws in, and what asks it to.
var (
	//go:embed mermaid/tree.js
	tree string
	//go:embed mermaid/styles.js
	styles string
	//go:embed mermaid/boxes.js
	boxes string
	//go:embed mermaid/world.js
	world string
	//go:embed mermaid/draw.js
	draw string
)

var library = sync.OnceValue(func() *script.Library {
	source := func() string { return strings.Join([]string{tree, styles, boxes, world, draw}, ";\n") }
	l := script.New("draw.js", source, script.Limits{Time: maxTime, Depth: maxDepth, Machines: maxMachines})
	return l.WithModules(func(name string) (string, bool) {
		source, ok := modules()[name]
		return source, ok
	})
})

// modules are the parts of Mermaid, by their names.
var modules = sync.OnceValue(func() map[string]string {
	parts := map[string]string{}
	unpacked, err := gzip.NewReader(bytes.NewReader(mermaid))
	if err != nil {
		return nil // it was packed when this program was made
	}
	for archive := tar.NewReader(unpacked); ; {
		header, err := archive.Next()
		if err != nil {
			return parts
		}
		if source, err := io.ReadAll(archive); err == nil {
			parts[path.Base(header.Name)] = string(source)
		}
	}
})

// A SyntaxError is a source that cannot be drawn, and never can.
type SyntaxError struct{ Reason string }

// Error implements error.
func (e *SyntaxError) Error() string { return e.Reason }

// Draw gives a source as Mermaid draws it: markup that Tidy has to see before a
// page holds it. The error is a *[SyntaxError] when the source is to blame.
func Draw(source string) (string, error) {
	if len(source) > maxLength {
		return "", &SyntaxError{fmt.Sprintf("it has more than %d characters", maxLength)}
	}
	markup, err := library().Call("draw", source)
	var thrown *script.Thrown
	switch {
	case errors.As(err, &thrown):
		return "", &SyntaxError{complaint(thrown.Message)}
	case errors.Is(err, script.ErrDepth):
		return "", &SyntaxError{err.Error()}
	case err != nil:
		return "", fmt.Errorf("drawing a diagram: %w", err)
	}
	return markup, nil
}

// complaint shortens what Mermaid says to its first line.
func complaint(message string) string {
	message, _, _ = strings.Cut(strings.TrimSpace(message), "\n")
	message, _, _ = strings.Cut(message, " for text:")
	message = strings.TrimSuffix(message, ":")
	if message == "" {
		return "it cannot be read"
	}
	return strings.ToLower(message[:1]) + message[1:]
}
