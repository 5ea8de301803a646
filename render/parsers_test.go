package render

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"galley/notion"
)

// A task is a document whose Markdown some parser has to read back.
type task struct {
	name    string // to find it again
	doc     *Document
	to      Resolver
	dialect Dialect
	blocks  []notion.Block // that the document was made of, to look for what is wrong
	texts   []string       // that must be in it besides
}

// otherParser is a program that reads Markdown.
type otherParser struct {
	name  string
	reads []Dialect
	parse func(t testing.TB, dialect Dialect, texts []string) (html []string)
	habits
	noMath bool // knows no equations in GFM
}

// otherParsers are those that this machine has, of those that are not ours.
func otherParsers(t testing.TB) []otherParser {
	t.Helper()
	var all []otherParser
	if _, err := exec.LookPath("cmark-gfm"); err == nil {
		all = append(all, otherParser{"cmark-gfm", []Dialect{GFM, CommonMark}, cmark, habits{linksMail: true, noAlerts: true, noBoxes: true}, true})
	}
	folder := os.Getenv("GALLEY_NODE_MODULES")
	if _, err := os.Stat(folder + "/markdown-it"); folder != "" && err == nil {
		node := startNode(t)
		all = append(all,
			otherParser{"markdown-it", []Dialect{GFM, CommonMark, Obsidian}, node.parse, habits{losesAlt: true}, false},
			otherParser{"MDX", []Dialect{MDX, Docusaurus}, node.parse, habits{linksMail: true, linksAll: true}, false})
	}
	if len(all) == 0 {
		t.Skip("neither cmark-gfm nor the parsers in GALLEY_NODE_MODULES are here")
	}
	return all
}

// readBack lets a parser read the Markdown of documents, and compares.
func (p otherParser) readBack(t *testing.T, tasks []task) {
	t.Helper()
	for _, dialect := range p.reads {
		var mine []task
		seen := map[string]bool{} // what is recorded is full of the same
		for _, task := range tasks {
			if task.dialect != dialect || p.noMath && dialect == GFM && task.doc.math {
				continue
			}
			if text := rendered(task.doc, task.to, inDialect(dialect)); !seen[text] {
				seen[text] = true
				mine = append(mine, task)
			}
		}
		t.Run(p.name+" "+string(dialect), func(t *testing.T) {
			t.Logf("%d documents", len(mine))
			for i, diff := range p.diffs(t, dialect, mine) {
				if diff != "" {
					t.Fatalf("%s: %s", mine[i].name, p.smaller(t, mine[i], diff))
				}
			}
		})
	}
}

// diffs says of each task what a parser reads otherwise.
func (p otherParser) diffs(t testing.TB, dialect Dialect, tasks []task) []string {
	t.Helper()
	texts := make([]string, len(tasks))
	for i, task := range tasks {
		texts[i] = rendered(task.doc, task.to, inDialect(dialect))
	}
	h := p.habits
	h.noAlerts = h.noAlerts || dialect != GFM // where a mark is one, as the program that reads it knows
	diffs := make([]string, len(tasks))
	for i, parsed := range p.parse(t, dialect, texts) {
		diffs[i] = readingDiff(t, tasks[i], texts[i], parsed, h)
		if lost := lostText(t, parsed, tasks[i].texts); lost != "" {
			diffs[i] += fmt.Sprintf("\n%q is lost in\n%s", lost, texts[i])
		}
	}
	return diffs
}

// smaller gives the difference for as small a part of a document as has one, if
// it is known what the document was made of.
func (p otherParser) smaller(t testing.TB, of task, diff string) string {
	if of.blocks == nil {
		return diff
	}
	again := func(blocks []notion.Block) string {
		small := of
		small.doc = New(blocks, Options{})
		return p.diffs(t, of.dialect, []task{small})[0]
	}
	raw := shrunk(t, of.blocks, func(blocks []notion.Block) bool { return again(blocks) != "" })
	var left []notion.Block
	if err := json.Unmarshal([]byte(raw), &left); err != nil {
		t.Fatal(err)
	}
	return again(left) + "\nof the blocks\n" + raw
}

// cmark reads many texts as one document, with a comment between them: a program
// for each would be slow.
func cmark(t testing.TB, dialect Dialect, texts []string) []string {
	t.Helper()
	const size = 200
	var all []string
	for len(texts) > 0 {
		n := min(size, len(texts))
		all = append(all, cmarkOf(t, dialect, texts[:n])...)
		texts = texts[n:]
	}
	return all
}

func cmarkOf(t testing.TB, dialect Dialect, texts []string) []string {
	t.Helper()
	const mark = "<!-- the next document -->"
	arguments := []string{"--unsafe"}
	if dialect == GFM {
		for _, extension := range []string{"table", "strikethrough", "tasklist", "autolink"} {
			arguments = append(arguments, "-e", extension)
		}
	}
	program := exec.Command("cmark-gfm", arguments...)
	program.Stdin = strings.NewReader(strings.Join(texts, "\n\n"+mark+"\n\n"))
	output, err := program.Output()
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(output), mark+"\n")
	if len(parts) == len(texts) {
		return parts
	}
	if len(texts) == 1 {
		t.Fatalf("%d documents come out of\n%s", len(parts), texts[0])
	}
	half := len(texts) / 2 // some text has no end: find which
	return append(cmarkOf(t, dialect, texts[:half]), cmarkOf(t, dialect, texts[half:])...)
}

// node is a process that reads texts with the parsers of npm, one a line.
type node struct {
	in  *json.Encoder
	out *json.Decoder
}

func startNode(t testing.TB) *node {
	t.Helper()
	program := exec.Command("node", "testdata/parsers/parse.mjs")
	program.Stderr = os.Stderr
	in, err := program.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		_ = program.Wait()
	})
	return &node{json.NewEncoder(in), json.NewDecoder(out)}
}

// ask gives the HTML that a parser makes of a text, or its error.
func (n *node) ask(t testing.TB, parser, text string) (html, complaint string) {
	t.Helper()
	var answer struct{ HTML, Error string }
	if err := n.in.Encode(map[string]string{"parser": parser, "text": text}); err != nil {
		t.Fatal(err)
	}
	if err := n.out.Decode(&answer); err != nil {
		t.Fatal(err)
	}
	return answer.HTML, answer.Error
}

// parse reads texts in a dialect. An error stands in the place of the HTML.
func (n *node) parse(t testing.TB, dialect Dialect, texts []string) []string {
	t.Helper()
	var pages []string
	for _, text := range texts {
		html, complaint := n.ask(t, string(dialect), text)
		if complaint != "" {
			html = "<h1>" + markEscaper.Replace(complaint) + "</h1>"
		}
		pages = append(pages, html)
	}
	return pages
}

// inAllDialects makes a task of blocks for each dialect.
func inAllDialects(name string, blocks []notion.Block, to Resolver, texts ...string) []task {
	doc := New(blocks, Options{})
	var tasks []task
	for _, dialect := range Dialects() {
		tasks = append(tasks, task{name, doc, to, dialect, blocks, texts})
	}
	return tasks
}
