package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"galley/fetch"
	"galley/notion/notiontest"
)

// accountOf builds the sample workspace into a folder, and reads the report.
func accountOf(t *testing.T, dir string, api *notiontest.Server, args ...string) (account, []byte, int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	env := map[string]string{"NOTION_TOKEN": api.Token, "NOTION_API_URL": api.URL}
	args = append([]string{"build", "--json", "--config", filepath.Join(dir, "site.toml")}, args...)
	code := run(t.Context(), args, environment{stdout: &stdout, stderr: &stderr, getenv: func(name string) string { return env[name] }})
	if code != exitDone && code != exitLosses {
		t.Fatalf("exit code %d:\n%s%s", code, stdout.Bytes(), stderr.Bytes())
	}
	data, err := os.ReadFile(filepath.Join(dir, ".galley", reportName))
	if err != nil {
		t.Fatal(err)
	}
	var a account
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&a); err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	line := regexp.MustCompile(`(?m)^\{.*"event":"done".*$`).Find(stdout.Bytes())
	var done struct {
		Event, Message string
		account
	}
	if err := json.Unmarshal(line, &done); err != nil || !reflect.DeepEqual(done.account, a) {
		t.Errorf("the object on standard output is not the report (%v):\n%s\n%s", err, line, data)
	}
	return a, data, code
}

func sampleSite(t *testing.T) (dir string, api *notiontest.Server) {
	t.Helper()
	if testing.Short() {
		t.Skip("building the sample is the processor's work")
	}
	sample := notiontest.Sample()
	api = notiontest.NewServer(sample.Workspace)
	t.Cleanup(api.Close)
	dir = t.TempDir()
	config := fmt.Sprintf("[site]\ntitle = 'T'\nbase_url = 'https://t.example/'\ncomments = true\n[images]\nformats = []\n[notion]\nrequests_per_minute = 100000\n[[source]]\npage = %q\n", sample.HandbookURL())
	if err := os.WriteFile(filepath.Join(dir, "site.toml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, api
}

func TestEveryBuildWritesAnAccount(t *testing.T) {
	dir, api := sampleSite(t)
	first, data, _ := accountOf(t, dir, api)
	kinds := map[fetch.WarningKind]int{}
	for _, l := range first.Losses {
		kinds[l.Kind] += l.Count
		if l.Text == "" || l.Hint == "" || l.Kind == fetch.WarnBlock && l.Type == "" {
			t.Errorf("the loss %+v does not say what, or what to do", l)
		}
	}
	if first.Pages < 50 || first.Blocks["paragraph"] < 100 || first.Blocks["embed"] < 3 || first.Blocks["button"] == 0 ||
		first.Written < 100 || first.Warnings != len(first.Losses) || kinds[fetch.WarnBlock] < 5 {
		t.Errorf("the account %s", data)
	}
	total := 0
	for pattern, n := range api.Requests() {
		if strings.Contains(pattern, " /v1/") {
			total += n
		}
	}
	if first.Requests.Notion != total || first.Requests.Bodies < 50 || first.Requests.FileBytes < 100_000 || first.Seconds < first.Writing {
		t.Errorf("requests %+v, want %d of Notion; %v seconds", first.Requests, total, first.Seconds)
	}

	again, _, code := accountOf(t, dir, api, "--strict")
	if code != exitLosses || again.Written != 0 || !reflect.DeepEqual(again.Losses, first.Losses) || !maps.Equal(again.Blocks, first.Blocks) {
		t.Errorf("a build with nothing to do ends with %d and says %+v", code, again)
	}
	offline, _, _ := accountOf(t, dir, api, "--offline")
	if offline.Requests != (requests{}) || !reflect.DeepEqual(offline.Losses, first.Losses) {
		t.Errorf("without network it says %+v", offline)
	}
}

// The manual names every field of a report, and no other, and every kind of loss.
func TestManualNamesTheFieldsOfTheReport(t *testing.T) {
	manual, err := os.ReadFile("../../docs/commands.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(manual), "## The report")
	table, kinds, _ := strings.Cut(section, "| kind of loss |")
	var named []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z_.\\[\\]]+)` \\|").FindAllStringSubmatch(table, -1) {
		named = append(named, row[1])
	}
	var fields []string
	var walk func(prefix string, typ reflect.Type)
	walk = func(prefix string, typ reflect.Type) {
		for i := range typ.NumField() {
			name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			fields = append(fields, prefix+name)
			switch inner := typ.Field(i).Type; {
			case inner.Kind() == reflect.Slice:
				walk(prefix+name+"[].", inner.Elem())
			case inner == reflect.TypeFor[requests]():
				walk(prefix+name+".", inner)
			}
		}
	}
	walk("", reflect.TypeFor[account]())
	slices.Sort(fields)
	slices.Sort(named)
	if !slices.Equal(fields, named) {
		t.Errorf("docs/commands.md names\n%q\nwant\n%q", named, fields)
	}
	for _, kind := range []fetch.WarningKind{
		fetch.WarnUnread, fetch.WarnFile, fetch.WarnCapability, fetch.WarnBlock, fetch.WarnLink, fetch.WarnEquation, fetch.WarnDiagram, fetch.WarnAddress,
		fetch.WarnMarkdown, fetch.WarnSetting, fetch.WarnSite, fetch.WarnCache,
	} {
		if !strings.Contains(kinds, "| `"+string(kind)+"`") {
			t.Errorf("docs/commands.md does not name the kind %s", kind)
		}
	}
}

func TestASummaryCountsLossesByKind(t *testing.T) {
	a := account{Warnings: 3, Losses: []lossEntry{{Kind: fetch.WarnLink, Count: 2}, {Kind: fetch.WarnFile, Count: 1}, {Kind: fetch.WarnBlock, Count: 1}}}
	if got := a.summary(); got != "3 warnings (link: 2, block: 1, file: 1)" {
		t.Errorf("summary %q", got)
	}
	if got := (account{Warnings: 1}).summary(); got != "1 warning" {
		t.Errorf("summary %q", got)
	}
}
