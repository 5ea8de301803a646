package fetch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"galley/notion"
)

// entry is a line of the journal: one thing that was read.
type entry struct {
	Version  notion.Version  `json:"version"`
	Page     *pageRecord     `json:"page,omitempty"`
	Database *databaseRecord `json:"database,omitempty"`
	Table    *tableRecord    `json:"table,omitempty"`
	User     *userRecord     `json:"user,omitempty"`
	Comments *commentsRecord `json:"comments,omitempty"`
	File     *fileRecord     `json:"file,omitempty"`
	Key      string          `json:"key,omitempty"` // of File
}

// journal takes down what a run has read as soon as it has it, so that a run
// which ends early loses nothing. A line is its checksum and JSON; one that was
// cut off by the end of the process does not count.
type journal struct {
	version notion.Version
	path    string
	mu      sync.Mutex
	file    *os.File // nil until there is something to write
}

func (s *Store) journal(version notion.Version) *journal {
	return &journal{version: version, path: filepath.Join(s.root, journalName)}
}

func (j *journal) open() error {
	file, err := os.OpenFile(j.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, filePerm)
	if err != nil {
		return fmt.Errorf("opening the journal: %w", err)
	}
	j.file = file
	// After a line that was cut off, the next begins on its own.
	if _, err := file.WriteString("\n"); err != nil {
		return fmt.Errorf("opening the journal: %w", err)
	}
	return nil
}

func (j *journal) close() {
	if j.file != nil {
		j.file.Close()
	}
}

func (j *journal) write(e entry) error {
	e.Version = j.version
	data, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("writing the journal: %w", err)
	}
	line := fmt.Appendf(nil, "%08x %s\n", crc32.ChecksumIEEE(data), data)
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.file == nil {
		if err := j.open(); err != nil {
			return err
		}
	}
	if _, err := j.file.Write(line); err != nil {
		return fmt.Errorf("writing the journal: %w", err)
	}
	return nil
}

// progress gives what is known from the last complete run and since.
func (s *Store) progress(version notion.Version) (*state, error) {
	known, err := s.load()
	if errors.Is(err, ErrNoSnapshot) {
		known, err = newState(version), nil
	}
	if err != nil {
		return nil, err
	}
	known.speak(version)
	known.held = known.holders()
	file, err := os.Open(filepath.Join(s.root, journalName))
	if errors.Is(err, fs.ErrNotExist) {
		return known, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the journal: %w", err)
	}
	defer file.Close()
	lines := bufio.NewReader(file)
	for {
		line, err := lines.ReadBytes('\n')
		if err == nil {
			known.torn = known.apply(line) || known.torn
			continue
		}
		if errors.Is(err, io.EOF) {
			return known, nil
		}
		return nil, fmt.Errorf("reading the journal: %w", err)
	}
}

// speak keeps what is true in another version of the API: all of it, unless one
// knows data sources and the other does not, so that databases and what was
// asked of them have other IDs. Pages and their bodies are the same in all.
func (st *state) speak(version notion.Version) {
	if st.Version.HasDataSources() != version.HasDataSources() {
		none := newState(version)
		st.Databases, st.Tables, st.Queries = none.Databases, none.Tables, none.Queries
	}
	if st.Version != version {
		st.Version, st.sum = version, ""
	}
}

// apply puts what a line of the journal says into the state, if it says anything.
func (st *state) apply(line []byte) bool {
	sum, data, _ := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte(" "))
	var e entry
	if string(sum) != fmt.Sprintf("%08x", crc32.ChecksumIEEE(data)) || json.Unmarshal(data, &e) != nil {
		return false
	}
	if e.File != nil {
		st.Files[e.Key] = *e.File
	}
	if e.User != nil {
		st.Users[e.User.User.ID] = *e.User
	}
	if e.Page != nil {
		st.Pages[e.Page.Page.ID] = e.Page
	}
	if e.Comments != nil {
		if st.Comments == nil {
			st.Comments = map[notion.ID]*commentsRecord{}
		}
		st.Comments[e.Comments.Page] = e.Comments
	}
	if e.Version.HasDataSources() != st.Version.HasDataSources() {
		return true
	}
	if e.Database != nil {
		st.Databases[e.Database.Database.ID] = e.Database
	}
	if e.Table != nil {
		st.Tables[e.Table.Source.ID] = e.Table
	}
	return true
}
