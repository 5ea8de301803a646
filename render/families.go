package render

import (
	"slices"
	"sync"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// families lists every family of blocks, and of what stands in a line.
func families() []family {
	return []family{
		structure(), texts(), styles(), links(), formulas(), mentions(), times(), values(), markups(), footnotes(),
		paragraphs(), headings(), lists(), toggles(), quotes(), callouts(),
		codes(), equations(), dividers(), tables(), columns(), tabs(), syncedBlocks(), meetings(),
		images(), media(), attachments(), embeds(), bookmarks(),
		pageLinks(), databases(), contents(), breadcrumbs(), placeholders(),
	}
}

// family is what belongs together: Notion's types, the nodes they become, and
// how those are written.
type family struct {
	types []string // Notion's block types; none for inlines

	// build adds to a node what a run of blocks becomes. A run has one block,
	// unless joins says that the next one continues it.
	build func(b *builder, to ast.Node, run []notion.Block)
	joins func(block, next *notion.Block) bool

	kinds []kind
}

// kind is a kind of node and its writers. Each writes the whole node with its
// children.
type kind struct {
	node                 ast.NodeKind
	html, markdown, text func(*writer, ast.Node)
}

// single makes a build function of one that makes the node for one block.
func single(make func(b *builder, block *notion.Block) ast.Node) func(*builder, ast.Node, []notion.Block) {
	return func(b *builder, to ast.Node, run []notion.Block) {
		for i := range run {
			to.AppendChild(to, make(b, &run[i]))
		}
	}
}

// vocabulary is the table of families, by type, and the renderers made of it.
type vocabulary struct {
	byType   map[string]*family
	unknown  *family
	renderer [3]renderer.Renderer // by format
}

// sharedVocabulary is the only one: it never changes.
var sharedVocabulary = sync.OnceValue(newVocabulary)

func newVocabulary() *vocabulary {
	v := &vocabulary{byType: map[string]*family{}}
	var kinds []kind
	for _, f := range families() {
		for _, t := range f.types {
			v.byType[t] = &f
		}
		kinds = append(kinds, f.kinds...)
	}
	v.unknown = v.byType[""]
	for f := range v.renderer {
		v.renderer[f] = renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(registration{kinds, format(f)}, 0)))
	}
	return v
}

func (v *vocabulary) family(blockType string) *family {
	if f := v.byType[blockType]; f != nil {
		return f
	}
	return v.unknown
}

// registration hands the writers of one format to goldmark.
type registration struct {
	kinds  []kind
	format format
}

// RegisterFuncs implements renderer.NodeRenderer.
func (r registration) RegisterFuncs(to renderer.NodeRendererFuncRegisterer) {
	for _, k := range r.kinds {
		write := [...]func(*writer, ast.Node){formatHTML: k.html, formatMarkdown: k.markdown, formatText: k.text}[r.format]
		if r.format == formatHTML {
			write = overridable(write)
		} else if r.format == formatMarkdown {
			write = gluing(write)
		}
		to.Register(k.node, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering {
				write(w.(*writer), n)
			}
			return ast.WalkSkipChildren, nil
		})
	}
}

// Kinds lists Notion's block types that documents show as they are; of any other
// there is a placeholder.
func Kinds() []string {
	var kinds []string
	for _, f := range families() {
		for _, t := range f.types {
			if t != "" && t != "unsupported" {
				kinds = append(kinds, t)
			}
		}
	}
	slices.Sort(kinds)
	return kinds
}
