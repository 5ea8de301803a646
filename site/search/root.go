package search

// formatVersion is that of the files. The client of another version does not read
// them.
const formatVersion = 1

// root leads to all shards. Names are written one after the other, since each has
// the same length.
type root struct {
	Version int     `json:"v"`
	Pages   int     `json:"pages"`
	Bits    int     `json:"bits"` // of a page's number
	Words   shelves `json:"words"`
	Endings shelves `json:"endings"`
	Cards   string  `json:"cards"` // by the upper bits of a page's number
}

// shelves are lists of words, in their order.
type shelves struct {
	First []string `json:"first"` // word of each
	Names string   `json:"names"`
}

func (s *shelves) add(first, name string) {
	s.First, s.Names = append(s.First, first), s.Names+name
}
