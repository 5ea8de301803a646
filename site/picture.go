package site

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Icons may be written out as data in the address of the picture. An icon stands
// on every page that links to its own, so what is not tiny becomes a file.

// tiny is the length in bytes up to which such an address stays as it is.
const tiny = 400

// pictureTypes are the extensions of the types of data that become files.
var pictureTypes = map[string]string{
	"data:image/png;base64": "png", "data:image/jpeg;base64": "jpg", "data:image/gif;base64": "gif", "data:image/webp;base64": "webp",
}

// picture gives the file for an address that is data. It is false for one that
// stays as it is.
func (r *run) picture(address string) (file string, ok bool) {
	if len(address) <= tiny || !strings.HasPrefix(address, "data:") {
		return "", false
	}
	kind, text, _ := strings.Cut(address, ",")
	extension, ok := pictureTypes[kind]
	if !ok {
		return "", false
	}
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return "", false
	}
	sum := sha256.Sum256(data)
	// Names of files from Notion have a dash, so no two can be the same.
	file = "files/" + hex.EncodeToString(sum[:8]) + "." + extension
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pictures[file] = data
	return file, true
}

// putPictures stages the files that picture has named.
func (r *run) putPictures() error {
	for _, file := range slices.Sorted(maps.Keys(r.pictures)) {
		if err := r.stage.put(file, r.pictures[file]); err != nil {
			return fmt.Errorf("writing an icon: %w", err)
		}
	}
	return nil
}
