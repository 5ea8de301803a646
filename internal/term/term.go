// Package term is the voice of the command: the only place that decides how a
// message looks.
//
// To people it speaks on standard error, one message a line, in lower case:
//
//	galley: error: building the site: cannot reach api.notion.com
//	galley: hint: check the network, then run the command again
//	galley: warning: "Roadmap": a form cannot be shown (https://www.notion.so/…)
//	galley: wrote 12 pages to public
//
// Labels are coloured on a terminal, unless NO_COLOR is set or TERM is dumb.
// The lines after the first of a message are indented, so nothing that a
// message quotes can pass for a message. Characters that would steer the
// terminal, which titles in Notion may hold, are shown as escapes.
//
// [Terminal.Progress] is one status line on a terminal, which is rewritten at
// most ten times a second and gives way to messages; elsewhere, as in CI, it is
// a plain line now and then.
//
// With [Options.JSON] it speaks to machines instead: one object a line, on
// standard output.
//
//	{"level":"warning","message":"a form cannot be shown","page":"Roadmap","url":"https://…"}
//	{"event":"progress","stage":"fetching","done":3,"total":12,"item":"Roadmap"}
//	{"event":"done","message":"wrote 12 pages to public","pages":12}
package term

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"
)

// Options say how much to say, and to whom.
type Options struct {
	Quiet   bool // errors, warnings and their hints only
	Verbose bool // details too
	JSON    bool // one JSON object a line on standard output
}

// Terminal writes messages and progress. Its methods may be called by several
// goroutines at once. Errors of writing are not reported: there is nobody left
// to tell.
type Terminal struct {
	opts   Options
	device device

	mu     sync.Mutex
	stdout io.Writer
	stderr io.Writer
	status status
}

// device is what is known about the other end of standard error.
type device struct {
	color  bool
	status bool       // it can rewrite a line
	width  func() int // columns, of a device that can
}

// New returns a terminal that writes to stdout and stderr. It looks at stderr,
// and at TERM and NO_COLOR, for what it may do there.
func New(stdout, stderr io.Writer, opts Options) *Terminal {
	return newTerminal(stdout, stderr, opts, inspect(stderr))
}

func newTerminal(stdout, stderr io.Writer, opts Options, d device) *Terminal {
	return &Terminal{opts: opts, device: d, stdout: stdout, stderr: stderr}
}

func inspect(w io.Writer) device {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) || os.Getenv("TERM") == "dumb" {
		return device{}
	}
	return device{
		color:  os.Getenv("NO_COLOR") == "",
		status: true,
		width: func() int {
			width, _, err := term.GetSize(int(f.Fd()))
			if err != nil || width <= 0 {
				return 80
			}
			return width
		},
	}
}

// Level says how much a message matters.
type Level int

// The levels. A hint says what to do about the message before it.
const (
	Detail Level = iota // shown with Options.Verbose
	Info
	Hint
	Warning
	Error
)

// voices has, for each level, its name in JSON, its label, and the SGR colour
// of the label (ECMA-48, 8.3.117).
var voices = [...]struct{ name, label, sgr string }{
	Detail:  {"detail", "", ""},
	Info:    {"info", "", ""},
	Hint:    {"hint", "hint: ", "36"},
	Warning: {"warning", "warning: ", "33"},
	Error:   {"error", "error: ", "1;31"},
}

// String is the name of the level in JSON.
func (l Level) String() string { return voices[l].name }

// Message is something to say about a page.
type Message struct {
	Kind string // what it is about, for machines, or empty
	Text string // what happened; may have several lines
	Page string // the title of the page, or empty
	URL  string // where to look at it, or empty
	Hint string // what to do about it, or empty
}

// Error says why the command fails.
func (t *Terminal) Error(format string, args ...any) { t.sayf(Error, format, args) }

// Warn says what is lost or wrong although the command goes on.
func (t *Terminal) Warn(format string, args ...any) { t.sayf(Warning, format, args) }

// Hint says what to do about the message before it.
func (t *Terminal) Hint(format string, args ...any) { t.sayf(Hint, format, args) }

// Info says what was done.
func (t *Terminal) Info(format string, args ...any) { t.sayf(Info, format, args) }

// Detail says how it was done, to those who asked for it.
func (t *Terminal) Detail(format string, args ...any) { t.sayf(Detail, format, args) }

func (t *Terminal) sayf(level Level, format string, args []any) {
	t.Say(level, Message{Text: fmt.Sprintf(format, args...)})
}

// Say says m at the given level, and its hint after it.
func (t *Terminal) Say(level Level, m Message) {
	if level == Detail && !t.opts.Verbose || level <= Info && t.opts.Quiet {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.opts.JSON {
		t.writeObject(jsonMessage{level.String(), m.Kind, m.Text, m.Page, m.URL, m.Hint})
		return
	}
	lines := t.format(level, m.line())
	if m.Hint != "" {
		lines += t.format(Hint, m.Hint)
	}
	t.clearStatus()
	_, _ = io.WriteString(t.stderr, lines)
	if t.device.status {
		t.redrawLater()
	}
}

// line is the message for people, without its hint.
func (m Message) line() string {
	var b strings.Builder
	if m.Page != "" {
		fmt.Fprintf(&b, `"%s": `, oneLine(m.Page))
	}
	b.WriteString(m.Text)
	if m.URL != "" {
		fmt.Fprintf(&b, " (%s)", oneLine(m.URL))
	}
	return b.String()
}

// format is text as the lines of one message.
func (t *Terminal) format(level Level, text string) string {
	label := voices[level].label
	if sgr := voices[level].sgr; t.device.color && sgr != "" {
		label = "\x1b[" + sgr + "m" + label + "\x1b[0m"
	}
	text = harmless(strings.ReplaceAll(strings.TrimSpace(text), "\r\n", "\n"))
	return "galley: " + label + strings.ReplaceAll(text, "\n", "\n    ") + "\n"
}

// Done says that the command succeeded. For machines the fields are part of the
// object; people read the text, unless they want it quiet.
func (t *Terminal) Done(text string, fields map[string]any) {
	t.Close()
	if !t.opts.JSON {
		t.Info("%s", text)
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	object := map[string]any{}
	for name, value := range fields {
		object[name] = value
	}
	object["event"], object["message"] = "done", text
	t.writeObject(object)
}

// Close takes the status line away. Messages may still follow.
func (t *Terminal) Close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.clearStatus()
	if t.status.timer != nil {
		t.status.timer.Stop()
	}
	t.status = status{}
}

// status is the progress that is shown, or is to be shown soon.
type status struct {
	latest Progress
	shown  bool        // the line is on the screen
	drawn  time.Time   // when progress was last written
	timer  *time.Timer // set while a write is due
}
