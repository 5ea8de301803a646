package render

import (
	"errors"

	"galley/render/diagram"
	"galley/render/tex"
)

// Cache keeps what is slow to make from one build to the next. An entry has a
// kind, "math", "code" or "diagram", and a key, which names all that it was made
// of. It may be used by many goroutines at once, and forget what it likes.
type Cache interface {
	Get(kind, key string) (data []byte, ok bool)
	Put(kind, key string, data []byte)
}

// The first byte of an entry says whether it is what was made, or the reason why
// it never can be.
const (
	keptResult = '+'
	keptReason = '-'
)

// made gives what is kept or, when nothing is, makes and keeps it. Errors are kept
// too when the source is to blame; others may not come again.
func made(kept Cache, kind, key string, make func() (string, error)) (string, error) {
	if kept == nil {
		return make()
	}
	if data, ok := kept.Get(kind, key); ok && len(data) > 0 {
		switch data[0] {
		case keptResult:
			return string(data[1:]), nil
		case keptReason:
			return "", errors.New(string(data[1:]))
		}
	}
	result, err := make()
	switch {
	case err == nil:
		kept.Put(kind, key, append([]byte{keptResult}, result...))
	case isWrong(err):
		kept.Put(kind, key, append([]byte{keptReason}, err.Error()...))
	}
	return result, err
}

// isWrong tells whether an error is the fault of a source, and stays.
func isWrong(err error) bool {
	var math *tex.SyntaxError
	var drawing *diagram.SyntaxError
	return errors.As(err, &math) || errors.As(err, &drawing)
}
