package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"

	"galley/internal/atomicfile"
)

// ManifestName is the file in the output folder that says which files there are
// Galley's. It says nothing about what is in them, and need not be published.
const ManifestName = ".galley-manifest.json"

// manifest lists the files that Galley wrote, so that the next run may replace
// and remove them, and no others.
//
// It is written twice: before the first file is touched, with the old files and
// the new ones, and after the last one, with what is there. So whenever the
// process is killed, every file of Galley's in the folder is listed.
type manifest struct {
	// Inputs identifies what the files were made from; "" when they are not
	// known to be complete.
	Inputs string            `json:"inputs,omitempty"`
	Lost   []loss            `json:"lost,omitempty"`   // what making them had to warn of
	Until  time.Time         `json:"until,omitzero"`   // when what pages of the web said of themselves, or pictures of authors, should be read again
	Blocks map[string]int    `json:"blocks,omitempty"` // how many there are of each type
	Files  map[string]string `json:"files"`            // hash of the content, by path with slashes
	Sizes  map[string]int64  `json:"sizes,omitempty"`  // bytes, of those below files/, which are named by what they are made from
}

// readManifest reads the manifest of a folder. One that does not exist is empty;
// one that cannot be understood is an error, since guessing would lose files.
func readManifest(dir string) (manifest, error) {
	m := manifest{Files: map[string]string{}}
	data, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, fmt.Errorf("reading what was written before: %w", err)
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("reading %s: %w; delete the output folder and build again", filepath.Join(dir, ManifestName), err)
	}
	for name := range m.Files {
		if !fs.ValidPath(name) || name == "." || name == ManifestName {
			delete(m.Files, name)
		}
	}
	return m, nil
}

// hasPages tells whether pages from Notion are among the files: each has its
// Markdown, and nothing else does.
func (m manifest) hasPages() bool {
	for name := range m.Files {
		if path.Ext(name) == ".md" {
			return true
		}
	}
	return false
}

func (m manifest) write(dir string) error {
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return fmt.Errorf("writing down what is written: %w", err)
	}
	path := filepath.Join(dir, ManifestName)
	if old, err := os.ReadFile(path); err == nil && string(old) == string(data) {
		return nil
	}
	if err := atomicfile.Write(path, data, 0o644); err != nil {
		return fmt.Errorf("writing down what is written: %w", err)
	}
	return nil
}
