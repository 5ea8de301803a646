package audit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"
)

// How politely addresses elsewhere are asked for.
const (
	hostsAtOnce  = 8
	betweenAsks  = 500 * time.Millisecond // of one host
	patience     = 15 * time.Second       // for one answer
	longestWait  = 30 * time.Second       // that a host may ask for
	enoughToKnow = 64 << 10               // bytes of a body
)

// ask asks for all addresses elsewhere: hosts side by side, and the addresses of
// one host one after another.
func (s *site) ask(ctx context.Context, o Options) error {
	client := o.Client
	if client == nil {
		client = &http.Client{Timeout: patience}
	}
	hosts := map[string][]string{}
	for address := range s.outer {
		if u, err := url.Parse(address); err == nil {
			hosts[u.Host] = append(hosts[u.Host], address)
		}
	}
	done := 0
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(hostsAtOnce)
	for _, host := range slices.Sorted(maps.Keys(hosts)) {
		group.Go(func() error {
			slices.Sort(hosts[host])
			for i, address := range hosts[host] {
				if i > 0 {
					if err := sleep(ctx, betweenAsks); err != nil {
						return err
					}
				}
				reason, doubtful := tryTwice(ctx, client, address, o.Agent)
				if err := ctx.Err(); err != nil {
					return err
				}
				s.answered(address, reason, doubtful)
				s.mu.Lock()
				done++
				if o.Progress != nil {
					o.Progress(done, len(s.outer))
				}
				s.mu.Unlock()
			}
			return nil
		})
	}
	return group.Wait()
}

func (s *site) answered(address, reason string, doubtful bool) {
	if reason == "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.outer[address]
	p.Reason, p.Doubtful = reason, doubtful
	s.found.Problems = append(s.found.Problems, p)
}

// tryTwice asks for an address, and once more when the host says later.
func tryTwice(ctx context.Context, client *http.Client, address, agent string) (reason string, doubtful bool) {
	reason, doubtful, wait := try(ctx, client, address, agent)
	if wait > 0 {
		if sleep(ctx, wait) != nil {
			return reason, doubtful
		}
		reason, doubtful, _ = try(ctx, client, address, agent)
	}
	return reason, doubtful
}

// try asks once: for the head, which is enough for most hosts, and for the page
// where the head is refused.
func try(ctx context.Context, client *http.Client, address, agent string) (reason string, doubtful bool, wait time.Duration) {
	for _, method := range []string{http.MethodHead, http.MethodGet} {
		request, err := http.NewRequestWithContext(ctx, method, address, nil)
		if err != nil {
			return "it is not an address", false, 0
		}
		request.Header.Set("User-Agent", agent)
		response, err := client.Do(request)
		if err != nil {
			return failure(err)
		}
		_, _ = io.CopyN(io.Discard, response.Body, enoughToKnow)
		response.Body.Close()
		switch code := response.StatusCode; {
		case code < 300:
			return "", false, 0
		case method == http.MethodHead: // some hosts know no HEAD
		case code == http.StatusNotFound || code == http.StatusGone:
			return "the host answers " + response.Status, false, 0
		case code == http.StatusTooManyRequests || code >= 500:
			return "the host answers " + response.Status, true, retryAfter(response)
		default:
			reason, doubtful = "the host answers "+response.Status, true
		}
	}
	return reason, doubtful, 0
}

// failure says why there was no answer.
func failure(err error) (reason string, doubtful bool, wait time.Duration) {
	var dns *net.DNSError
	if errors.As(err, &dns) && dns.IsNotFound {
		return fmt.Sprintf("there is no host %s", dns.Name), false, 0
	}
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err
	}
	return "no answer: " + err.Error(), true, betweenAsks
}

// retryAfter is how long a host asks to wait. RFC 9110, section 10.2.3.
func retryAfter(response *http.Response) time.Duration {
	seconds, err := strconv.Atoi(response.Header.Get("Retry-After"))
	if err != nil || seconds <= 0 {
		return betweenAsks
	}
	return min(time.Duration(seconds)*time.Second, longestWait)
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
