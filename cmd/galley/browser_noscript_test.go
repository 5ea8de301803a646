//go:build browser

package main

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Everything but search, copying and the switch of colours works without script.
func TestBrowserWorksWithoutScript(t *testing.T) {
	demo := startDemo(t, "docs")
	ctx := openBrowser(t)
	run := func(steps ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, steps...); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(expression string) {
		t.Helper()
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression)); err != nil || !ok {
			t.Errorf("%s is %v, %v", expression, ok, err)
		}
	}
	run(scriptOff(), chromedp.EmulateViewport(1440, 900), chromedp.Navigate(demo.url+"build-a-station/wire-the-logger/"))
	holds(`!document.querySelector("button.theme").checkVisibility() && !document.querySelector(".search-open").checkVisibility()`)
	holds(`document.querySelector(".contents a").checkVisibility({contentVisibilityAuto: true})`)
	run(chromedp.Click(chromedp.CSS(`.pages > ul > li > details:not([open]) > summary`)))
	holds(`document.querySelectorAll(".pages > ul > li > details[open]").length === 2`)
	run(chromedp.Click(chromedp.CSS(`.toggle > summary`)))
	holds(`document.querySelector(".toggle").open`)
	run(chromedp.Click(chromedp.CSS(`.neighbours .next`)))
	holds(`location.pathname === "/build-a-station/first-power-on/" && !document.querySelector(".tabs [role=tab]")`)
	run(chromedp.EmulateViewport(360, 780), chromedp.Click(chromedp.CSS("button.drawer")), chromedp.WaitVisible(chromedp.CSS("#_pages .also a")))
	run(chromedp.Navigate(demo.url+"notes/a-storm-in-june/"), chromedp.Click(chromedp.CSS("a.zoom")))
	holds(`/\/files\/.*\.(png|jpg|svg)$/.test(location.pathname)`)
}

// scriptOff stops the scripts of pages, but not the test's own.
func scriptOff() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
}
