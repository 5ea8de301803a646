package fetch

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	nt "galley/notion/notiontest"
)

// only gives the one file of a snapshot.
func only(t *testing.T, s *Snapshot) File {
	t.Helper()
	if len(s.Files) != 1 {
		t.Fatalf("%d files: %+v; warnings %+v", len(s.Files), s.Files, s.Warnings)
	}
	for _, f := range s.Files {
		return f
	}
	return File{}
}

func TestEveryHostedFileIsInTheStore(t *testing.T) {
	inWorld(t, func(w *world) {
		n := 0
		file := func() *nt.File { n++; return nt.Upload(fmt.Sprintf("file%d.bin", n), fmt.Append(nil, "content ", n)) }
		emoji := w.ws.CustomEmoji("party", file())
		db := w.ws.Database("Posts", nt.Schema(nt.Title("Name"), nt.Files("Media"))).Icon(nt.FileIcon(file())).Cover(file())
		db.Row("row", nt.Values{"Media": []*nt.File{file(), nt.External("https://example.org/x.png")}},
			nt.Image(file()).Caption("by ", nt.MentionCustomEmoji(emoji)), nt.Video(file()), nt.Audio(file()), nt.PDF(file()), nt.FileBlock(file()),
			nt.Callout("c").Icon(nt.FileIcon(file())), nt.Tabs(nt.Tab("t").Icon(nt.FileIcon(file()))),
			nt.Toggle("deep").Children(nt.Image(file())), nt.Image(nt.External("https://example.org/y.png"))).
			Icon(nt.FileIcon(file())).Cover(file())
		w.of(databaseSource(db)).serve()
		s := w.run()
		equal(t, "files", len(s.Files), n)
		for key, f := range s.Files {
			data, err := os.ReadFile(f.Path)
			if err != nil || hashOf(data) != f.Hash || int64(len(data)) != f.Size || !filepath.IsAbs(f.Path) || !strings.HasPrefix(f.Name, "file") && f.Name != "party" {
				t.Errorf("%s: %+v, %v", key, f, err)
			}
		}
		equal(t, "downloads", w.downloads(), n)
		w.same(s, w.run())
		equal(t, "downloads of the second run", w.downloads(), 0)
	})
}

func TestAFileThatNothingShowsAnyMoreIsNotInTheSnapshot(t *testing.T) {
	inWorld(t, func(w *world) {
		image := nt.Image(nt.Upload("a.png", picture))
		original := nt.SyncedOriginal(image, nt.Paragraph("x"))
		w.ws.Page("Elsewhere", original)
		w.of(pageSource(w.ws.Page("Guest", nt.SyncedCopy(original)))).serve()
		only(t, w.run())
		image.Remove()
		equal(t, "files", len(w.run().Files), 0)
	})
}

func TestTheBytesTellWhatAFileIs(t *testing.T) {
	jpeg := []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x11\x08\x00\x07\x00\x05\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00")
	webp := []byte("RIFF\x1a\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x08\x00\x00\x0b\x00\x00")
	for _, test := range []struct {
		name, data, said, kind string
		width, height          int
	}{
		{"png", string(picture), "text/html", "image/png", 2, 3},
		{"jpeg", string(jpeg), "", "image/jpeg", 5, 7},
		{"gif", "GIF89a\x04\x00\x06\x00\x00\x00\x00", "", "image/gif", 4, 6},
		{"webp", string(webp), "", "image/webp", 9, 12},
		{"broken png", "\x89PNG\r\n\x1a\n", "", "image/png", 0, 0},
		{"svg", `<svg xmlns="http://www.w3.org/2000/svg" width="10.6px" height="20"/>`, "", "image/svg+xml", 11, 20},
		{"svg with a box", "\ufeff<?xml version='1.0'?><!-- x --><svg viewBox='0 0,30 40' width='100%'/>", "", "image/svg+xml", 30, 40},
		{"svg of no size", `<svg/>`, "text/plain", "image/svg+xml", 0, 0},
		{"html that is no svg", `<html><svg/></html>`, "image/png", "text/html", 0, 0},
		{"zip by its host", "PK\x03\x04", "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text", 0, 0},
		{"anything", "\x00\x01\x02", "binary/octet-stream", "application/octet-stream", 0, 0},
		{"nothing", "", "text/csv; charset=utf-8", "text/csv", 0, 0},
	} {
		var f fileRecord
		err := f.sniff(bytes.NewReader([]byte(test.data)), test.said)
		if err != nil || f.ContentType != test.kind || f.Width != test.width || f.Height != test.height {
			t.Errorf("%s: %s %d×%d, %v", test.name, f.ContentType, f.Width, f.Height, err)
		}
	}
}

