package render

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// currency is how an amount of money is written in English: what stands before
// it, and how many digits follow the point.
type currency struct {
	sign   string
	digits int
}

// currencies are Notion's number formats that are money. API section "Schema".
var currencies = map[string]currency{
	"dollar": {"$", 2}, "australian_dollar": {"A$", 2}, "canadian_dollar": {"CA$", 2}, "singapore_dollar": {"SGD ", 2},
	"hong_kong_dollar": {"HK$", 2}, "new_zealand_dollar": {"NZ$", 2}, "new_taiwan_dollar": {"NT$", 2},
	"euro": {"€", 2}, "pound": {"£", 2}, "yen": {"¥", 0}, "ruble": {"RUB ", 2}, "rupee": {"₹", 2}, "won": {"₩", 0},
	"yuan": {"CN¥", 2}, "real": {"R$", 2}, "lira": {"TRY ", 2}, "rupiah": {"IDR ", 2}, "franc": {"CHF ", 2},
	"krona": {"SEK ", 2}, "norwegian_krone": {"NOK ", 2}, "danish_krone": {"DKK ", 2}, "mexican_peso": {"MX$", 2},
	"rand": {"ZAR ", 2}, "zloty": {"PLN ", 2}, "baht": {"THB ", 2}, "forint": {"HUF ", 2}, "koruna": {"CZK ", 2},
	"shekel": {"₪", 2}, "chilean_peso": {"CLP ", 0}, "philippine_peso": {"₱", 2}, "dirham": {"AED ", 2},
	"colombian_peso": {"COP ", 2}, "riyal": {"SAR ", 2}, "ringgit": {"MYR ", 2}, "leu": {"RON ", 2},
	"argentine_peso": {"ARS ", 2}, "uruguayan_peso": {"UYU ", 2}, "peruvian_sol": {"PEN ", 2},
}

// formatNumber writes a number in one of Notion's formats; in one that is not
// known, as it is.
func formatNumber(number json.Number, format string) string {
	f, err := number.Float64()
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return clean(number.String())
	}
	switch format {
	case "percent":
		return shiftPoint(strconv.FormatFloat(f, 'f', -1, 64)) + "%"
	case "number_with_commas":
		return withCommas(strconv.FormatFloat(f, 'f', -1, 64))
	}
	money, ok := currencies[format]
	if !ok {
		return clean(number.String())
	}
	amount := withCommas(strconv.FormatFloat(math.Abs(f), 'f', money.digits, 64))
	sign := strings.ReplaceAll(money.sign, " ", "\u00a0")
	if f < 0 {
		return "-" + sign + amount
	}
	return sign + amount
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

// withCommas puts a comma between each three digits before the point.
func withCommas(s string) string {
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, hasFraction := strings.Cut(digits, ".")
	var b strings.Builder
	if negative {
		b.WriteByte('-')
	}
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if hasFraction {
		b.WriteString("." + fraction)
	}
	return b.String()
}
