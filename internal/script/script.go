// Package script runs JavaScript libraries that come with the program. A library
// is text in, text out: it has no files, no network and no document, only what is
// in ECMAScript itself.
//
//	math := script.New("temml.js", source, script.Limits{Time: 5 * time.Second, Depth: 1000})
//	markup, err := math.Call("toMathML", `\frac{1}{2}`)
//
// A library is compiled at its first call. It is run in as many virtual machines
// as there are processors, each made when all others are busy, since starting one
// is slow and none may be used by two goroutines at once.
package script

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/dop251/goja"
)

// Errors of calls that were stopped, by one of the limits.
var (
	ErrTime  = errors.New("it takes too long")
	ErrDepth = errors.New("it is nested too deeply")
)

// Limits are what one call may need; more is an error of the call.
type Limits struct {
	Time  time.Duration
	Depth int // of functions that call each other
}

// Library is a program in JavaScript. It may be used by many goroutines at once.
type Library struct {
	limits  Limits
	compile func() (*goja.Program, error)
	running chan struct{} // has a place for each call that may run

	mu   sync.Mutex
	idle []*goja.Runtime
}

// New makes a library of its source, a script that leaves functions in the
// global object. The name is for errors.
func New(name string, source func() string, limits Limits) *Library {
	l := &Library{limits: limits, running: make(chan struct{}, runtime.GOMAXPROCS(0))}
	l.compile = sync.OnceValues(func() (*goja.Program, error) { return goja.Compile(name, source(), false) })
	return l
}

// Call calls a global function with strings and gives the string that it gives.
// What the function throws is the error, a *[Thrown]; [ErrTime] and [ErrDepth] are
// those of calls that were stopped, whose machine is not used again.
func (l *Library) Call(function string, args ...string) (result string, err error) {
	l.running <- struct{}{}
	defer func() { <-l.running }()
	vm := l.take()
	if vm == nil {
		if vm, err = l.start(); err != nil {
			return "", err
		}
	}
	call, ok := goja.AssertFunction(vm.Get(function))
	if !ok {
		return "", fmt.Errorf("the library has no function %s", function)
	}
	values := make([]goja.Value, len(args))
	for i, arg := range args {
		values[i] = vm.ToValue(arg)
	}
	stop := time.AfterFunc(l.limits.Time, func() { vm.Interrupt(ErrTime) })
	value, err := try(call, values)
	if stop.Stop() && (err == nil || thrown(err) != nil) { // else it may be in the middle of anything
		l.leave(vm)
	}
	if err != nil {
		return "", reason(err)
	}
	return value.String(), nil
}

// try calls a function. An error of the interpreter itself, which it reports by
// a panic, must not end a build.
func try(call goja.Callable, args []goja.Value) (value goja.Value, err error) {
	defer func() {
		if failure := recover(); failure != nil {
			err = fmt.Errorf("the interpreter failed: %v", failure)
		}
	}()
	return call(goja.Undefined(), args...)
}

// take gives a machine that is idle; nil when there is none.
func (l *Library) take() *goja.Runtime {
	l.mu.Lock()
	defer l.mu.Unlock()
	last := len(l.idle) - 1
	if last < 0 {
		return nil
	}
	vm := l.idle[last]
	l.idle = l.idle[:last]
	return vm
}

func (l *Library) leave(vm *goja.Runtime) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.idle = append(l.idle, vm)
}

// start makes a machine that has run the library.
func (l *Library) start() (*goja.Runtime, error) {
	program, err := l.compile()
	if err != nil {
		return nil, err
	}
	vm := goja.New()
	vm.SetMaxCallStackSize(l.limits.Depth)
	if _, err := vm.RunProgram(program); err != nil {
		return nil, err
	}
	return vm, nil
}
