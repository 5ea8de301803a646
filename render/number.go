package render

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// currency is how an amount of money is written: its sign, and how many digits
// follow the decimal mark.
type currency struct {
	sign   string
	digits int
}

// currencies are Notion's number formats that are money. API section "Schema".
var currencies = map[string]currency{
	"dollar": {"$", 2}, "australian_dollar": {"A$", 2}, "canadian_dollar": {"CA$", 2}, "singapore_dollar": {"SGD", 2},
	"hong_kong_dollar": {"HK$", 2}, "new_zealand_dollar": {"NZ$", 2}, "new_taiwan_dollar": {"NT$", 2},
	"euro": {"€", 2}, "pound": {"£", 2}, "yen": {"¥", 0}, "ruble": {"RUB", 2}, "rupee": {"₹", 2}, "won": {"₩", 0},
	"yuan": {"CN¥", 2}, "real": {"R$", 2}, "lira": {"TRY", 2}, "rupiah": {"IDR", 2}, "franc": {"CHF", 2},
	"krona": {"SEK", 2}, "norwegian_krone": {"NOK", 2}, "danish_krone": {"DKK", 2}, "mexican_peso": {"MX$", 2},
	"rand": {"ZAR", 2}, "zloty": {"PLN", 2}, "baht": {"THB", 2}, "forint": {"HUF", 2}, "koruna": {"CZK", 2},
	"shekel": {"₪", 2}, "chilean_peso": {"CLP", 0}, "philippine_peso": {"₱", 2}, "dirham": {"AED", 2},
	"colombian_peso": {"COP", 2}, "riyal": {"SAR", 2}, "ringgit": {"MYR", 2}, "leu": {"RON", 2},
	"argentine_peso": {"ARS", 2}, "uruguayan_peso": {"UYU", 2}, "peruvian_sol": {"PEN", 2},
}

// number writes a number in one of Notion's formats, as the document's language
// does; in a format that is not known, with nothing but the language's mark.
func (o *Options) number(number json.Number, format string) string {
	f, err := number.Float64()
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return clean(number.String())
	}
	exact := strconv.FormatFloat(f, 'f', -1, 64)
	if format == "percent" {
		return strings.Replace(o.word("percent"), "#", o.marked(shiftPoint(exact), ""), 1)
	}
	if format == "number_with_commas" {
		return o.marked(exact, o.word("group"))
	}
	if money, ok := currencies[format]; ok {
		return o.money(f, money)
	}
	return o.marked(clean(number.String()), "")
}

// money writes an amount where the language has it: before or after the sign of
// the currency. A sign of letters never touches the number.
func (o *Options) money(f float64, c currency) string {
	amount := o.marked(strconv.FormatFloat(math.Abs(f), 'f', c.digits, 64), o.word("group"))
	pattern := o.word("money")
	if last := c.sign[len(c.sign)-1]; last >= 'A' && last <= 'Z' {
		pattern = strings.Replace(pattern, "¤#", "¤\u00a0#", 1)
	}
	text := strings.NewReplacer("#", amount, "¤", c.sign).Replace(pattern)
	if f < 0 {
		return "-" + text
	}
	return text
}

// shiftPoint multiplies a decimal number by a hundred, exactly.
func shiftPoint(s string) string {
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	for len(fraction) < 2 {
		fraction += "0"
	}
	whole = strings.TrimLeft(whole+fraction[:2], "0")
	if whole == "" {
		whole = "0"
	}
	if fraction = fraction[2:]; fraction != "" {
		whole += "." + fraction
	}
	if negative {
		return "-" + whole
	}
	return whole
}

// marked writes a decimal number with the language's decimal mark, and with a
// mark between each three digits before it.
func (o *Options) marked(s, group string) string {
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, hasFraction := strings.Cut(digits, ".")
	var b strings.Builder
	if negative {
		b.WriteByte('-')
	}
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(c)
	}
	if hasFraction {
		b.WriteString(o.word("decimal") + fraction)
	}
	return b.String()
}
