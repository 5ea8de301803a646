package notiontest

// User is a person or a bot of the workspace.
type User struct {
	ws     *Workspace
	id     string
	name   string
	email  string
	avatar *File
	signed bool // the link to the avatar is
	bot    bool
	gone   bool
}

// Person adds a member with a name and an e-mail address.
func (ws *Workspace) Person(name, email string) *User {
	return ws.addUser(&User{name: name, email: email})
}

// OtherBot adds a bot that is not the connection of the token.
func (ws *Workspace) OtherBot(name string) *User {
	return ws.addUser(&User{name: name, bot: true})
}

func (ws *Workspace) addUser(u *User) *User {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	u.ws, u.id = ws, ws.newID()
	ws.users = append(ws.users, u)
	ws.objects[u.id] = u
	return u
}

// ID returns the user's ID.
func (u *User) ID() string { return u.id }

// Avatar sets the picture of the user. An uploaded one is served from a public, unsigned link.
func (u *User) Avatar(f *File) *User { return u.setAvatar(f, false) }

// SignedAvatar sets the picture of the user, an uploaded one with a link that is signed anew in
// each answer and works for an hour.
func (u *User) SignedAvatar(f *File) *User { return u.setAvatar(f, true) }

func (u *User) setAvatar(f *File, signed bool) *User {
	u.ws.mu.Lock()
	defer u.ws.mu.Unlock()
	u.avatar, u.signed = f, signed
	return u
}

// Leave takes the user out of the workspace: lists omit it, GET answers 404, and other objects
// show no more than its ID.
func (u *User) Leave() {
	u.ws.mu.Lock()
	defer u.ws.mu.Unlock()
	u.gone = true
}

// partial is the form of a user that created_by and last_edited_by have.
func (u *User) partial() JSON { return JSON{"object": "user", "id": u.id} }

// resolve gives as much of the user as the token may see.
func (u *User) resolve(a *answer) any {
	if u.gone || a.users == UsersNone {
		return u.partial()
	}
	return u.full(a)
}

func (u *User) full(a *answer) JSON {
	o := JSON{"object": "user", "id": u.id, "name": u.name, "avatar_url": nil}
	switch {
	case u.avatar == nil:
	case u.signed && u.avatar.id != "":
		o["avatar_url"] = u.avatar.link(a)["url"]
	default:
		o["avatar_url"] = u.avatar.publicURL(a)
	}
	switch {
	case u == a.ws.bot:
		o["type"] = "bot"
		o["bot"] = JSON{
			"owner":            JSON{"type": "workspace", "workspace": true},
			"workspace_id":     a.ws.id,
			"workspace_name":   a.ws.name,
			"workspace_limits": JSON{"max_file_upload_size_in_bytes": 5242880},
		}
	case u.bot:
		o["type"], o["bot"] = "bot", JSON{}
	default:
		person := JSON{}
		if u.email != "" && a.users == UsersWithEmail {
			person["email"] = u.email
		}
		o["type"], o["person"] = "person", person
	}
	return o
}
