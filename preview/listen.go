package preview

import (
	"fmt"
	"net"
	"strconv"
)

// morePorts is how many ports are tried after the first.
const morePorts = 20

// Listen listens on addr, host:port. When that fails and the address was not
// asked for, it tries the next ports too. The error is the one of addr itself.
func Listen(addr string, asked bool) (net.Listener, error) {
	l, first := net.Listen("tcp", addr)
	if first == nil {
		return l, nil
	}
	host, port := splitPort(addr)
	if asked || port == 0 {
		return nil, fmt.Errorf("starting the preview server: %w", first)
	}
	for next := port + 1; next <= port+morePorts && next <= 65535; next++ {
		if l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(next))); err == nil {
			return l, nil
		}
	}
	return nil, fmt.Errorf("starting the preview server (and the next %d ports are no better): %w", morePorts, first)
}

// splitPort takes addr apart. The port is 0 when there is none to count from.
func splitPort(addr string) (host string, port int) {
	host, text, err := net.SplitHostPort(addr)
	if err != nil {
		return "", 0
	}
	number, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return "", 0
	}
	return host, int(number)
}

// URL is the address to open in a browser for a site with this base path that
// is served on l.
func URL(l net.Listener, basePath string) string {
	addr := l.Addr().String()
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		addr = net.JoinHostPort("localhost", strconv.Itoa(tcp.Port))
	}
	return "http://" + addr + New(Options{BasePath: basePath}).base
}

// isPublic reports whether other machines can reach l.
func isPublic(l net.Listener) bool {
	tcp, ok := l.Addr().(*net.TCPAddr)
	return ok && !tcp.IP.IsLoopback()
}
