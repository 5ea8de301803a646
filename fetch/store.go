package fetch

import (
	"bytes"
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
	"strings"

	"galley/internal/atomicfile"
	"galley/internal/filelock"
	"galley/notion"
)

// What Store and Run can say of a store, to be told with errors.Is.
var (
	ErrLocked       = errors.New("another run is using the cache folder")
	ErrNoSnapshot   = errors.New("no complete snapshot is in the cache folder")
	ErrOtherSources = errors.New("the snapshot in the cache folder was made for other sources")
)

// The store's folder, whose name is its format:
//
//	fetch-1/snapshot.json   the last complete snapshot
//	fetch-1/journal         what was read since then
//	fetch-1/bodies/ab/…     bodies of pages, by hash
//	fetch-1/files/ab/…      files, by hash
const (
	formatPrefix = "fetch-"
	format       = formatPrefix + "1"
	snapshotName = "snapshot.json"
	journalName  = "journal"
	bodiesName   = "bodies"
	filesName    = "files"
)

// Store keeps what was read from Notion in a folder of plain files. All names
// in it are relative, so it can be moved and cached; it can be deleted at any
// time; what is damaged is noticed by its hash and read again.
type Store struct {
	dir  string // the folder that Open was given, absolute
	root string // the folder of this format, in dir
}

// Open makes the folder dir a store if it is none. Other things may live in it.
// What stores of other formats left there is removed after the first complete
// run.
func Open(dir string) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the cache folder: %w", err)
	}
	s := &Store{dir: dir, root: filepath.Join(dir, format)}
	for _, name := range []string{bodiesName, filesName} {
		if err := os.MkdirAll(filepath.Join(s.root, name), 0o755); err != nil {
			return nil, fmt.Errorf("opening the cache folder: %w", err)
		}
	}
	// https://bford.info/cachedir/: backups leave the folder out.
	const tag = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds what galley has fetched. It is safe to delete.\n"
	if _, err := atomicfile.WriteIfChanged(filepath.Join(dir, "CACHEDIR.TAG"), []byte(tag)); err != nil {
		return nil, fmt.Errorf("opening the cache folder: %w", err)
	}
	return s, nil
}

func (s *Store) lock() (unlock func(), err error) {
	l, err := filelock.Take(filepath.Join(s.dir, "lock"))
	if errors.Is(err, filelock.ErrTaken) {
		err = ErrLocked
	}
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", s.dir, err)
	}
	return l.Release, nil
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
	return saved, nil
}

// save makes next the last complete state and forgets what only older ones
// needed.
func (s *Store) save(next *state) error {
	body, err := json.Marshal(next)
	if err != nil {
		return fmt.Errorf("saving the snapshot: %w", err)
	}
	data := append([]byte(hashOf(body)+"\n"), body...)
	if err := atomicfile.Write(filepath.Join(s.root, snapshotName), data, 0o644); err != nil {
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
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", fmt.Errorf("saving a body: %w", err)
	}
	if _, err := atomicfile.WriteIfChanged(path, data); err != nil {
		return "", fmt.Errorf("saving a body: %w", err)
	}
	return hash, nil
}

func (s *Store) bodyPath(hash string) string {
	return filepath.Join(s.root, bodiesName, hash[:2], hash+".json")
}

var errDamaged = errors.New("the cache is damaged here")

// bodyData reads the JSON of a body that is not empty.
func (s *Store) bodyData(hash string) ([]byte, error) {
	if len(hash) != 2*sha256.Size {
		return nil, errDamaged
	}
	data, err := os.ReadFile(s.bodyPath(hash))
	if err != nil {
		return nil, err
	}
	if hashOf(data) != hash {
		return nil, errDamaged
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
	var blocks []notion.Block
	return blocks, json.Unmarshal(data, &blocks)
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

// pruneFormats removes what stores of other formats left.
func (s *Store) pruneFormats() error {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return fmt.Errorf("removing what is not needed any more: %w", err)
	}
	for _, entry := range entries {
		if entry.IsDir() && strings.HasPrefix(entry.Name(), formatPrefix) && entry.Name() != format {
			if err := os.RemoveAll(filepath.Join(s.dir, entry.Name())); err != nil {
				return fmt.Errorf("removing what is not needed any more: %w", err)
			}
		}
	}
	return nil
}
