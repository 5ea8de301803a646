package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"galley/fetch"
	"galley/internal/derived"
	"galley/internal/picture"
	"galley/internal/picture/picturetest"
	"galley/notion"
	"galley/theme"
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

const whereTaken = "53 North 9 East"

// photograph is a JPEG that says how it is to be turned, and where it was taken.
func photograph(t testing.TB, width, height, orientation int) []byte {
	t.Helper()
	plain := picturetest.JPEG(t, painted(width, height), 90)
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(rune(orientation)) + "\x00\x00\x00\x00\x00\x00" + whereTaken
	return slices.Concat(plain[:2], []byte{0xFF, 0xE1, 0, byte(len(exif) + 2)}, []byte(exif), plain[2:])
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
	plain := picturetest.PNG(t, painted(30, 20))
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
	b.picture(1001, b.upload(t, "scan.tif", "image/tiff", []byte("II*\x00")))
	b.picture(1001, b.upload(t, "empty.png", "image/png", []byte("\x89PNG\r\n\x1a\n")))
	for range 2 { // the second build repeats what the first said
		text := strings.Join(inWords(b.build(t).Warnings), "\n")
		for _, want := range []string{
			`the picture "scan.tif" is published as it is, with what it says of where and when it was taken: galley does not read image/tiff`,
			`the picture "empty.png" is published as it is: it is damaged: it does not say how large it is`,
		} {
			if !strings.Contains(text, want) {
				t.Errorf("not told: %s\n%s", want, text)
			}
		}
	}
}

