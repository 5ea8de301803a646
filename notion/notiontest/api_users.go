package notiontest

func (c *call) me() (JSON, error) {
	// The bot sees itself whatever the capabilities are.
	own := *c.answer
	own.users = UsersWithEmail
	return c.ws.bot.full(&own), nil
}

func (c *call) listUsers() (JSON, error) {
	var users []*User
	for _, u := range c.ws.users {
		if !u.gone {
			users = append(users, u)
		}
	}
	users = append(users, c.ws.bot)
	return list(c, "user", users, func(u *User) string { return u.id }, func(u *User) any { return u.full(c.answer) })
}

func (c *call) getUser() (JSON, error) {
	u, ok := c.ws.objects[c.params["id"]].(*User)
	if !ok || u.gone {
		return nil, c.ws.userNotFound(c.params["id"])
	}
	return u.full(c.answer), nil
}
