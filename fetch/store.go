package fetch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"galley/internal/atomicfile"
	"galley/internal/filelock"
	"galley/notion"
)

// What Store and Run can say of a store, to be told with errors.Is.
var (
	ErrLocked       = errors.New("another run is using the cache folder")
	ErrNoSnapshot   = errors.New("no complete snapshot is in the cache folder")
	ErrOtherSources = errors.New("the snapshot in the cache folder was made for other sources")
	// ErrDamaged is about what was there when the snapshot was made and is not
	// any more: Run reads it again.
	ErrDamaged = errors.New("the cache folder is damaged")
)

// The store's folder, whose name is its format:
//
//	fetch-2-…/version         the same name, to tell that the folder is what it seems
//	fetch-2-…/snapshot.json   the last complete snapshot
//	fetch-2-…/journal         what was read since then
//	fetch-2-…/bodies/ab/…     bodies of pages, by hash
//	fetch-2-…/files/ab/…      files, by hash
const (
	snapshotName = "snapshot.json"
	journalName  = "journal"
	bodiesName   = "bodies"
	filesName    = "files"
)

// What is not published yet is nobody else's business. Files that pages show are
// as readable as their folder: the output folder may have links to them.
const (
	folderPerm = 0o700
	filePerm   = 0o600
	shownPerm  = 0o644
)

// Store keeps what was read from Notion in a folder of plain files. All names
// in it are relative, so it can be moved and cached; it can be deleted at any
// time; what is damaged is noticed by its hash and read again.
type Store struct {
	dir    string    // the folder that Open was given, absolute
	root   string    // the folder of this format, in dir
	looked time.Time // when the last good run of this process began
}

// Open makes the folder dir a store if it is none. Other things may live in it.
// What stores of other formats left there is removed a week after they were used
// last.
func Open(dir string) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the cache folder: %w", err)
	}
	s := &Store{dir: dir, root: filepath.Join(dir, formatName())}
	if err := s.makeFolders(); err != nil {
		return nil, err
	}
	// https://bford.info/cachedir/: backups leave the folder out.
	const tag = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds what galley has fetched. It is safe to delete.\n"
	if _, err := atomicfile.WriteIfChanged(filepath.Join(dir, "CACHEDIR.TAG"), []byte(tag)); err != nil {
		return nil, fmt.Errorf("opening the cache folder: %w", err)
	}
	return s, nil
}

// makeFolders makes the folders of the store, which nobody else may read.
func (s *Store) makeFolders() error {
	for _, name := range []string{bodiesName, filesName} {
		if err := os.MkdirAll(filepath.Join(s.root, name), folderPerm); err != nil {
			return fmt.Errorf("opening the cache folder: %w", err)
		}
	}
	return nil
}

// lockPause is the time between two attempts to lock a store.
const lockPause = 100 * time.Millisecond

// lock keeps other runs out. While one has the store it waits, if waiting is not
// nil, and calls that once.
func (s *Store) lock(ctx context.Context, waiting func()) (unlock func(), err error) {
	for first := true; ; first = false {
		l, err := filelock.Take(filepath.Join(s.dir, "lock"))
		switch {
		case err == nil:
			return l.Release, nil
		case !errors.Is(err, filelock.ErrTaken):
			return nil, fmt.Errorf("locking %s: %w", s.dir, err)
		case waiting == nil:
			return nil, fmt.Errorf("locking %s: %w", s.dir, ErrLocked)
		case first:
			waiting()
		}
		if err := pause(ctx, lockPause); err != nil {
			return nil, fmt.Errorf("waiting for the other run in %s: %w", s.dir, err)
		}
	}
}

// Alone does work while no run uses the store. Waiting is that of Options.
func (s *Store) Alone(ctx context.Context, waiting func(), work func() error) error {
	unlock, err := s.lock(ctx, waiting)
	if err != nil {
		return err
	}
	defer unlock()
	return work()
}

// Snapshot gives the last complete snapshot, without any request. The error is
// ErrNoSnapshot when there is none, and ErrOtherSources when sources are given
// and it was made for others.
func (s *Store) Snapshot(sources ...Source) (*Snapshot, error) {
	saved, err := s.load()
	if err != nil {
		return nil, err
	}
	if len(sources) > 0 && !slices.EqualFunc(sources, saved.Sources, sameSource) {
		return nil, fmt.Errorf("%w (%s)", ErrOtherSources, s.dir)
	}
	return assemble(saved, s), nil
}

func sameSource(a, b Source) bool {
	return a.Kind == b.Kind && a.ID == b.ID && a.Query == b.Query && bytes.Equal(a.Filter, b.Filter)
}

