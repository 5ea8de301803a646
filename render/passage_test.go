package render

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// passage is a block as a reader sees it: what must be the same in a document and
// in its Markdown, whoever parses it.
type passage struct {
	kind  string // "p", "h2", "ul", "ol 3", "item", "task", "done", "quote", "alert tip", "code go", "math", "table", "row", "cell", "details", "hr"
	text  line   // of paragraphs, headings, cells and summaries
	inner []passage
}

// glyph is a character with its styles and the link that it is in, or something
// that stands as a whole: code, a formula, a picture.
type glyph struct {
	text  string
	style style
	link  string
	whole string // "code", "math", "image"; "" for a character
}

type style uint8

const (
	styleBold style = 1 << iota
	styleItalic
	styleStruck
	styleUnder
	styleMark
)

type line []glyph

// add adds text in a style.
func (l *line) add(text string, s style, link string) {
	for _, r := range text {
		*l = append(*l, glyph{text: string(r), style: s, link: link})
	}
}

// whole adds what is no text. Of code every character counts, of the rest no space
// but between words.
func (l *line) whole(kind, text string, s style, link string) {
	if kind != "code" {
		text = strings.Join(strings.Fields(text), " ")
	}
	if text != "" {
		*l = append(*l, glyph{text: text, style: s, link: link, whole: kind})
	}
}

// tidy gives a line as it is shown: space is one space, without a style, and none
// is at the ends of a line.
func (l line) tidy() line {
	var tidy line
	for _, g := range l {
		if g.whole == "" {
			if r := []rune(g.text)[0]; isEdge(r) {
				g = glyph{text: g.text}
				switch r {
				case '\n':
					tidy = tidy.trimmed()
				case ' ', '\t', '\r', '\f':
					g.text = " "
					if len(tidy) == 0 || tidy[len(tidy)-1].isSpace() {
						continue
					}
				}
			}
		}
		tidy = append(tidy, g)
	}
	return tidy.trimmed()
}

func (l line) trimmed() line {
	for len(l) > 0 && l[len(l)-1] == (glyph{text: " "}) {
		l = l[:len(l)-1]
	}
	return l
}

func (g glyph) isSpace() bool { return g == (glyph{text: " "}) || g == (glyph{text: "\n"}) }

// isEmpty tells whether nothing is to be seen of a line.
func (l line) isEmpty() bool {
	for _, g := range l {
		if g.whole != "" || !isEdge([]rune(g.text)[0]) {
			return false
		}
	}
	return true
}

func (l line) plain() string {
	var b strings.Builder
	for _, g := range l {
		b.WriteString(g.text)
	}
	return b.String()
}

// beginning gives the text before what stands as a whole.
func (l line) beginning() string {
	for i, g := range l {
		if g.whole != "" {
			return l[:i].plain()
		}
	}
	return l.plain()
}

// String writes a line with marks where style and link change.
func (l line) String() string {
	var b strings.Builder
	last := glyph{}
	for _, g := range l.tidy() {
		switch {
		case g.whole != "":
			fmt.Fprintf(&b, "⟨%s%s %q⟩", g.whole, g.marks(), g.text)
			last = glyph{}
			continue
		case g.style != last.style || g.link != last.link:
			fmt.Fprintf(&b, "⟨%s⟩", strings.TrimSpace(g.marks()))
			last = g
		}
		b.WriteString(strings.ReplaceAll(g.text, "\n", "⏎"))
	}
	return b.String()
}

func (g glyph) marks() string {
	var b strings.Builder
	for i, name := range []string{"bold", "italic", "struck", "under", "mark"} {
		if g.style&(1<<i) != 0 {
			b.WriteString(" " + name)
		}
	}
	if g.link != "" {
		b.WriteString(" →" + decodedURL(g.link))
	}
	return b.String()
}

// decodedURL undoes the percent-encoding, in which parsers differ.
func decodedURL(address string) string {
	return percent.ReplaceAllStringFunc(address, func(code string) string {
		decoded, err := url.PathUnescape(code)
		if err != nil {
			return code
		}
		return decoded
	})
}

var percent = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)

// habits are what a parser does whatever the Markdown says. What it changes is not
// compared.
type habits struct {
	linksMail bool // makes links of mail addresses, also of escaped ones
	linksAll  bool // and of addresses of the web
	losesAlt  bool // leaves escaped characters out of alternative texts
	noAlerts  bool // takes the mark of an alert for text, as any other
	noBoxes   bool // takes the boxes of tasks for text in quotes
}

// apply takes out of passages what a parser with these habits changes.
func (h habits) apply(passages []passage) {
	for i := range passages {
		if h.noAlerts && passages[i].kind == "quote" {
			passages[i] = quotation(passages[i].inner)
		}
		l := passages[i].text
		for start := 0; start < len(l); {
			end := start + 1
			for end < len(l) && l[end].link == l[start].link && l[end].style == l[start].style {
				end++
			}
			if h.isOwn(l[start:end]) {
				for j := start; j < end; j++ {
					l[j].link = ""
				}
			}
			start = end
		}
		for j := range l {
			if h.losesAlt && l[j].whole == "image" {
				l[j].text, _, _ = strings.Cut(l[j].text, " ")
			}
		}
		if p := &passages[i]; h.noBoxes && (p.kind == "quote" || strings.HasPrefix(p.kind, "alert ")) {
			readBoxes(p.inner)
		}
		h.apply(passages[i].inner)
	}
}

// readBoxes makes tasks of the items that begin with the text of a box.
func readBoxes(passages []passage) {
	for i := range passages {
		p := &passages[i]
		if p.kind == "item" && len(p.inner) > 0 && p.inner[0].kind == "p" {
			if kind, rest := boxOf(p.inner[0].text.tidy()); kind != "" {
				if p.kind, p.inner[0].text = kind, rest; rest.isEmpty() {
					p.inner = p.inner[1:]
				}
			}
		}
		readBoxes(p.inner)
	}
}

func boxOf(l line) (kind string, rest line) {
	switch strings.TrimSpace(l[:min(len(l), 4)].beginning()) {
	case "[ ]":
		return "task", l[3:]
	case "[x]":
		return "done", l[3:]
	}
	return "", nil
}

// isOwn tells whether a text may be a link only because of what it is.
func (h habits) isOwn(l line) bool {
	text, link := l.plain(), l[0].link
	return h.linksMail && strings.TrimPrefix(link, "mailto:") == strings.TrimPrefix(text, "mailto:") || h.linksAll && strings.TrimPrefix(decodedURL(link), "http://") == strings.TrimPrefix(decodedURL(text), "http://")
}

// outline writes passages, one a line.
func outline(passages []passage) string {
	var b strings.Builder
	writeOutline(&b, passages, "")
	return b.String()
}

func writeOutline(b *strings.Builder, passages []passage, indent string) {
	for _, p := range passages {
		fmt.Fprintf(b, "%s%s", indent, p.kind)
		if s := p.text.String(); s != "" {
			b.WriteString(": " + s)
		}
		b.WriteByte('\n')
		writeOutline(b, p.inner, indent+"  ")
	}
}