func TestNamesOfFilesInTheStoreAreHarmless(t *testing.T) {
	for name, want := range map[string]string{
		"a.PNG": ".png", "a": ".png", "../../a.p/hp": ".png", "a.tar.gz": ".gz", "a.äöü": ".png", "a.verylongextension": ".png",
	} {
		equal(t, name, extension(name, "image/png"), want)
	}
}

func TestAnExpiredLinkIsRenewedOnce(t *testing.T) {
	inWorld(t, func(w *world) {
		db := w.ws.Database("Posts", nt.Schema(nt.Title("Name"), nt.Files("Media")))
		db.Row("row", nt.Values{"Media": nt.Upload("b.png", picture)}, nt.Image(nt.Upload("a.png", picture)))
		w.of(databaseSource(db)).serve()
		w.srv.Script("GET /files/*/*/a.png", nt.LinkExpired)
		w.srv.Script("GET /files/*/*/b.png", nt.LinkExpired)
		s := w.run()
		equal(t, "files", len(s.Files), 2)
		w.asked(map[string]int{getDatabase: 1, getSource: 1, query: 1, getChildren: 1, getBlock: 1, getPage: 1})
		w.wantWarnings(s)
	})
}

func TestALinkIsRenewedAgainWhenItExpiredMeanwhile(t *testing.T) {
	for slow := 1; slow <= maxRenewals; slow++ {
		inWorld(t, func(w *world) {
			page := w.ws.Page("Page", nt.Image(nt.Upload("a.png", picture)))
			w.of(pageSource(page)).serve()
			w.options.FileTimeout = 2 * time.Hour
			inner := w.http.Transport
			left := slow
			w.http.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
				resp, err := inner.RoundTrip(r)
				if err == nil && resp.StatusCode == http.StatusOK && !strings.HasPrefix(r.URL.Path, "/v1/") && left > 0 {
					left--
					resp.Body.Close()
					resp.Body = &trickle{140}
				}
				return resp, err
			})
			only(t, w.run())
			equal(t, "links asked for", w.requests()[getBlock], slow)
		})
	}
}

func TestTheRenewalOfALinkEnds(t *testing.T) {
	inWorld(t, func(w *world) {
		page := w.ws.Page("Page", nt.Image(nt.Upload("a.png", picture)))
		w.of(pageSource(page)).serve()
		w.options.Now = func() time.Time { return time.Now().Add(2 * time.Hour) } // a clock that is wrong
		w.srv.Script("GET /files/*/*/a.png", slices.Repeat([]nt.Fault{nt.LinkExpired}, 10)...)
		w.wantWarnings(w.run(), `Page: the file "a.png" was not downloaded: its host answers 403 forbidden`)
		equal(t, "links asked for", w.requests()[getBlock], maxRenewals)
	})
}

// trickle is a body that gives so many bytes, one in half a minute, and breaks
// off.
type trickle struct{ left int }

func (t *trickle) Read(b []byte) (int, error) {
	if t.left == 0 {
		return 0, io.ErrUnexpectedEOF
	}
	t.left--
	time.Sleep(30 * time.Second)
	return copy(b[:1], "x"), nil
}

func (t *trickle) Close() error { return nil }

