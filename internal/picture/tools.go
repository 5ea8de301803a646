package picture

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Tools are the programs that write formats that Go does not. Those that are not on
// the PATH are missing.
type Tools struct {
	webp, avif   string // paths of cwebp and avifenc
	avifQuality  bool   // avifenc takes a quality from 0 to 100, as it does from 1.0 on
	webpV, avifV string // what they say of their version
	limit        time.Duration
}

// toolTime is how long a program may take for one picture.
const toolTime = 2 * time.Minute

// Find looks for programs on the PATH, and asks them for their version.
func Find(ctx context.Context) *Tools {
	t := &Tools{limit: toolTime}
	t.webp, t.webpV = version(ctx, "cwebp", "-version")
	t.avif, t.avifV = version(ctx, "avifenc", "--version")
	if t.avif != "" {
		help, _ := exec.CommandContext(ctx, t.avif, "--help").Output() // some versions call it an error
		t.avifQuality = strings.Contains(string(help), "--qcolor")
	}
	return t
}

// version gives the path of a program, and what it says of its version; neither when
// there is none that works.
func version(ctx context.Context, name, flag string) (path, says string) {
	path, err := exec.LookPath(name)
	if err != nil {
		return "", ""
	}
	out, err := exec.CommandContext(ctx, path, flag).Output()
	if err != nil {
		return "", ""
	}
	return path, strings.TrimSpace(string(out))
}

// Has tells whether there is a program that writes a type. Without tools, there is
// none.
func (t *Tools) Has(kind string) bool {
	return t != nil && (kind == TypeWebP && t.webp != "" || kind == TypeAVIF && t.avif != "")
}

// Version says what writes a type; "" for nothing.
func (t *Tools) Version(kind string) string {
	if t == nil {
		return ""
	}
	if kind == TypeAVIF {
		return t.avifV
	}
	return t.webpV
}

// Order is a picture that programs are to write.
type Order struct {
	Picture *image.RGBA
	Profile []byte
	Quality int  // 1 to 100
	Drawn   bool // as [Source.Drawn] tells: WebP is written without loss, AVIF with all colours
}

// Write has a picture written in types that there are programs for. A program that
// fails, or takes too long, is an error, besides what others wrote. So is a ctx that
// is done.
func (t *Tools) Write(ctx context.Context, o Order, types []string) (map[string][]byte, error) {
	written := map[string][]byte{}
	if len(types) == 0 {
		return written, nil
	}
	dir, err := os.MkdirTemp("", "galley-picture-")
	if err != nil {
		return written, fmt.Errorf("making a folder to convert a picture in: %w", err)
	}
	defer os.RemoveAll(dir)
	in := filepath.Join(dir, "in.png")
	data, err := writePNG(o.Picture, o.Profile, png.BestSpeed)
	if err != nil {
		return written, err
	}
	if err := os.WriteFile(in, data, 0o600); err != nil {
		return written, fmt.Errorf("writing a picture to convert: %w", err)
	}
	var failed []error
	for _, kind := range types {
		out := filepath.Join(dir, "out")
		if err := t.run(ctx, t.command(kind, o, in, out)); err != nil {
			failed = append(failed, err)
			continue
		}
		if written[kind], err = os.ReadFile(out); err != nil {
			failed = append(failed, err)
		}
	}
	return written, errors.Join(failed...)
}

// command gives the line that has a file written.
func (t *Tools) command(kind string, o Order, in, out string) []string {
	if kind == TypeWebP {
		line := []string{t.webp, "-quiet", "-metadata", "icc"}
		if o.Drawn {
			return append(line, "-lossless", in, "-o", out)
		}
		return append(line, "-q", strconv.Itoa(o.Quality), in, "-o", out)
	}
	line := []string{t.avif, "--speed", "7", "--jobs", "1", "--yuv", "420"}
	quality := max(1, o.Quality-20) // its scale is another one
	if t.avifQuality {
		return append(line, "--qcolor", strconv.Itoa(quality), in, out)
	}
	level := strconv.Itoa((100 - quality) * 63 / 100)
	return append(line, "--min", "0", "--max", "63", "--minalpha", "0", "--maxalpha", "63",
		"--advanced", "end-usage=q", "--advanced", "cq-level="+level, in, out)
}

// run runs a program to its end, or kills it when its time is up.
func (t *Tools) run(ctx context.Context, line []string) error {
	name := filepath.Base(line[0])
	limited, cancel := context.WithTimeout(ctx, t.limit)
	defer cancel()
	cmd := exec.CommandContext(limited, line[0], line[1:]...)
	cmd.WaitDelay = time.Second
	out, err := cmd.CombinedOutput()
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case limited.Err() != nil:
		return fmt.Errorf("%s did not end within %s", name, t.limit)
	}
	says, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return fmt.Errorf("%s: %w: %s", name, err, says)
}
