//go:build browser

package main

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// checkHTML runs the Nu validator over pages, and over all of folders.
func checkHTML(t *testing.T, names ...string) {
	t.Run("is valid HTML", func(t *testing.T) {
		jar := filepath.Join(nodeModules(t), "vnu-jar", "build", "dist", "vnu.jar")
		report, err := exec.Command("java", append([]string{"-jar", jar, "--errors-only", "--skip-non-html"}, names...)...).CombinedOutput()
		if err != nil || len(report) > 0 {
			t.Errorf("%v\n%.20000s", err, report)
		}
	})
}

// violation is a rule of axe-core that a page breaks.
type violation struct {
	ID, Impact, Help string
	Nodes            []struct{ HTML, FailureSummary string }
}

// checkAccessibility runs axe-core over pages that between them have every kind
// of element, in light and in dark.
func checkAccessibility(t *testing.T, c *crawler) {
	t.Run("is accessible", func(t *testing.T) {
		axe := axeSource(t)
		for _, page := range representatives(c.pages) {
			found := violations(t, c.ctx, page, "light", axe)
			report(t, page, append(found, inTheDark(t, c.ctx, axe)...))
		}
	})
}

// axeSource is the script that axe-core is.
func axeSource(t *testing.T) string {
	t.Helper()
	axe, err := os.ReadFile(filepath.Join(nodeModules(t), "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	return string(axe)
}

func report(t *testing.T, page string, found []violation) {
	t.Helper()
	for _, v := range found {
		t.Errorf("%s: %s, %s: %s", page, v.ID, v.Impact, v.Help)
		for _, node := range v.Nodes {
			t.Logf("    %s\n%s", node.HTML, node.FailureSummary)
		}
	}
}

// send is an action that sends one command of the protocol.
func send[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, c, params)
		return err
	})
}

func violations(t *testing.T, ctx context.Context, page, scheme, axe string) []violation {
	t.Helper()
	return violationsAfter(t, ctx, page, scheme, axe, func() {})
}

// violationsAfter opens a page and does something with it before axe-core runs.
func violationsAfter(t *testing.T, ctx context.Context, page, colours, axe string, do func()) []violation {
	t.Helper()
	if err := chromedp.Do(ctx, scheme(colours), chromedp.Navigate(page)); err != nil {
		t.Fatalf("opening %s: %v", page, err)
	}
	do()
	return runAxe(t, ctx, axe, "")
}

// scheme says which colours the reader wants, "light" or "dark", and that they should
// change at once.
func scheme(colours string) chromedp.Action[chromedp.Void] {
	return send(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: colours}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	})
}

// inTheDark changes the page that is open to dark, and looks at its colours: nothing
// else changes.
func inTheDark(t *testing.T, ctx context.Context, axe string) []violation {
	t.Helper()
	if err := chromedp.Do(ctx, scheme("dark")); err != nil {
		t.Fatal(err)
	}
	return runAxe(t, ctx, axe, `runOnly: ["color-contrast"], `)
}

// runAxe runs axe-core on the page that is open. Frames of other sites are theirs,
// and cannot be reached here.
func runAxe(t *testing.T, ctx context.Context, axe, options string) []violation {
	t.Helper()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](axe+"; true")); err != nil {
		t.Fatalf("loading axe: %v", err)
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]violation](`axe.run({exclude: ["iframe"]}, {`+options+`resultTypes: ["violations"]}).then((result) =>
		result.violations.map(({id, impact, help, nodes}) => ({ID: id, Impact: impact, Help: help,
			Nodes: nodes.map(({html, failureSummary}) => ({HTML: html, FailureSummary: failureSummary}))})))`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("running axe: %v", err)
	}
	return found
}

// representatives chooses pages that between them have all classes and elements
// that the site has.
func representatives(pages map[string]*visited) []string {
	missing := map[string]bool{}
	for _, p := range pages {
		for _, class := range p.Classes {
			missing[class] = true
		}
	}
	var chosen []string
	for len(missing) > 0 {
		best, most := "", 0
		for _, address := range slices.Sorted(maps.Keys(pages)) {
			n := 0
			for _, class := range pages[address].Classes {
				if missing[class] {
					n++
				}
			}
			if n > most {
				best, most = address, n
			}
		}
		for _, class := range pages[best].Classes {
			delete(missing, class)
		}
		chosen = append(chosen, best)
	}
	return chosen
}
