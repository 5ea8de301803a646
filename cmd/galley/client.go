package main

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"galley/internal/term"
	"galley/notion"
	"galley/site"
)

// token gives the connection's token from the environment, which is the only
// place where it is looked for.
func (c *command) token() (string, error) {
	token := strings.TrimSpace(c.getenv("NOTION_TOKEN"))
	if token == "" {
		return "", errNoToken
	}
	return token, nil
}

// apiURL is where the API is; "" is the client's default. NOTION_API_URL wins
// over the configuration.
func (c *command) apiURL(config *site.Config) string {
	if url := c.getenv("NOTION_API_URL"); url != "" || config == nil {
		return url
	}
	return config.Notion.APIURL
}

// client makes the client for a configuration; nil means that there is none
// yet, and takes the defaults.
func (c *command) client(token string, config *site.Config) *notion.Client {
	opts := []notion.ClientOption{
		notion.WithUserAgent("galley/" + version()),
		notion.WithObserver(c.observer()),
	}
	if config != nil {
		opts = append(opts, notion.WithVersion(notion.Version(config.Notion.Version)),
			notion.WithRequestsPerMinute(config.Notion.RequestsPerMinute))
	}
	if url := c.apiURL(config); url != "" {
		opts = append(opts, notion.WithBaseURL(url))
	}
	return notion.New(token, opts...)
}

// longWait is a wait that is worth to be told without being asked.
const longWait = 10 * time.Second

// observer tells those who want details of every request. All others hear why
// it takes so long: once when nothing answers or Notion asks to wait, and as
// progress when the budget is spent.
func (c *command) observer() func(notion.Event) {
	var once sync.Once
	return func(e notion.Event) {
		c.tally.event(e)
		wait := e.Wait.Round(100 * time.Millisecond)
		switch e.Kind {
		case notion.EventRetry:
			c.terminal.Detail("%s %s: %s; trying again in %s", e.Method, e.Path, e.Reason, wait)
			if e.Status == 0 && e.Attempt > 1 || e.Wait >= longWait {
				once.Do(func() { c.showTrouble(e) })
			}
		case notion.EventWait:
			c.terminal.Detail("%s %s waits %s: %s", e.Method, e.Path, wait, e.Reason)
			if e.Wait >= longWait {
				c.terminal.Progress(c.pause.begin(e))
			}
		case notion.EventAnswer:
			c.terminal.Detail("%s %s: %s", e.Method, e.Path, answer(e))
		}
	}
}

// pause is a long wait for the budget of requests.
type pause struct {
	mu    sync.Mutex
	until time.Time
	text  string // names the time when it ends: it is shown for as long as it lasts
}

// begin takes down a wait, and gives it as progress.
func (p *pause) begin(e notion.Event) term.Progress {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.until = time.Now().Add(e.Wait)
	p.text = fmt.Sprintf("%s, until %s: %s", e.Wait.Round(time.Second), p.until.Format(time.TimeOnly), e.Reason)
	return term.Progress{Stage: "waiting", Item: p.text}
}

// over is the progress to show: shown, unless the pause lasts. What goes on
// during a pause, such as the last answers and files, stands behind it then.
func (p *pause) over(shown term.Progress) term.Progress {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !time.Now().Before(p.until) {
		return shown
	}
	return term.Progress{Stage: "waiting", Item: p.text + "; " + shown.String()}
}

// showTrouble says what is waited for: without an answer it may come to nothing,
// so then how long that takes.
func (c *command) showTrouble(e notion.Event) {
	text := fmt.Sprintf("%s; trying again in %s", e.Reason, e.Wait.Round(time.Second))
	if e.Status == 0 {
		text = fmt.Sprintf("%s; trying again for up to %s", e.Reason, e.Left.Round(time.Second))
	}
	c.terminal.Say(term.Warning, term.Message{Text: text, Hint: "stop with Ctrl-C, or wait; --verbose shows every attempt"})
}

func answer(e notion.Event) string {
	if e.Reason == "" {
		return fmt.Sprint(e.Status)
	}
	return fmt.Sprintf("%d %s", e.Status, e.Reason)
}
