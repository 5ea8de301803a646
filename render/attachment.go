package render

import (
	"cmp"
	"strconv"

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

func pdfHTML(w *writer, n ast.Node) {
	file := data[*notion.File](n)
	w.open("figure", n, "pdf")
	if source := w.loadable(file); source.URL == "" {
		w.missingHTML(missing(n, "document", file))
	} else {
		w.WriteString("<object")
		w.attr("data", source.URL)
		w.WriteString(` type="application/pdf"`)
		w.attr("aria-label", cmp.Or(w.captionOf(n), fileName(source, "document")))
		w.WriteString("><a")
		w.attr("href", source.URL)
		w.WriteByte('>')
		w.escaped(fileName(source, "document"))
		w.WriteString("</a></object>")
	}
	w.figcaption(n.FirstChild())
	w.WriteString("</figure>")
}

func attachmentHTML(w *writer, n ast.Node) {
	file := data[*notion.File](n)
	if source := w.loadable(file); source.URL == "" {
		w.start("div", n, "placeholder")
		w.WriteString(` role="note">`)
		w.notice(missing(n, "file", file))
		w.WriteString("</div>")
	} else {
		w.open("p", n, "file")
		w.WriteString("<a")
		w.attr("href", source.URL)
		w.WriteString(" download>")
		w.escaped(fileName(source, "file"))
		if source.Size > 0 {
			w.print(` <span class="file-size">`, formatSize(source.Size), "</span>")
		}
		w.WriteString("</a></p>")
	}
	if n.FirstChild() != nil {
		w.WriteString("\n<p class=\"file-caption\">")
		w.node(n.FirstChild())
		w.WriteString("</p>")
	}
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
