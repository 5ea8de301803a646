package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"galley/notion"
	nt "galley/notion/notiontest"
)

// memory fetches many posts in a process of its own, so that the memory of the
// server is not counted, and prints the most that it took.
func memory(ctx context.Context, posts int) error {
	for _, count := range []int{posts / 10, posts} {
		b := newBlog(count, func(int) int { return 60 }, 1)
		server := nt.NewServer(b.workspace)
		took, err := inAnotherProcess(ctx, "-child", server.URL, "-source", b.database.ID())
		server.Close()
		if err != nil {
			return err
		}
		fmt.Printf("%d posts of about %d KB of text: at most %s of memory\n", count, 60*2*len(sentence)>>10, took)
	}
	return nil
}

// inAnotherProcess runs this program again and gives what it says.
func inAnotherProcess(ctx context.Context, args ...string) (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("running in another process: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}

// fetchOnce is what the other process does.
func fetchOnce(ctx context.Context, url, source string) error {
	store, err := newStore(source)
	if err != nil {
		return err
	}
	defer store.remove()
	if err := store.run(ctx, url, notion.WithRequestsPerMinute(0)); err != nil {
		return err
	}
	return printPeak()
}

// printPeak prints the most memory that this process has had. What its parent is
// told when it ends may be the parent's own, which had the same memory before the
// program was started.
func printPeak() error {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return fmt.Errorf("the memory of a process is known on Linux only: %w", err)
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			var kilobytes int
			if _, err := fmt.Sscan(value, &kilobytes); err != nil {
				return fmt.Errorf("reading /proc/self/status: %w", err)
			}
			fmt.Printf("%d MB", kilobytes>>10)
			return nil
		}
	}
	return errors.New("/proc/self/status has no VmHWM")
}
