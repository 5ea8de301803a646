package render

import (
	"net/url"
	"regexp"
	"strings"
	"sync"
)

// service is one whose pages have a form to be shown within others.
type service struct {
	title string                     // of the frame, for who cannot see it
	hosts string                     // without "www.", between spaces
	frame func(page *url.URL) string // "" when the page has no such form
}

// services are those that are shown. The forms that set no cookies come first
// where there are several.
var services = sync.OnceValue(func() []service {
	return []service{
		{"YouTube video", " youtube.com m.youtube.com music.youtube.com youtu.be youtube-nocookie.com ", youTubeFrame},
		{"Vimeo video", " vimeo.com player.vimeo.com ", vimeoFrame},
		{"Loom video", " loom.com ", pathFrame(`^/(?:share|embed)/(\w+)$`, "https://www.loom.com/embed/$1")},
		{"Dailymotion video", " dailymotion.com ", pathFrame(`^/(?:embed/)?video/(\w+)`, "https://www.dailymotion.com/embed/video/$1")},
		{"Spotify player", " open.spotify.com ", pathFrame(`^/(?:intl-\w+/)?(?:embed/)?(track|album|playlist|episode|show|artist)/(\w+)$`, "https://open.spotify.com/embed/$1/$2")},
		{"SoundCloud player", " soundcloud.com ", addressFrame(`^/[\w-]+/[\w/-]+$`, "https://w.soundcloud.com/player/?url=")},
		{"SoundCloud player", " w.soundcloud.com ", asItIs(`^/player/$`)},
		{"Figma design", " figma.com ", addressFrame(`^/(?:file|design|proto|board|slides)/`, "https://www.figma.com/embed?embed_host=share&url=")},
		{"Figma design", " embed.figma.com ", asItIs(`^/`)},
		{"CodePen", " codepen.io ", pathFrame(`^/([\w-]+)/(?:pen|embed|full|details)/(\w+)$`, "https://codepen.io/$1/embed/$2?default-tab=result")},
		{"CodeSandbox", " codesandbox.io ", pathFrame(`^/(?:s|embed)/([\w-]+)$`, "https://codesandbox.io/embed/$1")},
		{"Miro board", " miro.com ", pathFrame(`^/app/(?:board|live-embed)/([\w=-]+)/?$`, "https://miro.com/app/live-embed/$1/")},
		{"Google Maps", " google.com maps.google.com ", asItIs(`^/maps(?:/d)?/embed$`)},
		{"Google Drive file", " drive.google.com ", pathFrame(`^/file/d/([\w-]+)`, "https://drive.google.com/file/d/$1/preview")},
		{"Google document", " docs.google.com ", pathFrame(`^/(document|spreadsheets|presentation)/d/([\w-]+)`, "https://docs.google.com/$1/d/$2/preview")},
	}
})

// provider finds the service that an address is of, and the address of the page
// to put into a frame.
func provider(address string) (frame, title string, ok bool) {
	page, err := url.Parse(address)
	if err != nil || page.Scheme != "https" && page.Scheme != "http" || page.Port() != "" {
		return "", "", false
	}
	page.User = nil
	host := " " + strings.TrimPrefix(strings.ToLower(page.Hostname()), "www.") + " "
	for _, s := range services() {
		if strings.Contains(s.hosts, host) {
			if frame := s.frame(page); frame != "" {
				return frame, s.title, true
			}
		}
	}
	return "", "", false
}

// pathFrame makes the address of a frame from parts of the page's path.
func pathFrame(pattern, template string) func(*url.URL) string {
	path := regexp.MustCompile(pattern)
	return func(page *url.URL) string {
		match := path.FindStringSubmatchIndex(page.Path)
		if match == nil {
			return ""
		}
		return string(path.ExpandString(nil, template, page.Path, match))
	}
}

// addressFrame makes the address of a frame that is told the page's.
func addressFrame(pattern, prefix string) func(*url.URL) string {
	path := regexp.MustCompile(pattern)
	return func(page *url.URL) string {
		if !path.MatchString(page.Path) {
			return ""
		}
		return prefix + url.QueryEscape(page.String())
	}
}

// asItIs is for pages that are made for frames.
func asItIs(pattern string) func(*url.URL) string {
	path := regexp.MustCompile(pattern)
	return func(page *url.URL) string {
		if !path.MatchString(page.Path) {
			return ""
		}
		safe := *page
		safe.Scheme = "https"
		frame, _ := safeSource(safe.String())
		return frame
	}
}

var (
	youTubePath = regexp.MustCompile(`^/(?:embed|shorts|live|v)/([\w-]{6,})$`)
	youTubeID   = regexp.MustCompile(`^[\w-]{6,}$`)
	seconds     = regexp.MustCompile(`^\d+`)
	vimeoPath   = regexp.MustCompile(`^/(?:video/|channels/\w+/)?(\d+)(?:/(\w+))?/?$`)
	vimeoHash   = regexp.MustCompile(`^\w+$`)
)

// youTubeFrame reads the ID of a video, where to start, and the playlist.
func youTubeFrame(page *url.URL) string {
	query := page.Query()
	id := query.Get("v")
	if match := youTubePath.FindStringSubmatch(page.Path); match != nil {
		id = match[1]
	}
	if strings.HasSuffix(page.Hostname(), "youtu.be") {
		id = strings.Trim(page.Path, "/")
	}
	list := query.Get("list")
	if !youTubeID.MatchString(list) {
		list = ""
	}
	start := seconds.FindString(query.Get("start") + query.Get("t"))
	set := url.Values{}
	if list != "" {
		set.Set("list", list)
	}
	if start != "" {
		set.Set("start", start)
	}
	switch {
	case id == "videoseries" || page.Path == "/playlist":
		if list == "" {
			return ""
		}
		id = "videoseries"
	case !youTubeID.MatchString(id):
		return ""
	}
	frame := "https://www.youtube-nocookie.com/embed/" + id
	if len(set) > 0 {
		frame += "?" + set.Encode()
	}
	return frame
}

// vimeoFrame reads the ID of a video and the hash that an unlisted one needs.
func vimeoFrame(page *url.URL) string {
	match := vimeoPath.FindStringSubmatch(page.Path)
	if match == nil {
		return ""
	}
	hash := match[2]
	if hash == "" && vimeoHash.MatchString(page.Query().Get("h")) {
		hash = page.Query().Get("h")
	}
	set := url.Values{"dnt": {"1"}}
	if hash != "" {
		set.Set("h", hash)
	}
	return "https://player.vimeo.com/video/" + match[1] + "?" + set.Encode()
}
