package notiontest

import (
	"regexp"
	"strings"
)

// blockLine is "type [attributes]: text", of which only the type must be there.
var blockLine = regexp.MustCompile(`^([a-z0-9_]+)(?: \[([^\]]*)\])?(?:: ?(.*))?$`)

// attribute is "key" or "key=value", the value in quotes when it holds spaces.
var attribute = regexp.MustCompile(`([a-z_]+)(?:=("[^"]*"|\S+))?`)

// body reads lines of one depth, and those below each of them as its children.
func (p *parser) body(lines []line) ([]*Block, error) {
	var out []*Block
	for len(lines) > 0 {
		first := lines[0]
		text, rest := continued(lines[1:])
		end := 0
		for end < len(rest) && rest[end].indent > first.indent {
			end++
		}
		children, err := p.body(rest[:end])
		if err != nil {
			return nil, err
		}
		block, err := p.block(first, text)
		if err != nil {
			return nil, err
		}
		if block.kind == "table" && len(children) > 0 {
			block.Set("table_width", rowWidth(children[0]))
		}
		out = append(out, block.Children(children...))
		lines = rest[end:]
	}
	return out, nil
}

// continued takes the "| …" lines that continue the text of a block.
func continued(lines []line) (text []string, rest []line) {
	for len(lines) > 0 && strings.HasPrefix(lines[0].text, "|") {
		text = append(text, strings.TrimPrefix(strings.TrimPrefix(lines[0].text, "|"), " "))
		lines = lines[1:]
	}
	return text, lines
}

// block reads one block.
func (p *parser) block(l line, more []string) (*Block, error) {
	m := blockLine.FindStringSubmatch(l.text)
	if m == nil {
		return nil, l.errorf("a block is \"type [attributes]: text\"")
	}
	kind, text := m[1], m[3]
	if text != "" {
		more = append([]string{text}, more...)
	}
	text = strings.Join(more, "\n")
	attributes := map[string]string{}
	for _, a := range attribute.FindAllStringSubmatch(m[2], -1) {
		attributes[a[1]] = strings.Trim(a[2], `"`)
	}
	if label := attributes["id"]; label != "" && p.labels[label] != nil && p.labels[label].kind != "" {
		return nil, l.errorf("the label %q is given twice", label)
	}
	block, err := p.made(l, kind, text, attributes)
	if err != nil {
		return nil, err
	}
	return block, p.attributes(l, block, attributes)
}

// made makes the block without the attributes that are payload fields.
func (p *parser) made(l line, kind, text string, attributes map[string]string) (*Block, error) {
	label := attributes["id"]
	if strings.HasPrefix(text, "{") && kind != "code" && kind != "equation" {
		payload, err := object(text)
		if err != nil {
			return nil, l.errorf("%w", err)
		}
		return p.labelled(label, Raw(kind, payload)), nil
	}
	made, err := p.special(l, kind, text, attributes)
	if made != nil || err != nil {
		return p.labelled(label, made), err
	}
	rich, err := p.inline(l, text)
	if err != nil {
		return nil, err
	}
	make, ok := textKinds()[kind]
	if !ok {
		return nil, l.errorf("no block is of the type %q; give an unknown one its payload as JSON", kind)
	}
	return p.labelled(label, make(rich)), nil
}

// textKinds gives the blocks whose text is rich text.
func textKinds() map[string]func(...any) *Block {
	return map[string]func(...any) *Block{
		"paragraph": Paragraph, "heading_1": Heading1, "heading_2": Heading2, "heading_3": Heading3,
		"heading_4": Heading4, "bulleted_list_item": Bulleted, "numbered_list_item": Numbered,
		"toggle": Toggle, "quote": Quote, "callout": Callout, "template": Template,
		"to_do": func(rich ...any) *Block { return ToDo(false, rich...) },
	}
}

// special makes the blocks whose text is something else; nil for the others.
func (p *parser) special(l line, kind, text string, attributes map[string]string) (*Block, error) {
	switch kind {
	case "code":
		return Code("plain text", text), nil
	case "equation":
		return Equation(text), nil
	case "divider":
		return Divider(), nil
	case "breadcrumb":
		return Breadcrumb(), nil
	case "table_of_contents":
		return TableOfContents(), nil
	case "bookmark":
		return Bookmark(text), nil
	case "embed":
		return Embed(text), nil
	case "link_preview":
		return LinkPreview(text), nil
	case "unsupported":
		return Unsupported(text), nil
	case "unreadable":
		return Unreadable(text), nil
	case "column_list", "column", "tab", "table":
		return newBlock(kind, emptyPayload(kind)), nil
	case "table_row":
		return p.tableRow(l, text)
	case "image", "video", "audio", "pdf", "file":
		return p.mediaBlock(l, kind, text, attributes)
	case "synced_block":
		if original := attributes["of"]; original != "" {
			return SyncedCopy(p.label(original)), nil
		}
		return SyncedOriginal(), nil
	case "child_page", "child_database", "link_to_page":
		return p.reference(l, kind, text)
	}
	return nil, nil
}

func emptyPayload(kind string) JSON {
	if kind == "table" {
		return JSON{"table_width": 0, "has_column_header": false, "has_row_header": false}
	}
	return JSON{}
}

// tableRow reads cells between bars.
func (p *parser) tableRow(l line, text string) (*Block, error) {
	var cells []any
	for cell := range strings.SplitSeq(text, "|") {
		rich, err := p.inline(l, strings.TrimSpace(cell))
		if err != nil {
			return nil, err
		}
		cells = append(cells, rich)
	}
	return TableRow(cells...), nil
}

func (p *parser) mediaBlock(l line, kind, caption string, attributes map[string]string) (*Block, error) {
	f, err := p.file(l, attributes["url"])
	if err != nil {
		return nil, err
	}
	if name := attributes["name"]; name != "" {
		f = f.Named(name)
	}
	rich, err := p.inline(l, caption)
	return media(kind, f).Caption(rich), err
}

func (p *parser) reference(l line, kind, name string) (*Block, error) {
	switch target := p.named[name].(type) {
	case *Page:
		if kind == "child_page" {
			return ChildPage(target), nil
		}
		return LinkToPage(target), nil
	case *Database:
		if kind == "child_database" {
			return ChildDatabase(target), nil
		}
		return LinkToDatabase(target), nil
	}
	return nil, l.errorf("there is no page or database %q", name)
}

// attributes sets the fields of the payload.
func (p *parser) attributes(l line, b *Block, attributes map[string]string) error {
	for _, key := range sortedKeys(attributes) {
		value := attributes[key]
		switch key {
		case "id", "of", "url", "name":
		case "icon":
			b.Icon(iconOf(value))
		case "caption":
			rich, err := p.inline(l, value)
			if err != nil {
				return err
			}
			b.Caption(rich)
		default:
			b.Set(key, scalar(value))
		}
	}
	return nil
}

// label gives the block of a label, which may be read later.
func (p *parser) label(name string) *Block {
	if p.labels[name] == nil {
		p.labels[name] = &Block{}
	}
	return p.labels[name]
}

// labelled makes a block be the one that its label stands for.
func (p *parser) labelled(name string, b *Block) *Block {
	if name == "" || b == nil {
		return b
	}
	known := p.label(name)
	*known = *b
	return known
}
