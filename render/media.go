package render

import (
	"cmp"
	"path"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// Film and sound: files, or pages of services that show them.
var (
	kindVideo = ast.NewNodeKind("Video")
	kindAudio = ast.NewNodeKind("Audio")
)

func media() family {
	return family{
		types: []string{"video", "audio"},
		build: single(newMedia),
		kinds: []kind{
			{node: kindVideo, html: videoHTML, markdown: mediaMarkdown("video"), text: fileText},
			{node: kindAudio, html: audioHTML, markdown: mediaMarkdown("audio file"), text: fileText},
		},
	}
}

// newMedia makes an embed of a page of a service, and a bookmark of an address
// that is neither that nor a film.
func newMedia(b *builder, block *notion.Block) ast.Node {
	file := fileOf(block)
	if file.Key() == "" {
		url, ok := safeSource(file.URL())
		_, known := b.doc.options.Providers.find(url)
		if known || ok && block.Type == "video" && !isFilm(url) {
			n := newBlock(kindEmbed, file.URL())
			b.caption(n, or(file).Caption)
			return from(n, block, "")
		}
	}
	if block.Type == "video" {
		return fileBlock(kindVideo)(b, block)
	}
	return fileBlock(kindAudio)(b, block)
}

// isFilm tells whether an address is that of a file that browsers play.
func isFilm(url string) bool {
	url, _, _ = strings.Cut(url, "?")
	url, _, _ = strings.Cut(url, "#")
	switch strings.ToLower(path.Ext(url)) {
	case ".mp4", ".m4v", ".mov", ".webm", ".ogv", ".ogg":
		return true
	}
	return false
}

func videoHTML(w *writer, n ast.Node) { w.player(n, "video", "video", `<video controls playsinline`) }

func audioHTML(w *writer, n ast.Node) { w.player(n, "audio", "audio file", `<audio controls`) }

// player writes an element that plays a file. Of one that is not on the site,
// nothing is loaded before somebody plays it.
func (w *writer) player(n ast.Node, tag, what, open string) {
	file := data[*notion.File](n)
	source := w.loadable(file)
	w.open("figure", n, tag)
	if source.URL == "" {
		w.missingHTML(missing(n, what, file))
		w.figcaption(n.FirstChild())
		w.WriteString("</figure>")
		return
	}
	preload := "metadata"
	if file.Key() == "" {
		preload = "none"
	}
	w.WriteString(open)
	w.attr("preload", preload)
	w.attr("src", source.URL)
	w.attr("aria-label", cmp.Or(w.captionOf(n), fileName(source, what)))
	w.print("></", tag, ">")
	w.download(n.FirstChild(), source, what)
	w.WriteString("</figure>")
}

// download writes the caption of a file that is shown, with a link to have it.
func (w *writer) download(caption ast.Node, source File, what string) {
	w.WriteString("<figcaption>")
	if caption != nil {
		w.node(caption)
		w.WriteByte(' ')
	}
	w.WriteString("<a")
	w.attr("href", source.URL)
	w.WriteString(` class="download" download>`)
	w.escaped(fileName(source, what))
	w.fileSize(source)
	w.WriteString("</a></figcaption>")
}

// loadable is source for files that are no pictures.
func (w *writer) loadable(file *notion.File) File {
	source := w.source(file)
	if file.Key() == "" {
		source.URL, _ = safeSource(file.URL())
	}
	return source
}

// mediaMarkdown writes a link to a file.
func mediaMarkdown(what string) func(*writer, ast.Node) {
	return func(w *writer, n ast.Node) {
		file := data[*notion.File](n)
		if source := w.loadable(file); source.URL == "" {
			w.notice(missing(n, what, file))
		} else {
			w.linkTo(fileName(source, what), source.URL)
		}
		w.captionMarkdown(n.FirstChild())
	}
}

// fileName is what a file is called; what it is, when it has no name.
func fileName(source File, what string) string {
	if name := strings.TrimSpace(clean(source.Name)); name != "" {
		return name
	}
	return strings.ToUpper(what[:1]) + what[1:]
}
