package site

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"galley/fetch"
	"galley/internal/picture"
	"galley/notion"
	"galley/render"
	"galley/theme"

	"golang.org/x/sync/errgroup"
)

// standard is the width in pixels of the picture that stands for all others where
// only one can: in feeds, on cards of social networks, and in old browsers.
const standard = 1200

// photo is a picture as pages show it.
type photo struct {
	src     string       // address of one that stands for all
	full    string       // of the largest that all browsers read
	srcset  string       // the sizes of that kind; "" when there is one
	sources []photoGroup // other kinds, the best first
	width   int
	height  int
	tint    string
}

type photoGroup struct{ contentType, srcset string }

// photo gives a file as a picture, with all that was made of it. It is false for one
// that is not on the site.
func (w *pageWriter) photo(key string) (photo, bool) {
	m, ok := w.site.media[key]
	if !ok || !m.isPicture() || w.file != "" { // Markdown for other programs has what was uploaded
		f, ok := w.File(key)
		return photo{src: f.URL, full: f.URL, width: f.Width, height: f.Height}, ok
	}
	shot := w.run.images.shot(m)
	if shot.Problem != "" {
		w.warnOf(m, shot.Problem)
	}
	p := photo{width: shot.Width, height: shot.Height, tint: shot.Tint}
	if p.width == 0 {
		p.width, p.height = m.Width, m.Height
	}
	var sets []photoGroup
	for i, f := range shot.Files {
		if i == 0 || f.Type != shot.Files[i-1].Type {
			sets = append(sets, photoGroup{contentType: f.Type})
		}
		set := &sets[len(sets)-1]
		set.srcset = setOf(sized(w.made(m, f), f.Width), set.srcset)
	}
	w.choose(&p, m, shot, sets)
	return p, true
}

// choose fills in the addresses of a picture: the last set is of the type that every
// browser reads, unless there is only the upload.
func (w *pageWriter) choose(p *photo, m *media, shot *shot, sets []photoGroup) {
	base := shot.base()
	if len(base) > 0 {
		p.srcset, sets = sets[len(sets)-1].srcset, sets[:len(sets)-1]
		p.full = w.made(m, base[0])
		for _, f := range base {
			if p.src == "" || f.Width >= standard {
				p.src = w.made(m, f)
			}
		}
	}
	p.sources = sets
	if shot.Whole {
		w.run.use(m)
		p.full = w.fileAt(m.path)
		if len(base) == 0 || base[0].Width < standard {
			p.src = p.full
		}
		if len(base) > 0 {
			p.srcset = setOf(p.srcset, sized(p.full, shot.Width))
		}
	} else if len(base) > 0 {
		p.width, p.height = base[0].Width, base[0].Height
	}
	if !strings.Contains(p.srcset, ",") {
		p.srcset = ""
	}
}

// base gives the files of the type that every browser reads, falling by width.
func (k *shot) base() []shotFile {
	last := len(k.Files) - 1
	if last < 0 || !k.Every {
		return nil
	}
	first := last
	for first > 0 && k.Files[first-1].Type == k.Files[last].Type {
		first--
	}
	return k.Files[first:]
}

// made gives the address of a file that was made of a picture, which is then on the
// site.
func (w *pageWriter) made(m *media, f shotFile) string {
	place := w.site.shotPath(m, f)
	path, _ := w.site.opts.Derived.File(shotKind, w.site.shotFileKey(m, f))
	w.run.mu.Lock()
	w.run.made[place] = fetch.File{Path: path, Hash: f.Hash, Size: f.Size}
	w.run.mu.Unlock()
	return w.absolute(place)
}

func sized(url string, width int) string { return fmt.Sprintf("%s %dw", url, width) }

// setOf puts two parts of a srcset together.
func setOf(first, rest string) string {
	if rest == "" {
		return first
	}
	return first + ", " + rest
}

