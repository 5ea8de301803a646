package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
)

const pngMagic = "\x89PNG\r\n\x1a\n"

// pngChunks are the optional chunks that say how the picture looks, or hold its
// frames: PNG, third edition, section 11.3.
var pngChunks = []string{
	"tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "hIST", "pHYs", "sPLT",
	"acTL", "fcTL", "fdAT",
}

// maxProfile is the length in bytes up to which a packed colour profile is read.
const maxProfile = 4 << 20

// parsePNG goes over the chunks of a PNG. One that ends too early is kept up to
// where it ends.
func parsePNG(s *Source) error {
	s.Type = TypePNG
	s.hold(0, len(pngMagic))
	for at := len(pngMagic); at+12 <= len(s.data); {
		name := string(s.data[at+4 : at+8])
		size := int64(binary.BigEndian.Uint32(s.data[at:]))
		end := min(int64(at)+12+size, int64(len(s.data)))
		payload := s.data[at+8 : max(at+8, int(end)-4)]
		if at == len(pngMagic) && (name != "IHDR" || len(payload) != 13) {
			return fmt.Errorf("%w: it does not begin with a head", errMalformed)
		}
		s.chunk(name, payload)
		if isCritical := name[0]&0x20 == 0; isCritical || slices.Contains(pngChunks, name) {
			s.hold(at, int(end))
		}
		if at = int(end); name == "IEND" {
			break // what follows is no part of the picture
		}
	}
	return nil
}

// chunk reads what a chunk says of the picture.
func (s *Source) chunk(name string, payload []byte) {
	switch name {
	case "IHDR":
		if s.bytes > 0 {
			return // there is one already, and that was looked at
		}
		s.Width, s.Height = int(binary.BigEndian.Uint32(payload)), int(binary.BigEndian.Uint32(payload[4:]))
		depth, kind, interlaced := payload[8], payload[9], payload[12] == 1
		channels := map[byte]float64{0: 1, 3: 1}[kind] // grey, and palettes
		if channels == 0 {
			channels = 4
		}
		s.bytes = channels * max(1, float64(depth)/8)
		if interlaced {
			s.bytes *= 2
		}
	case "acTL":
		s.Animated = true
	case "cICP":
		s.still = true // colours that eight bits cannot hold
	case "eXIf":
		s.Orientation = orientationOf(payload)
	case "iCCP":
		s.Profile = unpackProfile(payload)
	}
}

// unpackProfile reads the chunk iCCP; nil when it cannot.
func unpackProfile(payload []byte) []byte {
	name := bytes.IndexByte(payload, 0)
	if name < 0 || name+2 > len(payload) {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(payload[name+2:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(z, maxProfile))
	if err != nil || len(profile) == maxProfile {
		return nil
	}
	return profile
}

func (s *Source) cleanPNG() []byte {
	var exif []byte
	if s.Orientation != 1 {
		exif = pngChunk("eXIf", exifOf(s.Orientation))
	}
	return s.kept(len(pngMagic)+25, exif) // after the head
}

func pngChunk(name string, payload []byte) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(payload)))
	chunk = append(append(chunk, name...), payload...)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(data) // to memory
	_ = z.Close()
	return b.Bytes()
}
