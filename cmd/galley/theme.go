package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"galley/internal/nearest"
	"galley/site"
	"galley/theme"

	"github.com/spf13/cobra"
)

// themeFlags say which theme is meant.
type themeFlags struct{ theme, to string }

func (c *command) themeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "theme",
		Short: "List the files of a theme, and copy those to change",
		Long: "A theme of your own is a folder with the files that differ from those of a built-in theme.\n" +
			"List says which there are, and eject copies some into your folder. See docs/themes.md.",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var f themeFlags
	cmd.PersistentFlags().StringVar(&f.theme, "theme", "", "blog, docs, or a `folder` (default: the theme of the configuration)")
	list := &cobra.Command{
		Use:   "list",
		Short: "List the files that a theme is made of",
		Args:  noArguments,
		RunE:  func(*cobra.Command, []string) error { return c.themeList(f) },
	}
	eject := &cobra.Command{
		Use:   "eject what…",
		Short: "Copy files of the built-in theme into a folder of your own, to change them",
		Long: "Eject copies files of the built-in theme into the folder of your theme, where they take the place of the\n" +
			"originals. What is a file as galley theme list shows it, its last part, a folder, or blocks/<kind> for the\n" +
			"template of a kind of block. Files that exist are left alone.",
		Example: "  galley theme eject footer\n  galley theme eject assets/colors.css words/de.toml\n  galley theme eject blocks/callout --to mytheme",
		RunE:    func(_ *cobra.Command, args []string) error { return c.themeEject(f, args) },
	}
	eject.Flags().StringVar(&f.to, "to", "", "the `folder` to copy to (default: the folder of the theme, or theme beside the configuration)")
	cmd.AddCommand(list, eject)
	return cmd
}

// chosen finds out which theme is meant, and the folder of the configuration.
func (f themeFlags) chosen(c *command) (name, dir string, err error) {
	if f.theme != "" {
		if f.theme != "blog" && f.theme != "docs" {
			if info, err := os.Stat(f.theme); err != nil || !info.IsDir() {
				return "", "", usageError{fmt.Sprintf("there is no theme %q", f.theme), "themes are blog, docs, or a folder"}
			}
		}
		return f.theme, ".", nil
	}
	config, err := site.LoadConfig(c.configPath)
	if errors.Is(err, fs.ErrNotExist) {
		return "", "", usageError{"there is no " + c.configPath + " to say which theme", "name it: --theme blog, or --theme docs"}
	}
	if err != nil {
		return "", "", err
	}
	return config.Site.Theme, config.Dir, nil
}

// chosenTheme is the theme that is meant, with what it is made of.
type chosenTheme struct {
	name, dir, extends string
	files              []theme.File
}

func (f themeFlags) files(c *command) (t chosenTheme, err error) {
	if t.name, t.dir, err = f.chosen(c); err == nil {
		t.extends, t.files, err = theme.Files(t.name, t.dir)
	}
	return t, err
}

func (c *command) themeList(f themeFlags) error {
	chosen, err := f.files(c)
	if err != nil {
		return err
	}
	if c.json {
		var list []map[string]string
		for _, file := range chosen.files {
			list = append(list, map[string]string{"name": file.Name, "from": file.From, "about": file.About})
		}
		c.terminal.Done(fmt.Sprintf("%d files", len(list)), map[string]any{"files": list})
		return nil
	}
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	for _, file := range chosen.files {
		fmt.Fprintf(table, "%s\t%s\t%s\n", file.Name, file.From, file.About)
	}
	fmt.Fprintf(table, "blocks/<kind>.html\t\t%s\n", "a kind of block: "+strings.Join(theme.BlockKinds(), ", "))
	return table.Flush()
}

func (c *command) themeEject(f themeFlags, args []string) error {
	if len(args) == 0 {
		return usageError{"eject needs to know what to copy", "galley theme list shows what there is"}
	}
	chosen, err := f.files(c)
	if err != nil {
		return err
	}
	var wanted []theme.File
	for _, word := range args {
		found, err := ejectable(chosen.files, word)
		if err != nil {
			return err
		}
		wanted = append(wanted, found...)
	}
	to, isNew := f.folder(chosen.name, chosen.dir)
	for _, file := range wanted {
		if _, err := os.Lstat(filepath.Join(to, filepath.FromSlash(file.Name))); err == nil {
			return existsError(filepath.Join(to, filepath.FromSlash(file.Name)))
		}
	}
	return c.writeTheme(to, chosen.extends, isNew, wanted)
}

// folder is where files go: into the folder of the theme, or for a built-in
// theme into a new one.
func (f themeFlags) folder(name, dir string) (to string, isNew bool) {
	builtin := name == "blog" || name == "docs"
	switch {
	case f.to != "":
		return f.to, builtin
	case builtin:
		return filepath.Join(dir, "theme"), true
	case filepath.IsAbs(name):
		return name, false
	}
	return filepath.Join(dir, name), false
}

// ejectable gives the files that a word names: one, or those of a folder.
func ejectable(files []theme.File, word string) ([]theme.File, error) {
	word = filepath.ToSlash(word)
	if kind, ok := strings.CutPrefix(word, "blocks/"); ok {
		kind = strings.TrimSuffix(kind, ".html")
		if !slices.Contains(theme.BlockKinds(), kind) {
			return nil, unknownFile(word, "blocks/", theme.BlockKinds(), kind)
		}
		return []theme.File{theme.NewBlock(kind)}, nil
	}
	found := theme.Match(files, word)
	if words, ok := theme.NewWords(files, word); ok && len(found) == 0 {
		return []theme.File{words}, nil
	}
	if len(found) == 0 && slices.Contains(theme.BlockKinds(), word) {
		return nil, usageError{"the theme has no " + word, "for the template of a kind of block: blocks/" + word}
	}
	var names []string
	for _, file := range found {
		names = append(names, file.Name)
	}
	switch {
	case len(found) == 0:
		for _, file := range files {
			names = append(names, file.Name)
		}
		return nil, unknownFile(word, "", names, word)
	case len(found) > 1 && !strings.HasPrefix(found[0].Name, strings.TrimSuffix(word, "/")+"/"):
		return nil, usageError{word + " may be any of " + strings.Join(names, ", "), "write which"}
	}
	return found, nil
}

func unknownFile(word, prefix string, names []string, name string) error {
	hint := "galley theme list shows what there is"
	bases := make([]string, 0, 2*len(names))
	for _, n := range names {
		base := n[strings.LastIndexByte(n, '/')+1:]
		bases = append(bases, n, base, strings.TrimSuffix(base, filepath.Ext(base)))
	}
	if near, ok := nearest.Name(name, bases); ok {
		hint = "did you mean " + prefix + near + "?"
	}
	return usageError{"the theme has no " + word, hint}
}

// writeTheme writes the files, and for a new folder what it extends.
func (c *command) writeTheme(to, extends string, isNew bool, files []theme.File) error {
	manifest := filepath.Join(to, "theme.toml")
	if _, err := os.Lstat(manifest); isNew && errors.Is(err, fs.ErrNotExist) {
		if err := c.writeNew(manifest, fmt.Appendf(nil, "extends = %q\n", extends)); err != nil {
			return err
		}
	} else {
		isNew = false
	}
	for _, file := range files {
		if err := c.writeNew(filepath.Join(to, filepath.FromSlash(file.Name)), file.Data); err != nil {
			return err
		}
	}
	if isNew {
		c.terminal.Info("next: write theme = %q below [site] in %s", filepath.ToSlash(to), c.configPath)
	}
	return nil
}
