package notiontest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"time"
)

// linkLifetime is how long a signed link works.
const linkLifetime = time.Hour

// File is a file that a block, an icon, a cover, a property or a comment shows: hosted by
// Notion, or elsewhere.
type File struct {
	name string
	data []byte
	url  string // of an external file
	id   string
}

// Upload returns a file hosted by Notion: the API gives a signed link to it that works for an
// hour. Its ID depends on its name and content, so other content has another address.
func Upload(name string, data []byte) *File {
	sum := sha256.Sum256(data)
	return &File{name: name, data: data, id: uuid("file " + name + " " + hex.EncodeToString(sum[:]))}
}

// External returns a file that lives at a URL, which is given as it is.
func External(url string) *File { return &File{url: url, name: url} }

// Named sets the name that a file block or a files property shows.
func (f *File) Named(name string) *File {
	g := *f
	g.name = name
	return &g
}

// resolve gives the {type, file} or {type, external} union.
func (f *File) resolve(a *answer) any {
	if f.id == "" {
		return JSON{"type": "external", "external": JSON{"url": f.url}}
	}
	return JSON{"type": "file", "file": f.link(a)}
}

// link gives {url, expiry_time} with a fresh signature.
func (f *File) link(a *answer) JSON {
	a.ws.files[f.id] = f
	a.nonce++
	date := a.now.UTC().Format("20060102T150405Z")
	query := url.Values{
		"X-Amz-Algorithm":      {"AWS4-HMAC-SHA256"},
		"X-Amz-Content-Sha256": {"UNSIGNED-PAYLOAD"},
		"X-Amz-Date":           {date},
		"X-Amz-Expires":        {fmt.Sprint(int(linkLifetime.Seconds()))},
		"X-Amz-Security-Token": {fmt.Sprintf("t%d", a.nonce)},
		"X-Amz-SignedHeaders":  {"host"},
		"x-id":                 {"GetObject"},
	}
	path := "/files/" + a.ws.id + "/" + f.id + "/" + url.PathEscape(f.name)
	query.Set("X-Amz-Signature", a.ws.sign(f.id, query))
	return JSON{
		"url":         a.base + path + "?" + query.Encode(),
		"expiry_time": a.now.Add(linkLifetime).UTC().Format("2006-01-02T15:04:05.000Z"),
	}
}

// sign computes the signature of a link from the fields that it protects.
func (ws *Workspace) sign(fileID string, query url.Values) string {
	mac := hmac.New(sha256.New, []byte("secret of "+ws.id))
	fmt.Fprintln(mac, fileID, query.Get("X-Amz-Date"), query.Get("X-Amz-Expires"), query.Get("X-Amz-Security-Token"))
	return hex.EncodeToString(mac.Sum(nil))
}

// publicURL gives the link of a file that needs no signature: avatars and custom emoji.
func (f *File) publicURL(a *answer) string {
	if f.id == "" {
		return f.url
	}
	a.ws.files[f.id] = f
	return a.base + "/public/" + f.id + "/" + url.PathEscape(f.name)
}
