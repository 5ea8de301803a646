package bookmark

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/internal/derived"
	"galley/internal/picture/picturetest"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// web is a part of the web on this machine.
type web struct {
	*httptest.Server
	mux *http.ServeMux
	mu  sync.Mutex
	log []*http.Request
}

func newWeb(t *testing.T) *web { return newWebAt(t, "127.0.0.1") }

// newWebAt is a part of the web at an address of this machine.
func newWebAt(t *testing.T, ip string) *web {
	listener, err := net.Listen("tcp", ip+":0")
	if err != nil {
		t.Skipf("this machine does not answer at %s: %v", ip, err)
	}
	w := &web{mux: http.NewServeMux()}
	w.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		w.log = append(w.log, r)
		w.mu.Unlock()
		w.mux.ServeHTTP(to, r)
	}))
	w.Listener = listener
	w.Start()
	t.Cleanup(w.Close)
	return w
}

// page serves a body, as HTML unless a type is given.
func (w *web) page(path, body string, contentType ...string) string {
	w.mux.HandleFunc(path, func(to http.ResponseWriter, _ *http.Request) {
		to.Header().Set("Content-Type", strings.Join(append(contentType, "text/html; charset=utf-8")[:1], ""))
		_, _ = io.WriteString(to, body)
	})
	return w.URL + path
}

func (w *web) asked() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var paths []string
	for _, r := range w.log {
		paths = append(paths, r.URL.Path)
	}
	return paths
}

// everywhere lets tests reach this machine.
func everywhere(netip.Addr) bool { return true }

func newReader(t *testing.T) *Reader {
	return &Reader{Cache: derived.Open(t.TempDir()), UserAgent: "galley/test", Public: everywhere}
}

func read(t *testing.T, r *Reader, addresses ...string) Result {
	t.Helper()
	result, err := r.Read(t.Context(), addresses)
	if err != nil {
		t.Fatal(err)
	}
	r.client().http.CloseIdleConnections()
	return result
}

func pngOf(t *testing.T, width, height int) string {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	m.Set(0, 0, color.NRGBA{200, 20, 20, 255})
	return string(picturetest.PNG(t, m))
}

func TestCardsSayWhatPagesSayOfThemselves(t *testing.T) {
	w := newWeb(t)
	address := w.page("/tides", `<!doctype html><html><head><title>Not this</title>
		<meta property="og:title" content=" Tides &amp; moons
		 explained "><meta name=description content="Why the sea  rises."><base href="/static/">
		<link rel="icon" href="icon.svg"><link rel="shortcut icon" href="icon.png" sizes="32x32"><link rel=icon href=large.png sizes=128x128>
		<meta property="og:image" content="/sea.jpg"></head><body><meta property="og:title" content="Too late">`)
	w.page("/static/large.png", pngOf(t, 128, 100))
	w.page("/sea.jpg", string(picturetest.JPEG(t, image.NewGray(image.Rect(0, 0, 1920, 1000)), 75)), "image/jpeg")
	card := read(t, newReader(t), address, address).Cards[address]
	if card.Title != "Tides & moons explained" || card.Description != "Why the sea rises." {
		t.Errorf("the card says %q, %q", card.Title, card.Description)
	}
	for what, p := range map[string]*Picture{"icon 64x50 image/png": card.Icon, "image 960x500 image/jpeg": card.Image} {
		if p == nil {
			t.Fatalf("there is no %s; asked were %q", what, w.asked())
		}
		if got := fmt.Sprintf("%s %dx%d %s", strings.Fields(what)[0], p.Width, p.Height, p.ContentType); got != what {
			t.Errorf("got %s, want %s", got, what)
		}
		data, err := os.ReadFile(p.Path)
		if err != nil || int64(len(data)) != p.Size {
			t.Errorf("%s: %d bytes, want %d (%v)", what, len(data), p.Size, err)
		}
	}
	if diff := cmp.Diff([]string{"/tides", "/static/large.png", "/sea.jpg"}, w.asked()); diff != "" {
		t.Error(diff)
	}
}

func TestTextsAreReadInTheirCharset(t *testing.T) {
	w := newWeb(t)
	for want, address := range map[string]string{
		"Größe":                               w.page("/header", "<title>Gr\xf6\xdfe</title>", "text/html; charset=windows-1252"),
		"潮汐":                                  w.page("/meta", "<meta charset=shift_jis><title>\x92\xaa\x8e\xac</title>", "text/html"),
		"naïf":                                w.page("/bom", "\xff\xfe<\x00t\x00i\x00t\x00l\x00e\x00>\x00n\x00a\x00\xef\x00f\x00", "text/html"),
		"a b":                                 w.page("/broken", "<title>a\xff\x00\x07\n b\u202e</title>"),
		strings.Repeat("tide ", 39) + "tide…": w.page("/long", "<title>"+strings.Repeat("tide ", 1000)+"</title>"),
	} {
		if got := read(t, newReader(t), address).Cards[address].Title; got != want {
			t.Errorf("%s: title %q, want %q", address, got, want)
		}
	}
}

