package theme

import (
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"galley/internal/nearest"
)

// BlockView is the dot of a block override, blocks/<kind>.html.
type BlockView struct {
	Kind string        // Notion's block type: "callout", "image", …
	ID   string        // the block's id, 32 hexadecimal digits
	HTML template.HTML // the block's own text, then its children, rendered
	Text string        // the block's own text without markup

	// Attrs holds what else the block has, by the names of Notion's API: url,
	// language, icon, color, checked ("true" or "false"), caption, name. One that the
	// block does not have reads as ""; to ask for another is a mistake.
	Attrs map[string]string

	Default template.HTML // what Galley writes without the override, to wrap or to fall back on
}

// BlockKinds lists the kinds of blocks that blocks/<kind>.html may be named
// after: Notion's block types. Those that Galley cannot show have templates too,
// so a name that is not here is not wrong, unless it is close to one.
func BlockKinds() []string {
	return []string{
		"audio", "bookmark", "breadcrumb", "bulleted_list_item", "callout", "child_database", "child_page", "code",
		"column", "column_list", "divider", "embed", "equation", "file", "heading_1", "heading_2", "heading_3", "heading_4",
		"image", "link_preview", "link_to_page", "meeting_notes", "numbered_list_item", "paragraph", "pdf", "quote",
		"synced_block", "tab", "table", "table_of_contents", "table_row", "template", "to_do", "toggle", "transcription", "video",
	}
}

// BlockAttrs lists the names that BlockView.Attrs may have.
func BlockAttrs() []string {
	return []string{"caption", "checked", "color", "icon", "language", "name", "url"}
}

var (
	askedAttr       = regexp.MustCompile(`\.Attrs\.(\w+)`)
	templateComment = regexp.MustCompile(`^\{\{(?:- )?/\*`)
)

// checkAttrs sees that a template asks only for attributes that there may be: of
// others it would get "", and no error.
func checkAttrs(f file) error {
	for _, at := range action.FindAllIndex(f.data, -1) {
		asked := f.data[at[0]:at[1]]
		if templateComment.Match(asked) {
			continue
		}
		for _, m := range askedAttr.FindAllSubmatchIndex(asked, -1) {
			name := string(asked[m[2]:m[3]])
			if !slices.Contains(BlockAttrs(), name) {
				return &Error{File: f.origin, Line: lineAt(f.data, at[0]+m[0]),
					Message: fmt.Sprintf("no block has an attribute %q", name) + didYouMean(name, BlockAttrs())}
			}
		}
	}
	return nil
}

// checkBlockKind sees that the name of a block's template is not misspelt. Notion may
// have kinds that are not known here.
func (t *Theme) checkBlockKind(f file) error {
	kind := stem(f.name)
	if slices.Contains(BlockKinds(), kind) {
		return nil
	}
	if near, ok := nearest.Name(kind, BlockKinds()); ok {
		return &Error{File: f.origin, Message: fmt.Sprintf("there is no kind of block called %q", kind), Hint: fmt.Sprintf("did you mean blocks/%s.html?", near)}
	}
	t.warn(&Error{File: f.origin, Message: fmt.Sprintf("Galley knows no kind of block called %q", kind), Hint: "the kinds are " + strings.Join(BlockKinds(), ", ")})
	return nil
}
