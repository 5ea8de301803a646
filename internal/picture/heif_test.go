package picture

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"galley/internal/picture/picturetest"
)

func boxOf(kind string, parts ...[]byte) []byte {
	content := concat(parts...)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(content)+8)), kind...), content...)
}

// heic is a picture of 40 × 24 that is turned, of no pixels, with what phones say of
// theirs: in the file, and in the list of items.
func heic() []byte {
	const inFile = "pixels"
	item := func(id byte, kind string) []byte {
		return boxOf("infe", []byte{2, 0, 0, 0, 0, id, 0, 0}, []byte(kind), []byte{0})
	}
	make := func(at int) []byte {
		place := func(id, method byte, start, length int) []byte {
			b := []byte{0, id, 0, method, 0, 0, 0, 1}
			return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(b, uint32(start)), uint32(length))
		}
		return concat(
			boxOf("ftyp", []byte("heic\x00\x00\x00\x00mif1heic")),
			boxOf("meta", []byte{0, 0, 0, 0},
				boxOf("pitm", []byte{0, 0, 0, 0, 0, 1}),
				boxOf("iinf", []byte{0, 0, 0, 0, 0, 3}, item(1, "hvc1"), item(2, "Exif"), item(3, "mime")),
				boxOf("iloc", []byte{1, 0, 0, 0, 0x44, 0, 0, 3}, place(1, 0, at, len(inFile)), place(2, 0, at+len(inFile), len(secret)), place(3, 1, 0, len(secret))),
				boxOf("idat", []byte(secret)),
				boxOf("iprp",
					boxOf("ipco", boxOf("ispe", []byte{0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0, 24}), boxOf("irot", []byte{1})),
					boxOf("ipma", []byte{0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 2, 0x81, 0x82})),
			),
			boxOf("uuid", bytes.Repeat([]byte{7}, 16), []byte(secret)),
			boxOf("mdat", []byte(inFile+secret)),
		)
	}
	return make(len(make(0)) - len(inFile+secret))
}

func TestPicturesOfPhonesAreEmptiedOfWhatTheySay(t *testing.T) {
	s := parsed(t, heic())
	clean := s.Clean()
	if s.Type != TypeHEIC || s.Width != 24 || s.Height != 40 || s.Decodes() || s.Converts() {
		t.Errorf("%+v", s)
	}
	if bytes.Contains(clean, []byte(secret)) || !bytes.Contains(clean, []byte("pixels")) || len(clean) != len(heic()) {
		t.Errorf("%q", clean)
	}
	again := parsed(t, clean)
	if twice := again.Clean(); &twice[0] != &clean[0] || again.Width != 24 {
		t.Error("a clean file is made anew")
	}
	for end := range heic() {
		if cut, err := Parse(heic()[:end]); err == nil {
			cut.Clean() // does not panic
		}
	}
}

func TestRealAVIFIsEmptiedOfWhatItSays(t *testing.T) {
	program, err := exec.LookPath("avifenc")
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	in, exif, out := filepath.Join(dir, "in.png"), filepath.Join(dir, "exif"), filepath.Join(dir, "out.avif")
	for name, data := range map[string][]byte{in: picturetest.PNG(t, drawn(40, 24)), exif: gps(1)} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if says, err := exec.Command(program, "--speed", "10", "--exif", exif, in, out).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, says)
	}
	data, err := os.ReadFile(out)
	if err != nil || !bytes.Contains(data, []byte(secret)) {
		t.Fatalf("the program did not write what it was given: %v", err)
	}
	s := parsed(t, data)
	if clean := s.Clean(); s.Type != TypeAVIF || s.Width != 40 || s.Height != 24 || bytes.Contains(clean, []byte(secret)) || len(clean) != len(data) {
		t.Errorf("%s of %d × %d", s.Type, s.Width, s.Height)
	}
}
