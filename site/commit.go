package site

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// commit makes the output folder hold the staged files in place of those that
// Galley wrote before. Nothing is touched before everything in the way has been
// looked for, and when a step fails those before it are undone.
func (s *stage) commit(next manifest) (Report, error) {
	replaced, obsolete := s.changes()
	if err := s.check(replaced, obsolete); err != nil {
		return Report{}, err
	}
	report := Report{Written: len(replaced), Unchanged: len(s.files) - len(replaced), Removed: len(obsolete)}
	next.Files, next.Sizes = map[string]string{}, map[string]int64{}
	for name, file := range s.files {
		next.Files[name] = file.hash
		if strings.HasPrefix(name, "files/") {
			next.Sizes[name] = file.size
		}
	}
	if len(replaced)+len(obsolete) == 0 {
		return report, next.write(s.dir)
	}
	union := manifest{Files: maps.Clone(s.old.Files)}
	maps.Copy(union.Files, next.Files)
	if err := s.doing("note"); err != nil {
		return Report{}, err
	}
	if err := union.write(s.dir); err != nil {
		return Report{}, err
	}
	undo, err := s.move(replaced, obsolete)
	if err == nil {
		if err = s.doing("finish"); err == nil {
			err = next.write(s.dir)
		}
	}
	if err != nil {
		return Report{}, errors.Join(fmt.Errorf("writing the site: %w", err), undo.all())
	}
	s.removeEmptyFolders(obsolete)
	report.changed = slices.Concat(replaced, obsolete)
	return report, nil
}

func (s *stage) doing(what string) error {
	if s.step == nil {
		return nil
	}
	return s.step(what)
}

// changes gives the files to put in place and those to take away.
func (s *stage) changes() (replaced, obsolete []string) {
	for name, file := range s.files {
		if file.temp != "" {
			replaced = append(replaced, name)
		}
	}
	for name := range s.old.Files {
		if s.files[name] == nil {
			if info, err := s.root.Lstat(name); err == nil && !info.IsDir() {
				obsolete = append(obsolete, name)
			}
		}
	}
	slices.Sort(replaced)
	slices.Sort(obsolete)
	return replaced, obsolete
}

// check looks for what is in the way: files that Galley did not write, folders
// where a file has to be, and links that lead out of the output folder.
func (s *stage) check(replaced, obsolete []string) error {
	for _, name := range replaced {
		if err := s.checkFile(name, obsolete); err != nil {
			return err
		}
	}
	return nil
}

func (s *stage) checkFile(name string, obsolete []string) error {
	var unseen error // one above may say why
	for dir := name; dir != "."; dir = path.Dir(dir) {
		info, err := s.root.Lstat(dir)
		if errors.Is(err, fs.ErrNotExist) || isBelowFile(err) {
			continue
		}
		if err != nil {
			unseen = err
			continue
		}
		_, ours := s.old.Files[dir]
		switch {
		case dir == name && ours && !info.IsDir():
		case dir == name:
			return s.inTheWay(dir)
		case info.IsDir() || info.Mode()&fs.ModeSymlink != 0 && s.isFolder(dir):
		case !slices.Contains(obsolete, dir):
			return s.inTheWay(dir)
		}
	}
	if unseen != nil {
		return fmt.Errorf("looking for what is in the way of the site: %w", unseen)
	}
	return nil
}

func (s *stage) inTheWay(name string) error {
	return fmt.Errorf("%s in %s is in the way of the site and was not written by galley: move it away, or choose another output folder", name, s.dir)
}

// isFolder follows a link, as long as it does not lead out of the output folder.
func (s *stage) isFolder(name string) bool {
	info, err := s.root.Stat(name)
	return err == nil && info.IsDir()
}

// isBelowFile tells the error of looking into a file as if it were a folder.
func isBelowFile(err error) bool {
	return err != nil && strings.Contains(err.Error(), "not a directory")
}

// undoing holds what takes back the steps of a commit.
type undoing struct {
	steps []func() error
}

func (u *undoing) add(f func() error) { u.steps = append(u.steps, f) }

func (u *undoing) all() error {
	var failed []error
	for _, step := range slices.Backward(u.steps) {
		failed = append(failed, step())
	}
	return errors.Join(failed...)
}

// move takes away the old files that are in the way of new folders, puts the
// new ones in place, and takes away the rest. What disappears waits in the
// stage, so that all can be undone.
func (s *stage) move(replaced, obsolete []string) (*undoing, error) {
	undo := &undoing{}
	slices.SortFunc(replaced, func(a, b string) int {
		return cmp.Or(kindOrder(a)-kindOrder(b), strings.Compare(a, b))
	})
	first, last := s.inWayFirst(replaced, obsolete)
	for _, name := range first {
		if err := s.retire(undo, name); err != nil {
			return undo, err
		}
	}
	for _, name := range replaced {
		if err := s.install(undo, name); err != nil {
			return undo, err
		}
	}
	for _, name := range last {
		if err := s.retire(undo, name); err != nil {
			return undo, err
		}
	}
	return undo, nil
}

// kindOrder puts pages after the styles and pictures that they need.
func kindOrder(name string) int {
	if strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".xml") {
		return 1
	}
	return 0
}

// inWayFirst parts the files to remove by whether a new file needs a folder
// there.
func (s *stage) inWayFirst(replaced, obsolete []string) (first, last []string) {
	folders := map[string]bool{}
	for _, name := range replaced {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	for _, name := range obsolete {
		if folders[name] {
			first = append(first, name)
		} else {
			last = append(last, name)
		}
	}
	return first, last
}

// retire takes a file away.
func (s *stage) retire(undo *undoing, name string) error {
	if err := s.doing("remove " + name); err != nil {
		return err
	}
	kept := s.spare(undo)
	if err := s.root.Rename(name, kept); err != nil {
		return err
	}
	undo.add(func() error { return s.root.Rename(kept, name) })
	return nil
}

// install puts a staged file in its place. The file that was there keeps a
// second name until the end, where the file system can do that.
func (s *stage) install(undo *undoing, name string) error {
	if err := s.doing("write " + name); err != nil {
		return err
	}
	if err := s.makeFolders(undo, path.Dir(name)); err != nil {
		return err
	}
	kept := s.spare(undo)
	_, missing := s.root.Lstat(name)
	linked := missing == nil && s.root.Link(name, kept) == nil
	if err := s.root.Rename(s.files[name].temp, name); err != nil {
		return err
	}
	switch {
	case linked:
		undo.add(func() error { return s.root.Rename(kept, name) })
	case missing != nil:
		undo.add(func() error { return s.root.Remove(name) })
	}
	return nil
}

// spare gives a name in the stage that is free.
func (s *stage) spare(undo *undoing) string {
	return path.Join(stageName, "old-"+strconv.Itoa(len(undo.steps)))
}

func (s *stage) makeFolders(undo *undoing, dir string) error {
	if dir == "." || s.isFolder(dir) {
		return nil
	}
	if err := s.makeFolders(undo, path.Dir(dir)); err != nil {
		return err
	}
	if err := s.root.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	undo.add(func() error { return s.root.Remove(dir) })
	return nil
}

// removeEmptyFolders removes the folders that the removal of files left empty.
func (s *stage) removeEmptyFolders(removed []string) {
	for _, name := range removed {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if s.root.Remove(dir) != nil {
				break // something is in it
			}
		}
	}
}
