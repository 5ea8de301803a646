package site

import (
	"fmt"
	"slices"
	"strings"

	"galley/internal/nearest"
)

// oneOf sees that a key has one of some values; the first is the default.
func (c *Config) oneOf(key string, value *string, values ...string) {
	*value = orDefault(*value, values[0])
	if slices.Contains(values, *value) {
		return
	}
	name := key[strings.LastIndexByte(key, '.')+1:]
	c.problem(key, nearest.Hint(*value, values, fmt.Sprintf("the values are %q", values)), "%s cannot be %q", name, *value)
}

// checkFormats sees that a list of formats, all by default, has no others. The hint
// says what the formats are.
func (c *Config) checkFormats(key string, list *[]string, formats []string, of, hint string) {
	if _, set := c.doc.places[key]; !set {
		*list = formats
	}
	for i, name := range *list {
		if !slices.Contains(formats, name) {
			c.problem(element(key, i), nearest.Hint(name, formats, hint), "there is no format %q of %s", name, of)
		}
	}
}
