package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"galley/fetch"
	"galley/site/card"
	"galley/site/lettering"
	"galley/theme"
)

// cardFolder is where social cards lie. Each is named by all that it is made of.
const cardFolder = "assets/cards/"

// Kinds of what is kept of cards between builds.
const (
	kindCard     = "card"      // the pictures
	kindCardHash = "card-hash" // hashes and sizes of their content
)

// social draws the cards of one run. A nil one draws none.
type social struct {
	site    *Site
	stage   *stage
	mark    mark // of the site
	accent  string
	painter func() *card.Painter
	picture func() image.Image // of the mark; nil when it cannot be drawn

	mu      sync.Mutex
	made    map[string]func() (bool, error) // by the name of the file: makes it, once
	missing map[string]string               // scripts without a font, by the title that needs them
}

func (s *Site) newSocial(st *stage) *social {
	if !s.config.Social.Cards || s.opts.Fonts == nil || !s.writes(FormatHTML) {
		return nil
	}
	c := &social{
		site: s, stage: st, mark: s.mark, accent: s.opts.Theme.Accent(),
		made: map[string]func() (bool, error){}, missing: map[string]string{},
	}
	c.painter = sync.OnceValue(func() *card.Painter { return card.NewPainter(s.opts.Fonts, c.accent) })
	c.picture = sync.OnceValue(func() image.Image { return s.drawable(c.mark) })
	return c
}

// drawable gives the picture of a mark; nil when there is none, or none that can
// be drawn.
func (s *Site) drawable(m mark) image.Image {
	if m.emoji != "" {
		picture, _ := s.opts.Fonts.Emoji(m.emoji)
		return picture
	}
	picture, err := m.picture()
	if err != nil {
		return nil
	}
	return picture
}

// represent gives a page the picture that stands for it where somebody links to
// it: its cover, a card of its own, or that of the site. n is nil for what is
// neither a page nor a database.
func (r *run) represent(p *theme.Page, n *node) (err error) {
	if isShown(p.Cover) {
		p.Card = standing(p.Cover)
		return nil
	}
	if r.social == nil || p.Kind == theme.KindNotFound {
		return nil
	}
	if n != nil && p.Kind != theme.KindHome {
		p.Card, err = r.social.card(cardText{p.Title, p.Site.Title, p.Language, p.Dir == "rtl"}, r.site.markOf(n.icon()))
	}
	if p.Card == nil && err == nil {
		c := r.site.config
		p.Card, err = r.social.card(cardText{c.Site.Title, c.base.Host, c.Site.Language, r.view.Dir == "rtl"}, r.social.mark)
	}
	return err
}

// isShown tells whether a cover can stand for a page: readers of Open Graph know
// few types. One that is elsewhere is taken to be of one of them, unless its name
// tells otherwise.
func isShown(cover *theme.Image) bool {
	if cover == nil {
		return false
	}
	name, _, _ := strings.Cut(cover.URL, "?")
	ext := strings.ToLower(path.Ext(name))
	return slices.Contains([]string{".jpg", ".jpeg", ".png", ".gif", ".webp"}, ext) ||
		!strings.HasPrefix(cover.URL, "/") && !slices.Contains([]string{".svg", ".avif", ".heic", ".tif", ".tiff"}, ext)
}

// cardText is what is written on a card.
type cardText struct {
	Title, Below, Language string
	RightToLeft            bool
}

// card gives a card, which is drawn unless it is there already; nil when a letter
// of its title has no font.
func (c *social) card(text cardText, icon mark) (*theme.Image, error) {
	fonts := c.site.opts.Fonts
	key, err := json.Marshal([]any{
		card.Version, text, c.accent, icon.emoji, icon.id, c.mark.emoji, c.mark.id,
		fonts.Digest(text.Title, text.Below, icon.emoji, c.mark.emoji),
	})
	if err != nil {
		return nil, err
	}
	name := cardFolder + hashOf(key)[:20] + ".png"
	c.mu.Lock()
	if c.made[name] == nil {
		c.made[name] = sync.OnceValues(func() (bool, error) { return c.make(name, string(key), text, icon) })
	}
	make := c.made[name]
	c.mu.Unlock()
	if ok, err := make(); !ok || err != nil {
		return nil, err
	}
	return &theme.Image{
		URL: c.site.url(name), Alt: text.Title + " – " + text.Below, Width: card.Width, Height: card.Height,
	}, nil
}

// make stages the file of a card. It tells whether there is one.
func (c *social) make(name, key string, text cardText, icon mark) (bool, error) {
	if file, ok := c.kept(key); ok {
		return true, c.stage.copy(name, file)
	}
	data, err := c.painter().Draw(card.Card{
		Title: text.Title, Site: text.Below, Language: text.Language, RightToLeft: text.RightToLeft,
		Icon: c.site.drawable(icon), Round: icon.emoji == "", SiteIcon: c.picture(),
	})
	var missing *lettering.NoFontError
	switch {
	case errors.As(err, &missing):
		c.mu.Lock()
		defer c.mu.Unlock()
		c.missing[text.Title] = missing.Script()
		return false, nil
	case errors.Is(err, lettering.ErrEmpty):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("drawing the social card of %q: %w", text.Title, err)
	}
	if file, ok := c.keep(key, data); ok {
		return true, c.stage.copy(name, file)
	}
	return true, c.stage.put(name, data)
}

// kept gives the file of a card that an earlier build drew.
func (c *social) kept(key string) (fetch.File, bool) {
	about, ok := c.site.opts.Derived.Get(kindCardHash, key)
	if !ok {
		return fetch.File{}, false
	}
	file := fetch.File{}
	if file.Path, ok = c.site.opts.Derived.File(kindCard, key); !ok {
		return file, false
	}
	n, err := fmt.Sscan(string(about), &file.Hash, &file.Size)
	return file, n == 2 && err == nil
}

// keep keeps a card for later builds, and gives its file. When it cannot be kept, it
// is drawn again.
func (c *social) keep(key string, data []byte) (fetch.File, bool) {
	path, err := c.site.opts.Derived.PutFile(kindCard, key, data)
	if err != nil {
		return fetch.File{}, false
	}
	file := fetch.File{Path: path, Hash: hashOf(data), Size: int64(len(data))}
	c.site.opts.Derived.Put(kindCardHash, key, fmt.Append(nil, file.Hash, " ", file.Size))
	return file, true
}

// checkCards tells once of the titles that no font has the letters of.
func (r *run) checkCards() {
	if r.social == nil || len(r.social.missing) == 0 {
		return
	}
	scripts := slices.Compact(slices.Sorted(maps.Values(r.social.missing)))
	text := "a title has no social card"
	if n := len(r.social.missing); n > 1 {
		text = fmt.Sprintf("%d titles have no social card", n)
	}
	r.warn(fetch.Warning{
		Kind: fetch.WarnSite,
		Text: text + " of their own, since no font has all of their letters: " + strings.Join(scripts, ", "),
		Hint: `install fonts for these scripts where the site is built, such as Noto, or name one: [social] font = "fonts/…"`,
	})
}

// drawnWith identifies what cards and icons are drawn with, but for titles and
// pages.
func (s *Site) drawnWith() []string {
	if s.opts.Fonts == nil {
		return nil
	}
	texts := []string{s.config.Site.Title, s.mark.emoji}
	for _, n := range s.all {
		texts = append(texts, n.title)
		if icon := n.icon(); icon != nil {
			texts = append(texts, icon.Emoji)
		}
	}
	return []string{s.mark.id, s.opts.Fonts.Digest(texts...)}
}