func TestNothingIsAskedThatIsNotPublic(t *testing.T) {
	w := newWeb(t)
	w.page("/", "<title>Secret</title>")
	r := newReader(t)
	r.Public = nil
	port := w.URL[strings.LastIndex(w.URL, ":"):]
	addresses := []string{
		w.URL, "http://localhost" + port, "http://[::1]" + port, "http://[::ffff:127.0.0.1]" + port, "http://0.0.0.0" + port, "http://127.1" + port,
		"http://2130706433" + port, "ftp://127.0.0.1/", "file:///etc/passwd", "http:///", "nonsense", "javascript:alert(1)", "http://%zz/",
	}
	result := read(t, r, addresses...)
	if len(result.Cards) > 0 || result.Failed != len(addresses) || len(w.asked()) > 0 {
		t.Errorf("cards %v, %d failed, asked %q", result.Cards, result.Failed, w.asked())
	}
}

func TestRedirectsAreFollowedWhereItIsPublic(t *testing.T) {
	inside, outside := newWebAt(t, "127.0.0.2"), newWeb(t)
	inside.page("/", "<title>Secret</title>")
	outside.page("/end", "<title>The end</title>")
	to := func(path, target string) string {
		outside.mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
			http.Redirect(w, r, target, http.StatusFound)
		})
		return outside.URL + path
	}
	good := to("/good", "/end")
	private := to("/private", inside.URL)
	file := to("/file", "file:///etc/passwd")
	circle := to("/circle", "/circle")
	picture := outside.page("/picture", `<title>P</title><meta property=og:image content="`+inside.URL+`">`)
	r := newReader(t)
	r.Public = func(a netip.Addr) bool { return a == netip.MustParseAddr("127.0.0.1") }
	result := read(t, r, good, private, file, circle, picture)
	if result.Cards[good].Title != "The end" || result.Cards[picture].Image != nil || result.Failed != 3 {
		t.Errorf("cards %v, %d failed", result.Cards, result.Failed)
	}
	if n := len(inside.asked()); n > 0 {
		t.Errorf("%d requests to what is not public", n)
	}
	if n := strings.Count(strings.Join(outside.asked(), " "), "/circle"); n != maxRedirects+1 {
		t.Errorf("%d requests in a circle", n)
	}
	if result.Asked != len(outside.asked())+2+1 { // refused were the connection for a page and for a picture, and the file
		t.Errorf("%d requests are told of, %d were sent", result.Asked, len(outside.asked()))
	}
}

func TestRequestsTellNothing(t *testing.T) {
	w := newWeb(t)
	w.page("/end", "<title>x</title>")
	w.mux.HandleFunc("/", func(to http.ResponseWriter, r *http.Request) {
		http.SetCookie(to, &http.Cookie{Name: "seen", Value: "1"})
		http.Redirect(to, r, "/end", http.StatusFound)
	})
	t.Setenv("HTTP_PROXY", "http://proxy.invalid")
	r := newReader(t)
	r.Language = "de"
	read(t, r, strings.Replace(w.URL, "http://", "http://user:secret@", 1)+"/a", w.URL+"/b")
	for _, request := range w.log {
		got := request.Header.Clone()
		for name, want := range map[string]string{"User-Agent": "galley/test", "Accept-Language": "de, *;q=0.5", "Accept-Encoding": "gzip"} {
			if got.Get(name) != want {
				t.Errorf("%s: %s is %q, want %q", request.URL, name, got.Get(name), want)
			}
			got.Del(name)
		}
		got.Del("Accept")
		if len(got) > 0 {
			t.Errorf("%s was asked with %v", request.URL, got)
		}
	}
	if transport := r.client().http.Transport.(*http.Transport); transport.Proxy != nil {
		t.Error("a proxy may be used")
	}
}

func TestWhatIsReadHasLimits(t *testing.T) {
	w := newWeb(t)
	w.mux.HandleFunc("/endless", func(to http.ResponseWriter, _ *http.Request) {
		to.Header().Set("Content-Type", "text/html")
		for err := error(nil); err == nil; {
			_, err = io.WriteString(to, strings.Repeat("<meta name=x content=y>", 1000))
		}
	})
	big := w.page("/big.png", pngOf(t, 5000, 100), "image/png")
	heavy := w.page("/heavy.png", pngOf(t, 100, 100)+strings.Repeat("x", 9<<20), "image/png")
	tiny := w.page("/tiny.png", pngOf(t, 3, 3), "image/png")
	svg := w.page("/drawing", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "image/png")
	var pages []string
	for i, image := range []string{big, heavy, tiny, svg, w.URL + "/gone.png"} {
		pages = append(pages, w.page(fmt.Sprint("/", i), "<title>x</title><meta property=og:image content="+image+"><link rel=icon href="+image+">"))
	}
	result := read(t, newReader(t), append(pages, w.URL+"/endless")...)
	if len(result.Cards) != len(pages)+1 {
		t.Errorf("%d pages were read", len(result.Cards))
	}
	for address, card := range result.Cards {
		if card.Icon != nil && !strings.HasSuffix(address, "/1") || card.Image != nil {
			t.Errorf("%s has the pictures %v, %v", address, card.Icon, card.Image)
		}
	}
}

