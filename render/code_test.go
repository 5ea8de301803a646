package render

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"galley/notion"

	"github.com/alecthomas/chroma/v2"
	"golang.org/x/net/html"
)

// notionLanguages are the languages of code blocks that the API knows.
const notionLanguages = `abap,abc,agda,arduino,ascii art,assembly,bash,basic,bnf,c,c#,c++,clojure,coffeescript,coq,css,dart,dhall,diff,docker,ebnf,
elixir,elm,erlang,f#,flow,fortran,gherkin,glsl,go,graphql,groovy,haskell,hcl,html,idris,java,javascript,json,julia,kotlin,latex,less,lisp,livescript,
llvm ir,lua,makefile,markdown,markup,matlab,mathematica,mermaid,nix,notion formula,objective-c,ocaml,pascal,perl,php,plain text,powershell,prolog,
protobuf,purescript,python,r,racket,reason,ruby,rust,sass,scala,scheme,scss,shell,smalltalk,solidity,sql,swift,toml,typescript,vb.net,verilog,vhdl,
visual basic,webassembly,xml,yaml,java/c/c++/c#`

// plainLanguages are those that are not highlighted, and why.
var plainLanguages = map[string]string{
	"ascii art": "a picture", "plain text": "says so", "java/c/c++/c#": "four languages", "mermaid": "a drawing",
	"abc": "Chroma has no lexer", "dhall": "Chroma has no lexer", "livescript": "Chroma has no lexer", "notion formula": "Chroma has no lexer",
}

func TestEveryLanguageOfNotionIsHighlightedOrKnownToBePlain(t *testing.T) {
	languages := strings.FieldsFunc(notionLanguages, func(r rune) bool { return r == ',' || r == '\n' })
	if len(languages) != 90 {
		t.Fatalf("there are %d languages", len(languages))
	}
	for _, language := range languages {
		lexer := highlighter(lexerName(language))
		if plainLanguages[language] == "" && lexer == "" {
			t.Errorf("%s has no lexer", language)
		}
		if plainLanguages[language] != "" && lexer != "" {
			t.Errorf("%s has a lexer, %s", language, lexer)
		}
	}
}

func codeBlock(language string, segments ...notion.RichText) notion.Block {
	return notion.Block{Type: "code", Code: &notion.Code{Language: language, RichText: segments}}
}

func TestHighlightsAreKept(t *testing.T) {
	kept := keeper{}
	block := codeBlock("go", notion.RichText{Type: "text", PlainText: "package main"})
	want := rendered(New([]notion.Block{block}, Options{Cache: kept}), nil, (*Document).HTML)
	for key, value := range kept {
		if !strings.HasPrefix(key, "code chroma "+chromaVersion) || value != "+kn:7 :1 nx:4 " {
			t.Errorf("%q is kept as %q", key, value)
		}
		kept[key] = "+nx:12 "
	}
	got := rendered(New([]notion.Block{block}, Options{Cache: kept}), nil, (*Document).HTML)
	if !strings.Contains(got, `<span class="nx">package main</span>`) {
		t.Errorf("what is kept is not used: %s", got)
	}
	for _, damaged := range []string{"", "+", "+nx:13 ", "+nx:-1 nx:13 ", "+nx:11 ", "+\"><script>:12 ", "+nx:x ", "-nx:12 "} {
		for key := range kept {
			kept[key] = damaged
		}
		got := rendered(New([]notion.Block{block}, Options{Cache: kept}), nil, (*Document).HTML)
		if got != want && !strings.Contains(got, ">package main</code>") {
			t.Errorf("of %q becomes %s", damaged, got)
		}
	}
}

func TestPlainHTMLHasNoMarks(t *testing.T) {
	doc := New([]notion.Block{codeBlock("go", notion.RichText{Type: "text", PlainText: "x := "}, notion.RichText{Type: "text", PlainText: "1", Href: "https://example.org/"})}, Options{Plain: true})
	want := `<figure class="code" data-lang="go"><pre><code class="language-go">x := <a href="https://example.org/">1</a></code></pre></figure>` + "\n"
	if got := rendered(doc, nil, (*Document).HTML); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLinksInCodeAreLinks(t *testing.T) {
	to := testID(1)
	doc := New([]notion.Block{codeBlock("go", notion.RichText{Type: "text", PlainText: "x", Href: "/" + to.Compact()},
		notion.RichText{Type: "mention", PlainText: "y", Mention: &notion.Mention{Type: "page", Page: &notion.Reference{ID: testID(2)}}})}, Options{})
	if links := doc.Links(); len(links) != 2 || links[0].Page != to || links[1].Page != testID(2) {
		t.Errorf("links are %v", links)
	}
}

func TestHighlightsOfAnotherChromaAreNotUsed(t *testing.T) {
	data, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if want := "github.com/alecthomas/chroma/v2 " + chromaVersion + "\n"; !strings.Contains(string(data), want) {
		t.Errorf("chromaVersion is %s, which go.mod does not have", chromaVersion)
	}
}

func TestCodeThatTakesTooLongIsPlain(t *testing.T) {
	if marks, err := tokenise("x := 1", "go", time.Now().Add(-time.Second)); marks != nil || !errors.Is(err, errSlow) {
		t.Errorf("after the end of time: %v, %v", marks, err)
	}
	kept := keeper{}
	code := strings.Repeat("x ", maxHighlighted)
	if marks := highlight(code, "go", kept); marks != nil || len(kept) > 0 {
		t.Errorf("%d bytes have %d marks", len(code), len(marks))
	}
}

// Classes that a lexer could make up would not be styled.
func TestMarksHaveClassesOfChroma(t *testing.T) {
	known := map[string]bool{}
	for _, class := range chroma.StandardTypes {
		known[class] = true
		if !isClass(class) {
			t.Errorf("%q is not taken for a class", class)
		}
	}
	for _, lexer := range []string{"go", "html", "diff", "bash"} {
		marks, err := tokenise("<a href='x'>package main // $x\n+y</a>", lexer, time.Now().Add(time.Minute))
		if err != nil || marks == nil {
			t.Errorf("%s gives %v, %v", lexer, marks, err)
		}
		for _, m := range marks {
			if !known[m.class] {
				t.Errorf("%s: %q", lexer, m.class)
			}
		}
	}
}

// FuzzCodeKeepsItsText cuts code in segments with styles, and finds all of it.
func FuzzCodeKeepsItsText(f *testing.F) {
	f.Add("func main() { println(\"hi\") } // x\r\n", []byte{1, 2, 64, 32, 0, 65}, "go", "+kd:4 ")
	f.Add("<script>alert(1)</script>", []byte{64, 3}, "html", "+x:25 ")
	f.Add("a\n\n\nb\x00c", []byte{0, 255}, "python", "")
	f.Fuzz(func(t *testing.T, text string, styles []byte, language, damaged string) {
		if len(text) > 200 || len(styles) > 50 || len(language) > 50 {
			t.Skip("long inputs show no more than short ones")
		}
		segments := fuzzSegments(text, styles)
		kept := keeper{}
		for range 2 {
			doc := New([]notion.Block{codeBlock(language, segments...)}, Options{Cache: kept})
			written := rendered(doc, nil, (*Document).HTML)
			checkHarmless(t, written)
			checkWellFormed(t, written)
			root, err := html.Parse(strings.NewReader(written))
			if err != nil {
				t.Fatal(err)
			}
			if got, want := rawText(root), clean(text)+"\n"; got != want {
				t.Errorf("the text is %q, want %q", got, want)
			}
			for key := range kept {
				kept[key] = damaged
			}
		}
	})
}

func rawText(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}