// load reads the last complete state.
func (s *Store) load() (*state, error) {
	if !s.isOurs() {
		return nil, fmt.Errorf("%w %s", ErrNoSnapshot, s.dir)
	}
	data, err := os.ReadFile(filepath.Join(s.root, snapshotName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w %s", ErrNoSnapshot, s.dir)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the snapshot: %w", err)
	}
	sum, body, _ := bytes.Cut(data, []byte("\n"))
	saved := newState("")
	if string(sum) != hashOf(body) || json.Unmarshal(body, saved) != nil {
		return nil, fmt.Errorf("%w %s: the one that was there is damaged", ErrNoSnapshot, s.dir)
	}
	saved.sum = string(sum)
	return saved, nil
}

// save makes next the last complete state and forgets what only older ones
// needed. When it says the same as the last one, that stays as it is.
func (s *Store) save(next, last *state) error {
	taken := next.Taken
	next.Taken = last.Taken
	body, err := json.Marshal(next)
	if same := err == nil && hashOf(body) == last.sum; !same {
		next.Taken = taken
		body, err = json.Marshal(next)
		if err == nil {
			err = atomicfile.Write(filepath.Join(s.root, snapshotName), append([]byte(hashOf(body)+"\n"), body...), filePerm)
		}
	}
	next.Taken = taken
	if err != nil {
		return fmt.Errorf("saving the snapshot: %w", err)
	}
	if err := os.Remove(filepath.Join(s.root, journalName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("saving the snapshot: %w", err)
	}
	return s.prune(next)
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// saveBody keeps a body and gives its hash; "" for an empty one.
func (s *Store) saveBody(blocks []notion.Block) (string, error) {
	if len(blocks) == 0 {
		return "", nil
	}
	data, err := json.Marshal(blocks)
	if err != nil {
		return "", fmt.Errorf("encoding the body: %w", err)
	}
	hash := hashOf(data)
	path := s.bodyPath(hash)
	if s.hasBody(hash) {
		return hash, nil
	}
	if err := os.MkdirAll(filepath.Dir(path), folderPerm); err != nil {
		return "", fmt.Errorf("saving a body: %w", err)
	}
	if err := atomicfile.WriteSoon(path, data, filePerm); err != nil {
		return "", fmt.Errorf("saving a body: %w", err)
	}
	return hash, nil
}

func (s *Store) bodyPath(hash string) string {
	return filepath.Join(s.root, bodiesName, hash[:2], hash+".json")
}

// bodyData reads the JSON of a body that is not empty.
func (s *Store) bodyData(hash string) ([]byte, error) {
	if len(hash) != 2*sha256.Size {
		return nil, fmt.Errorf("%w: there is no body %q", ErrDamaged, hash)
	}
	data, err := os.ReadFile(s.bodyPath(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err != nil {
		return nil, err
	}
	if hashOf(data) != hash {
		return nil, fmt.Errorf("%w: %s has another content than it should", ErrDamaged, s.bodyPath(hash))
	}
	return data, nil
}

// body reads a body in its compact form.
func (s *Store) body(hash string) ([]notion.Block, error) {
	if hash == "" {
		return nil, nil
	}
	data, err := s.bodyData(hash)
	if err != nil {
		return nil, err
	}
	return notion.DecodeBlocks(data)
}

// hasBody tells whether a body is there, and whole.
func (s *Store) hasBody(hash string) bool {
	if hash == "" {
		return true
	}
	_, err := s.bodyData(hash)
	return err == nil
}

// filePath gives where a file of the store is on disk; "" when its record
// would lead anywhere else.
func (s *Store) filePath(name string) string {
	if name == "" || !filepath.IsLocal(filepath.FromSlash(name)) {
		return ""
	}
	return filepath.Join(s.root, filesName, filepath.FromSlash(name))
}

// hasFile tells whether a file is there, and whole. A file that was not touched
// since it was written is not read for that; else modified is its new time.
func (s *Store) hasFile(f *fileRecord) bool {
	path := s.filePath(f.Path)
	info, err := os.Stat(path)
	if path == "" || err != nil || info.Size() != f.Size {
		return false
	}
	if info.ModTime().Equal(f.Modified) {
		return true
	}
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil || hex.EncodeToString(sum.Sum(nil)) != f.Hash {
		return false
	}
	f.Modified = info.ModTime()
	return true
}

// prune removes what the state does not need.
func (s *Store) prune(keep *state) error {
	used := map[string]bool{}
	for _, p := range keep.Pages {
		used[p.Body+".json"] = true
	}
	for _, f := range keep.Files {
		used[filepath.Base(filepath.FromSlash(f.Path))] = true
	}
	for _, name := range []string{bodiesName, filesName} {
		err := filepath.WalkDir(filepath.Join(s.root, name), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || used[entry.Name()] {
				return err
			}
			return os.Remove(path)
		})
		if err != nil {
			return fmt.Errorf("removing what is not needed any more: %w", err)
		}
	}
	return s.pruneFormats()
}
