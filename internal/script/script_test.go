package script_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/internal/script"
)

const source = `
var calls = 0;
function join(a, b) { return a + "+" + b; }
function count() { return String(++calls); }
function fail(what) { throw new RangeError(what); }
function failOddly() { throw "a string"; }
function loop() { for (;;) {} }
function recurse() { return recurse() + 1; }
async function later(what) {
	await new Promise((done) => setTimeout(() => setTimeout(done, 1000), 1000));
	if (what === "") throw new TypeError("nothing");
	return what + "!";
}
function never() { return new Promise(() => {}); }
function always() { return new Promise(() => { const again = () => setTimeout(again); again(); }); }
function recurseThroughMap() { return [1].map(recurseThroughMap); }
`

func library() *script.Library {
	return script.New("test.js", func() string { return source }, script.Limits{Time: time.Minute, Depth: 500})
}

func TestFunctionsTakeAndGiveStrings(t *testing.T) {
	got, err := library().Call("join", "ä\x00", "😀")
	if want := "ä\x00+😀"; err != nil || got != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

func TestWhatIsThrownIsTheError(t *testing.T) {
	l := library()
	_, err := l.Call("fail", "too far")
	var thrown *script.Thrown
	if !errors.As(err, &thrown) || thrown.Name != "RangeError" || thrown.Message != "too far" {
		t.Errorf("got %v", err)
	}
	if _, err := l.Call("failOddly"); err == nil || err.Error() != "a string" {
		t.Errorf("got %v", err)
	}
	if got, err := l.Call("join", "a", "b"); err != nil || got != "a+b" {
		t.Errorf("after an error the library gives %q, %v", got, err)
	}
}

func TestCallsThatDoNotEndAreStopped(t *testing.T) {
	l := script.New("test.js", func() string { return source }, script.Limits{Time: 50 * time.Millisecond, Depth: 500})
	if _, err := l.Call("loop"); !errors.Is(err, script.ErrTime) {
		t.Errorf("a loop gives %v", err)
	}
}

func TestCallsLastUntilPromisesAreSettled(t *testing.T) {
	l := library()
	if got, err := l.Call("later", "here"); err != nil || got != "here!" {
		t.Errorf("got %q, %v", got, err)
	}
	_, err := l.Call("later", "")
	var thrown *script.Thrown
	if !errors.As(err, &thrown) || thrown.Error() != "TypeError: nothing" {
		t.Errorf("a broken promise gives %v", err)
	}
	if _, err := l.Call("never"); err == nil {
		t.Error("a promise that nobody keeps is kept")
	}
	short := script.New("test.js", func() string { return source }, script.Limits{Time: 50 * time.Millisecond, Depth: 500})
	if _, err := short.Call("always"); !errors.Is(err, script.ErrTime) {
		t.Errorf("a promise that is put off for ever gives %v", err)
	}
}

func TestRecursionIsLimited(t *testing.T) {
	l := library()
	for _, name := range []string{"recurse", "recurseThroughMap"} {
		if _, err := l.Call(name); !errors.Is(err, script.ErrDepth) {
			t.Errorf("%s gives %v", name, err)
		}
		if got, err := l.Call("join", "a", "b"); err != nil || got != "a+b" {
			t.Errorf("after %s the library gives %q, %v", name, got, err)
		}
	}
}

func TestErrorsOfTheLibraryItselfAreTold(t *testing.T) {
	for source, want := range map[string]string{"}": "broken.js", "throw new Error('not here')": "not here", "": "no function f"} {
		l := script.New("broken.js", func() string { return source }, script.Limits{Time: time.Minute, Depth: 500})
		for range 2 {
			if _, err := l.Call("f"); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q gives %v, want %q", source, err, want)
			}
		}
	}
}

func TestManyMayCallAtOnce(t *testing.T) {
	l := library()
	var group sync.WaitGroup
	for i := range 50 {
		group.Go(func() {
			a := fmt.Sprint(i)
			if got, err := l.Call("join", a, "b"); err != nil || got != a+"+b" {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
	group.Wait()
}

func TestAMachineIsUsedAgain(t *testing.T) {
	l := library()
	for i := range 3 {
		if got, err := l.Call("count"); err != nil || got != fmt.Sprint(i+1) {
			t.Errorf("call %d is counted as %q, %v", i+1, got, err)
		}
	}
}
