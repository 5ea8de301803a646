package notiontest

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"io/fs"
	"path"
	"strings"
	"testing"
)

func TestSamplePicturesDecode(t *testing.T) {
	for name, data := range sampleFileData(t) {
		switch path.Ext(name) {
		case ".png", ".jpg":
			if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		case ".svg":
			if err := checkSVG(data); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		case ".csv":
			if _, err := csv.NewReader(bytes.NewReader(data)).ReadAll(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestSampleFilesAreSmallAndAllUsed(t *testing.T) {
	s := readSample(t)
	used := map[string]bool{}
	for _, f := range s.files {
		used[f.name] = true
	}
	total := 0
	for name, data := range sampleFileData(t) {
		total += len(data)
		// The icon of a data URL is not an upload.
		if !used[name] && name != "icon-wave.png" {
			t.Errorf("%s is shown nowhere", name)
		}
	}
	if total > 700_000 {
		t.Errorf("the files weigh %d bytes", total)
	}
}

func TestSampleFilesAreWhatTheirNamesSay(t *testing.T) {
	files := sampleFileData(t)
	for name, magic := range map[string]string{
		"checklist.pdf": "%PDF-1.4", "fog-signal.mp3": "ID3", "singing-cups.wav": "RIFF", "tide-timelapse.mp4": "ftyp",
	} {
		if head := files[name][:min(16, len(files[name]))]; !strings.Contains(string(head), magic) {
			t.Errorf("%s begins with %q", name, head)
		}
	}
}

func sampleFileData(t *testing.T) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := fs.WalkDir(sampleFiles, "sample", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		out[path.Base(name)], err = sampleFiles.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// checkSVG reads an SVG to its end and refuses what is more than a drawing.
func checkSVG(data []byte) error {
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if start, ok := token.(xml.StartElement); ok && (start.Name.Local == "script" || start.Name.Local == "foreignObject") {
			return errors.New("has a " + start.Name.Local)
		}
	}
}
