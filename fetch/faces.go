package fetch

import (
	"maps"
	"net/url"
	"sync"

	"galley/notion"
)

// faces gathers where the pictures of users are, as the properties of pages say.
// Their links may be signed and so differ at each read: what is kept is their
// keys, and the links are for the snapshot of the same run. Nothing is asked for
// them. API section "Users".
type faces struct {
	mu    sync.Mutex
	links map[notion.ID]string // "" for users without a picture
}

// see takes down the pictures of the users that something shows. A user without
// a name is a reference, which says nothing.
func (f *faces) see() visitor {
	return visitor{user: func(u *notion.User, _ string) {
		if u.Name == "" {
			return
		}
		f.mu.Lock()
		defer f.mu.Unlock()
		// Two answers differ when it changed between them: the order in which
		// they came is no matter.
		if link, seen := f.links[u.ID]; !seen || link < u.AvatarURL {
			f.links[u.ID] = u.AvatarURL
		}
	}}
}

// faceKey gives what tells pictures of users apart, "" for what is none on the
// web.
func faceKey(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return notion.FileKey(link)
}

// keepFaces puts what was seen into the state. Pages that were not looked at show
// who they showed.
func (r *run) keepFaces() {
	if r.glance != nil {
		maps.Copy(r.next.Faces, r.old.Faces)
	}
	for id, link := range r.faces.links {
		key := faceKey(link)
		if key == "" {
			delete(r.next.Faces, id)
			continue
		}
		r.next.Faces[id] = key
		r.next.links[id] = link
	}
}

// faces gives the snapshot the pictures of its users: as links that can be asked
// for when this run saw them.
func (a *assembly) faces() {
	for id, u := range a.state.Users {
		if u.Face != "" {
			a.snapshot.Faces[id] = u.Face
		}
	}
	maps.Copy(a.snapshot.Faces, a.state.Faces)
	maps.Copy(a.snapshot.Faces, a.state.links)
}
