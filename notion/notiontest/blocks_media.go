package notiontest

// media makes a block that shows a file.
func media(kind string, f *File) *Block {
	b := newBlock(kind, JSON{"caption": richOf()})
	b.file = f
	return b
}

// Image is a picture.
func Image(f *File) *Block { return media("image", f) }

// Video is an uploaded or external video.
func Video(f *File) *Block { return media("video", f) }

// Audio is a sound.
func Audio(f *File) *Block { return media("audio", f) }

// PDF is an embedded PDF.
func PDF(f *File) *Block { return media("pdf", f) }

// FileBlock is a file to download, shown by its name.
func FileBlock(f *File) *Block { return media("file", f) }

// Bookmark is a link shown as a card.
func Bookmark(url string) *Block { return newBlock("bookmark", JSON{"url": url, "caption": richOf()}) }

// Embed is an embedded page of another site.
func Embed(url string) *Block { return newBlock("embed", JSON{"url": url, "caption": richOf()}) }

// LinkPreview is an unfurled link of a known provider.
func LinkPreview(url string) *Block { return newBlock("link_preview", JSON{"url": url}) }
