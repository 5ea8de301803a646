package render

import (
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
		_, _, known := provider(url)
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

func videoHTML(w *writer, n ast.Node) {
	w.player(n, "video", "video", `<video controls preload="metadata"`, "></video>")
}

func audioHTML(w *writer, n ast.Node) {
	w.player(n, "audio", "audio file", `<audio controls preload="none"`, "></audio>")
}

func (w *writer) player(n ast.Node, class, what, open, end string) {
	file := data[*notion.File](n)
	w.open("figure", n, class)
	if source := w.loadable(file); source.URL == "" {
		w.missingHTML(missing(n, what, file))
	} else {
		w.WriteString(open)
		w.attr("src", source.URL)
		w.WriteString(end)
	}
	w.figcaption(n.FirstChild())
	w.WriteString("</figure>")
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
