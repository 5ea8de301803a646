package theme

import "html/template"

// inlineScript is a script that stands in the page itself: because it has to run
// before anything is painted, or because browsers read it there only.
type inlineScript struct{ kind, text string }

var inlineScripts = map[string]inlineScript{
	// In the head: light or dark, as theme.js remembers it.
	"colors": {"", `try{let t=localStorage.getItem("theme");if(t)document.documentElement.dataset.theme=t}catch{}`},

	// Behind the page tree: which branches are open and how far it was scrolled,
	// as tree.js remembers it. The branch of the page itself stays open.
	"tree": {"", `try{let p=document.getElementById("_pages"),s=JSON.parse(sessionStorage.getItem("tree"));` +
		`for(let d of p.querySelectorAll("details")){let o=s[d.previousElementSibling?.href??d.firstElementChild.textContent];` +
		`if(o!=null)d.open=o||!!d.querySelector("[aria-current]")}p.scrollTop=s[""]}catch{}`},

	// In the head: browsers that can may fetch the page that a reader is about to
	// open. It is no script that runs.
	"rules": {"speculationrules", `{"prefetch":[{"where":{"and":[{"href_matches":"/*"},{"not":{"selector_matches":"[rel~=nofollow],.zoom,.file a"}}]},"eagerness":"moderate"}]}`},
}

// InlineScripts gives the text of every script that pages may hold themselves,
// for the hashes of a Content-Security-Policy. It is the same for all themes and
// sites.
func InlineScripts() []string {
	var texts []string
	for _, name := range inlineNames() {
		texts = append(texts, inlineScripts[name].text)
	}
	return texts
}

// html is the script with its element.
func (s inlineScript) html() template.HTML {
	kind := ""
	if s.kind != "" {
		kind = ` type="` + s.kind + `"`
	}
	return template.HTML("<script" + kind + ">" + s.text + "</script>") // constants
}
