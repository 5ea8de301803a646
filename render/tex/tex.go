// Package tex makes MathML of LaTeX, as a page needs it: MathML Core, which
// browsers show without a script or a font.
//
//	markup, err := tex.Convert(`\frac{1}{2}`, tex.Inline)
//	html, err := tex.Tidy(markup, `\frac{1}{2}`)
//
// Two steps, since the first is slow and its result can be kept: Convert has
// Temml, a library in JavaScript that lies in temml/, do the work; Tidy checks what
// it gives against a list of what may stand in a page, turns inline styles into
// classes, and adds the source as an annotation. The source is anybody's: nothing
// in it may do more than set math.
package tex

import (
	_ "embed" // of Temml
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"galley/internal/script"
)

// Mode is where math stands.
type Mode string

// Math within a line, and on lines of its own.
const (
	Inline  Mode = "inline"
	Display Mode = "display"
)

// Version names the converter. What another one has made is of no use.
const Version = "temml 0.13.5"

// maxLength is how long LaTeX may be, in bytes. Notion takes 1,000 characters.
const maxLength = 5_000

// Limits of one conversion. Most take Temml a millisecond; each pair of braces is
// ten functions deep.
const (
	maxTime  = 3 * time.Second
	maxDepth = 2_000
)

//go:embed temml/temml.min.js
var temml string

// mhchem is Temml's extension for \ce and \pu.
//
//go:embed temml/mhchem.min.js
var mhchem string

// glue is called by Convert. What one equation defines is unknown to the next.
const glue = `
function toMathML(source, mode) {
	return temml.renderToString(source, {displayMode: mode === "display", throwOnError: true, maxExpand: 1000, macros: {}});
}`

var library = sync.OnceValue(func() *script.Library {
	source := func() string { return temml + ";\n" + mhchem + ";\n" + glue }
	return script.New("temml.js", source, script.Limits{Time: maxTime, Depth: maxDepth})
})

// A SyntaxError is LaTeX that cannot be set, and never can.
type SyntaxError struct{ Reason string }

// Error implements error.
func (e *SyntaxError) Error() string { return e.Reason }

// Convert gives LaTeX as Temml sets it: markup that Tidy has to see before a page
// holds it. The error is a *[SyntaxError] when the source is to blame.
func Convert(source string, mode Mode) (string, error) {
	if len(source) > maxLength {
		return "", &SyntaxError{fmt.Sprintf("it has more than %d characters", maxLength)}
	}
	markup, err := library().Call("toMathML", source, string(mode))
	var thrown *script.Thrown
	switch {
	case errors.As(err, &thrown) && thrown.Name == "ParseError":
		return "", &SyntaxError{complaint(thrown.Message)}
	case errors.As(err, &thrown):
		return "", &SyntaxError{"it cannot be read"} // Temml stumbled over it
	case errors.Is(err, script.ErrDepth):
		return "", &SyntaxError{err.Error()}
	case err != nil:
		return "", fmt.Errorf("setting math: %w", err)
	}
	return markup, nil
}

// complaint shortens what Temml says: its place and the text there are seen in
// the source.
func complaint(message string) string {
	message, _, _ = strings.Cut(strings.TrimSpace(message), "\n")
	for _, before := range []string{" at position ", " at end of input"} {
		message, _, _ = strings.Cut(message, before)
	}
	message = strings.TrimSuffix(message, ":")
	if message == "" {
		return "it cannot be read"
	}
	return strings.ToLower(message[:1]) + message[1:]
}