// keeping makes a blog that keeps what it computes, and has programs for pictures
// that tell how often they run.
func keeping(t *testing.T, b *blog) (runs func() int) {
	t.Helper()
	dir := t.TempDir()
	log := filepath.Join(dir, "log")
	script := `#!/bin/sh
case "$1" in -version) echo 1.0; exit;; esac
for a; do case "$a" in *in.png) in=$a;; *out) out=$a;; esac; done
echo "$in" >>` + log + `
/usr/bin/head -c $(($(/usr/bin/wc -c <"$in") / 100)) "$in" >"$out"
`
	if err := os.WriteFile(filepath.Join(dir, "cwebp"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	b.options = func(o *Options) {
		o.Derived, o.Pictures = derived.Open(filepath.Join(b.config.Dir, derived.Folder)), picture.Find(t.Context())
	}
	return func() int {
		data, _ := os.ReadFile(log)
		return strings.Count(string(data), "\n")
	}
}

func TestPicturesAreInSizesThatSuitScreens(t *testing.T) {
	b := newBlog(t, 2)
	b.config.Site.Theme = "blog"
	b.config.Images.Widths = []int{100, 200, 400}
	runs := keeping(t, b)
	b.picture(1001, b.upload(t, "Sea.jpg", "image/jpeg", photograph(t, 1000, 500, 6)))
	b.Pages[id(1001)].Cover = b.upload(t, "cover.jpg", "image/jpeg", photograph(t, 1000, 500, 1))
	b.build(t)
	files := tree(t, b.output())
	page := files["post-1/index.html"]
	sea := regexp.MustCompile(`<picture><source type="image/webp" srcset="([^"]+)" sizes="([^"]+)"><img class="tint r\d g\d b\d" src="([^"]+)" srcset="([^"]+)" sizes="auto, [^"]+" alt="" width="400" height="800" loading="lazy" decoding="async"></picture>`)
	m := sea.FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("the picture is not as it should be:\n%s", page)
	}
	if m[2] != "(min-width: 46rem) 42rem, 92vw" {
		t.Errorf("the sizes are %s", m[2])
	}
	for i, ext := range map[int]string{1: "webp", 4: "jpg"} {
		var widths []string
		for candidate := range strings.SplitSeq(m[i], ", ") {
			url, width, _ := strings.Cut(candidate, " ")
			widths = append(widths, width)
			if !strings.HasSuffix(url, "-sea-"+strings.TrimSuffix(width, "w")+"."+ext) || files[strings.TrimPrefix(url, "/repo/")] == "" {
				t.Errorf("%s is not on the site", url)
			}
		}
		if !slices.Equal(widths, []string{"100w", "200w", "400w"}) {
			t.Errorf("the %s is %v wide", ext, widths)
		}
	}
	if !strings.Contains(m[4], m[3]+" 400w") {
		t.Errorf("%s stands for all", m[3])
	}
	if !regexp.MustCompile(`<img class="cover tint r\d g\d b\d"[^>]* srcset="[^"]+" sizes="\(min-width: 62rem\) 58rem, 95vw" alt="" width="400" height="200" fetchpriority="high">`).MatchString(page) {
		t.Errorf("the cover is not as it should be:\n%s", page)
	}
	for name, data := range files {
		if strings.Contains(data, whereTaken) || strings.HasSuffix(name, ".jpg") && strings.Contains(data, "Exif") {
			t.Errorf("%s says where it was taken", name)
		}
		if strings.HasPrefix(name, "files/") && len(data) > 100_000 {
			t.Errorf("%s has %d bytes", name, len(data))
		}
	}
	if got := runs(); got != 6 {
		t.Errorf("the program ran %d times, want 6", got)
	}
	if again := b.build(t); again.Written != 0 || runs() != 6 {
		t.Errorf("a second build wrote %v, and the program ran %d times", again.URLs, runs())
	}
	if err := os.RemoveAll(b.output()); err != nil {
		t.Fatal(err)
	}
	b.build(t)
	if again := tree(t, b.output()); runs() != 6 || !maps.Equal(without(again), without(files)) {
		t.Errorf("the program ran %d times for a site that was deleted, and %d files are the same of %d", runs(), len(again), len(files))
	}
}

func TestPicturesThatCannotBeMadeSmallerArePassedOn(t *testing.T) {
	b := newBlog(t, 1)
	b.config.Site.Theme = "blog"
	keeping(t, b)
	bomb := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x75\x30\x00\x00\x75\x30\x08\x06\x00\x00\x00"), 0x2b, 0x0d, 0xe3, 0x6d)
	photo := photograph(t, 900, 600, 1)
	b.picture(1001, b.upload(t, "bomb.png", "image/png", bomb))
	b.picture(1001, b.upload(t, "half.jpg", "image/jpeg", photo[:len(photo)/2]))
	for range 2 { // the second build repeats what the first said
		text := strings.Join(inWords(b.build(t).Warnings), "\n")
		for _, want := range []string{
			`Post 1: the picture "bomb.png" is only in its own size: it has 900 megapixels, which is too much to be made smaller here`,
			`Post 1: the picture "half.jpg" is only in its own size: it is damaged: invalid JPEG`,
		} {
			if !strings.Contains(text, want) {
				t.Errorf("not told: %s\n%s", want, text)
			}
		}
	}
	files := tree(t, b.output())
	if page := files["post-1/index.html"]; !strings.Contains(page, `-bomb.png" alt="" width="30000" height="30000"`) || !strings.Contains(page, `-half.jpg" alt="" width="900" height="600"`) {
		t.Errorf("the pictures are not there:\n%s", page)
	}
	for name, data := range files {
		if strings.Contains(data, whereTaken) {
			t.Errorf("%s says where it was taken", name)
		}
	}
}

func TestABuildGoesOnWhereThereWasNoTime(t *testing.T) {
	b := newBlog(t, 1)
	b.config.Site.Theme = "blog"
	b.config.Images.Time = "0s"
	keeping(t, b)
	b.picture(1001, b.upload(t, "a.jpg", "image/jpeg", photograph(t, 900, 600, 1)))
	if report := b.build(t); len(report.Warnings) != 1 || report.Warnings[0].Count != 1 || !strings.Contains(report.Warnings[0].Text, "there was no time") {
		t.Errorf("warnings: %+v", report.Warnings)
	}
	b.config.Images.Time = "1h"
	b.build(t)
	if page := tree(t, b.output())["post-1/index.html"]; !strings.Contains(page, "srcset") {
		t.Errorf("the next build made nothing:\n%s", page)
	}
}

func TestABuildThatIsCalledOffMakesNoPicture(t *testing.T) {
	b := newBlog(t, 1)
	keeping(t, b)
	b.picture(1001, b.upload(t, "a.jpg", "image/jpeg", photograph(t, 900, 600, 1)))
	ctx, cancel := context.WithCancel(t.Context())
	s := b.plan(t)
	cancel()
	if d := newDarkroom(ctx, s); d.shot(s.media["https://x/a.jpg"]) != &unmade || !errors.Is(d.failed(), context.Canceled) {
		t.Errorf("the picture: %v", d.failed())
	}
}

func TestUploadedIconsAreAsSmallAsTheyAreShown(t *testing.T) {
	b := newBlog(t, 3)
	b.config.Site.Theme = "blog"
	keeping(t, b)
	icon := func(name, contentType string, data []byte) *notion.Icon {
		return &notion.Icon{Type: "file", File: b.upload(t, name, contentType, data).File}
	}
	b.Pages[id(1001)].Icon = icon("large.png", "image/png", picturetest.PNG(t, painted(900, 900)))
	b.Pages[id(1002)].Icon = icon("small.png", "image/png", picturetest.PNG(t, painted(64, 64)))
	broken := photograph(t, 300, 300, 1)
	b.Pages[id(1003)].Icon = icon("half.jpg", "image/jpeg", broken[:len(broken)/2])
	b.build(t)
	files := tree(t, b.output())
	var icons []string
	for name, data := range files {
		if strings.HasPrefix(name, "files/") {
			config, _, err := image.DecodeConfig(strings.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			icons = append(icons, fmt.Sprintf("%s %d", name[strings.Index(name, "-")+1:], config.Width))
			if page := files["index.html"] + files["post-1/index.html"]; !strings.Contains(page, name) {
				t.Errorf("no page shows %s", name)
			}
		}
	}
	slices.Sort(icons)
	if want := []string{"half.jpg 300", "large-144.png 144", "small.png 64"}; !slices.Equal(icons, want) {
		t.Errorf("the icons are %q, want %q", icons, want)
	}
	if again := b.build(t); again.Written != 0 {
		t.Errorf("the second build wrote %v", again.URLs)
	}
}

func TestThePictureThatStandsForAPageHasItsOwnSize(t *testing.T) {
	got := standing(&theme.Image{URL: "/b.jpg", Width: 2400, Height: 1201, Srcset: "/a.jpg 480w, /b.jpg 1200w, /c.jpg 2400w", Class: "tint"})
	if want := (&theme.Image{URL: "/b.jpg", Width: 1200, Height: 601}); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := standing(&theme.Image{URL: "/c.jpg", Width: 300, Height: 200}); got.Width != 300 || got.Height != 200 {
		t.Errorf("%+v", got)
	}
}
