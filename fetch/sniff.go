package fetch

import (
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"mime"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/image/webp"
)

// extensions of the types whose files often come without one.
var extensions = map[string]string{
	"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "image/svg+xml": ".svg",
	"image/avif": ".avif", "application/pdf": ".pdf", "video/mp4": ".mp4", "video/webm": ".webm", "audio/mpeg": ".mp3",
	"audio/wave": ".wav",
}

// dimensions read the size of an image from its head.
var dimensions = map[string]func(io.Reader) (image.Config, error){
	"image/png": png.DecodeConfig, "image/jpeg": jpeg.DecodeConfig, "image/gif": gif.DecodeConfig,
	"image/webp": webp.DecodeConfig, "image/svg+xml": decodeSVG,
}

// sniff finds out from a file's own bytes what it is and how large an image is.
// The type that its host says is used for what bytes do not tell.
func (f *fileRecord) sniff(file io.ReadSeeker, said string) error {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	head := make([]byte, 512)
	n, err := io.ReadFull(file, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return err
	}
	f.ContentType = contentType(head[:n], said)
	decode := dimensions[f.ContentType]
	if decode == nil {
		return nil
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	config, err := decode(file)
	var disk *os.PathError
	if errors.As(err, &disk) {
		return err
	}
	if err == nil { // an image that cannot be read has no size
		f.Width, f.Height = config.Width, config.Height
	}
	return nil
}

// contentType gives the type of a file that begins with head, without
// parameters.
func contentType(head []byte, said string) string {
	sniffed, _, _ := mime.ParseMediaType(http.DetectContentType(head))
	switch sniffed {
	case "text/plain", "text/xml", "text/html":
		if looksLikeSVG(head) {
			return "image/svg+xml"
		}
	}
	switch sniffed {
	case "application/octet-stream", "text/plain", "text/xml", "application/zip":
		host, _, err := mime.ParseMediaType(said)
		if err == nil && strings.Contains(host, "/") && host != "binary/octet-stream" && host != "application/octet-stream" {
			return host
		}
	}
	return sniffed
}

func looksLikeSVG(head []byte) bool {
	text := strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n")
	return strings.HasPrefix(text, "<svg") ||
		(strings.HasPrefix(text, "<?xml") || strings.HasPrefix(text, "<!")) && strings.Contains(text, "<svg")
}

// decodeSVG reads the size of an SVG: its width and height in pixels, or else
// those of its view box.
func decodeSVG(r io.Reader) (image.Config, error) {
	var none image.Config
	decoder := xml.NewDecoder(io.LimitReader(r, 64<<10))
	decoder.Strict = false
	decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		token, err := decoder.Token()
		if err != nil {
			return none, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != "svg" {
			return none, fmt.Errorf("the root is %s, not svg", start.Name.Local)
		}
		attributes := map[string]string{}
		for _, a := range start.Attr {
			attributes[strings.ToLower(a.Name.Local)] = a.Value
		}
		width, height := pixels(attributes["width"]), pixels(attributes["height"])
		if box := strings.FieldsFunc(attributes["viewbox"], func(c rune) bool { return c == ' ' || c == ',' }); len(box) == 4 && (width == 0 || height == 0) {
			width, height = pixels(box[2]), pixels(box[3])
		}
		return image.Config{Width: width, Height: height}, nil
	}
}

// pixels reads a length in pixels; 0 for any other unit.
func pixels(s string) int {
	n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
	if err != nil || !(n > 0) || n > 1<<20 {
		return 0
	}
	return int(math.Round(n))
}
