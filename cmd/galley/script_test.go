package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// Scripts wait more than they compute: for pauses between retries above all.
const scriptsAtOnce = "16"

func TestMain(m *testing.M) {
	if err := flag.Set("test.parallel", scriptsAtOnce); err != nil {
		panic(err)
	}
	testscript.Main(m, map[string]func(){"galley": main})
}

// TestScripts runs the program itself; each script says what it proves.
//
// Besides the commands of testscript, scripts have those of a server that
// answers as Notion does:
//
//	notion [-flags] [folder]              starts it, with testdata/workspace.txtar or the workspace in a folder,
//	                                      and sets NOTION_API_URL, NOTION_TOKEN and an id for every object
//	down                                  ends it
//	hold n, release                       lets n more requests through, then none until it is released
//	bucket                                starts a real S3 server with a bucket called shared, sets AWS_…
//	drop                                  sends those away that are held, and lets all others through
//	asked n                               waits until n requests have come since the last hold
//	requests                              prints and forgets how often each endpoint was asked; sets $REQUESTS
//	less n n                              compares such numbers
//	total n n…                            checks that the first is the sum of the others
//	script 'GET /v1/…' fault…             makes the next such requests fail
//	edit verb object [text]               edits the workspace
//
// those of the program:
//
//	exits code args…                      runs galley to its end
//	start name args…                      runs it in the background, into name.out and name.err
//	ends name signal code                 sends it a signal, "none" for no signal, and waits for its end
//	await file pattern                    waits until a file has a matching text; sets $FOUND to its last group
//	get url                               prints the answer of a preview
//
// and those of files:
//
//	expand file…                          puts the variables of the script into files
//	same dir dir                          compares all files byte for byte
//	remember dir, untouched dir           compares times and identities of all files
//	tinydisk dir size, fill dir           mounts a file system of so many bytes, fills it up
//	step workflow id file                 writes the commands of a step of a workflow into a file
//	unpack page                           writes the files that a page of the manual shows
//	objects                               checks that every line of standard output is a JSON object
//
// The variable $LF is a line feed. With -short, which is how the race detector
// runs, only those scripts run in which several things happen at once.
func TestScripts(t *testing.T) {
	p := testscript.Params{Dir: filepath.Join("testdata", "script")}
	if testing.Short() {
		p.Dir = ""
		for _, name := range []string{"again", "interrupt", "poll", "serve", "together", "watch"} {
			p.Files = append(p.Files, filepath.Join("testdata", "script", name+".txtar"))
		}
	}
	testscript.Run(t, testscript.Params{
		Dir: p.Dir, Files: p.Files,
		Setup: func(e *testscript.Env) error {
			workspace, err := os.ReadFile(filepath.Join("testdata", "workspace.txtar"))
			if err != nil {
				return err
			}
			manual, err := filepath.Abs(filepath.Join("..", "..", "docs"))
			if err != nil {
				return err
			}
			e.Setenv("LF", "\n")
			e.Values[stateKey{}] = &state{
				t: e.T(), workspace: workspace,
				processes: map[string]*process{}, remembered: map[string]map[string]os.FileInfo{}, manual: manual,
			}
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"notion": cmdNotion, "down": cmdDown, "hold": cmdHold, "release": cmdRelease, "drop": cmdDrop, "bucket": cmdBucket, "asked": cmdAsked, "less": cmdLess, "total": cmdTotal,
			"requests": cmdRequests, "script": cmdScript, "edit": cmdEdit,
			"exits": cmdExits, "start": cmdStart, "ends": cmdEnds, "await": cmdAwait, "get": cmdGet,
			"expand": cmdExpand, "same": cmdSame, "remember": cmdRemember, "untouched": cmdUntouched,
			"tinydisk": cmdTinyDisk, "fill": cmdFill, "objects": cmdObjects, "unpack": cmdUnpack, "step": cmdStep,
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// state is what a script has going.
type state struct {
	t          testscript.T
	workspace  []byte // of the server, unless the script has one of its own
	notion     *fakeNotion
	processes  map[string]*process
	remembered map[string]map[string]os.FileInfo // by folder and path
	manual     string                            // the folder docs
}

type stateKey struct{}

func stateOf(ts *testscript.TestScript) *state { return ts.Value(stateKey{}).(*state) }

// skip ends the script, which proves nothing here.
func skip(ts *testscript.TestScript, why string) { stateOf(ts).t.Skip(why) }

// need stops the script unless it has the arguments of a command.
func need(ts *testscript.TestScript, neg bool, args []string, least int, usage string) {
	if neg || len(args) < least {
		ts.Fatalf("usage: %s", usage)
	}
}
