package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"galley/fetch"
	"galley/internal/atomicfile"
	"galley/internal/filelock"
)

// stageName is the folder in which a site waits until all of it is there. It
// lies in the output folder, so that a file can take its place by being renamed.
// The file lockName in it is locked while a process writes to the output folder.
const (
	stageName = ".galley-stage"
	lockName  = "lock"
)

// stage collects the files of a site. What is in the output folder already is
// only noted; what is new or has changed waits in a folder of its own.
type stage struct {
	dir  string   // the output folder
	root *os.Root // the same: no name, and no link in it, leads out of it
	lock *filelock.Lock
	old  manifest

	own   map[string][]byte // static files that stand in place of ours; of those that are merged with ours what they hold
	loose map[string]bool   // files on disk that somebody may change, and that are copied therefore

	mu     sync.Mutex
	files  map[string]*staged
	folded map[string]string // paths by their lower-case form

	// step is called with what is about to be done to the output folder, and
	// stops it with an error. Tests set it.
	step func(what string) error
}

type staged struct {
	hash string
	size int64  // bytes
	temp string // name of the waiting file, "" when the one in place is the same
}

// openStage makes the stage of an output folder. Nobody else can until it is
// closed, or the process ends; what a process left that was killed goes.
func openStage(dir string) (s *stage, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("making the output folder: %w", err)
	}
	s = &stage{dir: dir, files: map[string]*staged{}, folded: map[string]string{}}
	if s.root, err = os.OpenRoot(dir); err != nil {
		return nil, fmt.Errorf("opening the output folder: %w", err)
	}
	if err := s.takeLock(); err != nil {
		return nil, errors.Join(err, s.root.Close())
	}
	if err := s.sweep(); err != nil {
		return nil, errors.Join(err, s.close())
	}
	if s.old, err = readManifest(dir); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// takeLock makes the folder of the stage, and locks it.
func (s *stage) takeLock() (err error) {
	for {
		if err := s.root.Mkdir(stageName, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("making a folder to stage the site in: %w", err)
		}
		if info, err := s.root.Lstat(stageName); err == nil && !info.IsDir() {
			return s.inTheWay(stageName)
		}
		s.lock, err = filelock.Take(filepath.Join(s.dir, stageName, lockName))
		switch {
		case err == nil:
			return nil
		case errors.Is(err, fs.ErrNotExist): // another process has just ended, and taken the folder with it
		case errors.Is(err, filelock.ErrTaken):
			return fmt.Errorf("another galley is writing to %s: wait until it has ended, or choose another output folder", s.dir)
		default:
			return fmt.Errorf("locking the output folder: %w", err)
		}
	}
}

// sweep empties the stage, and removes what is left of a manifest that was not
// written to the end.
func (s *stage) sweep() error {
	for _, place := range []struct {
		dir  string
		ours func(name string) bool
	}{
		{stageName, func(name string) bool { return name != lockName }},
		{".", func(name string) bool { return strings.HasPrefix(name, atomicfile.TempPrefix) }},
	} {
		entries, err := fs.ReadDir(s.root.FS(), place.dir)
		if err != nil {
			return fmt.Errorf("emptying the stage: %w", err)
		}
		for _, entry := range entries {
			if !place.ours(entry.Name()) {
				continue
			}
			if err := s.root.RemoveAll(path.Join(place.dir, entry.Name())); err != nil {
				return fmt.Errorf("emptying the stage: %w", err)
			}
		}
	}
	return nil
}

// isSwept tells whether no process is writing to an output folder, nor was
// killed when it did.
func isSwept(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, stageName))
	return errors.Is(err, fs.ErrNotExist)
}

// close removes the stage. It removes an output folder that nothing was written
// to as well.
func (s *stage) close() error {
	err := s.sweep()
	if removed := s.lock.Remove(); err == nil {
		err = removed
	}
	_ = s.root.Remove(stageName) // fails, as it should, when another process is there already
	if closed := s.root.Close(); err == nil {
		err = closed
	}
	_ = os.Remove(s.dir) // fails, as it should, when anything is in it
	return err
}

// put stages a file with the given content. Two files of one name, or of names
// that differ only in case, which some file systems take for one, are an error.
func (s *stage) put(name string, data []byte) error {
	if front, ok := s.own[name]; ok {
		if front == nil {
			return nil
		}
		data = slices.Concat(bytes.TrimRight(front, "\n"), []byte("\n\n"), data)
	}
	sum := sha256.Sum256(data)
	file := &staged{hash: hex.EncodeToString(sum[:]), size: int64(len(data))}
	temp, err := s.add(name, file)
	if err != nil || s.holds(name, file.hash, data) {
		return err
	}
	file.temp = temp
	if err := s.root.WriteFile(temp, data, 0o644); err != nil {
		return fmt.Errorf("staging %s: %w", name, err)
	}
	return nil
}

// add notes a file and gives it a name to wait under.
func (s *stage) add(name string, file *staged) (string, error) {
	if !fs.ValidPath(name) || name == "." {
		return "", fmt.Errorf("%q cannot be the name of a file of the site", name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	folded := strings.ToLower(name)
	if other, taken := s.folded[folded]; taken {
		return "", fmt.Errorf("two files of the site want to be %s", other)
	}
	s.folded[folded] = name
	s.files[name] = file
	return path.Join(stageName, strconv.Itoa(len(s.files))), nil
}

// holds tells whether a file in place has this content.
func (s *stage) holds(name, hash string, data []byte) bool {
	if old, ours := s.old.Files[name]; ours && old != hash {
		return false
	}
	info, err := s.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false
	}
	have, err := s.root.ReadFile(name)
	return err == nil && bytes.Equal(have, data)
}

// has tells whether a file is staged.
func (s *stage) has(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.files[name] != nil
}

// copy stages a file of the store, or of the cache. Its hash tells its content, so one in place
// that is listed with the same hash, and has the size, is taken to be the same.
func (s *stage) copy(name string, f fetch.File) error {
	if _, ok := s.own[name]; ok && !s.loose[f.Path] {
		return nil
	}
	file := &staged{hash: f.Hash, size: f.Size}
	temp, err := s.add(name, file)
	if err != nil {
		return err
	}
	info, err := s.root.Lstat(name)
	if err == nil && info.Mode().IsRegular() && info.Size() == f.Size && s.old.Files[name] == f.Hash {
		return nil
	}
	file.temp = temp
	if !s.loose[f.Path] && os.Link(f.Path, filepath.Join(s.dir, filepath.FromSlash(temp))) == nil {
		return nil
	}
	return s.copyBytes(temp, f.Path) // another file system, or one without links
}

func (s *stage) copyBytes(temp, from string) (err error) {
	in, err := os.Open(from)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %w", fetch.ErrDamaged, err)
	}
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := s.root.Create(temp)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	_, err = io.Copy(out, in)
	return err
}
