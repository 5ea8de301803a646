package term

import (
	"bytes"
	"encoding/json"
	"fmt"
)

type jsonMessage struct {
	Level   string `json:"level"`
	Kind    string `json:"kind,omitempty"`
	Message string `json:"message"`
	Page    string `json:"page,omitempty"`
	URL     string `json:"url,omitempty"`
	Hint    string `json:"hint,omitempty"`
}

type jsonProgress struct {
	Event string `json:"event"`
	Progress
}

// writeObject writes one object as one line. The text is complete, also where a
// terminal would not like it: there it is escaped as JSON has it.
func (t *Terminal) writeObject(object any) {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(object); err != nil {
		line.Reset()
		// A string always encodes.
		_ = encoder.Encode(jsonMessage{Level: Error.String(), Message: err.Error()})
	}
	_, _ = t.stdout.Write(escapeObject(line.Bytes()))
}

// escapeObject escapes what encoding/json leaves as it is: controls outside of
// ASCII. They can only stand in strings.
func escapeObject(line []byte) []byte {
	if bytes.IndexFunc(line, steersString) < 0 {
		return line
	}
	var b bytes.Buffer
	for _, r := range string(line) {
		if steersString(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.Bytes()
}

func steersString(r rune) bool {
	return steers(r) && r >= ' ' // below is only the line feed after the object
}
