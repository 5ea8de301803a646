package notiontest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// JSON is an object in the shape that the API sends. Builders take it where the API's own
// words are the shortest: view configurations, raw payloads, raw property values.
type JSON = map[string]any

// Workspace is everything that a Notion workspace holds. It is built with its methods,
// may be edited while a Server answers from it, and is safe for concurrent use.
//
// A mistake in the building (a value for a property that does not exist, say) does not stop
// the program: it is kept for Err, and a Server over such a workspace answers every request
// with 500 and the text of the mistake.
type Workspace struct {
	mu        sync.Mutex
	id        string
	name      string
	seq       int
	clock     func() time.Time
	author    *User
	bot       *User
	users     []*User
	objects   map[string]any // id -> *Page, *Block, *Database, *DataSource, *View, *Comment, *User
	pages     []*Page
	databases []*Database
	emojis    []*CustomEmoji
	comments  []*Comment
	files     map[string]*File
	named     map[string]any    // of a parsed workspace
	labels    map[string]*Block // of a parsed workspace
	err       error
}

// NewWorkspace returns an empty workspace with one bot user, the connection that reads it.
// Its clock is time.Now. IDs depend only on the order of the building.
func NewWorkspace() *Workspace {
	ws := &Workspace{
		name:    "Galley",
		clock:   time.Now,
		objects: map[string]any{},
		files:   map[string]*File{},
	}
	ws.id = ws.newID()
	ws.bot = &User{ws: ws, id: ws.newID(), name: "Galley", bot: true}
	ws.objects[ws.bot.id] = ws.bot
	ws.author = ws.bot
	return ws
}

// Name sets the name of the workspace, as GET /v1/users/me tells it.
func (ws *Workspace) Name(name string) *Workspace {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	ws.name = name
	return ws
}

// SetClock sets the clock that dates edits, signs and expires file links, and ages cursors.
func (ws *Workspace) SetClock(now func() time.Time) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	ws.clock = now
}

// SetAuthor makes user the author of everything built or edited from now on. At first it is
// the bot.
func (ws *Workspace) SetAuthor(user *User) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	ws.author = user
}

// Bot returns the user that the token of a Server stands for.
func (ws *Workspace) Bot() *User { return ws.bot }

// Err returns the mistakes made while building, or nil.
func (ws *Workspace) Err() error {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	return ws.err
}

// mistake keeps a mistake of the builder for Err.
func (ws *Workspace) mistake(format string, args ...any) {
	ws.err = errors.Join(ws.err, fmt.Errorf(format, args...))
}

// newID returns the next ID: a UUID whose third group starts with 8, as recent ones do.
func (ws *Workspace) newID() string {
	ws.seq++
	return uuid(fmt.Sprintf("object %d", ws.seq))
}

// uuid derives a dashed UUID of version 8 from a text.
func uuid(text string) string {
	sum := sha256.Sum256([]byte("notiontest " + text))
	sum[6] = sum[6]&0x0f | 0x80
	sum[8] = sum[8]&0x3f | 0x80
	return dashed(hex.EncodeToString(sum[:16]))
}

func dashed(h string) string {
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

func undashed(id string) string { return strings.ReplaceAll(id, "-", "") }

// stamp formats a time as all objects but databases have it: rounded down to the minute.
func stamp(t time.Time) string {
	return t.UTC().Truncate(time.Minute).Format("2006-01-02T15:04:05.000Z")
}

// history is who made and last changed an object, and when.
type history struct {
	created, edited     time.Time
	createdBy, editedBy *User
}

func (ws *Workspace) newHistory() history {
	now := ws.clock()
	return history{now, now, ws.author, ws.author}
}

func (h *history) touch(ws *Workspace) {
	h.edited = ws.clock()
	h.editedBy = ws.author
}
