package picture

import "encoding/binary"

// EXIF is a TIFF file without a picture: CIPA DC-008. Of all that it says, only
// how the picture is to be turned is needed.

const (
	orientationTag = 0x0112
	shortType      = 3
)

// orientationOf reads the orientation that EXIF tells; 1 when it does not, or
// cannot be read.
func orientationOf(exif []byte) int {
	if len(exif) < 8 {
		return 1
	}
	var order binary.ByteOrder
	switch string(exif[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	at := uint64(order.Uint32(exif[4:]))
	if at+2 > uint64(len(exif)) {
		return 1
	}
	count := order.Uint16(exif[at:])
	for i := range uint64(count) {
		entry := at + 2 + 12*i
		if entry+12 > uint64(len(exif)) {
			return 1
		}
		if order.Uint16(exif[entry:]) != orientationTag {
			continue
		}
		value := int(order.Uint16(exif[entry+8:]))
		if order.Uint16(exif[entry+2:]) == shortType && value >= 1 && value <= 8 {
			return value
		}
		return 1
	}
	return 1
}

// exifOf makes EXIF that tells an orientation and nothing else.
func exifOf(orientation int) []byte {
	b := []byte("MM\x00*\x00\x00\x00\x08\x00\x01")
	b = binary.BigEndian.AppendUint16(b, orientationTag)
	b = binary.BigEndian.AppendUint16(b, shortType)
	b = binary.BigEndian.AppendUint32(b, 1)
	b = binary.BigEndian.AppendUint16(b, uint16(orientation))
	return append(b, 0, 0, 0, 0, 0, 0) // the value is padded to four bytes; there is no other list
}