func TestAFileThatCannotBeHadIsAWarning(t *testing.T) {
	inWorld(t, func(w *world) {
		page := w.ws.Page("Page", nt.Image(nt.Upload("a.png", picture)), nt.Paragraph("text"))
		w.of(pageSource(page)).serve()
		w.srv.Script("GET /files/*/*/*", nt.LinkExpired, nt.LinkExpired)
		s := w.run()
		w.asked(map[string]int{getPage: 1, getChildren: 1, getBlock: 1})
		w.wantWarnings(s, `Page: the file "a.png" was not downloaded: its host answers 403 forbidden`)
		equal(t, "outline", w.outline(s, page), "image\nparagraph text\n")
		w.wantWarnings(w.run(), `Page: the file "a.png" was not downloaded: its host answers 403 forbidden`)
		equal(t, "downloads of the second run", w.downloads(), 0)

		w.options.Full = true
		only(t, w.run())
	})
}

func TestAFileThatCouldNotBeHadIsTriedAgain(t *testing.T) {
	for name, meanwhile := range map[string]func(page *nt.Page){
		"after an edit of the page": func(page *nt.Page) { page.Append(nt.Paragraph("x")); sleep(10 * time.Minute) },
		"after a week":              func(*nt.Page) { sleep(staleAfter) },
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				shown := w.ws.Page("Page", nt.Image(nt.Upload("a.png", picture))).Cover(nt.Upload("b.png", picture))
				elsewhere := w.ws.Page("Another", nt.Image(nt.Upload("a.png", picture)))
				// The lists of the root are read in every run.
				root := w.ws.Page("Root", nt.Image(nt.Upload("c.png", picture)), nt.ChildPage(elsewhere), nt.ChildPage(shown))
				w.of(pageSource(root)).serve()
				for _, name := range []string{"a", "b", "c"} {
					w.srv.Script("GET /files/*/*/"+name+".png", nt.LinkExpired, nt.LinkExpired)
				}
				equal(t, "files", len(w.run().Files), 0)
				equal(t, "files of the second run", len(w.run().Files), 0)
				equal(t, "downloads of the second run", w.downloads(), 0)
				meanwhile(shown)
				s := w.run()
				want := 2
				if strings.Contains(name, "week") {
					want = 3
				}
				equal(t, "files", len(s.Files), want)
				equal(t, "warnings", len(s.Warnings), 3-want)
			})
		})
	}
}

func TestAHostThatIsDownIsTriedAgainInTheNextRun(t *testing.T) {
	inWorld(t, func(w *world) {
		page := w.ws.Page("Page", nt.Image(nt.Upload("a.png", picture)))
		w.of(pageSource(page)).serve()
		w.srv.Script("GET /files/*/*/*", nt.InternalError, nt.Reset, nt.Truncated, nt.NotReady, nt.InternalError, nt.InternalError)
		s := w.run()
		w.wantWarnings(s, `Page: the file "a.png" was not downloaded: its host answers 500 internal server error`)
		s = w.run() // the link in the store is not signed any more
		only(t, s)
		w.wantWarnings(s)
		w.asked(map[string]int{getPage: 1, getBlock: 1})
	})
}

func TestAFileThatIsTooLargeIsAWarning(t *testing.T) {
	inWorld(t, func(w *world) {
		page := w.ws.Page("Page", nt.Image(nt.Upload("a.png", bytes.Repeat(picture, 100))), nt.Image(nt.Upload("b.png", picture)))
		w.of(pageSource(page)).serve()
		w.options.MaxFileSize = 1000
		s := w.run()
		equal(t, "file", only(t, s).Name, "b.png")
		w.wantWarnings(s, `Page: the file "a.png" was not downloaded: it is larger than 1000 bytes (max_size in the configuration)`)
		w.run()
		equal(t, "downloads", w.downloads(), 0)
		w.options.MaxFileSize = 0
		equal(t, "files without a limit", len(w.run().Files), 2)
	})
}

func TestTheTokenIsNotSentToFileHosts(t *testing.T) {
	inWorld(t, func(w *world) {
		page := w.ws.Page("Page", nt.Image(nt.Upload("a.png", picture)))
		w.of(pageSource(page)).serve()
		inner := w.http.Transport
		w.http.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			if !strings.HasPrefix(r.URL.Path, "/v1/") && (r.Header.Get("Authorization") != "" || r.Header.Get("Cookie") != "") {
				t.Errorf("the request for %s has credentials", r.URL.Path)
			}
			return inner.RoundTrip(r)
		})
		only(t, w.run())
	})
}

