package notion

import "testing"

func TestFilesTellAddressKeyAndName(t *testing.T) {
	const signed = "https://files.test/ws/a%20plan.svg?X-Amz-Signature=1"
	for _, test := range []struct {
		name           string
		file           *File
		url, key, base string
	}{
		{"hosted", &File{Type: "file", File: &Hosted{URL: signed}}, signed, "https://files.test/ws/a%20plan.svg", "a plan.svg"},
		{"external", &File{Type: "external", External: &URLObject{URL: "https://a.test/x.png?size=2"}}, "https://a.test/x.png?size=2", "", "x.png"},
		{"with a name", &File{Type: "file", Name: "Plan.svg", File: &Hosted{URL: signed}}, signed, "https://files.test/ws/a%20plan.svg", "Plan.svg"},
		{"with its address as its name", &File{Type: "external", Name: "https://a.test/x.png", External: &URLObject{URL: "https://a.test/y.png"}}, "https://a.test/y.png", "", "y.png"},
		{"a folder", &File{Type: "external", External: &URLObject{URL: "https://a.test/x/"}}, "https://a.test/x/", "", ""},
		{"of an unknown type", &File{Type: "hologram"}, "", "", ""},
	} {
		if url, key, base := test.file.URL(), test.file.Key(), test.file.FileName(); url != test.url || key != test.key || base != test.base {
			t.Errorf("%s: %q, %q, %q; want %q, %q, %q", test.name, url, key, base, test.url, test.key, test.base)
		}
	}
}

func TestIconsThatAreImages(t *testing.T) {
	for _, test := range []struct {
		name string
		icon *Icon
		url  string
	}{
		{"uploaded", &Icon{Type: "file", File: &Hosted{URL: "https://files.test/a"}}, "https://files.test/a"},
		{"external", &Icon{Type: "external", External: &URLObject{URL: "https://a.test/b"}}, "https://a.test/b"},
		{"custom emoji", &Icon{Type: "custom_emoji", CustomEmoji: &CustomEmoji{URL: "https://a.test/c"}}, "https://a.test/c"},
		{"emoji", &Icon{Type: "emoji", Emoji: "🌊"}, ""},
		{"none", nil, ""},
	} {
		if got := test.icon.AsFile().URL(); got != test.url {
			t.Errorf("%s: %q, want %q", test.name, got, test.url)
		}
	}
}

func TestParentsTellTheirID(t *testing.T) {
	for _, parent := range []Parent{
		{Type: "page_id", PageID: idA}, {Type: "block_id", BlockID: idA}, {Type: "database_id", DatabaseID: idA},
		{Type: "data_source_id", DataSourceID: idA, DatabaseID: idB}, {Type: "agent_id", AgentID: idA},
	} {
		if parent.ID() != idA {
			t.Errorf("the ID of %+v is %q", parent, parent.ID())
		}
	}
	if id := (Parent{Type: "workspace"}).ID(); id != "" {
		t.Errorf("the workspace has the ID %q", id)
	}
}
