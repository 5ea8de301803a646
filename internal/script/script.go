// Package script runs JavaScript libraries that come with the program. A library
// is text in, text out: it has no files, no network and no document, only what is
// in ECMAScript itself.
//
//	math := script.New("temml.js", source, script.Limits{Time: 5 * time.Second, Depth: 1000})
//	markup, err := math.Call("toMathML", `\frac{1}{2}`)
//
// A library is compiled at its first call. It is run in several virtual machines,
// each made when all others are busy, since starting one is slow and none may be
// used by two goroutines at once.
//
// A function may give a promise; the call lasts until that is settled. There is a
// setTimeout, which does not wait: what is put off happens when all else is done.
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
	Time     time.Duration
	Depth    int // of functions that call each other
	Machines int // that may run at once; 0 for as many as there are processors
}

// Library is a program in JavaScript. It may be used by many goroutines at once.
type Library struct {
	limits  Limits
	compile func() (*goja.Program, error)
	modules modules
	running chan struct{} // has a place for each call that may run

	mu   sync.Mutex
	idle []*machine
}

// machine has run the library.
type machine struct {
	*goja.Runtime
	timers []goja.Callable // what was put off
}

// New makes a library of its source, a script that leaves functions in the
// global object. The name is for errors.
func New(name string, source func() string, limits Limits) *Library {
	if limits.Machines == 0 {
		limits.Machines = runtime.GOMAXPROCS(0)
	}
	l := &Library{limits: limits, running: make(chan struct{}, limits.Machines)}
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
	value, err := vm.try(call, values)
	if stop.Stop() && (err == nil || thrown(err) != nil) { // else it may be in the middle of anything
		l.leave(vm)
	}
	if err != nil {
		return "", err
	}
	return value.String(), nil
}

// try calls a function. An error of the interpreter itself, which it reports by
// a panic, must not end a build.
func (vm *machine) try(call goja.Callable, args []goja.Value) (value goja.Value, err error) {
	defer func() {
		if failure := recover(); failure != nil {
			err = fmt.Errorf("the interpreter failed: %v", failure)
		}
	}()
	value, err = call(goja.Undefined(), args...)
	if err != nil {
		return nil, reason(err)
	}
	if promise, ok := value.Export().(*goja.Promise); ok {
		return vm.settle(promise)
	}
	return value, nil
}

// settle does what was put off until a promise is kept or broken.
func (vm *machine) settle(promise *goja.Promise) (goja.Value, error) {
	for promise.State() == goja.PromiseStatePending {
		if len(vm.timers) == 0 {
			return nil, errors.New("what was promised never comes")
		}
		next := vm.timers[0]
		vm.timers = vm.timers[1:]
		if _, err := next(goja.Undefined()); err != nil {
			return nil, reason(err)
		}
	}
	vm.timers = nil
	if promise.State() == goja.PromiseStateRejected {
		return nil, thrownValue(promise.Result())
	}
	return promise.Result(), nil
}

// setTimeout puts a function off.
func (vm *machine) setTimeout(call goja.FunctionCall) goja.Value {
	if f, ok := goja.AssertFunction(call.Argument(0)); ok {
		vm.timers = append(vm.timers, f)
	}
	return vm.ToValue(len(vm.timers))
}

// take gives a machine that is idle; nil when there is none.
func (l *Library) take() *machine {
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

func (l *Library) leave(vm *machine) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.idle = append(l.idle, vm)
}

// start makes a machine that has run the library.
func (l *Library) start() (*machine, error) {
	program, err := l.compile()
	if err != nil {
		return nil, err
	}
	vm := &machine{Runtime: goja.New()}
	vm.SetMaxCallStackSize(l.limits.Depth)
	if err := errors.Join(vm.Set("setTimeout", vm.setTimeout), l.require(vm)); err != nil {
		return nil, err
	}
	if _, err := vm.RunProgram(program); err != nil {
		return nil, err
	}
	return vm, nil
}
