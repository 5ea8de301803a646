package render

import (
	"cmp"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"galley/notion"
)

const notionAddress = "https://www.notion.so"

// Schemes as RFC 3986 spells them; what looks like a host, such as www.x.y; the
// scheme and authority of an address of the web; and pictures that a browser does
// not run.
var (
	schemePattern  = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*:`)
	hostPattern    = regexp.MustCompile(`^(?:[\pL\pN-]+\.)+\pL{2,}(?::\d+)?(?:[/?#]|$)`)
	webPattern     = regexp.MustCompile(`^((?i:https?)://)([^/?#]+)`)
	dataImage      = regexp.MustCompile(`^(?i:data:image/(?:png|jpe?g|gif|webp|avif|bmp);base64,)[A-Za-z0-9+/=]+$`)
	percentEncoded = regexp.MustCompile(`^%[0-9a-fA-F]{2}`)
)

// safeURL gives the address that a text from Notion may lead to: one of the
// web, of mail or of a telephone, or a path on the site. What looks like a host
// gets a scheme, and what has a user and a password loses them. ok is false for
// everything else.
func safeURL(raw string) (url string, ok bool) {
	raw = tidyURL(raw)
	if strings.HasPrefix(raw, "//") {
		raw = "https:" + raw
	} else if hostPattern.MatchString(raw) {
		raw = "https://" + raw
	}
	scheme := schemePattern.FindString(raw)
	switch strings.ToLower(scheme) {
	case "http:", "https:":
		return safeWebURL(raw)
	case "mailto:", "tel:":
		if len(raw) > len(scheme) {
			return escapeURL(raw), true
		}
		return "", false
	}
	if scheme == "" && (strings.HasPrefix(raw, "/") || strings.HasPrefix(raw, "#")) {
		return escapeURL(raw), true
	}
	return "", false
}

// safeWebURL is safeURL for addresses of the web.
func safeWebURL(raw string) (address string, ok bool) {
	match := webPattern.FindStringSubmatch(raw)
	if match == nil || strings.Contains(match[2], `\`) { // which browsers take for a slash
		return "", false
	}
	host := match[2][strings.LastIndexByte(match[2], '@')+1:]
	address = match[1] + host + escapeURL(raw[len(match[0]):])
	u, err := url.Parse(address)
	if err != nil || !isHost(u.Hostname()) {
		return "", false
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n > 65535 {
			return "", false
		}
	}
	return address, true
}

// isHost tells whether a host may be called this: an address of IPv6, which
// alone has colons, or letters, digits, dots, dashes and underscores. Of other
// scripts there may also be signs, such as emoji.
func isHost(name string) bool {
	if strings.Contains(name, ":") {
		ip, err := netip.ParseAddr(name)
		return err == nil && ip.Zone() == ""
	}
	named := false
	for _, r := range name {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			named = true
		case r == '.', r == '-', r == '_':
		case r > unicode.MaxASCII && unicode.IsGraphic(r) && !unicode.IsSpace(r):
			named = true
		default:
			return false
		}
	}
	return named
}

// safeSource gives the address that a picture, sound or film may be loaded from.
func safeSource(raw string) (url string, ok bool) {
	url, ok = safeURL(raw)
	if ok && (webPattern.MatchString(url) || strings.HasPrefix(url, "/")) {
		return url, true
	}
	return "", false
}

// safeImage is safeSource for pictures, which may also be written out as data.
func safeImage(raw string) (url string, ok bool) {
	if dataImage.MatchString(raw) {
		return raw, true
	}
	return safeSource(raw)
}

// tidyURL takes out what browsers take out of an address before they read its
// scheme.
func tidyURL(raw string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || isForbidden(r) {
			return -1
		}
		return r
	}, raw))
}

// escapeURL percent-encodes what an address may not hold by the URL standard.
func escapeURL(s string) string {
	var b strings.Builder
	fragment := false
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '%' && percentEncoded.MatchString(s[i:]):
			b.WriteByte(c)
		case c == '#' && !fragment:
			fragment = true
			b.WriteByte(c)
		case c <= ' ' || strings.IndexByte("\"#%<>[\\]^`{|}", c) >= 0:
			writePercent(&b, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func writePercent(b *strings.Builder, c byte) {
	const digits = "0123456789ABCDEF"
	b.WriteByte('%')
	b.WriteByte(digits[c>>4])
	b.WriteByte(digits[c&15])
}

// href gives where a link of a text leads to from the place that is written
// for; ok is false when it leads nowhere.
func (w *writer) href(raw string) (url string, ok bool) {
	if url, ours := w.referred(raw); ours {
		return url, url != ""
	}
	link, internal := notion.ParseLink(raw)
	if !internal {
		return safeURL(raw)
	}
	if target, _ := w.to.Page(link.Page); target.URL != "" {
		if link.Block != "" {
			return target.URL + "#" + link.Block.Compact(), true
		}
		return target.URL, true
	}
	if raw = tidyURL(raw); strings.HasPrefix(raw, "/") && !strings.HasPrefix(raw, "//") {
		raw = notionAddress + raw
	}
	return safeURL(raw)
}

// place gives the title, address and icon of a page. The address of one that is
// not on the site is Notion's own.
func (w *writer) place(id notion.ID) Target {
	target, _ := w.to.Page(id)
	if target.URL == "" && id != "" {
		target.URL = id.URL()
	}
	return target
}

// source finds what a file of Notion's is on the site. The URL is "" when the
// file cannot be shown; an external file keeps its own address.
func (w *writer) source(file *notion.File) File {
	if key := file.Key(); key != "" {
		local, ok := w.to.File(key)
		if !ok {
			local = File{}
		}
		local.Name = cmp.Or(local.Name, file.FileName())
		return local
	}
	url, _ := safeImage(file.URL())
	return File{URL: url, Name: file.FileName()}
}

// address makes an address readable: without its scheme and its query.
func address(url string) string {
	url, _, _ = strings.Cut(url, "?")
	url, _, _ = strings.Cut(url, "#")
	for _, prefix := range [...]string{"https://", "http://", "mailto:", "tel:", "www."} {
		url = strings.TrimPrefix(url, prefix)
	}
	return strings.TrimSuffix(url, "/")
}
