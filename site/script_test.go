package site

import "testing"

func TestTheScriptOfAPageTellsItsLanguage(t *testing.T) {
	cases := []struct{ text, site, language, dir string }{
		{"Hello there", "en", "en", "ltr"},
		{"", "ar", "ar", "rtl"},
		{"", "en", "en", "ltr"},
		{"مرحبا بالعالم", "en", "ar", "rtl"},
		{"سلام دنیا", "fa", "fa", "rtl"},
		{"שלום עולם hi", "de", "he", "rtl"},
		{"Galley schreibt שלום", "de", "de", "ltr"},
		{"これは日本語の文章です", "en", "ja", "ltr"},
		{"日本語版のページ", "en", "ja", "ltr"},
		{"这是一个中文页面", "en", "zh", "ltr"},
		{"這是一個頁面", "zh-Hant", "zh-Hant", "ltr"},
		{"漢字", "ja", "ja", "ltr"},
		{"한국어 페이지", "en", "ko", "ltr"},
		{"Hello there", "ar", "ar", "ltr"},
		{"Привет", "he", "he", "ltr"},
		{"123 !!", "he", "he", "rtl"},
	}
	for _, c := range cases {
		if language, dir := detect(c.text, c.site); language != c.language || dir != c.dir {
			t.Errorf("detect(%q, %s) = %s, %s; want %s, %s", c.text, c.site, language, dir, c.language, c.dir)
		}
	}
}
