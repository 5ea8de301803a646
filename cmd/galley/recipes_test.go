package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v3"
)

// workflow is what a workflow of GitHub has that a recipe needs.
type workflow struct {
	On struct {
		Schedule []struct{ Cron string }
	}
	Jobs map[string]struct {
		Needs string
		If    string
		Steps []workflowStep
	}
}

type workflowStep struct {
	ID, If, Uses, Run string
	With, Env         map[string]string
}

func readWorkflow(t interface{ Fatalf(string, ...any) }, text []byte) workflow {
	var w workflow
	if err := yaml.Unmarshal(text, &w); err != nil {
		t.Fatalf("reading the workflow: %v", err)
	}
	return w
}

// cmdStep writes the commands of a step of a workflow into a file.
func cmdStep(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 3, "step workflow id file")
	for _, job := range readWorkflow(ts, []byte(ts.ReadFile(args[0]))).Jobs {
		for _, step := range job.Steps {
			if step.ID == args[1] {
				ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(step.Run), 0o644))
				return
			}
		}
	}
	ts.Fatalf("%s has no step %s", args[0], args[1])
}

func TestTheWorkflowBuildsWhenAPostIsDue(t *testing.T) {
	text, err := recipes.ReadFile("recipes/github-pages.yml")
	if err != nil {
		t.Fatal(err)
	}
	w := readWorkflow(t, text)
	steps := w.Jobs["build"].Steps
	due := slices.IndexFunc(steps, func(s workflowStep) bool { return s.ID == "due" })
	if due != 1 || steps[0].With["path"] != "due.txt" {
		t.Fatalf("the first steps are %+v", steps[:2])
	}
	if !slices.ContainsFunc(w.On.Schedule, func(s struct{ Cron string }) bool { return strings.Contains(steps[due].Run, `"`+s.Cron+`"`) }) {
		t.Errorf("none of the schedules %v is the one of %s", w.On.Schedule, steps[due].Run)
	}
	for _, step := range steps[due+1:] {
		if step.If != "steps.due.outputs.build" || (step.Uses == "") == (step.Run == "") {
			t.Errorf("the step %+v runs when nothing is to be built, or does nothing", step)
		}
	}
	if deploy := w.Jobs["deploy"]; deploy.Needs != "build" || deploy.If != "needs.build.outputs.build" {
		t.Errorf("the site is deployed %+v", deploy)
	}
}
