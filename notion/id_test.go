package notion

import (
	"regexp"
	"testing"
)

const (
	hexA = "46f8638c25a84ccd9d926e42bdb5535e"
	hexB = "48cb69650f584e60be8159e9f8e07a8a"
	linA = ID("46f8638c-25a8-4ccd-9d92-6e42bdb5535e")
	linB = ID("48cb6965-0f58-4e60-be81-59e9f8e07a8a")
)

func TestParseID(t *testing.T) {
	for in, want := range map[string]ID{
		hexA:                                   linA,
		string(linA):                           linA,
		"  " + hexA + "\n":                     linA,
		"46F8638C25A84CCD9D926E42BDB5535E":     linA,
		"3839ce7b-60a4-8127-a166-c6643b601de5": "3839ce7b-60a4-8127-a166-c6643b601de5",
		"https://www.notion.so/Slug-" + hexA:   linA,
		"https://www.notion.so/acme/A-Page-" + hexA + "?pvs=4":             linA,
		"https://app.notion.com/p/acme/Slug-" + hexA:                       linA,
		"https://acme.notion.site/Slug-" + hexA:                            linA,
		"https://docs.example.com/Slug-" + hexA + "/":                      linA,
		"https://www.notion.so/" + string(linA):                            linA,
		"https://www.notion.so/deadbeef" + hexA:                            linA,
		"https://www.notion.so/acme/" + hexA + "?v=" + hexB:                linA,
		"https://www.notion.so/acme/" + hexB + "?v=" + hexB + "&p=" + hexA: linA,
		"https://www.notion.so/" + hexA + "#" + hexB:                       linA,
		"":                                     "",
		"https://www.notion.so/TASK-123":       "",
		"https://www.notion.so/?v=" + hexA:     "",
		"https://www.notion.so/acme?d=" + hexA: "",
		hexA[:31]:                              "",
		"%zz":                                  "",
	} {
		got, err := ParseID(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("ParseID(%q) is %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestParseLink(t *testing.T) {
	for in, want := range map[string]Link{
		"/" + hexA:                    {Page: linA},
		"/" + hexA + "#" + hexB:       {Page: linA, Block: linB},
		"/" + hexA + "?pvs=4#" + hexB: {Page: linA, Block: linB},
		"/p/" + hexA:                  {Page: linA},
		"/acme/Slug-" + hexA:          {Page: linA},
		"https://www.notion.so/Slug-" + hexA + "#" + hexB: {Page: linA, Block: linB},
		"http://notion.so/" + hexA:                        {Page: linA},
		"https://app.notion.com/p/" + hexA:                {Page: linA},
		"https://acme.notion.site/Slug-" + hexA:           {Page: linA},
		"https://example.com/" + hexA:                     {},
		"https://notion.so.example.com/" + hexA:           {},
		"mailto:" + hexA + "@www.notion.so":               {},
		"javascript:/" + hexA:                             {},
		"ftp://www.notion.so/" + hexA:                     {},
		"#" + hexA:                                        {},
		hexA:                                              {},
		"/about":                                          {},
		"https://www.notion.so/TASK-123":                  {},
		"":                                                {},
		"https://www.notion.so/Slug-" + hexA + "#a-heading": {Page: linA},
	} {
		if got, ok := ParseLink(in); got != want || ok != (want.Page != "") {
			t.Errorf("ParseLink(%q) is %v, %v; want %v", in, got, ok, want)
		}
	}
}

func TestIDsLeadBackToThemselves(t *testing.T) {
	if got, err := ParseID(linA.URL()); got != linA || err != nil || linA.Compact() != hexA {
		t.Errorf("%s: %q, %v; compact %s", linA.URL(), got, err, linA.Compact())
	}
}

func FuzzParseID(f *testing.F) {
	for _, s := range []string{hexA, string(linA), "/" + hexA + "#" + hexB, "https://www.notion.so/x-" + hexA + "?v=" + hexB, "//notion.so/%2f" + hexA, "/?p=" + hexA} {
		f.Add(s)
	}
	form := regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	f.Fuzz(func(t *testing.T, s string) {
		id, err := ParseID(s)
		if (err == nil) != form.MatchString(string(id)) {
			t.Errorf("ParseID(%q) is %q, %v", s, id, err)
		}
		link, ok := ParseLink(s)
		if ok != form.MatchString(string(link.Page)) || (link.Block != "" && !form.MatchString(string(link.Block))) {
			t.Errorf("ParseLink(%q) is %q, %v", s, link, ok)
		}
		if again, err := ParseID(string(id)); id != "" && (again != id || err != nil) {
			t.Errorf("ParseID(%q) is %q, %v", id, again, err)
		}
	})
}
