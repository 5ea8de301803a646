package render

import "strings"

// lexerNames are the names that highlighters have for languages of Notion's
// where the two differ; "" is plain text. API section "Blocks".
var lexerNames = map[string]string{
	"ascii art": "", "c#": "csharp", "c++": "cpp", "docker": "dockerfile", "f#": "fsharp", "java/c/c++/c#": "",
	"llvm ir": "llvm", "markup": "html", "notion formula": "", "objective-c": "objectivec", "plain text": "",
	"shell": "sh", "vb.net": "vbnet", "visual basic": "vb", "webassembly": "wasm",
}

// relatives are languages that Chroma has no lexer for, and those whose lexer
// reads them well.
var relatives = map[string]string{
	"assembly": "nasm", "flow": "javascript", "less": "scss", "pascal": "objectpascal", "purescript": "haskell", "vb": "vbnet", "wasm": "wat",
}

// lexerName gives the name of a language in classes and after code fences.
func lexerName(language string) string {
	language = strings.ToLower(language)
	if name, ok := lexerNames[language]; ok {
		return name
	}
	for _, r := range language {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '+' && r != '_' {
			return ""
		}
	}
	return language
}
