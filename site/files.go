package site

import (
	"cmp"
	"html/template"
	"maps"
	"mime"
	"net/url"
	"path"
	"slices"
	"strings"

	"galley/fetch"
	"galley/notion"
	"galley/render"
	"galley/theme"
)

// media is a file from Notion with its place on the site.
type media struct {
	fetch.File
	path   string // below the output folder: "files/<hash8>-<name>.<ext>"
	active bool   // a drawing that holds a script, and is not given as a picture
	static bool   // it is on the site anyway
	small  bool   // it is a copy that stands for the picture in the size of icons
}

// nameFiles gives every file of the snapshot its place. The name begins with
// the hash of the content, so a file that changes has a new address, and copies
// of one file have the same.
func nameFiles(files map[string]fetch.File) map[string]*media {
	named := make(map[string]*media, len(files))
	owner := map[string]string{} // of a path: the hash of the content
	for _, key := range slices.SortedFunc(maps.Keys(files), func(a, b string) int {
		return cmp.Or(strings.Compare(files[a].Hash, files[b].Hash), strings.Compare(a, b))
	}) {
		f := files[key]
		active := isSVG(f) && !harmlessSVG(f)
		name := cleanName(f.Name, f.ContentType, active)
		for digits := min(8, len(f.Hash)); ; digits += 4 {
			p := "files/" + f.Hash[:min(digits, len(f.Hash))] + "-" + name
			if hash, taken := owner[p]; !taken || hash == f.Hash {
				owner[p] = f.Hash
				named[key] = &media{File: f, path: p, active: active}
				break
			}
		}
	}
	return named
}

// dangerous are the extensions that a file from Notion may not keep.
var dangerous = []string{
	// what browsers run, or show as a page of the site
	"htm", "html", "shtml", "xhtml", "xht", "mht", "mhtml", "xml", "xsl", "xslt", "rdf", "rss", "atom",
	"js", "mjs", "cjs", "wasm", "svgz", "swf", "hta", "htc", "appcache", "webmanifest", "manifest",
	// what servers run
	"php", "php3", "php4", "php5", "php7", "phtml", "phar", "asp", "aspx", "ashx", "jsp", "jspx", "cgi", "fcgi", "pl",
	"htaccess", "htpasswd",
}

// extensions of content types that come without a name.
var extensions = map[string]string{
	"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", "image/avif": "avif",
	"image/svg+xml": "svg", "image/heic": "heic", "image/tiff": "tiff", "image/bmp": "bmp", "image/x-icon": "ico",
	"video/mp4": "mp4", "video/webm": "webm", "video/quicktime": "mov", "audio/mpeg": "mp3", "audio/mp4": "m4a",
	"audio/wav": "wav", "audio/ogg": "ogg", "application/pdf": "pdf", "application/zip": "zip", "text/plain": "txt",
	"text/csv": "csv", "text/markdown": "md",
}

// cleanName makes the name of an upload one that is safe as a file's name and
// in a URL, and that no browser or server takes for something to run: such a
// file gets .txt, and so does one that is known to be active. The name is
// lower-case, of at most 80 bytes, and never empty.
func cleanName(name, contentType string, active bool) string {
	if decoded, err := url.PathUnescape(name); err == nil {
		name = decoded
	}
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	ext := strings.TrimPrefix(path.Ext(name), ".")
	ascii := slugger{language: defaultLanguage}
	stem := ascii.make(strings.TrimSuffix(name, path.Ext(name)))
	ext = ascii.make(ext)
	if len(ext) > 12 {
		ext = ext[:12]
	}
	kind, _, _ := mime.ParseMediaType(contentType)
	if ext == "" {
		ext = orDefault(extensions[kind], "bin")
	}
	if stem == "" {
		stem = "file"
	}
	if active || slices.Contains(dangerous, ext) || runs(kind) && !isKnown(ext) {
		stem, ext = stem+"-"+ext, "txt"
	}
	return stem + "." + ext
}

// runs tells the content types that may hold scripts. Servers look at the name
// first, and at the content when they do not know the extension.
func runs(contentType string) bool {
	switch contentType {
	case "text/html", "application/xhtml+xml", "text/xml", "application/xml", "text/javascript", "application/javascript":
		return true
	}
	return false
}

func isKnown(ext string) bool {
	for _, known := range extensions {
		if ext == known {
			return true
		}
	}
	return false
}

// hosted gives the local copy of a file of Notion's.
func (s *Site) hosted(f *notion.File) (*media, bool) {
	m, ok := s.media[f.Key()]
	return m, ok && f.Key() != ""
}

// icon gives an icon as themes show it, or nil.
func (w *pageWriter) icon(i *notion.Icon) *theme.Icon {
	if i == nil {
		return nil
	}
	if i.Type == "emoji" && i.Emoji != "" {
		return &theme.Icon{Emoji: i.Emoji}
	}
	if u := render.IconURL(i, w.Icon); u != "" {
		return &theme.Icon{Image: template.URL(u)} // checked by render
	}
	return nil
}

// fileURL gives the address of a file: on the site when Notion hosts it, else
// where it is. It is "" for one that cannot be shown.
func (w *pageWriter) fileURL(f *notion.File) string {
	if f == nil {
		return ""
	}
	if f.Key() != "" {
		local, ok := w.File(f.Key())
		if !ok {
			return ""
		}
		return local.URL
	}
	return webURL(f.URL())
}

// File gives the local copy of a file. See render.Resolver.
func (w *pageWriter) File(key string) (render.File, bool) {
	if file, ok := w.run.picture(key); ok {
		return render.File{URL: w.fileAt(file)}, true
	}
	m, ok := w.site.media[key]
	if !ok {
		return render.File{}, false
	}
	return w.copied(m), true
}

// Icon gives the local copy of a picture in the size of icons. See render.Resolver.
func (w *pageWriter) Icon(key string) (render.File, bool) {
	m, ok := w.site.media[key]
	if !ok || !m.isPicture() {
		return w.File(key)
	}
	return w.small(m), true
}

// small gives a picture in the size of icons, but in Markdown, and when it is small
// already or nothing can be made of it.
func (w *pageWriter) small(m *media) render.File {
	if w.file == "" && w.site.writes(FormatHTML) {
		icon := m.icon()
		if base := w.run.images.shot(icon).base(); len(base) > 0 {
			f := base[len(base)-1]
			return render.File{URL: w.made(icon, f), Name: m.Name, ContentType: f.Type, Size: f.Size, Width: f.Width, Height: f.Height}
		}
	}
	return w.copied(m)
}

// copied gives a file as it was uploaded.
func (w *pageWriter) copied(m *media) render.File {
	w.run.use(m)
	return render.File{
		URL: w.fileAt(m.path), Name: m.Name, ContentType: m.ContentType,
		Size: m.Size, Width: m.Width, Height: m.Height,
	}
}

// fileAt is the address of a file from where the page is that is being written.
func (w *pageWriter) fileAt(file string) string {
	if w.file != "" {
		return relative(w.file, file)
	}
	return w.absolute(file)
}

// webURL is raw, without a user and password, when it is an absolute http or https
// address, else "".
func webURL(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.User = nil
	return u.String()
}