// replaced changes the answers of file hosts.
func (w *world) replaced(change func(r *http.Request, resp *http.Response)) {
	inner := w.http.Transport
	w.http.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
		resp, err := inner.RoundTrip(r)
		if err == nil && !strings.HasPrefix(r.URL.Path, "/v1/") {
			change(r, resp)
		}
		return resp, err
	})
}

func TestADownloadThatStandsStillIsBrokenOff(t *testing.T) {
	inWorld(t, func(w *world) {
		page := w.ws.Page("Page", nt.Image(nt.Upload("a.png", picture)))
		w.of(pageSource(page)).serve()
		stuck := 0
		w.replaced(func(r *http.Request, resp *http.Response) {
			if stuck == 0 {
				stuck++
				resp.Body.Close()
				resp.Body = &silence{r.Context()}
			}
		})
		start := time.Now()
		only(t, w.run())
		if took := time.Since(start); stuck != 1 || took < idleTimeout {
			t.Errorf("it took %v, with %d downloads stuck", took, stuck)
		}
	})
}

func TestADownloadThatTakesTooLongIsLeftToTheNextRun(t *testing.T) {
	inWorld(t, func(w *world) {
		page := w.ws.Page("Page", nt.Image(nt.Upload("a.png", picture)), nt.Paragraph("text"))
		w.of(pageSource(page)).serve()
		w.options.FileTimeout = 5 * time.Minute
		slow := true
		w.replaced(func(_ *http.Request, resp *http.Response) {
			if slow {
				resp.Body.Close()
				resp.Body = &trickle{10_000}
			}
		})
		start := time.Now()
		w.wantWarnings(w.run(), `Page: the file "a.png" was not downloaded: the download broke off: it takes too long (timeout in the configuration)`)
		equal(t, "downloads", w.downloads(), 1)
		if took := time.Since(start); took < w.options.FileTimeout || took > w.options.FileTimeout+time.Minute {
			t.Errorf("it took %v", took)
		}
		slow = false
		only(t, w.run())
	})
}

func TestFilesAreFollowedToOtherHostsWithoutTellingWhoAsks(t *testing.T) {
	for _, test := range []struct {
		to   string
		want string // what is wrong with it; "" for nothing
	}{
		{"http://elsewhere.test", ""},
		{"ftp://elsewhere.test", "its host redirects to where nothing is encrypted"},
		{"file://", "its host redirects to where nothing is encrypted"},
		{"http://notion.test", "its host redirects again and again"},
	} {
		inWorld(t, func(w *world) {
			page := w.ws.Page("Page", nt.Image(nt.Upload("a.png", picture)))
			w.of(pageSource(page)).serve()
			hosts := map[string]bool{}
			w.replaced(func(r *http.Request, resp *http.Response) {
				hosts[r.URL.Host] = true
				if r.Header.Get("Authorization") != "" || r.Header.Get("Referer") != "" || r.Header.Get("Cookie") != "" {
					t.Errorf("%s was sent %v", r.URL.Host, r.Header)
				}
				if r.URL.Host == "notion.test" {
					resp.StatusCode = http.StatusFound
					resp.Header.Set("Location", test.to+r.URL.RequestURI())
				}
			})
			s := w.run()
			if test.want != "" {
				w.wantWarnings(s, `Page: the file "a.png" was not downloaded: `+test.want)
				equal(t, "downloads that were tried again", w.downloads() > maxRedirects+1, false)
				return
			}
			only(t, s)
			equal(t, "another host was asked", hosts["elsewhere.test"], true)
		})
	}
}

func TestEncryptionIsNotGivenUpOnTheWay(t *testing.T) {
	from, _ := http.NewRequest("GET", "https://files.test/a", nil)
	to, _ := http.NewRequest("GET", "http://files.test/a", nil)
	if discreet(&http.Client{}).CheckRedirect(to, []*http.Request{from}) == nil {
		t.Error("a redirect from https to http is followed")
	}
}

// silence is a body that gives nothing until its request is cancelled.
type silence struct{ ctx context.Context }

func (s *silence) Read([]byte) (int, error) { <-s.ctx.Done(); return 0, io.ErrUnexpectedEOF }
func (s *silence) Close() error             { return nil }
