package fetch

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"galley/notion"
)

// nameUsers finds the names of those users who are shown somewhere but came
// without one: in the list of users, and one by one if they are not in it, as
// guests are not. API section "Users".
func (r *run) nameUsers(ctx context.Context) error {
	named, nameless := r.next.people()
	var missing []notion.ID
	for _, id := range slices.Sorted(maps.Keys(nameless)) {
		if _, known := named[id]; known {
			continue
		}
		if u, asked := r.old.Users[id]; asked && r.recent(u.Fetched) {
			r.next.Users[id] = u
			r.next.NoUsers = r.next.NoUsers || r.old.NoUsers && u.User.Name == ""
			continue
		}
		missing = append(missing, id)
	}
	if r.next.NoUsers || len(missing) == 0 {
		return nil
	}
	found, err := r.listUsers(ctx)
	for _, id := range missing {
		if err != nil {
			break
		}
		u, listed := found[id]
		if !listed {
			var one *notion.User
			one, err = ask(ctx, r, func() (*notion.User, error) { return r.client.User(ctx, id) })
			if unreadable(err) {
				one, err = &notion.User{Object: "user", ID: id}, nil
			}
			if err != nil {
				break
			}
			u = *one
		}
		err = r.addUser(u)
	}
	if errors.Is(err, notion.ErrRestricted) {
		r.next.NoUsers = true
		for _, id := range missing {
			if _, known := r.next.Users[id]; !known {
				r.next.Users[id] = userRecord{User: notion.User{Object: "user", ID: id}, Fetched: r.start}
			}
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("fetching the names of users: %w", err)
	}
	return nil
}

func (r *run) addUser(u notion.User) error {
	record := userRecord{Face: faceKey(u.AvatarURL), Fetched: r.start}
	if record.Face != "" {
		r.next.links[u.ID] = u.AvatarURL
	}
	cleaner.user(&u, "")
	record.User = u
	r.next.Users[u.ID] = record
	return r.journal.write(entry{User: &record})
}

func (r *run) listUsers(ctx context.Context) (map[notion.ID]notion.User, error) {
	done, err := r.request(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	found := map[notion.ID]notion.User{}
	for u, err := range r.client.Users(ctx) {
		if err != nil {
			return nil, err
		}
		found[u.ID] = u
		if u.Bot != nil && u.Bot.WorkspaceName != "" {
			r.next.Workspace = u.Bot.WorkspaceName
		}
	}
	return found, nil
}

// people gives the users that pages show: those whose names came with them, and
// those without one.
func (st *state) people() (named map[notion.ID]notion.User, nameless map[notion.ID]bool) {
	named, nameless = map[notion.ID]notion.User{}, map[notion.ID]bool{}
	inText := map[notion.ID]string{}
	properties := visitor{user: func(u *notion.User, said string) {
		switch name := nameOf(u, said); {
		case u.Name != "":
			named[u.ID] = *u
		case name != "":
			inText[u.ID] = name
		default:
			nameless[u.ID] = true
		}
	}}
	for _, id := range slices.Sorted(maps.Keys(st.Pages)) {
		p := st.Pages[id]
		properties.page(&p.Page)
		for user, name := range p.Facts.Named {
			if inText[user] == "" {
				inText[user] = name
			}
		}
		for _, user := range p.Facts.Nameless {
			nameless[user] = true
		}
	}
	st.comments(func(_ notion.ID, c *notion.Comment) { properties.comment(c) })
	for id, name := range inText {
		if _, full := named[id]; !full {
			named[id] = notion.User{Object: "user", ID: id, Name: name}
		}
	}
	return named, nameless
}
