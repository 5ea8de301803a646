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
	"strconv"
	"strings"
	"sync"
	"time"

	"galley/fetch"
)

// stagePrefix begins the names of the folders in which a site waits until all
// of it is there. They lie in the output folder, so that a file can take its
// place by being renamed.
const stagePrefix = ".galley-stage-"

// staleStage is the age at which a stage belongs to a process that was killed.
const staleStage = time.Hour

// stage collects the files of a site. What is in the output folder already is
// only noted; what is new or has changed waits in a folder of its own.
type stage struct {
	dir  string   // the output folder
	root *os.Root // the same: no name, and no link in it, leads out of it
	name string   // of the folder that files wait in
	old  manifest

	mu     sync.Mutex
	files  map[string]*staged
	folded map[string]string // paths by their lower-case form

	// step is called with what is about to be done to the output folder, and
	// stops it with an error. Tests set it.
	step func(what string) error
}

type staged struct {
	hash string
	temp string // name of the waiting file, "" when the one in place is the same
}

func openStage(dir string) (*stage, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("making the output folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the output folder: %w", err)
	}
	s := &stage{dir: dir, root: root, files: map[string]*staged{}, folded: map[string]string{}}
	if s.old, err = readManifest(dir); err != nil {
		root.Close()
		return nil, err
	}
	s.sweep()
	name, err := os.MkdirTemp(dir, stagePrefix)
	if err != nil {
		root.Close()
		return nil, fmt.Errorf("making a folder to stage the site in: %w", err)
	}
	s.name = filepath.Base(name)
	return s, nil
}

// sweep removes what killed processes left.
func (s *stage) sweep() {
	left, err := filepath.Glob(filepath.Join(s.dir, stagePrefix+"*"))
	if err != nil {
		return // the pattern is a constant
	}
	for _, name := range left {
		if info, err := os.Lstat(name); err == nil && time.Since(info.ModTime()) > staleStage {
			// Whether it can be removed or not: it is in nobody's way.
			_ = os.RemoveAll(name)
		}
	}
}

// close removes the stage. It removes an output folder that nothing was written
// to as well.
func (s *stage) close() error {
	err := s.root.RemoveAll(s.name)
	if closed := s.root.Close(); err == nil {
		err = closed
	}
	_ = os.Remove(s.dir) // fails, as it should, when anything is in it
	return err
}

// put stages a file with the given content. Two files of one name, or of names
// that differ only in case, which some file systems take for one, are an error.
func (s *stage) put(name string, data []byte) error {
	sum := sha256.Sum256(data)
	file := &staged{hash: hex.EncodeToString(sum[:])}
	temp, err := s.add(name, file)
	if err != nil || s.holds(name, data) {
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
	return path.Join(s.name, strconv.Itoa(len(s.files))), nil
}

// holds tells whether a file in place has this content.
func (s *stage) holds(name string, data []byte) bool {
	info, err := s.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false
	}
	have, err := s.root.ReadFile(name)
	return err == nil && bytes.Equal(have, data)
}

// copy stages a file of the store. Its hash tells its content, so one in place
// that is listed with the same hash, and has the size, is taken to be the same.
func (s *stage) copy(name string, f fetch.File) error {
	file := &staged{hash: f.Hash}
	temp, err := s.add(name, file)
	if err != nil {
		return err
	}
	info, err := s.root.Lstat(name)
	if err == nil && info.Mode().IsRegular() && info.Size() == f.Size && s.old.Files[name] == f.Hash {
		return nil
	}
	file.temp = temp
	if os.Link(f.Path, filepath.Join(s.dir, filepath.FromSlash(temp))) == nil {
		return nil
	}
	return s.copyBytes(temp, f.Path) // another file system, or one without links
}

func (s *stage) copyBytes(temp, from string) (err error) {
	in, err := os.Open(from)
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
