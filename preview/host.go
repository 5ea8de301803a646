package preview

import (
	"net"
	"net/netip"
	"strings"
)

// answersTo reports whether a request may name this host, with or without a
// port (RFC 9110, 7.2).
func (s *Server) answersTo(host string) bool {
	if s.public {
		return true
	}
	name := hostname(host)
	if name == "localhost" || name != "" && name == s.host {
		return true
	}
	addr, err := netip.ParseAddr(name)
	return err == nil && addr.IsLoopback()
}

// hostname is the host of host:port in lower case, without brackets and the dot
// of the root.
func hostname(hostport string) string {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.TrimSuffix(strings.TrimPrefix(hostport, "["), "]")
	}
	return strings.ToLower(strings.TrimSuffix(host, "."))
}
