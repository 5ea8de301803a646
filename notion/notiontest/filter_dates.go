package notiontest

import (
	"strings"
	"time"
)

const dayForm = "2006-01-02"

// dateCheck gives the tests of dates: with moments, with relative days, and with spans around
// now. Operands without a time compare by day, those with one by millisecond, in UTC.
func (c *call) dateCheck(operator string, operand any) check {
	if within := span(operator, c.now.UTC()); within != nil {
		if o, ok := operand.(JSON); !ok || len(o) > 0 {
			return nil
		}
		return func(value any) bool {
			moment, _, ok := momentOf(value)
			return ok && within(moment)
		}
	}
	text, _ := operand.(string)
	if day, ok := relativeDay(text, c.now.UTC()); ok {
		text = day
	}
	want, byDay, ok := parseMoment(text)
	tests := map[string]func(order int) bool{
		"equals":       func(order int) bool { return order == 0 },
		"before":       func(order int) bool { return order < 0 },
		"after":        func(order int) bool { return order > 0 },
		"on_or_before": func(order int) bool { return order <= 0 },
		"on_or_after":  func(order int) bool { return order >= 0 },
	}
	test := tests[operator]
	if !ok || test == nil {
		return nil
	}
	return func(value any) bool {
		got, _, ok := momentOf(value)
		if ok && byDay {
			got = floorDay(got)
		}
		return ok && test(got.Compare(want))
	}
}

// momentOf reads a timestamp or the start of a date value.
func momentOf(value any) (moment time.Time, byDay, ok bool) {
	if o, isDate := value.(JSON); isDate {
		value = o["start"]
	}
	text, _ := value.(string)
	return parseMoment(text)
}

func parseMoment(text string) (moment time.Time, byDay, ok bool) {
	if !strings.Contains(text, "T") {
		day, err := time.Parse(dayForm, text)
		return day, true, err == nil
	}
	for _, form := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if moment, err := time.Parse(form, text); err == nil {
			return moment.UTC(), false, true
		}
	}
	return time.Time{}, false, false
}

func floorDay(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

func relativeDay(word string, now time.Time) (string, bool) {
	days := map[string]time.Time{
		"today":              now,
		"tomorrow":           now.AddDate(0, 0, 1),
		"yesterday":          now.AddDate(0, 0, -1),
		"one_week_ago":       now.AddDate(0, 0, -7),
		"one_week_from_now":  now.AddDate(0, 0, 7),
		"one_month_ago":      now.AddDate(0, -1, 0),
		"one_month_from_now": now.AddDate(0, 1, 0),
	}
	day, ok := days[word]
	return day.Format(dayForm), ok
}

// span gives the test of a named stretch of days that has now in or at the end of it.
func span(name string, now time.Time) func(time.Time) bool {
	today := floorDay(now)
	monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
	spans := map[string][2]time.Time{
		"this_week":  {monday, monday.AddDate(0, 0, 6)},
		"past_week":  {today.AddDate(0, 0, -7), today},
		"past_month": {today.AddDate(0, -1, 0), today},
		"past_year":  {today.AddDate(-1, 0, 0), today},
		"next_week":  {today, today.AddDate(0, 0, 7)},
		"next_month": {today, today.AddDate(0, 1, 0)},
		"next_year":  {today, today.AddDate(1, 0, 0)},
	}
	ends, ok := spans[name]
	if !ok {
		return nil
	}
	return func(moment time.Time) bool {
		day := floorDay(moment)
		return !day.Before(ends[0]) && !day.After(ends[1])
	}
}
