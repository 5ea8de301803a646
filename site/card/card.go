// Package card draws social cards: the pictures that messengers and networks show
// when somebody posts a link to a page. A card has the title of the page, its icon,
// and the name and icon of the site, in the colours of the theme's accent.
//
//	painter := card.NewPainter(fonts, "#0b6670")
//	data, err := painter.Draw(card.Card{Title: "The winter storm", Site: "Tidewater"})
//
// Equal cards, drawn with equal fonts, are the same bytes.
package card

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"sync"

	"galley/internal/oklch"
	"galley/site/lettering"
)

// Size of a card in pixels: what Open Graph's readers crop least.
const (
	Width  = 1200
	Height = 630
)

// Version is part of what identifies a card: another design has another one.
const Version = "1"

// Card is what a card shows. All but the title may be missing.
type Card struct {
	Title       string
	Site        string      // name of the site
	Language    string      // of the title, BCP 47
	RightToLeft bool        // the page is read from right to left
	Icon        image.Image // of the page
	SiteIcon    image.Image
	Round       bool // the icon of the page is a picture whose corners are to be round
}

// Painter draws the cards of one site. Many goroutines may use it at once.
type Painter struct {
	fonts   *lettering.Fonts
	colors  colors
	buffers buffers
	ground  func() *canvas // what all cards begin with
	turned  func() *canvas // the same, to be read from right to left
}

// NewPainter gives a painter in an accent, "#rrggbb"; "" for that of the built-in
// themes.
func NewPainter(fonts *lettering.Fonts, accent string) *Painter {
	p := &Painter{fonts: fonts, colors: colorsOf(accent)}
	p.ground = sync.OnceValue(func() *canvas { return p.begin(false) })
	p.turned = sync.OnceValue(func() *canvas { return p.begin(true) })
	return p
}

// begin draws what all cards have.
func (p *Painter) begin(mirrored bool) *canvas {
	d := drawing{canvas: newCanvas(Width, Height, p.colors.paper), colors: p.colors, mirrored: mirrored}
	d.ornament()
	return d.canvas
}

const (
	margin     = 80
	textWidth  = Width - 2*margin
	iconSize   = 120
	iconGap    = 36
	footerSize = 34 // of the letters
	footerIcon = 52
	footerLine = 556 // what the footer is centred on
	titleTop   = 72
	titleEnd   = 486
)

// Draw gives a card as PNG. The error is a *lettering.NoFontError when a letter of
// the title has no font; a name of the site that has none is left out.
func (p *Painter) Draw(c Card) ([]byte, error) {
	title, err := p.fonts.Shape(c.Title, lettering.Options{Language: c.Language, RightToLeft: c.RightToLeft})
	if err != nil {
		return nil, err
	}
	ground := p.ground
	if title.RightToLeft {
		ground = p.turned
	}
	d := drawing{fonts: p.fonts, colors: p.colors, mirrored: title.RightToLeft, canvas: ground().clone()}
	d.title(title, c)
	d.footer(c)
	var out bytes.Buffer
	err = d.canvas.encode(&out, &p.buffers)
	return out.Bytes(), err
}

// drawing is one card in the making.
type drawing struct {
	canvas   *canvas
	fonts    *lettering.Fonts
	colors   colors
	mirrored bool // read from right to left
}

// colors are those of a card, of one hue.
type colors struct {
	paper, ink, muted, accent color.RGBA
	ripples                   [3]color.RGBA // the first is the faintest
}

// standard is the accent of a theme that does not tell its own.
const standard = "#0b6670"

func colorsOf(accent string) colors {
	wish, ok := oklch.Parse(accent)
	if !ok {
		wish, _ = oklch.Parse(standard)
	}
	v := wish.LCH()
	tone := func(lightness, chroma float64) color.RGBA {
		return rgba(oklch.LCH{L: lightness, C: min(v.C, chroma), H: v.H}.RGB())
	}
	return colors{
		paper: tone(0.99, 0.006), ink: tone(0.24, 0.035), muted: tone(0.47, 0.04), accent: rgba(wish),
		ripples: [3]color.RGBA{tone(0.97, 0.016), tone(0.945, 0.026), tone(0.91, 0.04)},
	}
}

// box gives a rectangle as it stands on the card: the start is the right side of
// a mirrored one.
func (d *drawing) box(start, top, width, height int) image.Rectangle {
	if d.mirrored {
		start = Width - start - width
	}
	return image.Rect(start, top, start+width, top+height)
}

// ripples are the radii of the discs behind the far corner.
var ripples = []float64{390, 260, 130}

