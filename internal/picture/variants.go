package picture

import (
	"context"
	"errors"
	"image"
	"slices"
)

// Settings say in which sizes and formats pictures are made.
type Settings struct {
	Widths  []int    // in pixels, rising; a wider picture is made as wide as the last
	Types   []string // besides one that all browsers read: TypeAVIF, TypeWebP, the best first
	Quality int      // of JPEG, from 1 to 100; other formats have one that looks like it
}

// Variant is a picture in one size and format.
type Variant struct {
	Type          string
	Width, Height int
	Data          []byte
}

// Made is what is made of a source. Variants is sorted by type, in the order of
// Settings.Types, and then falling by width.
type Made struct {
	Variants []Variant
	Every    bool    // the last type is the one that all browsers read; else it is not among them
	Whole    bool    // the file itself is the widest that all browsers read
	Color    [3]byte // its mean, in red, green and blue
	Opaque   bool    // nothing shows through it
}

const (
	// smallest is how many bytes a file may have for which no others are made.
	smallest = 10 << 10
	// anew is the part of a file's size that the same picture, made anew, may have
	// at most: a small gain is not worth what is lost with each time.
	anew = .8
	// near is the part of the full width that the next smaller one may have.
	near = .85
)

// Make makes a source's other sizes and formats. A variant is left out when it is not
// smaller than what it would stand for. What fails of the programs is an error,
// besides all that was made; that pixels cannot be decoded is one too, and then
// nothing is. A ctx that is done ends it.
func (s *Source) Make(ctx context.Context, settings Settings, tools *Tools) (*Made, error) {
	top := min(s.Width, slices.Max(settings.Widths))
	decoded, err := s.Decode()
	if err != nil {
		return nil, err
	}
	m := &maker{Source: s, ctx: ctx, settings: settings, tools: tools, made: []*image.RGBA{s.Fit(decoded, top)}}
	decoded = nil // it is large, and not needed any more
	made := &Made{Opaque: m.made[0].Opaque(), Whole: true}
	if len(s.data) < smallest && s.Width == top {
		made.Color = mean(m.made[0])
		return made, ctx.Err()
	}
	err = m.all(made, widths(top, settings.Widths))
	made.Color = mean(m.made[len(m.made)-1])
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return made, err
}

// widths gives the widths of a picture, falling.
func widths(top int, wanted []int) []int {
	list := []int{top}
	for _, width := range slices.Backward(wanted) {
		if float64(width) <= near*float64(top) {
			list = append(list, width)
		}
	}
	return list
}

// maker makes the variants of one source.
type maker struct {
	*Source
	ctx      context.Context
	settings Settings
	tools    *Tools
	made     []*image.RGBA // the sizes that there are, falling
}

// all makes every width, first the widest: of a type in which that is not worth
// while, there is none.
func (m *maker) all(made *Made, widths []int) error {
	base, types := m.types(made.Opaque)
	kinds := append(slices.Clone(types), base)
	bound := map[string]int{} // what a file of a type has to be smaller than
	for _, kind := range kinds {
		bound[kind] = len(m.data)
	}
	if m.Width == widths[0] {
		bound[base] = int(anew * float64(len(m.data)))
	}
	if m.Orientation != 1 {
		bound[base] = len(m.data) * 8 // whatever it costs, nobody has to turn it
	}
	found := map[string][]Variant{}
	var failed []error
	for i, width := range widths {
		files, err := m.files(width, kinds)
		failed = append(failed, err)
		if m.ctx.Err() != nil {
			return m.ctx.Err()
		}
		if i == 0 {
			kinds = worthwhile(files, base, types, bound)
		}
		for _, kind := range kinds {
			data := files[kind]
			if len(data) == 0 || len(data) >= bound[kind] {
				continue
			}
			bound[kind] = len(data)
			found[kind] = append(found[kind], Variant{kind, width, HeightOf(m.Width, m.Height, width), data})
		}
	}
	for _, kind := range append(types, base) {
		made.Variants = append(made.Variants, found[kind]...)
	}
	made.Every = len(found[base]) > 0
	made.Whole = !made.Every || found[base][0].Width != widths[0]
	return errors.Join(failed...)
}

// types gives the type that all browsers are to read, and those that some read.
func (m *maker) types(opaque bool) (base string, others []string) {
	for _, kind := range m.settings.Types {
		if m.tools.Has(kind) && kind != m.Type && !(kind == TypeAVIF && m.Drawn()) {
			others = append(others, kind)
		}
	}
	switch {
	case m.Type == TypeWebP && m.tools.Has(TypeWebP):
		return TypeWebP, others
	case m.Drawn() || !opaque:
		return TypePNG, others
	}
	return TypeJPEG, others
}

// worthwhile gives the types whose widest file is smaller than that of the next one.
func worthwhile(files map[string][]byte, base string, others []string, bound map[string]int) []string {
	kinds := []string{base}
	least := bound[base]
	if size := len(files[base]); size > 0 {
		least = min(least, size)
	}
	for _, kind := range slices.Backward(others) {
		if size := len(files[kind]); size > 0 && size < least {
			kinds = append(kinds, kind)
			least = size
		}
	}
	return kinds
}

// files writes the picture in one width.
func (m *maker) files(width int, kinds []string) (map[string][]byte, error) {
	picture := m.scaled(width)
	byTools := slices.DeleteFunc(slices.Clone(kinds), func(kind string) bool { return !m.tools.Has(kind) })
	files, err := m.tools.Write(m.ctx, Order{picture, m.Profile, m.settings.Quality, m.Drawn()}, byTools)
	for _, kind := range kinds {
		if slices.Contains(byTools, kind) {
			continue
		}
		write := PNG
		if kind == TypeJPEG {
			write = func(picture *image.RGBA, profile []byte) ([]byte, error) {
				return JPEG(picture, profile, m.settings.Quality)
			}
		}
		data, failed := write(picture, m.Profile)
		files[kind], err = data, errors.Join(err, failed)
	}
	return files, err
}

// scaled gives the picture in a width: from the narrowest that is there already and
// twice as wide, which looks as if it were made of the source.
func (m *maker) scaled(width int) *image.RGBA {
	from := m.made[0]
	if width == from.Rect.Dx() {
		return from
	}
	for _, wider := range m.made {
		if wider.Rect.Dx() >= 2*width {
			from = wider
		}
	}
	picture := Scale(from, width, HeightOf(m.Width, m.Height, width))
	m.made = append(m.made, picture)
	return picture
}

// mean gives the mean colour of a picture.
func mean(m *image.RGBA) [3]byte {
	var sum [3]uint64
	for i := 0; i+3 < len(m.Pix); i += 4 {
		for j := range sum {
			sum[j] += uint64(m.Pix[i+j])
		}
	}
	pixels := uint64(max(1, len(m.Pix)/4))
	return [3]byte{byte(sum[0] / pixels), byte(sum[1] / pixels), byte(sum[2] / pixels)}
}
