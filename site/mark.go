package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // formats of icons
	_ "image/jpeg"
	_ "image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"galley/notion"

	_ "golang.org/x/image/webp" // likewise
)

// mark is an icon as it is drawn: an emoji, or a picture. The zero mark is none.
type mark struct {
	emoji string
	id    string                 // of a picture: what identifies its content
	data  func() ([]byte, error) // of a picture
	svg   bool                   // the picture is a drawing, harmless
	err   error                  // why there is none
}

// markOf finds an icon. Pictures that are elsewhere are none: a build asks nobody
// for them.
func (s *Site) markOf(i *notion.Icon) mark {
	if i == nil {
		return mark{}
	}
	if i.Emoji != "" {
		return mark{emoji: i.Emoji}
	}
	address := i.AsFile().URL()
	if m, ok := s.media[notion.FileKey(address)]; ok && !m.active {
		return mark{id: m.Hash, svg: isSVG(m.File), data: func() ([]byte, error) { return os.ReadFile(m.Path) }}
	}
	if kind, text, ok := strings.Cut(address, ","); ok && pictureTypes[kind] != "" {
		return mark{id: hashOf([]byte(text)), data: func() ([]byte, error) { return base64.StdEncoding.DecodeString(text) }}
	}
	return mark{}
}

// fileMark reads an icon that the configuration names.
func fileMark(name string) mark {
	data, err := os.ReadFile(name)
	if err != nil {
		return mark{err: reason(err)}
	}
	m := mark{id: hashOf(data), svg: strings.EqualFold(filepath.Ext(name), ".svg"), data: func() ([]byte, error) { return data, nil }}
	if m.svg && !harmlessDrawing(bytes.NewReader(data)) {
		return mark{err: errors.New("the drawing holds a script or refers to other files")}
	}
	if !m.svg {
		_, m.err = m.picture()
	}
	return m
}

// reason gives an error of a file without its name.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// maxMark is how many pixels an icon may have. Decoding takes 4 bytes for each.
const maxMark = 17e6

// picture decodes the picture of a mark; it is nil when there is none, or a
// drawing.
func (m mark) picture() (image.Image, error) {
	if m.data == nil || m.svg {
		return nil, nil
	}
	data, err := m.data()
	if err != nil {
		return nil, fmt.Errorf("reading an icon: %w", err)
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("reading an icon: %w", err)
	}
	if size.Width*size.Height > maxMark || size.Width*size.Height == 0 {
		return nil, fmt.Errorf("reading an icon: it has %d × %d pixels, which is too many", size.Width, size.Height)
	}
	decoded, _, err := image.Decode(bytes.NewReader(data))
	return decoded, err
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// findMark finds the icon of the site: that of the configuration, or that of the
// page or database that the site is made of.
func (s *Site) findMark() mark {
	if s.config.Site.Icon != "" {
		return fileMark(s.config.Site.Icon)
	}
	switch {
	case s.home != nil:
		return s.markOf(s.home.icon())
	case len(s.tops) == 1:
		return s.markOf(s.tops[0].icon())
	}
	return mark{}
}
