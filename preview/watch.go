package preview

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"galley/internal/atomicfile"

	"github.com/fsnotify/fsnotify"
)

// Watch reports which of the files at paths changed: single files, or all files
// in folders and the folders below them, also later ones. A path that does not
// exist yet is waited for, if its parent does.
//
// Folders are watched, not files, so that editors may save by renaming. Hidden
// files, editors' temporary files and changes of mode alone are nothing.
//
// Each list is sorted and holds what changed since the one before; it comes
// when nothing has changed for a moment, or after a slightly longer one. While
// nobody receives, changes gather. The channel is closed, and watching ends,
// when ctx is done. What goes wrong in between is told to log.
func Watch(ctx context.Context, paths []string, log func(error)) (<-chan []string, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watching files: %w", err)
	}
	w := &watcher{notify: notify, log: log}
	for _, path := range paths {
		w.targets = append(w.targets, filepath.Clean(path))
	}
	for _, target := range w.targets {
		if err := w.addTarget(target); err != nil {
			notify.Close()
			return nil, fmt.Errorf("watching %s: %w", target, err)
		}
	}
	changes := make(chan string)
	go w.read(ctx, changes)
	lists := make(chan []string)
	go collect(changes, lists)
	return lists, nil
}

// watcher turns the system's events into paths of files that matter.
type watcher struct {
	notify  *fsnotify.Watcher
	targets []string
	log     func(error)
}

// addTarget watches a target, and its parent for the target's own coming and
// going.
func (w *watcher) addTarget(target string) error {
	if err := w.notify.Add(filepath.Dir(target)); err != nil {
		return err
	}
	info, err := os.Stat(target)
	if err != nil || !info.IsDir() {
		return nil
	}
	_, err = w.addFolder(target)
	return err
}

// addFolder watches a folder and those below it, and returns the files in them.
// Links to folders are not followed.
func (w *watcher) addFolder(folder string) ([]string, error) {
	// Watching comes before listing: what is made in between is seen twice.
	if err := w.notify.Add(folder); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, entry := range entries {
		path := filepath.Join(folder, entry.Name())
		if noise(entry.Name()) {
			continue
		}
		if !entry.IsDir() {
			files = append(files, path)
			continue
		}
		below, err := w.addFolder(path)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		files = append(files, below...)
	}
	return files, nil
}

// read sends changed paths until ctx is done, then closes changes.
func (w *watcher) read(ctx context.Context, changes chan<- string) {
	defer close(changes)
	defer w.notify.Close()
	for {
		var paths []string
		select {
		case <-ctx.Done():
			return
		case event := <-w.notify.Events:
			paths = w.changed(event)
		case err := <-w.notify.Errors:
			// Events were lost: anything may have changed.
			w.log(fmt.Errorf("watching files: %w", err))
			paths = w.targets
		}
		for _, path := range paths {
			select {
			case <-ctx.Done():
				return
			case changes <- path:
			}
		}
	}
}

// changed is what an event means: no path, one, or all files of a new folder.
func (w *watcher) changed(event fsnotify.Event) []string {
	path := filepath.Clean(event.Name)
	if event.Op == fsnotify.Chmod || !w.concerns(path) {
		return nil
	}
	stat := os.Lstat
	if slices.Contains(w.targets, path) {
		stat = os.Stat // a target may be a link to a folder
	}
	info, err := stat(path)
	if err != nil || !info.IsDir() {
		return []string{path} // a file, or gone
	}
	if !event.Has(fsnotify.Create) {
		return nil // its files speak for themselves
	}
	files, err := w.addFolder(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		w.log(fmt.Errorf("watching %s: %w", path, err))
	}
	return files
}

// concerns reports whether path is a target, or below one and no noise.
func (w *watcher) concerns(path string) bool {
	return slices.ContainsFunc(w.targets, func(target string) bool {
		below, err := filepath.Rel(target, path)
		if err != nil || !filepath.IsLocal(below) {
			return false
		}
		return below == "." || !slices.ContainsFunc(strings.Split(below, string(filepath.Separator)), noise)
	})
}

// noise reports whether a name is of the kind that editors and systems leave
// beside the files that people edit.
func noise(name string) bool {
	switch {
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, atomicfile.TempPrefix),
		strings.HasSuffix(name, "~"), strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#"):
		return true
	case name == "4913", name == "node_modules", name == "Thumbs.db", // 4913: Vim tries whether it may write
		strings.HasSuffix(name, "___jb_tmp___"), strings.HasSuffix(name, "___jb_old___"):
		return true
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".swp", ".swo", ".swx", ".tmp", ".crswap", ".part":
		return true
	}
	return false
}
