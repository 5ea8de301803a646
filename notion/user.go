package notion

// User is a person, a bot, or (in people properties) a group. It is partial,
// with nothing but Object and ID, where the connection may not see more. API
// section "Users".
type User struct {
	Object    string  `json:"object,omitempty"` // "user" or "group"
	ID        ID      `json:"id,omitempty"`
	Type      string  `json:"type,omitempty"` // "person" or "bot"
	Name      string  `json:"name,omitempty"`
	AvatarURL string  `json:"avatar_url,omitempty"`
	Person    *Person `json:"person,omitempty"`
	Bot       *Bot    `json:"bot,omitempty"`
}

// Person holds what is known of a human.
type Person struct {
	Email string `json:"email,omitempty"`
}

// Bot describes a connection; only the one that asks sees more than {}.
type Bot struct {
	Owner           *BotOwner        `json:"owner,omitempty"`
	WorkspaceID     ID               `json:"workspace_id,omitempty"`
	WorkspaceName   string           `json:"workspace_name,omitempty"`
	WorkspaceLimits *WorkspaceLimits `json:"workspace_limits,omitempty"`
}

// BotOwner is the workspace or the user whose token it is.
type BotOwner struct {
	Type      string `json:"type,omitempty"`
	Workspace bool   `json:"workspace,omitempty"`
	User      *User  `json:"user,omitempty"`
}

// WorkspaceLimits are the limits of the plan.
type WorkspaceLimits struct {
	MaxFileUploadSizeInBytes int64 `json:"max_file_upload_size_in_bytes,omitempty"`
}
