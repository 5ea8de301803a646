package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// The markers of JPEG that matter here: ITU-T T.81, table B.1.
const (
	markSOF0 = 0xC0
	markSOF2 = 0xC2 // progressive
	markDHT  = 0xC4
	markJPG  = 0xC8
	markDAC  = 0xCC
	markRST0 = 0xD0
	markRST7 = 0xD7
	markEOI  = 0xD9
	markSOS  = 0xDA
	markAPP0 = 0xE0
	markAPP1 = 0xE1
	markAPP2 = 0xE2
	markAdob = 0xEE // APP14
	markAPPF = 0xEF
	markCOM  = 0xFE
	markTEM  = 0x01
)

const (
	exifHead = "Exif\x00\x00"
	iccHead  = "ICC_PROFILE\x00"
)

// parseJPEG goes over the segments of a JPEG. One that ends too early is kept up to
// where it ends.
func parseJPEG(s *Source) error {
	s.Type = TypeJPEG
	s.hold(0, 2)
	profile := map[byte][]byte{}
	at := 2
	for at+2 <= len(s.data) {
		if s.data[at] != 0xFF {
			return fmt.Errorf("%w: there is no marker at byte %d", errMalformed, at)
		}
		mark := s.data[at+1]
		switch {
		case mark == 0xFF: // fills up
			at++
			continue
		case mark == markEOI:
			s.hold(at, at+2) // what follows is no part of the picture
			s.Profile = joinProfile(profile)
			return nil
		case mark == markTEM || mark >= markRST0 && mark <= markRST7:
			s.hold(at, at+2)
			at += 2
			continue
		}
		end := at + 4
		if end <= len(s.data) {
			end = at + 2 + int(binary.BigEndian.Uint16(s.data[at+2:]))
		}
		if end < at+4 || end > len(s.data) {
			break
		}
		if err := s.segment(mark, s.data[at+4:end], profile); err != nil {
			return err
		}
		if keepSegment(mark, s.data[at+4:end]) {
			s.hold(at, end)
		}
		if at = end; mark == markSOS {
			at = scanEnd(s.data, end)
			s.hold(end, at)
		}
	}
	s.Profile = joinProfile(profile)
	return nil
}

// scanEnd finds the marker that follows the data of a scan.
func scanEnd(data []byte, at int) int {
	for {
		next := bytes.IndexByte(data[at:], 0xFF)
		if next < 0 || at+next+1 >= len(data) {
			return len(data)
		}
		at += next
		if mark := data[at+1]; mark != 0 && (mark < markRST0 || mark > markRST7) {
			return at
		}
		at += 2
	}
}

// keepSegment tells whether the picture needs a segment: of what programs add, that
// are how colours are meant, by JFIF, Adobe and ICC.
func keepSegment(mark byte, payload []byte) bool {
	has := func(head string) bool { return bytes.HasPrefix(payload, []byte(head)) }
	switch {
	case mark == markAPP0:
		return has("JFIF\x00")
	case mark == markAPP2:
		return has(iccHead)
	case mark == markAdob:
		return has("Adobe")
	}
	return mark != markCOM && (mark < markAPP0 || mark > markAPPF)
}

// segment reads what a segment says of the picture.
func (s *Source) segment(mark byte, payload []byte, profile map[byte][]byte) error {
	switch {
	case mark == markAPP1 && bytes.HasPrefix(payload, []byte(exifHead)):
		s.Orientation = orientationOf(payload[len(exifHead):])
	case mark == markAPP2 && bytes.HasPrefix(payload, []byte(iccHead)) && len(payload) > len(iccHead)+2:
		profile[payload[len(iccHead)]] = payload[len(iccHead)+2:]
	case mark >= markSOF0 && mark <= 0xCF && mark != markDHT && mark != markJPG && mark != markDAC:
		return s.frame(mark, payload)
	}
	return nil
}

// frame reads the head of the picture: ITU-T T.81, B.2.2.
func (s *Source) frame(mark byte, payload []byte) error {
	if len(payload) < 6 || len(payload) < 6+3*int(payload[5]) {
		return fmt.Errorf("%w: its head is too short", errMalformed)
	}
	s.Height, s.Width = int(binary.BigEndian.Uint16(payload[1:])), int(binary.BigEndian.Uint16(payload[3:]))
	components := int(payload[5])
	most, all := 1, 0
	for i := range components {
		factors := payload[6+3*i+1]
		most, all = max(most, int(factors>>4)*int(factors&15)), all+int(factors>>4)*int(factors&15)
	}
	s.bytes = float64(all) / float64(most)
	if mark == markSOF2 {
		s.bytes *= 5 // four for a coefficient
	}
	s.still = components == 4 // the colours of inks need their profile
	return nil
}

// joinProfile puts the pieces of a colour profile together; nil when one is
// missing. ICC.1:2022, B.4.
func joinProfile(pieces map[byte][]byte) []byte {
	var profile []byte
	for i := range len(pieces) {
		piece, ok := pieces[byte(i+1)]
		if !ok {
			return nil
		}
		profile = append(profile, piece...)
	}
	return profile
}

func (s *Source) cleanJPEG() []byte {
	var exif []byte
	if s.Orientation != 1 {
		exif = jpegSegment(markAPP1, append([]byte(exifHead), exifOf(s.Orientation)...))
	}
	return s.kept(2, exif)
}

func jpegSegment(mark byte, payload []byte) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xFF, mark}, uint16(len(payload)+2)), payload...)
}
