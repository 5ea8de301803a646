package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"galley/internal/picture/picturetest"
)

// grain makes a picture that cannot be packed without loss, as photographs are.
func grain(width, height int) *image.RGBA {
	m := drawn(width, height)
	r := rand.New(rand.NewPCG(3, 4))
	for i := range m.Pix {
		if i%4 < 3 {
			m.Pix[i] += uint8(r.IntN(12))
		}
	}
	return m
}

var usual = Settings{Widths: []int{48, 80, 120}, Types: []string{TypeAVIF, TypeWebP}, Quality: 80}

// fakes puts programs on the PATH, alone, that write as many bytes of what they are
// given as divisors say, and tell how often they ran.
func fakes(t *testing.T, divisors map[string]int) (runs func() int) {
	t.Helper()
	dir := t.TempDir()
	log := filepath.Join(dir, "log")
	for name, divisor := range divisors {
		script := `#!/bin/sh
case "$1" in -version|--version) echo 1.0; exit;; --help) echo --qcolor; exit;; esac
echo "$@" >>` + log + `
for a; do case "$a" in *in.png) in=$a;; *out) out=$a;; esac; done
size=$(/usr/bin/wc -c <"$in")
/usr/bin/head -c $((size / ` + fmt.Sprint(divisor) + `)) "$in" >"$out"
`
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
	return func() int {
		data, _ := os.ReadFile(log)
		return strings.Count(string(data), "\n")
	}
}

// inWords lists the variants: "jpeg 120 80, …".
func inWords(m *Made) string {
	var list []string
	for _, v := range m.Variants {
		list = append(list, fmt.Sprint(strings.TrimPrefix(v.Type, "image/"), " ", v.Width))
	}
	return strings.Join(list, ", ")
}

func TestEveryPictureHasTheFormatsAndSizesThatSuitIt(t *testing.T) {
	photo := grain(200, 100)
	for _, c := range []struct {
		name  string
		data  []byte
		tools map[string]int
		want  string
		whole bool
	}{
		{"a photograph", jpegOf(t, photo), nil, "jpeg 120, jpeg 80, jpeg 48", false},
		{"a photograph, with programs", jpegOf(t, photo), map[string]int{"cwebp": 40, "avifenc": 60}, "avif 120, avif 80, avif 48, webp 120, webp 80, webp 48, jpeg 120, jpeg 80, jpeg 48", false},
		{"a program that makes larger files", jpegOf(t, photo), map[string]int{"cwebp": 40, "avifenc": 1}, "webp 120, webp 80, webp 48, jpeg 120, jpeg 80, jpeg 48", false},
		{"a photograph as PNG", picturetest.PNG(t, photo), nil, "jpeg 120, jpeg 80, jpeg 48", false},
		{"a photograph that is turned", photograph(t, photo, 6), nil, "jpeg 120, jpeg 80, jpeg 48", false},
		{"a photograph of the right width", jpegOf(t, grain(120, 60)), nil, "jpeg 120, jpeg 80, jpeg 48", false},
		{"a photograph between two widths", jpegOf(t, grain(90, 60)), nil, "jpeg 90, jpeg 48", false},
		{"a drawing", picturetest.PNG(t, drawn(200, 100)), map[string]int{"cwebp": 3, "avifenc": 5}, "webp 120, webp 80, webp 48, png 120, png 80, png 48", false},
		{"a WebP without loss", webpOf(1), map[string]int{"cwebp": 3, "avifenc": 5}, "webp 1", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			fakes(t, c.tools)
			s := parsed(t, append(c.data, make([]byte, smallest)...)) // behind the picture, so that it is not too small for anything
			made, err := s.Make(t.Context(), usual, Find(t.Context()))
			if err != nil {
				t.Fatal(err)
			}
			if got := inWords(made); got != c.want || made.Whole != c.whole {
				t.Errorf("%s, and whole %v; want %s", got, made.Whole, c.want)
			}
			for _, v := range made.Variants {
				if v.Height != HeightOf(s.Width, s.Height, v.Width) {
					t.Errorf("%s of %d × %d", v.Type, v.Width, v.Height)
				}
				if v.Type == TypeJPEG || v.Type == TypePNG {
					again := parsed(t, v.Data)
					if again.Width != v.Width || again.Height != v.Height || again.Orientation != 1 || !bytes.Equal(again.Profile, s.Profile) {
						t.Errorf("%s says it is %d × %d, turned %d, with a profile of %d bytes", v.Type, again.Width, again.Height, again.Orientation, len(again.Profile))
					}
				}
			}
		})
	}
}

