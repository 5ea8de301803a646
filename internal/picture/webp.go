package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/gif"
	"slices"

	"golang.org/x/image/webp"
)

// What the chunk VP8X says that a WebP has: RFC 9649, section 2.7.
const (
	webpAnimated = 1 << 1
	webpXMP      = 1 << 2
	webpEXIF     = 1 << 3
)

var webpChunks = []string{"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"}

// parseWebP goes over the chunks of a WebP.
func parseWebP(s *Source) error {
	s.Type, s.bytes = TypeWebP, 8
	config, err := webp.DecodeConfig(bytes.NewReader(s.data))
	if err != nil {
		return fmt.Errorf("%w: %w", errMalformed, err)
	}
	s.Width, s.Height = config.Width, config.Height
	s.hold(0, 12)
	for at := 12; at+8 <= len(s.data); {
		name := string(s.data[at : at+4])
		size := int64(binary.LittleEndian.Uint32(s.data[at+4:]))
		if size > int64(len(s.data)-at-8) {
			return fmt.Errorf("%w: it ends too early", errMalformed)
		}
		end := min(int64(at)+8+size+size%2, int64(len(s.data)))
		payload := s.data[at+8 : int64(at)+8+size]
		switch name {
		case "VP8X":
			s.Animated = len(payload) > 0 && payload[0]&webpAnimated != 0
		case "VP8L":
			s.lossless = true
		case "ICCP":
			s.Profile = payload
		case "EXIF":
			s.Orientation = orientationOf(bytes.TrimPrefix(payload, []byte(exifHead)))
		}
		if slices.Contains(webpChunks, name) {
			s.hold(at, int(end))
		}
		at = int(end)
	}
	return nil
}

// cleanWebP mends the head, which says how long the file is and what it has.
func (s *Source) cleanWebP() []byte {
	out := s.kept(len(s.data), nil)
	extended := len(out) > 20 && string(out[12:16]) == "VP8X"
	if extended {
		out[20] &^= webpXMP | webpEXIF
	}
	if exif := exifOf(s.Orientation); extended && s.Orientation != 1 {
		out[20] |= webpEXIF
		out = append(out, "EXIF"...)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(exif)))
		out = append(out, exif...)
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}

// parseGIF reads only the size: a GIF is animated, or so small that nothing is won.
func parseGIF(s *Source) error {
	s.Type, s.Animated = TypeGIF, true
	config, err := gif.DecodeConfig(bytes.NewReader(s.data))
	if err != nil {
		return fmt.Errorf("%w: %w", errMalformed, err)
	}
	s.Width, s.Height = config.Width, config.Height
	s.hold(0, len(s.data))
	return nil
}
