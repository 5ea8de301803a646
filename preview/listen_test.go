package preview

import (
	"errors"
	"net"
	"strings"
	"syscall"
	"testing"
)

func TestListenTakesTheNextPortUnlessAsked(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	addr := taken.Addr().String()

	if l, err := Listen(addr, true); !errors.Is(err, syscall.EADDRINUSE) || !strings.Contains(err.Error(), addr) {
		t.Errorf("asked for: %v, %v, want that %s is in use", l, err, addr)
	}
	l, err := Listen(addr, false)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	first, got := taken.Addr().(*net.TCPAddr).Port, l.Addr().(*net.TCPAddr).Port
	if got <= first || got > first+morePorts {
		t.Errorf("port %d instead of %d, want one of the next %d", got, first, morePorts)
	}
}

func TestListenRefusesNonsense(t *testing.T) {
	for _, addr := range []string{"127.0.0.1", "127.0.0.1:x", "256.0.0.1:99999", "127.0.0.1:-5"} {
		if l, err := Listen(addr, false); err == nil {
			l.Close()
			t.Errorf("Listen(%q) listens on %s", addr, l.Addr())
		}
	}
}

func TestURLCanBeOpened(t *testing.T) {
	cases := []struct {
		ip     string
		base   string
		want   string
		public bool
	}{
		{"127.0.0.1", "/", "http://127.0.0.1:8080/", false},
		{"::1", "/repo/", "http://[::1]:8080/repo/", false},
		{"0.0.0.0", "repo", "http://localhost:8080/repo/", true},
		{"10.0.0.1", "", "http://10.0.0.1:8080/", true},
	}
	for _, c := range cases {
		l := fakeListener{addr: &net.TCPAddr{IP: net.ParseIP(c.ip), Port: 8080}}
		if got := URL(l, c.base); got != c.want {
			t.Errorf("URL(%s, %q) = %q, want %q", c.ip, c.base, got, c.want)
		}
		if got := isPublic(l); got != c.public {
			t.Errorf("isPublic(%s) = %v", c.ip, got)
		}
	}
}

type fakeListener struct {
	net.Listener
	addr net.Addr
}

func (l fakeListener) Addr() net.Addr { return l.addr }
