package site

import "strings"

// The few texts that are not a theme's, because they are titles of pages.
type word struct{ tags, notFound string }

var titles = map[string]word{
	"ar": {"الوسوم", "الصفحة غير موجودة"},
	"de": {"Schlagwörter", "Seite nicht gefunden"},
	"en": {"Tags", "Page not found"},
	"es": {"Etiquetas", "Página no encontrada"},
	"fr": {"Étiquettes", "Page introuvable"},
	"he": {"תגיות", "הדף לא נמצא"},
	"it": {"Etichette", "Pagina non trovata"},
	"ja": {"タグ", "ページが見つかりません"},
	"ko": {"태그", "페이지를 찾을 수 없습니다"},
	"nl": {"Labels", "Pagina niet gevonden"},
	"pt": {"Etiquetas", "Página não encontrada"},
	"ru": {"Метки", "Страница не найдена"},
	"zh": {"标签", "找不到页面"},
}

// titleWords gives the texts in a language, or in English.
func titleWords(tag string) word {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if w, ok := titles[base]; ok {
		return w
	}
	return titles["en"]
}