// ornament draws what makes the card look like one: ripples in faint colours, and
// an edge in the accent.
func (d *drawing) ornament() {
	x, y := float64(Width-70), 50.0
	if d.mirrored {
		x = Width - x
	}
	for i, radius := range ripples {
		corner := image.NewAlpha(image.Rect(int(x-radius)-1, 0, int(x+radius)+2, int(y+radius)+2).Intersect(d.canvas.Rect))
		lettering.Disc(corner, x, y, radius)
		d.canvas.fill(corner, d.colors.ripples[i])
	}
	edge := image.NewAlpha(image.Rect(0, Height-14, Width, Height))
	for i := range edge.Pix {
		edge.Pix[i] = 255
	}
	d.canvas.fill(edge, d.colors.accent)
}

// Sizes of titles, from the largest: with how many lines each may have.
var sizes = []struct {
	size  float64
	lines int
}{
	{140, 1}, {120, 1}, {104, 1}, {96, 2}, {88, 2}, {80, 3}, {74, 3}, {68, 3}, {62, 4}, {56, 4}, {50, 4},
}

// title draws the icon and the title, in the middle of what the footer leaves.
func (d *drawing) title(t *lettering.Text, c Card) {
	room := float64(titleEnd - titleTop)
	if c.Icon != nil {
		room -= iconSize + iconGap
	}
	size, lines := setTitle(t, room)
	leading := size * leadingOf(t)
	height := leading*float64(len(lines)-1) + size
	top := titleTop + (room-height)/2
	if c.Icon != nil {
		at := fit(c.Icon, d.box(margin, int(top), iconSize, iconSize))
		radius := 0.0
		if c.Round {
			radius = 24
		}
		d.canvas.picture(c.Icon, at, radius)
		top += iconSize + iconGap
	}
	for i, line := range lines {
		d.line(line, margin, top+size*0.8+leading*float64(i), size, d.colors.ink)
	}
}

// leadingOf gives the distance between lines, for a size of 1: tall scripts need
// more.
func leadingOf(t *lettering.Text) float64 { return min(1.4, max(1.16, t.Height*0.94)) }

// setTitle finds the largest size in which a title fits into a height.
func setTitle(t *lettering.Text, room float64) (float64, []lettering.Line) {
	for _, policy := range []lettering.Policy{lettering.Words, lettering.Letters} {
		for _, s := range sizes {
			if policy == lettering.Letters && s.size > 74 {
				continue // words are not cut to be large
			}
			lines, fits := t.Balanced(s.size, textWidth, s.lines, policy)
			if fits && s.size*(1+leadingOf(t)*float64(len(lines)-1)) <= room {
				return s.size, lines
			}
		}
	}
	last := sizes[len(sizes)-1]
	most := last.lines
	for most > 1 && last.size*(1+leadingOf(t)*float64(most-1)) > room {
		most--
	}
	lines, _ := t.Lines(last.size, textWidth, most, lettering.Letters)
	return last.size, lines
}

// line draws a line of text from the start of the card on, standing on y.
func (d *drawing) line(l lettering.Line, start, y, size float64, v color.RGBA) {
	x := start
	if d.mirrored {
		x = Width - start - l.Width(size)
	}
	reach := image.Rect(int(x-size/2), int(y-size*1.3), int(x+l.Width(size)+size/2), int(y+size*0.7))
	mask := image.NewAlpha(reach.Intersect(d.canvas.Rect))
	pictures := l.Draw(mask, x, y, size)
	d.canvas.fill(mask, v)
	for _, p := range pictures {
		d.canvas.picture(p.Image, p.At, 0)
	}
}

// footer draws the icon and the name of the site.
func (d *drawing) footer(c Card) {
	start := margin
	if c.SiteIcon != nil {
		d.canvas.picture(c.SiteIcon, fit(c.SiteIcon, d.box(start, footerLine-footerIcon/2, footerIcon, footerIcon)), 10)
		start += footerIcon + 20
	}
	if c.Site == "" {
		return
	}
	name, err := d.fonts.Shape(c.Site, lettering.Options{Language: c.Language, RightToLeft: d.mirrored})
	if err != nil {
		return
	}
	if lines, _ := name.Lines(footerSize, float64(Width-margin-start), 1, lettering.Letters); len(lines) > 0 {
		d.line(lines[0], float64(start), footerLine+footerSize*0.35, footerSize, d.colors.muted)
	}
}

// fit gives the largest rectangle of the shape of a picture, in the middle of a
// place.
func fit(m image.Image, place image.Rectangle) image.Rectangle {
	w, h := float64(m.Bounds().Dx()), float64(m.Bounds().Dy())
	scale := min(float64(place.Dx())/w, float64(place.Dy())/h)
	width, height := int(math.Round(w*scale)), int(math.Round(h*scale))
	x, y := place.Min.X+(place.Dx()-width)/2, place.Min.Y+(place.Dy()-height)/2
	return image.Rect(x, y, x+max(1, width), y+max(1, height))
}
