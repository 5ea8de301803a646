package notiontest

import "time"

// The versions of the API that a Server speaks.
const (
	Version2022 = "2022-06-28"
	Version2025 = "2025-09-03"
	Version2026 = "2026-03-11"
)

// UserInfo says how much of users a token may see.
type UserInfo int

// The three kinds of the user information capability.
const (
	UsersWithEmail UserInfo = iota
	UsersWithoutEmail
	UsersNone
)

// answer is what the JSON of an object depends on besides the object: the version, what the
// token may see, and the address and time that file links are signed with.
type answer struct {
	ws      *Workspace
	version string
	users   UserInfo
	base    string // scheme and host of the server
	now     time.Time
	nonce   int // makes every signature new
}

// resolver is a value whose JSON is decided when it is read: titles of mentioned pages, signed
// links, IDs of blocks that were not placed yet when the value was built.
type resolver interface{ resolve(a *answer) any }

// resolve gives the plain JSON of a stored value.
func (a *answer) resolve(v any) any {
	switch v := v.(type) {
	case resolver:
		return v.resolve(a)
	case JSON:
		out := make(JSON, len(v))
		for key, item := range v {
			out[key] = a.resolve(item)
		}
		return out
	case []any:
		return resolveAll(a, v)
	case []JSON:
		return resolveAll(a, v)
	}
	return v
}

func resolveAll[T any](a *answer, list []T) []any {
	out := make([]any, len(list))
	for i, item := range list {
		out[i] = a.resolve(item)
	}
	return out
}

// or2022 chooses by version: the first at 2022-06-28, the second later.
func or2022[T any](a *answer, old, current T) T {
	if a.version == Version2022 {
		return old
	}
	return current
}

// trashFlags adds the trash flags that the version has.
func (a *answer) trashFlags(o JSON, trashed bool) {
	o["in_trash"] = trashed
	if a.version != Version2026 {
		o["archived"] = trashed
	}
}

// history adds the four fields that pages, blocks and data sources share.
func (a *answer) history(o JSON, h history) {
	o["created_time"], o["last_edited_time"] = stamp(h.created), stamp(h.edited)
	o["created_by"], o["last_edited_by"] = h.createdBy.partial(), h.editedBy.partial()
}
