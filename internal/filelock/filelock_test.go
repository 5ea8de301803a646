package filelock

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// heldPath, in the environment, makes the test's executable take the lock at
// that path and keep it until it is killed.
const heldPath = "GALLEY_TEST_LOCK"

func TestMain(m *testing.M) {
	path := os.Getenv(heldPath)
	if path == "" {
		os.Exit(m.Run())
	}
	if _, err := Take(path); err != nil {
		os.Exit(1)
	}
	os.Stdout.WriteString("taken\n")
	_, _ = os.Stdin.Read(make([]byte, 1)) // the test writes nothing
}

func hasLocks(t *testing.T) {
	t.Helper()
	switch runtime.GOOS {
	case "darwin", "dragonfly", "freebsd", "linux", "netbsd", "openbsd", "windows":
	default:
		t.Skip("this system has no locks")
	}
}

func TestALockIsHeldByOneAtATime(t *testing.T) {
	hasLocks(t)
	path := filepath.Join(t.TempDir(), "lock")
	for _, end := range []func(*Lock) error{func(l *Lock) error { l.Release(); return nil }, (*Lock).Remove} {
		l, err := Take(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Take(path); !errors.Is(err, ErrTaken) {
			t.Errorf("taking a lock twice: %v", err)
		}
		if err := end(l); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file stays: %v", err)
	}
	if _, err := Take(filepath.Join(path, "below", "lock")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in a folder that is not there: %v", err)
	}
}

func TestALockEndsWithItsProcess(t *testing.T) {
	hasLocks(t)
	path := filepath.Join(t.TempDir(), "lock")
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), heldPath+"="+path)
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "taken\n" {
		t.Fatalf("the other process says %q, %v", line, err)
	}
	if _, err := Take(path); !errors.Is(err, ErrTaken) {
		t.Errorf("taking the lock of another process: %v", err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	l, err := Take(path)
	if err != nil {
		t.Fatalf("when its process is dead: %v", err)
	}
	l.Release()
}

// TestRemovingALockLetsNobodyElseIn has many take and remove one lock: at no
// time do two of them hold it.
func TestRemovingALockLetsNobodyElseIn(t *testing.T) {
	hasLocks(t)
	path := filepath.Join(t.TempDir(), "lock")
	var holders, turns atomic.Int32
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for turns.Load() < 300 {
				l, err := Take(path)
				if err != nil {
					if !errors.Is(err, ErrTaken) {
						t.Error(err)
						return
					}
					runtime.Gosched()
					continue
				}
				if n := holders.Add(1); n != 1 {
					t.Errorf("%d hold the lock", n)
				}
				turns.Add(1)
				holders.Add(-1)
				if err := l.Remove(); err != nil && runtime.GOOS != "windows" {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}