// warnOf says what could not be done with a picture, and on which page.
func (w *pageWriter) warnOf(m *media, problem string) {
	warning := fetch.Warning{
		Kind: fetch.WarnFile, Text: fmt.Sprintf("the picture %q is only in its own size: %s", m.Name, problem),
		Hint: "pages load faster when it is uploaded again, as a JPEG or PNG of some 3,000 pixels",
	}
	if w.node != nil {
		warning.Page, warning.Title, warning.URL = w.node.id, w.node.title, w.node.id.URL()
	}
	w.run.warn(warning)
}

// Picture gives an image of a body. See render.Resolver.
func (w *pageWriter) Picture(key string) (render.Picture, bool) {
	p, ok := w.photo(key)
	if !ok {
		return render.Picture{}, false
	}
	view := render.Picture{URL: p.src, Full: p.full, Srcset: p.srcset, Width: p.width, Height: p.height, Class: p.tint}
	for _, s := range p.sources {
		view.Sources = append(view.Sources, render.PictureSource{Type: s.contentType, Srcset: s.srcset})
	}
	return view, true
}

// image gives a picture that a page shows on top, or nil when it cannot.
func (w *pageWriter) image(f *notion.File, alt string) *theme.Image {
	if f == nil {
		return nil
	}
	m, ok := w.site.hosted(f)
	if !ok {
		if u := w.fileURL(f); u != "" {
			return &theme.Image{URL: u, Alt: alt}
		}
		return nil
	}
	if !strings.HasPrefix(m.ContentType, "image/") {
		return nil
	}
	p, ok := w.photo(f.Key())
	if !ok {
		return nil
	}
	view := &theme.Image{URL: p.src, Alt: alt, Width: p.width, Height: p.height, Srcset: template.Srcset(p.srcset), Class: p.tint}
	for _, s := range p.sources {
		view.Sources = append(view.Sources, theme.ImageSource{Type: s.contentType, Srcset: template.Srcset(s.srcset)})
	}
	return view
}

// standing gives the one picture that stands for an image, with its own size.
func standing(i *theme.Image) *theme.Image {
	one := &theme.Image{URL: i.URL, Alt: i.Alt, Width: i.Width, Height: i.Height}
	for candidate := range strings.SplitSeq(string(i.Srcset), ", ") {
		url, size, _ := strings.Cut(candidate, " ")
		if width, err := strconv.Atoi(strings.TrimSuffix(size, "w")); err == nil && url == i.URL && i.Width > 0 {
			one.Width, one.Height = width, picture.HeightOf(i.Width, i.Height, width)
		}
	}
	return one
}

// developIcons has the icons of all pages made, several at a time: the page tree needs
// them before any page is written.
func (r *run) developIcons() {
	if !r.site.writes(FormatHTML) {
		return
	}
	var group errgroup.Group
	group.SetLimit(8)
	for _, n := range r.site.all {
		file := n.icon().AsFile()
		if file == nil {
			continue
		}
		if m, ok := r.site.media[notion.FileKey(file.URL())]; ok && m.isPicture() {
			group.Go(func() error { r.images.shot(m.icon()); return nil })
		}
	}
	_ = group.Wait() // none of them fails
}

// develop has the pictures of a page made, several at a time.
func (r *run) develop(n *node, blocks []notion.Block) {
	if !r.site.writes(FormatHTML) {
		return
	}
	var group errgroup.Group
	group.SetLimit(8) // of them, as many are made at a time as there are processors
	start := func(f *notion.File) {
		if f == nil {
			return
		}
		if m, ok := r.site.hosted(f); ok && m.isPicture() {
			group.Go(func() error { r.images.shot(m); return nil })
		}
	}
	start(n.cover)
	var walk func([]notion.Block)
	walk = func(blocks []notion.Block) {
		for i := range blocks {
			start(blocks[i].Image)
			walk(blocks[i].Children)
		}
	}
	walk(blocks)
	_ = group.Wait() // none of them fails
}
