package notiontest

// text makes a block with rich text and a colour.
func text(kind string, rich []any) *Block {
	return newBlock(kind, JSON{"rich_text": richOf(rich...), "color": "default"})
}

// Paragraph is a paragraph; without text it is a blank line.
func Paragraph(rich ...any) *Block { return text("paragraph", rich).with("icon", nil) }

// Heading1 is a heading of the first level. Toggleable makes it a toggle heading.
func Heading1(rich ...any) *Block { return heading("heading_1", rich) }

// Heading2 is a heading of the second level.
func Heading2(rich ...any) *Block { return heading("heading_2", rich) }

// Heading3 is a heading of the third level.
func Heading3(rich ...any) *Block { return heading("heading_3", rich) }

// Heading4 is a heading of the fourth level.
func Heading4(rich ...any) *Block { return heading("heading_4", rich) }

func heading(kind string, rich []any) *Block { return text(kind, rich).with("is_toggleable", false) }

// Bulleted is an item of a bulleted list.
func Bulleted(rich ...any) *Block { return text("bulleted_list_item", rich) }

// Numbered is an item of a numbered list. Set("list_start_index", 3) and
// Set("list_format", "roman") on the first item number the list otherwise.
func Numbered(rich ...any) *Block { return text("numbered_list_item", rich) }

// ToDo is a box, checked or not, with text.
func ToDo(checked bool, rich ...any) *Block { return text("to_do", rich).with("checked", checked) }

// Toggle is a closed toggle; Children are its content.
func Toggle(rich ...any) *Block { return text("toggle", rich) }

// Quote is a quotation.
func Quote(rich ...any) *Block { return text("quote", rich) }

// Callout is a box with an icon, 💡 unless Icon sets another.
func Callout(rich ...any) *Block { return text("callout", rich).with("icon", Emoji("💡")) }

// Template is the deprecated template button.
func Template(rich ...any) *Block {
	return newBlock("template", JSON{"rich_text": richOf(rich...)})
}

// Code is a code block in a language of the API's list, for example "go" or "plain text".
func Code(language string, rich ...any) *Block {
	return newBlock("code", JSON{"rich_text": richOf(rich...), "caption": richOf(), "language": language})
}

// Equation is a displayed equation in TeX.
func Equation(expression string) *Block { return newBlock("equation", JSON{"expression": expression}) }

// with sets a field of a block that is being made.
func (b *Block) with(field string, value any) *Block {
	b.payload[field] = value
	return b
}
