package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
)

// AVIF and HEIC are files of boxes, ISO/IEC 23008-12, in which what is said of a
// picture are items like the picture itself. They are emptied in place, since
// everything has its place by number.

// box is a part of such a file: its type, and where its content is.
type box struct {
	kind       string
	start, end int
}

// boxes lists the boxes between two places; those that are damaged are left out.
func (s *Source) boxes(start, end int) []box {
	var list []box
	for at := start; at+8 <= end; {
		size, head := uint64(binary.BigEndian.Uint32(s.data[at:])), 8
		switch {
		case size == 0:
			size = uint64(end - at)
		case size == 1 && at+16 <= end:
			size, head = binary.BigEndian.Uint64(s.data[at+8:]), 16
		}
		if size < uint64(head) || size > uint64(end-at) {
			break
		}
		list = append(list, box{string(s.data[at+4 : at+8]), at + head, at + int(size)})
		at += int(size)
	}
	return list
}

// parseHEIF reads the size of an AVIF or HEIC, and where it says more.
func parseHEIF(s *Source) error {
	s.Type, s.still = TypeHEIC, true
	brands := s.data[8:min(len(s.data), int(max(8, binary.BigEndian.Uint32(s.data))))]
	if bytes.Contains(brands, []byte("avif")) || bytes.Contains(brands, []byte("avis")) {
		s.Type = TypeAVIF
	}
	s.hold(0, len(s.data))
	for _, b := range s.boxes(0, len(s.data)) {
		switch b.kind {
		case "uuid":
			s.blank = append(s.blank, span{min(b.start+16, b.end), b.end})
		case "meta":
			if err := s.heifMeta(b); err != nil {
				return err
			}
		}
	}
	return nil
}

// heifMeta reads the box with the list of items.
func (s *Source) heifMeta(meta box) error {
	var primary uint64
	var idat box
	said := map[uint64]bool{} // items that say something of the picture
	all := s.boxes(meta.start+4, meta.end)
	for _, b := range all {
		r := &numbers{data: s.data[b.start:b.end]}
		switch b.kind {
		case "pitm":
			primary = r.id(r.number(4)>>24 > 0)
		case "idat":
			idat = b
		case "iinf":
			if wide := r.number(4)>>24 > 0; wide {
				r.number(4)
			} else {
				r.number(2)
			}
			for _, entry := range s.boxes(b.start+r.at, b.end) {
				e := &numbers{data: s.data[entry.start:entry.end]}
				id := e.id(e.number(4)>>24 > 2)
				e.number(2)
				if kind := e.text(4); kind == "Exif" || kind == "mime" || kind == "uri " {
					said[id] = true
				}
			}
		}
	}
	for _, b := range all {
		switch b.kind {
		case "iloc":
			if err := s.heifPlaces(&numbers{data: s.data[b.start:b.end]}, said, idat); err != nil {
				return err
			}
		case "iprp":
			s.heifSize(b, primary)
		}
	}
	return nil
}

// heifPlaces reads where the items are that say something: in the boxes for that, and
// nowhere else, or the file would not be one any more.
func (s *Source) heifPlaces(r *numbers, said map[uint64]bool, idat box) error {
	whole := slices.DeleteFunc(s.boxes(0, len(s.data)), func(b box) bool { return b.kind != "mdat" })
	whole = whole[:min(len(whole), 16)] // there is one, or a few
	version := r.number(4) >> 24
	sizes := r.number(2)
	offsetSize, lengthSize, baseSize, indexSize := int(sizes>>12), int(sizes>>8&15), int(sizes>>4&15), int(sizes&15)
	count := r.number(2)
	if version == 2 {
		count = count<<16 | r.number(2)
	}
	for range count {
		id, method := r.id(version == 2), uint64(0)
		if version > 0 {
			method = r.number(2) & 15
		}
		r.number(2)
		base, extents := r.number(baseSize), r.number(2)
		if r.short || extents > 1 && offsetSize+lengthSize == 0 {
			return fmt.Errorf("%w: it does not say where its parts are", errMalformed)
		}
		for range extents {
			if version > 0 {
				r.number(indexSize)
			}
			start := base + r.number(offsetSize)
			length := r.number(lengthSize)
			if r.short {
				return fmt.Errorf("%w: it does not say where its parts are", errMalformed)
			}
			if !said[id] {
				continue
			}
			places := whole
			if method == 1 {
				start += uint64(idat.start)
				places = []box{idat}
			}
			for _, b := range places {
				if start >= uint64(b.start) && start < uint64(b.end) {
					s.blank = append(s.blank, span{int(start), int(start + min(length, uint64(b.end)-start))})
				}
			}
		}
	}
	return nil
}

// heifSize reads how large the primary item is shown.
func (s *Source) heifSize(iprp box, primary uint64) {
	var properties []box
	var links *numbers
	for _, b := range s.boxes(iprp.start, iprp.end) {
		switch b.kind {
		case "ipco":
			properties = s.boxes(b.start, b.end)
		case "ipma":
			links = &numbers{data: s.data[b.start:b.end]}
		}
	}
	if links == nil {
		return
	}
	head := links.number(4)
	for range links.number(4) {
		id := links.id(head>>24 > 0)
		if links.short {
			return
		}
		for range links.number(1) {
			index := links.number(1) & 0x7F
			if head&1 != 0 {
				index = index<<8 | links.number(1)
			}
			if links.short {
				return
			}
			if id != primary || index == 0 || int(index) > len(properties) {
				continue
			}
			p := properties[index-1]
			r := &numbers{data: s.data[p.start:p.end]}
			switch p.kind {
			case "ispe":
				r.number(4)
				s.Width, s.Height = int(r.number(4)), int(r.number(4))
			case "irot":
				if r.number(1)&1 != 0 {
					s.Width, s.Height = s.Height, s.Width
				}
			}
		}
	}
}

// cleanHEIF empties what is not the picture.
func (s *Source) cleanHEIF() []byte {
	out := s.data
	for _, b := range s.blank {
		if len(bytes.Trim(s.data[b.start:b.end], "\x00")) == 0 {
			continue
		}
		if &out[0] == &s.data[0] {
			out = bytes.Clone(s.data)
		}
		clear(out[b.start:b.end])
	}
	return out
}

// numbers reads numbers one after the other; short tells that there were too few.
type numbers struct {
	data  []byte
	at    int
	short bool
}

func (r *numbers) number(size int) uint64 {
	if r.at+size > len(r.data) {
		r.short = true
		return 0
	}
	var v uint64
	for _, b := range r.data[r.at : r.at+size] {
		v = v<<8 | uint64(b)
	}
	r.at += size
	return v
}

func (r *numbers) id(wide bool) uint64 {
	if wide {
		return r.number(4)
	}
	return r.number(2)
}

func (r *numbers) text(size int) string {
	if r.at+size > len(r.data) {
		r.short = true
		return ""
	}
	r.at += size
	return string(r.data[r.at-size : r.at])
}
