package preview

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// widenPolicies is head, the start of a page, with every
// Content-Security-Policy in a meta element widened for the script with this
// nonce. Everything else stays byte for byte.
func widenPolicies(head []byte, nonce string) []byte {
	if !bytes.Contains(lowerASCII(bytes.Clone(head)), []byte("content-security-policy")) {
		return head
	}
	var out bytes.Buffer
	read := 0
	tokens := html.NewTokenizer(bytes.NewReader(head))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		raw := tokens.Raw()
		read += len(raw)
		raw = bytes.Clone(raw) // Token overwrites it
		token := tokens.Token()
		if token.Data == "body" || kind == html.EndTagToken && token.Data == "head" {
			read -= len(raw)
			break
		}
		if widenToken(&token, nonce) {
			raw = []byte(token.String())
		}
		out.Write(raw)
	}
	out.Write(head[read:])
	return out.Bytes()
}

// widenHeader widens the policies of an answer; commas stand between several.
func widenHeader(h http.Header, nonce string) {
	const name = "Content-Security-Policy"
	for i, value := range h[name] {
		policies := strings.Split(value, ",")
		for j := range policies {
			policies[j] = widen(policies[j], nonce)
		}
		h[name][i] = strings.Join(policies, ", ")
	}
}

// widenToken widens the policy of a meta element, and reports whether it is one.
func widenToken(token *html.Token, nonce string) bool {
	if token.Data != "meta" || token.Type == html.EndTagToken {
		return false
	}
	policy, isPolicy := -1, false
	for i, attr := range token.Attr {
		switch attr.Key {
		case "http-equiv":
			isPolicy = strings.EqualFold(strings.TrimSpace(attr.Val), "content-security-policy")
		case "content":
			policy = i
		}
	}
	if !isPolicy || policy < 0 {
		return false
	}
	token.Attr[policy].Val = widen(token.Attr[policy].Val, nonce)
	return true
}

// directive is a name and its sources (CSP 3, 2.3).
type directive struct {
	name    string // lower case
	sources []string
}

// widen is policy, allowing the inline script with this nonce and requests to
// the page's own server as well.
func widen(policy, nonce string) string {
	var directives []directive
	for text := range strings.SplitSeq(policy, ";") {
		if fields := strings.Fields(text); len(fields) > 0 {
			directives = append(directives, directive{strings.ToLower(fields[0]), fields[1:]})
		}
	}
	directives = allow(directives, "'nonce-"+nonce+"'", "script-src-elem", "script-src", "default-src")
	directives = allow(directives, "'self'", "connect-src", "default-src")
	parts := make([]string, len(directives))
	for i, d := range directives {
		parts[i] = strings.Join(append([]string{d.name}, d.sources...), " ")
	}
	return strings.Join(parts, "; ")
}

// allow adds source to the first of these directives that the policy has: it is
// the one that counts. The last one, default-src, is kept for all other purposes
// and its sources are taken over. A policy with none of them allows everything.
func allow(policy []directive, source string, names ...string) []directive {
	for _, name := range names {
		i := slices.IndexFunc(policy, func(d directive) bool { return d.name == name })
		if i < 0 {
			continue
		}
		sources := policy[i].sources
		if isNonce := strings.HasPrefix(source, "'nonce-"); isNonce && allowsInline(sources) {
			return policy
		}
		sources = slices.DeleteFunc(slices.Clone(sources), func(s string) bool { return strings.EqualFold(s, "'none'") })
		if !slices.Contains(sources, source) {
			sources = append(sources, source)
		}
		if name == "default-src" {
			return append(policy, directive{names[len(names)-2], sources})
		}
		policy[i].sources = sources
		return policy
	}
	return policy
}

// allowsInline reports whether these sources allow every inline script. A nonce
// would switch that off (CSP 3, 6.7.3.2).
func allowsInline(sources []string) bool {
	inline := false
	for _, source := range sources {
		source = strings.ToLower(source)
		switch {
		case source == "'unsafe-inline'":
			inline = true
		case source == "'strict-dynamic'", strings.HasPrefix(source, "'nonce-"), strings.HasPrefix(source, "'sha"):
			return false
		}
	}
	return inline
}