func TestRealProgramsWriteWhatBrowsersRead(t *testing.T) {
	tools := Find(t.Context())
	for kind, magic := range map[string]string{TypeWebP: "WEBP", TypeAVIF: "ftypavif"} {
		if !tools.Has(kind) {
			t.Logf("there is no program that writes %s", kind)
			continue
		}
		for _, m := range []*image.RGBA{grain(60, 40), image.NewRGBA(image.Rect(0, 0, 9, 5))} {
			files, err := tools.Write(t.Context(), Order{Picture: m, Profile: profile, Quality: 80}, []string{kind})
			if err != nil {
				t.Fatal(err)
			}
			if data := files[kind]; !bytes.Contains(data[:min(len(data), 32)], []byte(magic)) {
				t.Errorf("%s begins with %q", kind, data[:min(len(data), 32)])
			}
		}
	}
}

func TestProgramsThatFailAreTold(t *testing.T) {
	dir := t.TempDir()
	script := "#!/bin/sh\ncase \"$1\" in -version) exit;; esac\n" + `case "$0" in *cwebp) echo cannot; exit 3;; esac` + "\n"
	if err := os.WriteFile(filepath.Join(dir, "cwebp"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	s := parsed(t, jpegOf(t, grain(300, 200)))
	made, err := s.Make(t.Context(), usual, Find(t.Context()))
	if err == nil || !strings.Contains(err.Error(), "cwebp: exit status 3: cannot") || inWords(made) != "jpeg 120, jpeg 80, jpeg 48" {
		t.Errorf("%s, and %v", inWords(made), err)
	}
}

func TestProgramsThatTakeTooLongAreEnded(t *testing.T) {
	sleep, err := exec.LookPath("sleep")
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "cwebp"), []byte("#!/bin/sh\ncase \"$1\" in -version) exit;; esac\nexec "+sleep+" 600\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	tools := Find(t.Context())
	tools.limit = 20 * time.Millisecond
	if _, err := tools.Write(t.Context(), Order{Picture: drawn(8, 8)}, []string{TypeWebP}); err == nil || !strings.Contains(err.Error(), "did not end within") {
		t.Errorf("a program that does not end: %v", err)
	}
	tools.limit = time.Hour
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := tools.Write(ctx, Order{Picture: drawn(8, 8)}, []string{TypeWebP}); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
	if _, err := parsed(t, jpegOf(t, grain(60, 40))).Make(ctx, usual, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("making a picture after the end: %v", err)
	}
}

func TestDamagedPixelsAreNoPicture(t *testing.T) {
	for _, data := range [][]byte{jpegOf(t, grain(200, 100)), picturetest.PNG(t, grain(200, 100))} {
		s := parsed(t, data[:len(data)/2])
		if made, err := s.Make(t.Context(), usual, nil); err == nil || made != nil {
			t.Errorf("half a %s: %v", s.Type, made)
		}
	}
}

func TestTheMeanColorIsThatOfThePicture(t *testing.T) {
	made, err := parsed(t, picturetest.PNG(t, drawn(40, 40))).Make(t.Context(), usual, nil)
	if err != nil || !made.Opaque || made.Color != [3]byte{125, 125, 125} {
		t.Errorf("%+v, %v", made, err)
	}
}

func TestWhatADecodedPictureTakesIsKnownBefore(t *testing.T) {
	s := parsed(t, photograph(t, drawn(40, 20), 1))
	if s.Cost() != 1200 || s.Pixels() != 800 || !s.Converts() {
		t.Errorf("%d bytes for %d pixels", s.Cost(), s.Pixels())
	}
	bomb := append([]byte(pngMagic), pngChunk("IHDR", []byte{0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 16, 6, 0, 0, 0})...)
	if s := parsed(t, bomb); s.Pixels() != 900_000_000 || s.Cost() != 7_200_000_000 {
		t.Errorf("%d bytes for %d pixels", s.Cost(), s.Pixels())
	}
}
