package bookmark

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	pageTime     = 20 * time.Second // for a page, its icon and its picture each
	connectTime  = 5 * time.Second
	headTime     = 10 * time.Second
	maxHead      = 64 << 10 // bytes of an answer's header
	maxRedirects = 5
)

// client asks hosts on the public internet.
type client struct {
	http     *http.Client
	header   http.Header
	requests atomic.Int64
}

// errNotPublic tells that an address leads to where the build can go, but
// readers cannot.
var errNotPublic = errors.New("the address is not on the public internet")

func (r *Reader) client() *client {
	public := r.Public
	if public == nil {
		public = IsPublic
	}
	dialer := &net.Dialer{
		Timeout: connectTime,
		// What is checked is the address that is connected to: what a name stands
		// for may change from one look to the next.
		Control: func(_, address string, _ syscall.RawConn) error {
			to, err := netip.ParseAddrPort(address)
			if err != nil || to != r.Own && !public(to.Addr()) {
				return errNotPublic
			}
			return nil
		},
	}
	c := &client{header: http.Header{"User-Agent": {r.UserAgent}}}
	if r.Language != "" {
		c.header.Set("Accept-Language", r.Language+", *;q=0.5")
	}
	c.http = &http.Client{
		CheckRedirect: c.redirect,
		Transport: &http.Transport{
			Proxy:               nil, // it would make the connection, unchecked
			DialContext:         dialer.DialContext,
			TLSHandshakeTimeout: connectTime, ResponseHeaderTimeout: headTime, MaxResponseHeaderBytes: maxHead,
			ForceAttemptHTTP2: true, IdleConnTimeout: connectTime, MaxIdleConnsPerHost: 1,
		},
	}
	return c
}

func (c *client) redirect(req *http.Request, before []*http.Request) error {
	if len(before) > maxRedirects {
		return errors.New("too many redirects")
	}
	c.requests.Add(1)
	req.Header.Del("Referer")
	return checkAddress(req.URL)
}

// checkAddress sees that an address is one of the web.
func checkAddress(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%q is not an address of the web", u.Redacted())
	}
	u.User = nil
	return nil
}

// answer is what was read of a page or picture.
type answer struct {
	url         *url.URL // after redirects
	contentType string
	body        []byte // at most as much as was wanted
}

// get reads up to limit bytes; whole tells that more is an error.
func (c *client) get(ctx context.Context, address *url.URL, accept string, limit int64, whole bool) (*answer, error) {
	ctx, cancel := context.WithTimeout(ctx, pageTime)
	defer cancel()
	target := *address
	if err := checkAddress(&target); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header = c.header.Clone()
	req.Header.Set("Accept", accept)
	c.requests.Add(1)
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the host answers %s", resp.Status)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	switch {
	case err != nil && (whole || len(body) == 0):
		return nil, err
	case int64(len(body)) > limit && whole:
		return nil, fmt.Errorf("it is larger than %d bytes", limit)
	}
	return &answer{resp.Request.URL, resp.Header.Get("Content-Type"), body[:min(int64(len(body)), limit)]}, nil
}
