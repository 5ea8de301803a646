package render

import (
	"encoding/json"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// Parts of property values that rich text does not have.
var (
	kindPart      = ast.NewNodeKind("Part")      // a rich text within a value
	kindTag       = ast.NewNodeKind("Tag")       // an option
	kindSeparator = ast.NewNodeKind("Separator") // between options
	kindCheck     = ast.NewNodeKind("Check")     // a checkbox
	kindPerson    = ast.NewNodeKind("Person")
	kindFileLink  = ast.NewNodeKind("FileLink")
)

func values() family {
	return family{kinds: []kind{
		{node: kindPart, html: (*writer).children, markdown: (*writer).children, text: (*writer).children},
		{node: kindTag, html: tagHTML, markdown: tagText, text: tagText},
		{node: kindSeparator, html: func(w *writer, _ ast.Node) { w.WriteByte(' ') }, markdown: separatorText, text: separatorText},
		{node: kindCheck, html: checkHTML, markdown: checkText, text: checkText},
		{node: kindPerson, html: personText, markdown: personText, text: personText},
		{node: kindFileLink, html: fileLinkHTML, markdown: fileLinkMarkdown, text: fileLinkText},
	}}
}

// Value makes a document of a page's value for a property, as inline content for
// tables and the heads of pages. The property tells the format of numbers; it
// may be zero. An empty value, and one of a type that is not known, is empty.
func Value(value notion.PropertyValue, property notion.Property, options Options) *Document {
	b := newBuilder(options, sharedVocabulary())
	b.value(b.doc.root, &value, &property)
	return b.doc
}

func (b *builder) value(to ast.Node, value *notion.PropertyValue, property *notion.Property) {
	line := ast.NewTextBlock()
	to.AppendChild(to, line)
	for i, n := range b.valueNodes(value, property) {
		if i > 0 {
			line.AppendChild(line, between(n))
		}
		line.AppendChild(line, n)
	}
}

// between makes what stands before the second and later parts of a value.
func between(n ast.Node) ast.Node {
	if n.Kind() == kindTag {
		return newInline(kindSeparator, struct{}{})
	}
	return newText(", ")
}

// valueNodes makes the parts of a value.
func (b *builder) valueNodes(v *notion.PropertyValue, p *notion.Property) []ast.Node {
	switch v.Type {
	case "title":
		return b.richNodes(v.Title)
	case "rich_text":
		return b.richNodes(v.RichText)
	case "number":
		return b.numberNodes(v.Number, or(p.Number).Format)
	case "select":
		return tagNodes(v.Select)
	case "status":
		return tagNodes(v.Status)
	case "multi_select":
		var nodes []ast.Node
		for i := range v.MultiSelect {
			nodes = append(nodes, tagNodes(&v.MultiSelect[i])...)
		}
		return nodes
	case "date":
		return dateNodes(v.Date)
	case "checkbox":
		return checkNodes(v.Checkbox)
	case "people", "created_by", "last_edited_by":
		return peopleNodes(v)
	case "url", "email", "phone_number":
		return addressNodes(v)
	case "created_time":
		return dateNodes(&notion.Date{Start: v.CreatedTime})
	case "last_edited_time":
		return dateNodes(&notion.Date{Start: v.LastEditedTime})
	}
	return b.derivedNodes(v, p)
}

// derivedNodes makes the parts of values that refer to something else or were
// computed.
func (b *builder) derivedNodes(v *notion.PropertyValue, p *notion.Property) []ast.Node {
	var nodes []ast.Node
	switch v.Type {
	case "files":
		for i := range v.Files {
			nodes = append(nodes, newInline(kindFileLink, &v.Files[i]))
		}
	case "relation":
		for _, page := range v.Relation {
			nodes = append(nodes, newInline(kindMention, mention{page: page.ID}))
		}
	case "formula":
		return b.formulaNodes(v.Formula)
	case "rollup":
		return b.rollupNodes(v.Rollup, p)
	case "unique_id":
		if id := or(v.UniqueID); id.Number != nil {
			nodes = textNodes(strings.TrimPrefix(id.Prefix+"-"+id.Number.String(), "-"))
		}
	case "verification":
		return b.verificationNodes(or(v.Verification))
	case "place":
		nodes = textNodes(placeText(or(v.Place)))
	}
	return nodes
}

// richNodes makes one part of a rich text.
func (b *builder) richNodes(segments []notion.RichText) []ast.Node {
	spans := mergeSegments(segments)
	if len(spans) == 0 {
		return nil
	}
	whole := newInline(kindPart, struct{}{})
	b.nest(whole, spans, 0)
	return []ast.Node{whole}
}

func textNodes(text string) []ast.Node {
	if text = clean(text); text == "" {
		return nil
	}
	return []ast.Node{ast.NewString([]byte(text))}
}

func (b *builder) numberNodes(number *json.Number, format string) []ast.Node {
	if number == nil || *number == "" {
		return nil
	}
	return textNodes(b.doc.options.number(*number, format))
}

func dateNodes(date *notion.Date) []ast.Node {
	if date == nil || date.Start == "" {
		return nil
	}
	return []ast.Node{newInline(kindTime, moment{date: *date})}
}

func tagNodes(option *notion.Option) []ast.Node {
	if option == nil || option.Name == "" {
		return nil
	}
	return []ast.Node{newInline(kindTag, *option)}
}

func checkNodes(checked *bool) []ast.Node {
	if checked == nil {
		return nil
	}
	return []ast.Node{newInline(kindCheck, *checked)}
}

func peopleNodes(v *notion.PropertyValue) []ast.Node {
	people := []notion.User(v.People)
	for _, user := range [...]*notion.User{v.CreatedBy, v.LastEditedBy} {
		if user != nil {
			people = append(people, *user)
		}
	}
	var nodes []ast.Node
	for i := range people {
		nodes = append(nodes, newInline(kindPerson, people[i]))
	}
	return nodes
}

// verificationNodes makes the state of a wiki page, with who verified it, and from
// when until when.
func (b *builder) verificationNodes(v notion.Verification) []ast.Node {
	if v.State == "" {
		return nil
	}
	state := v.State
	switch state {
	case "verified", "expired", "unverified":
		state = b.doc.options.word(state)
	}
	nodes := textNodes(state)
	if v.VerifiedBy != nil {
		nodes = append(nodes, newInline(kindPerson, *v.VerifiedBy))
	}
	return append(nodes, dateNodes(v.Date)...)
}

// addressNodes makes a link of what somebody typed as one.
func addressNodes(v *notion.PropertyValue) []ast.Node {
	text, href := "", ""
	switch {
	case v.URL != nil:
		text, href = *v.URL, *v.URL
	case v.Email != nil:
		text, href = *v.Email, "mailto:"+*v.Email
	case v.PhoneNumber != nil:
		text, href = *v.PhoneNumber, "tel:"+strings.ReplaceAll(*v.PhoneNumber, " ", "")
	}
	if text = clean(text); text == "" {
		return nil
	}
	link := newLink(href)
	link.AppendChild(link, ast.NewString([]byte(text)))
	return []ast.Node{link}
}

func (b *builder) formulaNodes(f *notion.Formula) []ast.Node {
	switch {
	case f == nil:
		return nil
	case f.String != nil:
		return textNodes(*f.String)
	case f.Boolean != nil:
		return checkNodes(f.Boolean)
	case f.Date != nil:
		return dateNodes(f.Date)
	}
	return b.numberNodes(f.Number, "")
}

func (b *builder) rollupNodes(r *notion.Rollup, p *notion.Property) []ast.Node {
	if r == nil {
		return nil
	}
	switch {
	case r.Number != nil:
		return b.numberNodes(r.Number, aggregateFormat(r.Function, or(p.Number).Format))
	case r.Date != nil:
		return dateNodes(r.Date)
	}
	var nodes []ast.Node
	for i := range r.Array {
		nodes = append(nodes, b.valueNodes(&r.Array[i], &notion.Property{Number: p.Number})...)
	}
	return nodes
}

// aggregateFormat gives the format of a number that a function of a rollup makes
// of numbers in a format: shares are percentages, and counts are plain.
func aggregateFormat(function, format string) string {
	switch function {
	case "sum", "average", "median", "min", "max", "range":
		return format
	}
	if strings.HasPrefix(function, "percent_") {
		return "percent"
	}
	return ""
}

// placeText names a place: by its name and address, or else by where it is.
func placeText(p notion.Place) string {
	switch {
	case p.Name != "" && p.Address != "":
		return p.Name + ", " + p.Address
	case p.Name != "" || p.Address != "":
		return p.Name + p.Address
	case p.Lat != "" && p.Lon != "":
		return p.Lat.String() + ", " + p.Lon.String()
	}
	return ""
}

func tagHTML(w *writer, n ast.Node) {
	option := data[notion.Option](n)
	w.WriteString("<span")
	w.attr("class", strings.TrimSpace("tag "+colorClass(option.Color)))
	w.WriteByte('>')
	w.escaped(clean(option.Name))
	w.WriteString("</span>")
}

func tagText(w *writer, n ast.Node) { w.plainText(clean(data[notion.Option](n).Name)) }

func separatorText(w *writer, _ ast.Node) { w.WriteString(", ") }

func checkHTML(w *writer, n ast.Node) {
	mark, word := "✗", "no"
	if data[bool](n) {
		mark, word = "✓", "yes"
	}
	w.WriteString(`<span role="img"`)
	w.attr("aria-label", w.word(word))
	w.print(">", mark, "</span>")
}

func checkText(w *writer, n ast.Node) {
	w.WriteString(map[bool]string{true: "✓", false: "✗"}[data[bool](n)])
}

func personText(w *writer, n ast.Node) {
	user := data[notion.User](n)
	name := user.Name
	if name == "" {
		name = w.to.User(user.ID)
	}
	if name == "" {
		name = w.word("anonymous")
	}
	w.plainText(clean(name))
}

// fileLink finds the name and address of a file in a property.
func (w *writer) fileLink(n ast.Node) (name, url string) {
	file := data[*notion.File](n)
	source := w.source(file)
	name = clean(source.Name)
	if name == "" {
		name = address(file.URL())
	}
	if name == "" {
		name = "File"
	}
	if w.inLink {
		return name, ""
	}
	return name, source.URL
}

func fileLinkHTML(w *writer, n ast.Node) {
	name, url := w.fileLink(n)
	if url == "" {
		w.escaped(name)
		return
	}
	w.WriteString("<a")
	w.attr("href", url)
	w.WriteByte('>')
	w.escaped(name)
	w.WriteString("</a>")
}

func fileLinkMarkdown(w *writer, n ast.Node) {
	name, url := w.fileLink(n)
	if url == "" {
		w.escape(name)
		return
	}
	w.linkTo(name, url)
}

func fileLinkText(w *writer, n ast.Node) {
	name, _ := w.fileLink(n)
	w.WriteString(name)
}
