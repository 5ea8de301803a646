package notiontest

import "slices"

// predicate tells whether a row passes a filter.
type predicate func(*Page) bool

const (
	maxFilterDepth = 2
	maxFilterItems = 100
)

// compileFilter checks a filter against the schema and makes its predicate.
func (c *call) compileFilter(s *DataSource, filter any) (predicate, error) {
	if filter == nil {
		return func(*Page) bool { return true }, nil
	}
	return c.compileNode(s, filter, 0)
}

func (c *call) compileNode(s *DataSource, filter any, depth int) (predicate, error) {
	o, ok := filter.(JSON)
	if !ok {
		return nil, invalid("body failed validation: body.filter should be an object.")
	}
	for _, word := range []string{"and", "or"} {
		items, present := o[word]
		if !present {
			continue
		}
		list, ok := items.([]any)
		switch {
		case !ok || len(o) != 1:
			return nil, invalid("body failed validation: body.filter.%s should be an array, alone in its object.", word)
		case depth >= maxFilterDepth:
			return nil, invalid("body failed validation: body.filter is nested deeper than %d groups.", maxFilterDepth)
		case len(list) > maxFilterItems:
			return nil, invalid("body failed validation: body.filter.%s has more than %d items.", word, maxFilterItems)
		}
		return c.compileGroup(s, word, list, depth+1)
	}
	return c.compileCondition(s, o)
}

func (c *call) compileGroup(s *DataSource, word string, items []any, depth int) (predicate, error) {
	var parts []predicate
	for _, item := range items {
		part, err := c.compileNode(s, item, depth)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	if word == "or" {
		return func(p *Page) bool {
			return slices.ContainsFunc(parts, func(part predicate) bool { return part(p) })
		}, nil
	}
	return func(p *Page) bool {
		return !slices.ContainsFunc(parts, func(part predicate) bool { return !part(p) })
	}, nil
}

// compileCondition makes the predicate of one property or timestamp.
func (c *call) compileCondition(s *DataSource, o JSON) (predicate, error) {
	if stamp, ok := o["timestamp"].(string); ok {
		return c.compileTimestamp(stamp, o)
	}
	name, ok := o["property"].(string)
	if !ok {
		return nil, invalid("body failed validation: body.filter should have a property, a timestamp, and or or.")
	}
	property := s.property(name)
	if property == nil || !property.seen(c.answer) {
		return nil, invalid("Could not find property with name or id: %s", name)
	}
	test, ok := o[property.kind]
	if !ok || !onlyKeys(o, "property", "type", property.kind) {
		return nil, invalid("database property %s does not match filter: it is a %s.", property.name, property.kind)
	}
	check, err := c.compileTest(property, property.kind, test)
	if err != nil {
		return nil, err
	}
	return func(p *Page) bool { return check(p.value(c.answer, property)) }, nil
}

func (c *call) compileTimestamp(stamp string, o JSON) (predicate, error) {
	if stamp != "created_time" && stamp != "last_edited_time" || !onlyKeys(o, "timestamp", "type", stamp) {
		return nil, invalid("body failed validation: body.filter.timestamp should be created_time or last_edited_time, with a test of that name alone.")
	}
	check, err := c.compileTest(nil, stamp, o[stamp])
	if err != nil {
		return nil, err
	}
	return func(p *Page) bool {
		return check(p.value(c.answer, &Property{kind: stamp}))
	}, nil
}

func onlyKeys(o JSON, keys ...string) bool {
	for key := range o {
		if !slices.Contains(keys, key) {
			return false
		}
	}
	return true
}

// check tells whether the value of a property passes a test.
type check func(value any) bool

// compileTest makes the check of {"<operator>": <operand>} for a type of property.
func (c *call) compileTest(property *Property, kind string, test any) (check, error) {
	o, ok := test.(JSON)
	if !ok || len(o) != 1 {
		return nil, invalid("body failed validation: body.filter.%s should be an object with one test.", kind)
	}
	operator := sortedKeys(o)[0]
	operand := o[operator]
	switch kind {
	case "formula":
		return c.formulaTest(operator, operand)
	case "rollup":
		return c.rollupTest(property, operator, operand)
	}
	made := c.operatorCheck(property, kind, operator, operand)
	if made == nil {
		return nil, invalid("body failed validation: body.filter.%s.%s is not a test of that type with such a value.", kind, operator)
	}
	return made, nil
}

// operatorCheck gives the check of an operator, or nil when the type has none such.
func (c *call) operatorCheck(property *Property, kind, operator string, operand any) check {
	if made := emptinessCheck(kind, operator, operand); made != nil {
		return made
	}
	switch kind {
	case "title", "rich_text", "url", "email", "phone_number":
		return textCheck(operator, operand)
	case "number", "unique_id":
		return numberCheck(operator, operand)
	case "checkbox":
		return checkboxCheck(operator, operand)
	case "select", "status":
		return choiceCheck(property, operator, operand)
	case "multi_select":
		return choicesCheck(operator, operand)
	case "date", "created_time", "last_edited_time":
		return c.dateCheck(operator, operand)
	case "people", "created_by", "last_edited_by", "relation":
		return memberCheck(operator, operand)
	case "verification":
		return verificationCheck(operator, operand)
	}
	return nil
}

// formulaTest wraps a test of the type of the result.
func (c *call) formulaTest(result string, test any) (check, error) {
	kinds := map[string]string{"string": "rich_text", "checkbox": "checkbox", "number": "number", "date": "date"}
	kind, ok := kinds[result]
	if !ok {
		return nil, invalid("body failed validation: body.filter.formula.%s is no type of result.", result)
	}
	inner, err := c.compileTest(nil, kind, test)
	if err != nil {
		return nil, err
	}
	field := map[string]string{"checkbox": "boolean"}[result]
	if field == "" {
		field = result
	}
	return func(value any) bool {
		o, _ := value.(JSON)
		return o["type"] == field && inner(o[field])
	}, nil
}

// rollupTest wraps a test of a number or a date, or quantifies one over an array.
func (c *call) rollupTest(property *Property, word string, test any) (check, error) {
	if word == "number" || word == "date" {
		inner, err := c.compileTest(nil, word, test)
		if err != nil {
			return nil, err
		}
		return func(value any) bool {
			o, _ := value.(JSON)
			return o["type"] == word && inner(o[word])
		}, nil
	}
	o, ok := test.(JSON)
	if !slices.Contains([]string{"any", "every", "none"}, word) || !ok || len(o) != 1 {
		return nil, invalid("body failed validation: body.filter.rollup.%s is no test of a rollup.", word)
	}
	kind := sortedKeys(o)[0]
	inner, err := c.compileTest(property, kind, o[kind])
	if err != nil {
		return nil, err
	}
	return func(value any) bool { return quantify(word, value, inner) }, nil
}

func quantify(word string, value any, inner check) bool {
	o, _ := value.(JSON)
	items, ok := o["array"].([]any)
	if !ok {
		return false
	}
	passed := 0
	for _, item := range items {
		element := item.(JSON)
		if inner(element[element["type"].(string)]) {
			passed++
		}
	}
	switch word {
	case "any":
		return passed > 0
	case "every":
		return passed == len(items)
	}
	return passed == 0
}
