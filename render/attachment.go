package render

import (
	"cmp"
	"path"
	"regexp"
	"strconv"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// Files to read or to take away.
var (
	kindPDF        = ast.NewNodeKind("PDF")
	kindAttachment = ast.NewNodeKind("Attachment")
)

func attachments() family {
	return family{
		types: []string{"pdf", "file"},
		build: single(func(b *builder, block *notion.Block) ast.Node {
			if block.Type == "pdf" {
				return fileBlock(kindPDF)(b, block)
			}
			return fileBlock(kindAttachment)(b, block)
		}),
		kinds: []kind{
			{node: kindPDF, html: pdfHTML, markdown: mediaMarkdown("document"), text: attachmentText},
			{node: kindAttachment, html: attachmentHTML, markdown: mediaMarkdown("file"), text: attachmentText},
		},
	}
}

// pdfHTML shows a document that is on the site. One from elsewhere would be
// loaded from there with the page, so it is a link.
func pdfHTML(w *writer, n ast.Node) {
	file := data[*notion.File](n)
	source := w.loadable(file)
	if source.URL == "" || file.Key() == "" {
		attachmentHTML(w, n)
		return
	}
	w.open("figure", n, "pdf")
	w.WriteString("<object")
	w.attr("data", source.URL)
	w.WriteString(` type="application/pdf"`)
	w.attr("aria-label", cmp.Or(w.captionOf(n), fileName(source, "document")))
	w.WriteString("></object>")
	w.download(n.FirstChild(), source, "document")
	w.WriteString("</figure>")
}

func attachmentHTML(w *writer, n ast.Node) {
	file := data[*notion.File](n)
	what := "file"
	if n.Kind() == kindPDF {
		what = "document"
	}
	w.open("figure", n, "file")
	if source := w.loadable(file); source.URL == "" {
		w.missingHTML(missing(n, what, file))
	} else {
		w.WriteString("<a")
		w.attr("href", source.URL)
		w.WriteString(" download>")
		if kind := fileType(source); kind != "" {
			w.print(`<span class="file-type">`, kind, "</span> ")
		}
		w.WriteString(`<span class="file-name">`)
		w.escaped(fileName(source, what))
		w.WriteString("</span>")
		w.fileSize(source)
		w.WriteString("</a>")
	}
	w.figcaption(n.FirstChild())
	w.WriteString("</figure>")
}

// fileSize writes how large a file is, when that is known.
func (w *writer) fileSize(source File) {
	if source.Size > 0 {
		w.print(` <span class="file-size">`, formatSize(source.Size), "</span>")
	}
}

var plainExtension = regexp.MustCompile(`^\.[A-Za-z0-9]{1,5}$`)

// fileType gives the type of a file in a few capital letters, by its name or its
// content; "" when neither tells.
func fileType(source File) string {
	if ext := path.Ext(source.Name); plainExtension.MatchString(ext) {
		return strings.ToUpper(ext[1:])
	}
	kind, _, _ := strings.Cut(source.ContentType, ";")
	return map[string]string{
		"application/pdf": "PDF", "application/zip": "ZIP", "text/csv": "CSV", "text/plain": "TXT",
		"application/json": "JSON", "audio/mpeg": "MP3", "video/mp4": "MP4", "image/png": "PNG", "image/jpeg": "JPG",
	}[strings.TrimSpace(kind)]
}

func attachmentText(w *writer, n ast.Node) {
	w.WriteString(clean(data[*notion.File](n).FileName()))
	w.captionText(n.FirstChild())
}

// formatSize writes a number of bytes in units of a thousand.
func formatSize(bytes int64) string {
	if bytes < 1000 {
		return strconv.FormatInt(bytes, 10) + " B"
	}
	size := float64(bytes)
	unit := ""
	for _, unit = range [...]string{"kB", "MB", "GB", "TB"} {
		if size /= 1000; size < 999.5 {
			break
		}
	}
	digits := 0
	if size < 9.95 {
		digits = 1
	}
	return strconv.FormatFloat(size, 'f', digits, 64) + " " + unit
}
