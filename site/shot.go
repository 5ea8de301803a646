package site

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"os"
	"path"
	"slices"
	"strings"

	"galley/fetch"
	"galley/internal/picture"
)

// shot is what is known of a picture of the site, as the cache keeps it, with the
// files that were made of it.
type shot struct {
	Width   int        `json:"width,omitempty"` // pixels, as it is shown; 0 when unknown
	Height  int        `json:"height,omitempty"`
	Tint    string     `json:"tint,omitempty"`    // classes for its mean colour; "" for one that something shows through
	Whole   bool       `json:"whole,omitempty"`   // the upload itself is one of the pictures to choose from
	Problem string     `json:"problem,omitempty"` // what could not be done
	Files   []shotFile `json:"files,omitempty"`   // by type, that which all browsers read last; falling by width
	Every   bool       `json:"every,omitempty"`   // the last type is there, the one that every browser reads
}

// shotFile is a picture in one size and format.
type shotFile struct {
	Type   string `json:"type"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Hash   string `json:"hash"`
	Size   int64  `json:"size"`
}

// The kind of the entries of the cache about pictures, and the version of what makes
// them.
const (
	shotKind    = "picture"
	shotVersion = "1"
)

// isPicture tells whether other sizes can be made of a file.
func (m *media) isPicture() bool {
	kind, _, _ := mime.ParseMediaType(m.ContentType)
	return slices.Contains(pictures, kind) && kind != picture.TypeGIF
}

// shotKey names all that the files of a picture are made from.
func (s *Site) shotKey(m *media) string {
	means := s.pictureMeans()
	if m.small {
		means = fmt.Sprint("icon ", iconWidth, s.config.Images.Quality, s.makesPictures())
	}
	return strings.Join([]string{shotVersion, m.Hash, means}, " ")
}

// iconWidth is the width in pixels of pictures that are icons: the largest are some 50
// pixels of CSS wide, on screens with up to three pixels to one of these.
const iconWidth = 144

// icon gives a picture as one in the size of icons.
func (m *media) icon() *media {
	small := *m
	small.small = true
	return &small
}

// settingsFor gives what is made of a picture.
func (s *Site) settingsFor(m *media) picture.Settings {
	if m.small {
		return picture.Settings{Widths: []int{iconWidth}, Quality: s.config.Images.Quality}
	}
	return s.config.Images.pictureSettings()
}

// pictureMeans identifies the settings for pictures, and the programs that make them.
func (s *Site) pictureMeans() string {
	if !s.makesPictures() {
		return ""
	}
	settings := s.config.Images.pictureSettings()
	means := fmt.Sprint(settings.Widths, settings.Quality)
	for _, kind := range settings.Types {
		means += " " + kind + " " + s.opts.Pictures.Version(kind)
	}
	return means
}

// makesPictures tells whether pictures are made, which needs a place to keep them.
func (s *Site) makesPictures() bool { return s.config.Images.Enabled && s.opts.Derived != nil }

// knownShot finds a picture in the cache, with all its files.
func (s *Site) knownShot(m *media) (*shot, bool) {
	data, ok := s.opts.Derived.Get(shotKind, s.shotKey(m))
	k := &shot{}
	if !ok || json.Unmarshal(data, k) != nil {
		return nil, false
	}
	for _, f := range k.Files {
		if _, ok := s.opts.Derived.File(shotKind, s.shotFileKey(m, f)); !ok {
			return nil, false
		}
	}
	return k, true
}

func (s *Site) shotFileKey(m *media, f shotFile) string {
	return fmt.Sprint(s.shotKey(m), " ", f.Type, " ", f.Width)
}

// readShot reads the size of a picture, and nothing else.
func (s *Site) readShot(m *media) (*shot, *picture.Source, error) {
	data, err := os.ReadFile(m.Path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil, fmt.Errorf("%w: %w", fetch.ErrDamaged, err)
	}
	if err != nil {
		return nil, nil, err
	}
	source, err := picture.Parse(data)
	if err != nil {
		return &shot{Whole: true}, nil, nil // cleaning it says what is wrong
	}
	return &shot{Width: source.Width, Height: source.Height, Whole: true}, source, nil
}

// makeShot makes the files of a picture, and keeps them. What is wrong with the
// picture is no error.
func (s *Site) makeShot(ctx context.Context, m *media, k *shot, source *picture.Source) error {
	made, err := source.Make(ctx, s.settingsFor(m), s.opts.Pictures)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		k.Problem = err.Error()
	}
	if made == nil {
		return nil
	}
	k.Whole, k.Every = made.Whole, made.Every
	if made.Opaque {
		k.Tint = tint(made.Color)
	}
	for _, v := range made.Variants {
		sum := sha256.Sum256(v.Data)
		f := shotFile{v.Type, v.Width, v.Height, hex.EncodeToString(sum[:]), int64(len(v.Data))}
		if _, err := s.opts.Derived.PutFile(shotKind, s.shotFileKey(m, f), v.Data); err != nil {
			return err
		}
		k.Files = append(k.Files, f)
	}
	return nil
}

func (s *Site) keepShot(m *media, k *shot) error {
	data, err := json.Marshal(k)
	s.opts.Derived.Put(shotKind, s.shotKey(m), data)
	return err
}

// tintSteps is how many shades of each of red, green and blue there are classes for.
const tintSteps = 6

// tint gives the classes for a colour.
func tint(color [3]byte) string {
	step := func(v byte) int { return (int(v)*(tintSteps-1) + 127) / 255 }
	return fmt.Sprintf("tint r%d g%d b%d", step(color[0]), step(color[1]), step(color[2]))
}

// shotPath gives the place on the site of a file that was made of a picture. Its
// name begins with a hash of all that it was made from.
func (s *Site) shotPath(m *media, f shotFile) string {
	sum := sha256.Sum256([]byte(s.shotKey(m)))
	_, name, _ := strings.Cut(path.Base(m.path), "-")
	stem := strings.TrimSuffix(name, path.Ext(name))
	return fmt.Sprintf("files/%s-%s-%d.%s", hex.EncodeToString(sum[:5]), stem, f.Width, extensions[f.Type])
}
