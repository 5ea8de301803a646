package script

import (
	"fmt"
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// modules are parts of a library that are compiled when they are asked for.
type modules struct {
	source func(name string) (string, bool)

	mu       sync.Mutex
	compiled map[string]*goja.Program
}

// WithModules lets the library ask for parts of itself, in the way of CommonJS:
// require("./name") runs the part of that name once in each machine, and gives
// what it exports. It must be called before the library is used.
func (l *Library) WithModules(source func(name string) (string, bool)) *Library {
	l.modules.source = source
	l.modules.compiled = map[string]*goja.Program{}
	return l
}

// program gives the function that a part is: of its exports, require and module.
func (m *modules) program(name string) (*goja.Program, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if p := m.compiled[name]; p != nil {
		return p, nil
	}
	source, ok := m.source(name)
	if !ok {
		return nil, fmt.Errorf("the library has no part %s", name)
	}
	p, err := goja.Compile(name, "(function(exports, require, module) {"+source+"\n})", false)
	if err == nil {
		m.compiled[name] = p
	}
	return p, err
}

// require gives the function of that name to the scripts of a machine.
func (l *Library) require(vm *machine) error {
	if l.modules.source == nil {
		return nil
	}
	loaded := map[string]*goja.Object{}
	require := func(call goja.FunctionCall) goja.Value {
		name := strings.TrimPrefix(call.Argument(0).String(), "./")
		if module := loaded[name]; module != nil {
			return module.Get("exports")
		}
		program, err := l.modules.program(name)
		if err != nil {
			panic(vm.NewGoError(err)) // how a function throws
		}
		value, err := vm.RunProgram(program)
		if err != nil {
			panic(err)
		}
		module := vm.NewObject()
		exports := vm.NewObject()
		run, _ := goja.AssertFunction(value) // it is one
		loaded[name] = module
		if err := module.Set("exports", exports); err != nil {
			panic(err)
		}
		if _, err := run(exports, exports, vm.Get("require"), module); err != nil {
			panic(err)
		}
		return module.Get("exports")
	}
	return vm.Set("require", require)
}
