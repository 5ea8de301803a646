package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"galley/notion/notiontest"
	"galley/preview"
	"galley/site"

	"github.com/spf13/cobra"
)

// demoPoll is how often the demo asks its own workspace, which costs nothing
// and never changes.
const demoPoll = time.Minute

func (c *command) demoCommand() *cobra.Command {
	var addr, look string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Show a sample site: needs no token and no set-up",
		Long: "Demo does what serve does, with a sample workspace that is part of the program: a handbook and a blog that\n" +
			"use everything Notion has. Nothing of it is kept when it stops, unless --output says where.",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			look, err := demoTheme(look)
			if err != nil {
				return err
			}
			listener, err := preview.Listen(addr, cmd.Flags().Changed("addr"))
			if err != nil {
				return listenError(err)
			}
			return c.demo(cmd.Context(), listener, look)
		},
	}
	addAddr(cmd, &addr)
	cmd.Flags().StringVar(&look, "theme", "docs", "blog, docs, or a `folder`")
	return cmd
}

// demoTheme gives the name of a built-in theme, or the folder as seen from
// anywhere.
func demoTheme(look string) (string, error) {
	if look == "blog" || look == "docs" {
		return look, nil
	}
	if info, err := os.Stat(look); err != nil || !info.IsDir() {
		return "", usageError{fmt.Sprintf("there is no theme %q", look), "themes are blog, docs, or a folder"}
	}
	return filepath.Abs(look)
}

// demoConfig is the configuration of the demo: what a user would write for the
// sample workspace, with a budget that its own server does not have.
const demoConfig = `[site]
title = "Tidewater"
description = "A small network of coastal weather stations, and the people who keep it"
base_url = "http://%s/"
theme = %q
comments = true
show_properties = ["Stations", "Field work", "Data return", "State", "Coast", "Mast", "Battery", "Keeper", "In service since"]

[theme]
list = "cards"
edit_links = true

[notion]
requests_per_minute = 100000

[[source]]
page = %q
path = %q

[[source]]
database = %q
path = %q
`

// demoText fills the configuration in. In the blog the posts are the home page,
// elsewhere the handbook is.
func demoText(addr net.Addr, look string, sample *notiontest.SampleWorkspace) string {
	handbook, posts := "/", "/notes/"
	if look == "blog" {
		handbook, posts = "/handbook/", "/"
	}
	return fmt.Sprintf(demoConfig, addr, look, sample.HandbookURL(), handbook, sample.FieldNotesURL(), posts)
}

// demo serves the sample workspace as if it were a user's, over HTTP and all.
func (c *command) demo(ctx context.Context, listener net.Listener, look string) error {
	dir, err := os.MkdirTemp("", "galley-demo-")
	if err != nil {
		return fmt.Errorf("making a folder for the demo: %w", err)
	}
	defer os.RemoveAll(dir)
	sample := notiontest.Sample()
	api := notiontest.NewServer(sample.Workspace)
	defer api.Close()

	text := demoText(listener.Addr(), look, sample)
	demo := *c
	demo.getenv = func(name string) string {
		return map[string]string{"NOTION_TOKEN": api.Token, "NOTION_API_URL": api.URL}[name]
	}
	b, err := demo.newBuilder(buildFlags{formats: []string{"html"}, poll: demoPoll}, func() (*site.Config, error) {
		return site.ParseConfig(filepath.Join(dir, "site.toml"), []byte(text))
	}, "")
	if err != nil {
		return err
	}
	return demo.watch(ctx, b, listener)
}
