// Package search writes an index that a script in the reader's browser asks: no
// server, and few bytes for a query however large the site is.
//
//	x := search.New(func(name string, data []byte) error { … })
//	err := x.Add(search.Page{Key: id, URL: "posts/hello/", Title: "Hello", Parts: …})
//	err = x.Finish()
//
// Its client is theme/builtin/base/modules/search. Both are of one version: one
// build writes them.
//
// # Words
//
// A text is folded: compatibility forms become plain (NFKD), accents and the
// optional marks of Hebrew and Arabic go, letters become small, some that no
// decomposition takes apart become plain ones (ß, ø, ى), Katakana becomes Hiragana,
// and the rest is composed again (NFC). What is neither letter, mark nor number is
// between words. Where a script begins or ends that is written without spaces, a
// word ends. In such a script, and in Hangul, every two characters that follow each
// other are a word, a character with the marks that stand on it being one; the last
// character of such a run is a word too, so that each one is the beginning of a word.
// Words are cut after 32 characters. [Words] does all this, and
// testdata/words.json shows it.
//
// There is no stemming: an index with stems does not know the beginnings of words
// that readers have typed so far. Other forms of a word are looked for when it is
// asked for.
//
// # Files
//
// All files are compressed as RFC 1951 says, since not every host compresses what
// it does not know, and are named by the hash of their content, but for [RootName]:
//
//	root     JSON: the number of pages, how many bits a page's number has, and the
//	         names of all shelves and cards
//	shelf    words in their order, 600 to 1,800, and the names of the leaves that have
//	         their pages
//	leaf     for a few words, on which pages they are, and how much they weigh there
//	ending   words ordered by their ends, for misspellings and for compounds
//	cards    what results show of some pages: title, address, section, tags, and the
//	         name of the text
//	text     the text of one page, for excerpts
//
// Words are ordered by their UTF-16 units, as in JavaScript. A shelf has a line for
// each: a character, then what the word does not share with the one before. The
// character is '!' + 4 × how many characters it shares + its class: 1 for a word on
// many pages, 2 for one in a title. An empty line is between the leaves of a shelf;
// the names of the leaves are its first line. In endings words stand backwards,
// without a suffix, which is a digit at the end.
//
// In a leaf, a word is the number of its pages (Elias gamma), and for each page the
// step from the number before (Golomb-Rice) and the weight, 1 to 15. Of a word that
// is on more than 2,048 pages, only those are listed where it weighs most. Sections
// and tags are words too, which begin with '/' and '#'; they come before all
// others, and are listed in full.
//
// # Weight
//
// A word weighs more in a title than in a heading, there more than in the text, and
// more in a short text than in a long one: BM25 with fields, with fixed lengths in
// place of the mean of the site, so that no page changes the weights of another. How
// rare a word is, the client knows from the number of its pages.
//
// # What stays
//
// A page's number is made of the hash of its key, so it stays when other pages come
// and go. Shards are cut where the hash of a word says so. Thus a page that is new
// or has changed changes its card, its text, the leaves of its words and the shelves
// that name them; all other files stay as they are.
package search
