package notiontest

import (
	"embed"
	"encoding/base64"
)

//go:embed sample
var sampleFiles embed.FS

// sampleData reads one file of the folder sample.
func (s *sample) sampleData(name string) []byte {
	data, err := sampleFiles.ReadFile("sample/" + name)
	if err != nil {
		s.ws.mistake("sample file: %w", err)
	}
	return data
}

// file uploads a file of the folder sample.
func (s *sample) file(name string) *File { return Upload(name, s.sampleData(name)) }

// dataURL links to a PNG outside Notion that needs no network.
func (s *sample) dataURL(name string) *File {
	return External("data:image/png;base64," + base64.StdEncoding.EncodeToString(s.sampleData(name)))
}
