package render

import (
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// mark is a run of code that is one thing to a highlighter, which has a class of
// Chroma's: "k" for a keyword, "" for nothing in particular.
type mark struct {
	class  string
	length int // bytes
}

// chromaVersion is that of the module: what another one has made is of no use.
const chromaVersion = "v2.27.0"

// Chroma reads about a megabyte a second, but some of its patterns look ahead to
// the end from every place. So there is an end to how much it gets, in bytes, and
// how long it may take; what is more stays plain.
const (
	maxHighlighted   = 200_000
	maxHighlightTime = 5 * time.Second
)

var errSlow = errors.New("highlighting takes too long")

// highlight gives the marks of code, one after the other; none when the language
// is not known, and when something goes wrong.
func highlight(code, language string, kept Cache) []mark {
	lexer := highlighter(language)
	if lexer == "" || len(code) > maxHighlighted {
		return nil
	}
	key := strings.Join([]string{"chroma " + chromaVersion, lexer, code}, "\x00")
	runs, err := made(kept, "code", key, func() (string, error) {
		marks, err := tokenise(code, lexer, time.Now().Add(maxHighlightTime))
		return encodeMarks(marks), err
	})
	if err != nil {
		return nil
	}
	return decodeMarks(runs, len(code))
}

// highlighter gives the name of the lexer for a language, by its name after code
// fences; "" when there is none.
func highlighter(language string) string {
	if name, ok := relatives[language]; ok {
		language = name
	}
	if !lexerExists()[language] {
		return ""
	}
	return language
}

// lexerExists has the names of all lexers: asked for another name, Chroma would
// take it for that of a file and try every pattern.
var lexerExists = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	for _, name := range lexers.Names(true) {
		names[name] = true
	}
	return names
})

// tokenise has a lexer read code. A lexer that fails, or that does not give back
// the text, is not used: then there are no marks. The error is errSlow.
func tokenise(code, lexer string, deadline time.Time) (marks []mark, err error) {
	// Chroma reports errors of its iterators by panics.
	defer func() {
		if recover() != nil {
			marks = nil
		}
	}()
	tokens, err := lexers.Get(lexer).Tokenise(nil, code)
	if err != nil {
		return nil, nil
	}
	rest := code
	for token := tokens(); token != chroma.EOF; token = tokens() {
		if time.Now().After(deadline) {
			return nil, errSlow
		}
		value := token.Value
		if len(value) == len(rest)+1 && strings.HasSuffix(value, "\n") {
			value = value[:len(rest)] // a lexer may end the last line
		}
		if !strings.HasPrefix(rest, value) {
			return nil, nil
		}
		rest = rest[len(value):]
		class := chroma.StandardTypes[token.Type]
		if token.Type == chroma.TextWhitespace {
			class = ""
		}
		if last := len(marks) - 1; last >= 0 && marks[last].class == class {
			marks[last].length += len(value)
			continue
		}
		marks = append(marks, mark{class, len(value)})
	}
	if rest != "" {
		return nil, nil
	}
	return marks, nil
}

// encodeMarks writes marks as text: "k:4 :1 nf:6 ".
func encodeMarks(marks []mark) string {
	var b strings.Builder
	for _, m := range marks {
		b.WriteString(m.class + ":" + strconv.Itoa(m.length) + " ")
	}
	return b.String()
}

// decodeMarks reads the marks of so many bytes of code. Marks that cannot be
// those are none.
func decodeMarks(text string, size int) []mark {
	var marks []mark
	for field := range strings.FieldsSeq(text) {
		class, digits, _ := strings.Cut(field, ":")
		length, err := strconv.Atoi(digits)
		if err != nil || length < 0 || length > size || !isClass(class) {
			return nil
		}
		size -= length
		marks = append(marks, mark{class, length})
	}
	if size != 0 {
		return nil
	}
	return marks
}

func isClass(s string) bool {
	for i := range len(s) {
		if (s[i] < 'a' || s[i] > 'z') && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}
