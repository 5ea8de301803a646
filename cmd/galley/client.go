package main

import (
	"fmt"

	"galley/notion"
	"galley/site"
)

// client makes the client for a configuration; nil means that there is none
// yet, and takes the defaults. NOTION_API_URL wins over the configuration.
func (c *command) client(token string, config *site.Config) *notion.Client {
	opts := []notion.ClientOption{
		notion.WithUserAgent("galley/" + version()),
		notion.WithObserver(c.showEvent),
	}
	url := c.getenv("NOTION_API_URL")
	if config != nil {
		opts = append(opts, notion.WithVersion(notion.Version(config.Notion.Version)),
			notion.WithRequestsPerMinute(config.Notion.RequestsPerMinute))
		if url == "" {
			url = config.Notion.APIURL
		}
	}
	if url != "" {
		opts = append(opts, notion.WithBaseURL(url))
	}
	return notion.New(token, opts...)
}

// showEvent tells those who want details what the client waits for.
func (c *command) showEvent(e notion.Event) {
	switch e.Kind {
	case notion.EventRetry:
		c.terminal.Detail("%s %s: %s; trying again in %s", e.Method, e.Path, e.Reason, e.Wait.Round(time100ms))
	case notion.EventWait:
		c.terminal.Detail("%s %s waits %s: %s", e.Method, e.Path, e.Wait.Round(time100ms), e.Reason)
	case notion.EventAnswer:
		c.terminal.Detail("%s %s: %s", e.Method, e.Path, answer(e))
	}
}

func answer(e notion.Event) string {
	if e.Reason == "" {
		return fmt.Sprint(e.Status)
	}
	return fmt.Sprintf("%d %s", e.Status, e.Reason)
}
