package search

import "strings"

// card is what a result shows at once.
type card struct {
	url, title, section string
	tags                []string
	text                string // name of the file with the text
	language            string
}

// cardBits is how many bits of a page's number lie within one file of cards.
const cardBits = 5

// writeCards writes what results show, a few pages a file: those whose numbers
// begin with the same bits.
func (x *Index) writeCards(r *root) error {
	var names strings.Builder
	groups := map[uint32][][]any{}
	last := uint32(1)<<r.Bits - 1
	for _, p := range x.pages {
		row := []any{p.number & (1<<cardBits - 1), p.url, p.title, p.text, p.section, append([]string{}, p.tags...), p.language}
		groups[p.number>>cardBits] = append(groups[p.number>>cardBits], row)
		last = max(last, p.number)
	}
	for group := range last>>cardBits + 1 {
		name := strings.Repeat("0", 2*shardBytes)
		if rows := groups[group]; rows != nil {
			var err error
			if name, err = x.packer.packJSON(rows, shardBytes); err != nil {
				return err
			}
		}
		names.WriteString(name)
	}
	r.Cards = names.String()
	return nil
}

// maxText is how much of a page is kept for excerpts, in bytes. What stands
// further down is found too, but not shown.
const maxText = 12 << 10

// excerpts gives the parts of a page as the client reads them: each its heading's
// id and text, and its text in one line.
func excerpts(parts []Part) [][3]string {
	list := [][3]string{}
	size := 0
	for _, p := range parts {
		text := ""
		if size < maxText {
			text = line(p.Text)
		}
		if size += len(text); size > maxText {
			text = strings.ToValidUTF8(text[:max(0, len(text)-size+maxText)], "")
		}
		if text != "" || p.Title != "" {
			list = append(list, [3]string{p.ID, p.Title, text})
		}
	}
	return list
}
