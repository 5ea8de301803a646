package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/fetch"
	"galley/notion"
)

// painted is a picture with a large, coloured gradient, and a fine pattern over it.
func painted(width, height int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.SetRGBA(x, y, color.RGBA{uint8(40 + 160*x/width), uint8(90 + 100*y/height), uint8(150 + x*7%13 + y*5%11), 255})
		}
	}
	return m
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const whereTaken = "53 North 9 East"

// photograph is a JPEG that says how it is to be turned, and where it was taken.
func photograph(t testing.TB, width, height, orientation int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, painted(width, height), &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(rune(orientation)) + "\x00\x00\x00\x00\x00\x00" + whereTaken
	return slices.Concat(b.Bytes()[:2], []byte{0xFF, 0xE1, 0, byte(len(exif) + 2)}, []byte(exif), b.Bytes()[2:])
}

// upload puts a file into the snapshot of a blog, and gives it as Notion does.
func (b *blog) upload(t testing.TB, name, contentType string, data []byte) *notion.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	f := fetch.File{Path: path, Name: name, Hash: hex.EncodeToString(sum[:]), ContentType: contentType, Size: int64(len(data))}
	if config, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
		f.Width, f.Height = config.Width, config.Height
	}
	b.Files["https://x/"+name] = f
	return &notion.File{Type: "file", File: &notion.Hosted{URL: "https://x/" + name}}
}

// picture adds a picture to the body of a page.
func (b *blog) picture(n int, f *notion.File) {
	list := b.bodies[id(n)]
	b.bodies[id(n)] = append(list, notion.Block{Object: "block", ID: id(3_000_000 + 100*n + len(list)), Type: "image", Image: f})
	b.Pages[id(n)].Body += f.Key()
}

func TestNoFileSaysWhereItWasTaken(t *testing.T) {
	b := newBlog(t, 1)
	b.picture(1001, b.upload(t, "shown.jpg", "image/jpeg", photograph(t, 60, 40, 1)))
	b.picture(1001, b.upload(t, "turned.jpg", "image/jpeg", photograph(t, 60, 40, 6)))
	b.picture(1001, b.upload(t, "broken.jpg", "image/jpeg", photograph(t, 60, 40, 1)[:400]))
	b.Pages[id(1001)].Cover = b.upload(t, "cover.jpg", "image/jpeg", photograph(t, 60, 40, 3))
	b.bodies[id(1001)] = append(b.bodies[id(1001)], notion.Block{ID: id(3_000_000), Type: "file", File: b.upload(t, "attached.jpg", "image/jpeg", photograph(t, 60, 40, 8))})
	plain := pngOf(t, painted(30, 20))
	b.picture(1001, b.upload(t, "plain.png", "image/png", plain))
	b.build(t)
	photographs := 0
	for name, data := range tree(t, b.output()) {
		if strings.Contains(data, whereTaken) {
			t.Errorf("%s says where it was taken", name)
		}
		if strings.HasSuffix(name, ".jpg") {
			photographs++
		}
		if strings.HasSuffix(name, ".png") && data != string(plain) {
			t.Errorf("%s had nothing to take out, and is not as it was", name)
		}
	}
	if photographs != 5 {
		t.Errorf("%d photographs are on the site, want 5", photographs)
	}
	if again := b.build(t); again.Written != 0 {
		t.Errorf("the second build wrote %v", again.URLs)
	}
}

func TestPicturesThatCannotBeCleanedAreTold(t *testing.T) {
	b := newBlog(t, 1)
	b.picture(1001, b.upload(t, "phone.heic", "image/heic", []byte("\x00\x00\x00\x18ftypheic")))
	b.picture(1001, b.upload(t, "empty.png", "image/png", []byte("\x89PNG\r\n\x1a\n")))
	for range 2 { // the second build repeats what the first said
		text := strings.Join(inWords(b.build(t).Warnings), "\n")
		for _, want := range []string{
			`the picture "phone.heic" is published as it is, with what it says of where and when it was taken: galley does not read image/heic`,
			`the picture "empty.png" is published as it is: it is damaged: it does not say how large it is`,
		} {
			if !strings.Contains(text, want) {
				t.Errorf("not told: %s\n%s", want, text)
			}
		}
	}
}
