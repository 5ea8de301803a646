package fetch

import (
	"bytes"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	nt "galley/notion/notiontest"
)

// limitFiles makes every write beyond so many bytes of a file fail.
func limitFiles(bytes uint64) {
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: bytes, Max: bytes}); err != nil {
		panic(err)
	}
}

func TestADiskThatTakesNoMoreFailsTheRun(t *testing.T) {
	ws := nt.NewWorkspace()
	page := ws.Page("Page", nt.Image(nt.Upload("large.png", bytes.Repeat(picture, 10_000))))
	srv := nt.NewServer(ws)
	defer srv.Close()
	dir := t.TempDir()
	out, err := command(t, "small files", srv, dir, idOf(page)).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "saving the file") || !strings.Contains(string(out), "file too large") {
		t.Errorf("error %v, output %s", err, out)
	}
	store, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Snapshot(); err == nil {
		t.Error("there is a snapshot")
	}
	left, err := filepath.Glob(filepath.Join(store.root, filesName, "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left in the store: %v, %v", left, err)
	}
}

func TestAFullDiskFailsTheRunAndSaysSo(t *testing.T) {
	inWorld(t, func(w *world) {
		page := w.ws.Page("Page", nt.Paragraph("x"))
		w.of(pageSource(page)).serve()
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			t.Skip(err)
		}
		defer full.Close()
		r := newRun(w.client(), w.store(), w.sources, Options{HTTP: w.http}, newState(w.version), &journal{file: full})
		if err := r.crawl(w.Context()); !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "no space left on device") {
			t.Errorf("error: %v", err)
		}
	})
}
