package notiontest

import (
	"slices"
	"strings"
)

// emptinessCheck gives is_empty and is_not_empty, which every type but checkbox and
// verification has.
func emptinessCheck(kind, operator string, operand any) check {
	if operand != true || kind == "checkbox" || kind == "verification" {
		return nil
	}
	switch operator {
	case "is_empty":
		return isEmpty
	case "is_not_empty":
		return func(value any) bool { return !isEmpty(value) }
	}
	return nil
}

func isEmpty(value any) bool {
	switch value := value.(type) {
	case nil:
		return true
	case string:
		return value == ""
	case []any:
		if len(value) > 0 && isSegment(value[0]) {
			return plainText(value) == ""
		}
		return len(value) == 0
	case JSON:
		number, isID := value["number"]
		return isID && number == nil
	}
	return false
}

func isSegment(v any) bool {
	o, _ := v.(JSON)
	_, ok := o["plain_text"]
	return ok
}

// textOf gives rich text or a string as a string.
func textOf(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	return plainText(value)
}

func textCheck(operator string, operand any) check {
	want, ok := operand.(string)
	if !ok {
		return nil
	}
	want = strings.ToLower(want)
	tests := map[string]func(got, want string) bool{
		"equals":           func(got, want string) bool { return got == want },
		"does_not_equal":   func(got, want string) bool { return got != want },
		"contains":         strings.Contains,
		"does_not_contain": func(got, want string) bool { return !strings.Contains(got, want) },
		"starts_with":      strings.HasPrefix,
		"ends_with":        strings.HasSuffix,
	}
	test := tests[operator]
	if test == nil {
		return nil
	}
	return func(value any) bool { return test(strings.ToLower(textOf(value)), want) }
}

// numberOf reads a number, also that of a unique ID.
func numberOf(value any) (float64, bool) {
	switch value := value.(type) {
	case int:
		return float64(value), true
	case int64:
		return float64(value), true
	case float32:
		return float64(value), true
	case float64:
		return value, true
	case JSON:
		return numberOf(value["number"])
	}
	return 0, false
}

func numberCheck(operator string, operand any) check {
	want, ok := operand.(float64)
	if !ok {
		want, ok = numberOf(operand)
	}
	tests := map[string]func(float64) bool{
		"equals":                   func(got float64) bool { return got == want },
		"does_not_equal":           func(got float64) bool { return got != want },
		"greater_than":             func(got float64) bool { return got > want },
		"less_than":                func(got float64) bool { return got < want },
		"greater_than_or_equal_to": func(got float64) bool { return got >= want },
		"less_than_or_equal_to":    func(got float64) bool { return got <= want },
	}
	test := tests[operator]
	if !ok || test == nil {
		return nil
	}
	return func(value any) bool {
		got, ok := numberOf(value)
		if !ok {
			return operator == "does_not_equal"
		}
		return test(got)
	}
}

func checkboxCheck(operator string, operand any) check {
	want, ok := operand.(bool)
	if !ok || operator != "equals" && operator != "does_not_equal" {
		return nil
	}
	return func(value any) bool { return (value == want) == (operator == "equals") }
}

// wordsOf reads a string or an array of strings.
func wordsOf(operand any) ([]string, bool) {
	switch operand := operand.(type) {
	case string:
		return []string{operand}, true
	case []string:
		return operand, true
	case []any:
		var out []string
		for _, item := range operand {
			text, ok := item.(string)
			if !ok {
				return nil, false
			}
			out = append(out, text)
		}
		return out, true
	}
	return nil, false
}

// choiceCheck compares the name of an option, or of its group where no option is called so.
func choiceCheck(property *Property, operator string, operand any) check {
	words, ok := wordsOf(operand)
	if !ok || operator != "equals" && operator != "does_not_equal" {
		return nil
	}
	var names []string
	for _, word := range words {
		names = append(names, optionNames(property, word)...)
	}
	return func(value any) bool {
		o, _ := value.(JSON)
		name, _ := o["name"].(string)
		return slices.Contains(names, name) == (operator == "equals")
	}
}

func optionNames(property *Property, word string) []string {
	if property == nil || property.option(word) != nil {
		return []string{word}
	}
	for _, group := range property.groups {
		if group.name != word {
			continue
		}
		var names []string
		for _, option := range group.options {
			names = append(names, option.name)
		}
		return names
	}
	return []string{word}
}

func choicesCheck(operator string, operand any) check {
	words, ok := wordsOf(operand)
	if !ok || operator != "contains" && operator != "does_not_contain" {
		return nil
	}
	return func(value any) bool {
		list, _ := value.([]any)
		found := slices.ContainsFunc(list, func(item any) bool {
			name, _ := item.(JSON)["name"].(string)
			return slices.Contains(words, name)
		})
		return found == (operator == "contains")
	}
}

// memberCheck looks for an ID among users or pages. "me" is nobody for an internal token.
func memberCheck(operator string, operand any) check {
	text, ok := operand.(string)
	want, isID := canonicalID(text)
	if !ok || !isID && text != "me" || operator != "contains" && operator != "does_not_contain" {
		return nil
	}
	return func(value any) bool {
		list, isList := value.([]any)
		if !isList {
			list = []any{value}
		}
		found := slices.ContainsFunc(list, func(item any) bool {
			o, _ := item.(JSON)
			return o["id"] == want
		})
		return found == (operator == "contains")
	}
}

func verificationCheck(operator string, operand any) check {
	states := map[any]string{"verified": "verified", "expired": "expired", "none": "unverified"}
	want, ok := states[operand]
	if !ok || operator != "status" && operator != "does_not_equal" {
		return nil
	}
	return func(value any) bool {
		o, _ := value.(JSON)
		return (o["state"] == want) == (operator == "status")
	}
}
