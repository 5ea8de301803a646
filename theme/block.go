package theme

import "html/template"

// BlockView is the dot of a block override, blocks/<kind>.html.
type BlockView struct {
	Kind string        // Notion's block type: "callout", "image", …
	ID   string        // the block's id, 32 hexadecimal digits
	HTML template.HTML // the block's own text, then its children, rendered
	Text string        // the block's own text without markup

	// Attrs holds what else the block has, by the names of Notion's API: url,
	// language, icon, color, checked ("true" or "false"), caption, … A missing
	// attribute reads as "".
	Attrs map[string]string

	Default template.HTML // what Galley writes without the override, to wrap or to fall back on
}
