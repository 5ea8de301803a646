package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// cmdSame compares two folders byte for byte, but for galley's own notes, which
// tell what the site was made of.
func cmdSame(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, false, args, 2, "[!] same dir dir")
	left, right := filesOf(ts, args[0]), filesOf(ts, args[1])
	for _, files := range []map[string]string{left, right} {
		maps.DeleteFunc(files, func(name, _ string) bool { return strings.HasPrefix(name, ".galley-") })
	}
	var differ []string
	for _, name := range slices.Sorted(maps.Keys(left)) {
		if right[name] == "" {
			differ = append(differ, name+" is only in "+args[0])
			continue
		}
		a, err := os.ReadFile(left[name])
		ts.Check(err)
		b, err := os.ReadFile(right[name])
		ts.Check(err)
		if !bytes.Equal(a, b) {
			differ = append(differ, name+" differs")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(right)) {
		if left[name] == "" {
			differ = append(differ, name+" is only in "+args[1])
		}
	}
	if neg != (len(differ) > 0) {
		ts.Fatalf("%s and %s: %q", args[0], args[1], differ)
	}
}

func cmdRemember(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1, "remember dir")
	stateOf(ts).remembered[args[0]] = infos(ts, args[0])
}

func cmdUntouched(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1, "untouched dir")
	before, now := stateOf(ts).remembered[args[0]], infos(ts, args[0])
	for name, info := range now {
		old := before[name]
		if old == nil || !os.SameFile(old, info) || !old.ModTime().Equal(info.ModTime()) || old.Size() != info.Size() {
			ts.Fatalf("%s was written", name)
		}
	}
	for name := range before {
		if now[name] == nil {
			ts.Fatalf("%s was removed", name)
		}
	}
}

func infos(ts *testscript.TestScript, dir string) map[string]os.FileInfo {
	all := map[string]os.FileInfo{}
	for name, path := range filesOf(ts, dir) {
		info, err := os.Lstat(path)
		ts.Check(err)
		all[name] = info
	}
	return all
}

// filesOf gives the paths of all files of a folder, by their names in it.
func filesOf(ts *testscript.TestScript, dir string) map[string]string {
	files := map[string]string{}
	root := ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, path)
		files[filepath.ToSlash(name)] = path
		return err
	}))
	if len(files) == 0 {
		ts.Fatalf("%s is empty", dir)
	}
	return files
}

// largestFill keeps a mistake in a script from filling a real disk.
const largestFill = 16 << 20

// cmdFill takes all the room that is left on a small disk, with a file that can
// be removed again.
func cmdFill(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1, "fill file")
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	for size := 0; err == nil && size < largestFill; size += 512 {
		_, err = f.Write(make([]byte, 512))
	}
	if !isFull(err) {
		ts.Fatalf("%s is not full: %v", args[0], err)
	}
	_ = f.Close() // may say again that the disk is full
}

// named is a file in a page of the manual: its name in backquotes at the end of a
// paragraph, and its text between fences.
var named = regexp.MustCompile("(?s)`([^`\n]+)`:\n\n```\\w*\n(.*?)```")

// cmdUnpack writes the files that a page of the manual shows.
func cmdUnpack(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1, "unpack page")
	page, err := os.ReadFile(filepath.Join(stateOf(ts).manual, args[0]))
	ts.Check(err)
	files := named.FindAllStringSubmatch(string(page), -1)
	if len(files) == 0 {
		ts.Fatalf("%s shows no file", args[0])
	}
	for _, f := range files {
		name := ts.MkAbs(filepath.FromSlash(f[1]))
		ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
		ts.Check(os.WriteFile(name, []byte(f[2]), 0o666))
	}
}