func TestOnlyPagesSayWhatTheyAre(t *testing.T) {
	w := newWeb(t)
	w.page("/favicon.ico", "none")
	for _, address := range []string{
		w.page("/paper.pdf", "<title>x</title>", "application/pdf"), w.page("/text", "<title>x</title>", "text/plain"), w.page("/none", "<p>Hello"),
	} {
		card, ok := read(t, newReader(t), address).Cards[address]
		if diff := cmp.Diff(Card{}, card); diff != "" || !ok {
			t.Errorf("%s: %s", address, diff)
		}
	}
	w.mux.HandleFunc("/404", http.NotFound)
	if result := read(t, newReader(t), w.URL+"/404"); result.Failed != 1 || len(result.Cards) > 0 {
		t.Errorf("a page that is not there: %+v", result)
	}
}

func TestWhatIsKnownIsNotAskedAgain(t *testing.T) {
	w := newWeb(t)
	good := w.page("/good", "<title>Good</title><link rel=icon href=/icon.png>")
	w.page("/icon.png", pngOf(t, 64, 64), "image/png")
	bad := w.URL + "/bad"
	now := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	dir := t.TempDir()
	again := func(want string, change ...func(*Reader)) Result {
		t.Helper()
		r := newReader(t)
		r.Cache, r.Now = derived.Open(dir), func() time.Time { return now }
		for _, c := range change {
			c(r)
		}
		w.mu.Lock()
		w.log = nil
		w.mu.Unlock()
		result := read(t, r, good, bad)
		if got := strings.Join(slices.Sorted(slices.Values(w.asked())), " "); got != want {
			t.Errorf("asked %q, want %q", got, want)
		}
		if err := r.Cache.Save(true); err != nil {
			t.Fatal(err)
		}
		return result
	}
	offline := func(r *Reader) { r.Offline = true }
	one := func(r *Reader) { r.Public = func(netip.Addr) bool { return false } }
	if result := again("", offline); len(result.Cards) > 0 || !result.Until.Equal(now) {
		t.Errorf("without a cache and a network: %+v", result)
	}
	progress := ""
	first := again("/bad /good /icon.png", func(r *Reader) { r.Progress = func(done, total int) { progress += fmt.Sprint(done, "/", total, " ") } })
	if progress != "1/2 2/2 " {
		t.Errorf("progress %q", progress)
	}
	if first.Cards[good].Icon == nil || first.Failed != 1 || !first.Until.Equal(now.Add(failedFor)) {
		t.Errorf("%+v", first)
	}
	now = now.Add(23 * time.Hour)
	if diff := cmp.Diff(first.Cards, again("").Cards); diff != "" {
		t.Error(diff)
	}
	now = now.Add(time.Hour)
	again("/bad")
	now = now.Add(29 * 24 * time.Hour)
	if diff := cmp.Diff(first.Cards, again("", offline).Cards); diff != "" {
		t.Error(diff)
	}
	// what was known of a page that does not answer any more is better than nothing
	if result := again("", one); result.Cards[good].Title != "Good" || !result.Until.Equal(now.Add(failedFor)) {
		t.Errorf("%+v", result)
	}
	now = now.Add(failedFor)
	again("/bad /good /icon.png")
	if err := os.RemoveAll(filepath.Join(dir, "files")); err != nil {
		t.Fatal(err)
	}
	if card := again("", offline).Cards[good]; card.Icon != nil || card.Title != "Good" {
		t.Errorf("a picture is gone: %+v", card)
	}
	again("/good /icon.png")
}

func TestReadingEndsWithItsContext(t *testing.T) {
	w := newWeb(t)
	ctx, cancel := context.WithCancel(t.Context())
	w.mux.HandleFunc("/", func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	r := newReader(t)
	var addresses []string
	for i := range 50 {
		addresses = append(addresses, fmt.Sprint(w.URL, "/", i))
	}
	if _, err := r.Read(ctx, addresses); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if n := len(w.asked()); n > atOnceHost {
		t.Errorf("%d pages of one host were asked for at once", n)
	}
	if _, known := r.Cache.Get(kindPage, addresses[0]); known {
		t.Error("a page that there was no time for is taken for one that cannot be read")
	}
}
