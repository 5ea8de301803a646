package derived

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"maps"
	"slices"
	"sync"
)

// pack is the small entries of one kind. Its file is a row of records, sorted by
// key: the key, the length and checksum of key and data, and the data. Reading
// ends at the first record that is not whole.
type pack struct {
	mu      sync.Mutex
	entries map[key]*entry
	touched bool // asked for anything, or put, since the last complete save
	changed bool // differs from the file
}

type entry struct {
	data []byte
	used bool
}

const headSize = len(key{}) + 8

func decodePack(data []byte) *pack {
	p := &pack{entries: map[key]*entry{}}
	for len(data) >= headSize {
		head, rest := data[:headSize], data[headSize:]
		length := binary.BigEndian.Uint32(head[len(key{}):])
		sum := binary.BigEndian.Uint32(head[len(key{})+4:])
		if uint64(length) > uint64(len(rest)) || sum != checksum(head[:len(key{})], rest[:length]) {
			break
		}
		p.entries[key(head[:len(key{})])] = &entry{data: rest[:length:length]}
		data = rest[length:]
	}
	p.changed = len(data) > 0
	return p
}

// encode gives the bytes of the file, and whether it has to be written. With
// complete it drops what was not used.
func (p *pack) encode(complete bool) (data []byte, changed bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if complete {
		before := len(p.entries)
		maps.DeleteFunc(p.entries, func(_ key, e *entry) bool { return !e.used })
		p.changed = p.changed || len(p.entries) != before
	}
	if !p.changed {
		return nil, false
	}
	p.changed = false
	for _, k := range slices.SortedFunc(maps.Keys(p.entries), func(a, b key) int { return bytes.Compare(a[:], b[:]) }) {
		e := p.entries[k]
		data = append(data, k[:]...)
		data = binary.BigEndian.AppendUint32(data, uint32(len(e.data)))
		data = binary.BigEndian.AppendUint32(data, checksum(k[:], e.data))
		data = append(data, e.data...)
	}
	return data, true
}

func checksum(k, data []byte) uint32 {
	return crc32.Update(crc32.ChecksumIEEE(k), crc32.IEEETable, data)
}

func (p *pack) get(k key) ([]byte, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.touched = true
	e := p.entries[k]
	if e == nil {
		return nil, false
	}
	e.used = true
	return e.data, true
}

func (p *pack) put(k key, data []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.touched, p.changed = true, true
	p.entries[k] = &entry{data: data, used: true}
}

func (p *pack) has(k key) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.entries[k] != nil
}

func (p *pack) isUsed() bool {
	if p == nil {
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.touched && len(p.entries) > 0
}

// startOver forgets what was asked for.
func (p *pack) startOver() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.touched = false
	for _, e := range p.entries {
		e.used = false
	}
}
