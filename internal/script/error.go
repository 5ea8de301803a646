package script

import (
	"errors"
	"strings"

	"github.com/dop251/goja"
)

// Thrown is what a function threw: an Error of JavaScript, or anything else.
type Thrown struct {
	Name    string // of the error: "TypeError"; "" when it is none
	Message string
}

// Error implements error.
func (t *Thrown) Error() string { return strings.TrimPrefix(t.Name+": "+t.Message, ": ") }

// reason gives the error of a call in terms of this package.
func reason(err error) error {
	var interrupted *goja.InterruptedError
	if errors.As(err, &interrupted) {
		return ErrTime
	}
	var overflow *goja.StackOverflowError
	if errors.As(err, &overflow) {
		return ErrDepth
	}
	if t := thrown(err); t != nil {
		return t
	}
	return err
}

// thrown gives what a function threw; nil when the call failed otherwise.
func thrown(err error) *Thrown {
	var t *Thrown
	if errors.As(err, &t) {
		return t
	}
	var exception *goja.Exception
	if !errors.As(err, &exception) {
		return nil
	}
	return thrownValue(exception.Value())
}

func thrownValue(value goja.Value) *Thrown {
	object, ok := value.(*goja.Object)
	if !ok {
		return &Thrown{Message: value.String()}
	}
	t := &Thrown{}
	for name, to := range map[string]*string{"name": &t.Name, "message": &t.Message} {
		if value := object.Get(name); value != nil {
			*to = value.String()
		}
	}
	return t
}
