package picture

import (
	"bytes"
	"errors"
	"image"
	"image/gif"
	"testing"

	"galley/internal/picture/picturetest"

	"golang.org/x/image/webp"
)

func TestNothingButThePictureStays(t *testing.T) {
	for name, data := range map[string][]byte{
		"JPEG": photograph(t, drawn(40, 24), 1),
		"PNG":  screenshot(t, drawn(40, 24), 1),
		"WebP": webpOf(1),
	} {
		t.Run(name, func(t *testing.T) {
			s := parsed(t, data)
			clean := s.Clean()
			for _, word := range []string{secret, "Exif", "eXIf", "EXIF", "xmp", "XMP", "MPF", "Photoshop", "Comment"} {
				if bytes.Contains(clean, []byte(word)) {
					t.Errorf("%q is left", word)
				}
			}
			if !bytes.Equal(s.Profile, profile) {
				t.Errorf("the profile has %d bytes, want %d", len(s.Profile), len(profile))
			}
			again := parsed(t, clean)
			if !bytes.Equal(again.Profile, profile) {
				t.Error("the profile is gone")
			}
			if twice := again.Clean(); &twice[0] != &clean[0] {
				t.Error("a clean file is made anew")
			}
			if want, got := pixels(t, data), pixels(t, clean); !bytes.Equal(want, got) {
				t.Error("the pixels differ")
			}
		})
	}
}

func TestThatAPictureIsTurnedStays(t *testing.T) {
	for orientation := 2; orientation <= 8; orientation++ {
		for name, data := range map[string][]byte{
			"JPEG": photograph(t, drawn(40, 24), orientation),
			"PNG":  screenshot(t, drawn(40, 24), orientation),
			"WebP": webpOf(orientation),
		} {
			s := parsed(t, data)
			clean := s.Clean()
			if bytes.Contains(clean, []byte(secret)) {
				t.Errorf("%s: where it was taken is left", name)
			}
			if got := parsed(t, clean); got.Orientation != orientation || got.Width != s.Width || got.Height != s.Height {
				t.Errorf("%s: orientation %d, %d × %d; want %d, %d × %d", name, got.Orientation, got.Width, got.Height, orientation, s.Width, s.Height)
			}
			if name != "WebP" && (s.Width != 40 || s.Height != 24) {
				t.Errorf("%s: the size is %d × %d", name, s.Width, s.Height)
			}
			pixels(t, clean)
		}
	}
}

func TestPicturesThatMoveStayWhole(t *testing.T) {
	plain := picturetest.PNG(t, drawn(8, 8))
	animated := concat(plain[:33], pngChunk("acTL", make([]byte, 8)), pngChunk("fcTL", make([]byte, 26)), pngChunk("tEXt", []byte(secret)), plain[33:])
	s := parsed(t, animated)
	if clean := s.Clean(); !s.Animated || !bytes.Contains(clean, []byte("fcTL")) || bytes.Contains(clean, []byte(secret)) {
		t.Errorf("animated %v, %q", s.Animated, clean)
	}
	var b bytes.Buffer
	if err := gif.Encode(&b, drawn(8, 8), nil); err != nil {
		t.Fatal(err)
	}
	if s := parsed(t, b.Bytes()); !s.Animated || !bytes.Equal(s.Clean(), b.Bytes()) {
		t.Errorf("a GIF is changed: animated %v", s.Animated)
	}
}

func TestDamagedFilesAreKnown(t *testing.T) {
	whole := [][]byte{photograph(t, drawn(40, 24), 6), screenshot(t, drawn(40, 24), 6), webpOf(6)}
	for _, data := range whole {
		for end := range data {
			s, err := Parse(data[:end])
			if err != nil {
				continue
			}
			if clean := s.Clean(); bytes.Contains(clean, []byte(secret)) {
				t.Fatalf("%s cut to %d bytes says where it was taken", s.Type, end)
			}
		}
	}
	if _, err := Parse([]byte("%PDF-1.7")); !errors.Is(err, ErrType) {
		t.Errorf("a PDF: %v", err)
	}
	if _, err := Parse([]byte("\xff\xd8\xff\xd9")); err == nil || errors.Is(err, ErrType) {
		t.Errorf("an empty JPEG: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(photograph(f, drawn(16, 8), 6))
	f.Add(screenshot(f, drawn(16, 8), 3))
	f.Add(webpOf(8))
	f.Add(heic())
	f.Add([]byte(pngMagic + "\x00\x00\x00\rIHDR000000000000000000000IHDR0000")) // two heads
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Parse(data)
		if err != nil {
			return
		}
		clean := s.Clean()
		again, err := Parse(clean)
		if err != nil {
			t.Fatalf("the clean file cannot be read: %v", err)
		}
		if again.Width != s.Width || again.Height != s.Height {
			t.Errorf("%d × %d became %d × %d", s.Width, s.Height, again.Width, again.Height)
		}
	})
}

func parsed(t testing.TB, data []byte) *Source {
	t.Helper()
	s, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// pixels decodes a file, and gives what it shows as PNG without anything else.
func pixels(t testing.TB, data []byte) []byte {
	t.Helper()
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		if m, err = webp.Decode(bytes.NewReader(data)); err != nil {
			t.Fatal(err)
		}
	}
	return picturetest.PNG(t, m)
}
