package site

import (
	"strings"

	"galley/notion"
	"galley/render"
)

// sampleLength is how much of a body is read to tell its language, in bytes.
const sampleLength = 2000

// word gives a text of our own in the site's language.
func (s *Site) word(name string) string {
	if s.opts.Theme != nil {
		if text := s.opts.Theme.Words(s.config.Site.Language)[name]; text != "" {
			return text
		}
	}
	return render.Words()[name]
}

// renderOptions are those for documents in a language and direction: the theme's
// words are ours too.
func (s *Site) renderOptions(language, dir string) render.Options {
	options := render.Options{Language: language, CommentPage: s.commentPage, RightToLeft: dir == "rtl", Providers: s.config.providers, Cache: s.opts.Derived}
	if s.opts.Theme != nil {
		words := s.opts.Theme.Words(language)
		options.Word, options.Day = words.Text, words.Day
		options.Measure = s.opts.Theme.Measure()
	}
	return options
}

// detect tells the language and direction of a page from its title and the
// beginning of its text.
func (s *Site) detect(title string, blocks []notion.Block) (language, dir string) {
	var text strings.Builder
	text.WriteString(title)
	sample(&text, blocks)
	return detect(text.String(), s.config.Site.Language)
}

// sample collects the text of blocks, until there is enough.
func sample(to *strings.Builder, blocks []notion.Block) {
	for i := range blocks {
		if to.Len() > sampleLength {
			return
		}
		to.WriteString(" " + notion.PlainText(textOf(&blocks[i])))
		sample(to, blocks[i].Children)
	}
}

// textOf gives the text of a block that is written in sentences.
func textOf(b *notion.Block) []notion.RichText {
	heading, _ := b.Heading()
	switch {
	case b.Paragraph != nil:
		return b.Paragraph.RichText
	case heading != nil:
		return heading.RichText
	case b.Callout != nil:
		return b.Callout.RichText
	case b.ToDo != nil:
		return b.ToDo.RichText
	}
	for _, item := range [...]*notion.ListItem{b.BulletedListItem, b.NumberedListItem} {
		if item != nil {
			return item.RichText
		}
	}
	for _, text := range [...]*notion.TextBlock{b.Quote, b.Toggle} {
		if text != nil {
			return text.RichText
		}
	}
	return nil
}
