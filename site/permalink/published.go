package permalink

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// What Published may end with, to be told with errors.Is.
var (
	ErrUnreachable = errors.New("nobody answers there") // the site may not have been published yet
	ErrUnavailable = errors.New("the site has trouble") // it is there, and may answer later
)

const (
	maxURLs  = 64 << 20 // bytes of urls.json
	attempts = 3
	patience = 20 * time.Second // for one attempt
)

// Published reads urls.json from the site at baseURL, which ends in a slash. A
// site without that file gives an empty history. When the host does not exist or
// refuses connections the error is ErrUnreachable, and when it fails again and
// again ErrUnavailable; any other error means that something else is there.
func Published(ctx context.Context, client *http.Client, baseURL string) (*History, error) {
	var err error
	for attempt := range attempts {
		if attempt > 0 {
			select {
			case <-time.After(time.Duration(attempt) * time.Second):
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		var h *History
		var again bool
		if h, again, err = ask(ctx, client, baseURL+URLsName); !again {
			if err != nil {
				err = fmt.Errorf("reading the addresses of the published site from %s: %w", baseURL+URLsName, err)
			}
			return h, err
		}
	}
	return nil, fmt.Errorf("reading the addresses of the published site from %s: %w: %w", baseURL+URLsName, ErrUnavailable, err)
}

// ask makes one attempt, and tells whether another one may end better.
func ask(ctx context.Context, client *http.Client, url string) (h *History, again bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, false, err
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, !isNobody(err), unreachable(err)
	}
	defer response.Body.Close()
	switch {
	case response.StatusCode == http.StatusNotFound || response.StatusCode == http.StatusGone:
		return New(), false, nil
	case response.StatusCode != http.StatusOK:
		return nil, response.StatusCode >= 500 || response.StatusCode == http.StatusTooManyRequests, errors.New(response.Status)
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, maxURLs+1))
	if err != nil {
		return nil, true, err
	}
	if len(data) > maxURLs {
		return nil, false, fmt.Errorf("it has more than %d MB", maxURLs>>20)
	}
	h, err = ParseURLs(data)
	return h, false, err
}

// isNobody tells the errors of a host that does not exist, or where nothing
// listens.
func isNobody(err error) bool {
	var dns *net.DNSError
	var dial *net.OpError
	return errors.As(err, &dns) && dns.IsNotFound || errors.As(err, &dial) && dial.Op == "dial" && !dial.Timeout()
}

func unreachable(err error) error {
	if isNobody(err) {
		return fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	return err
}
