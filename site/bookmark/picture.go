package bookmark

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // formats that pages use
	"image/jpeg"
	"image/png"
	"net/url"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // likewise
)

// form is what a picture is made into.
type form struct {
	name          string
	accept        string
	maxBytes      int64 // that are downloaded
	least, most   int   // pixels that it may have on each side
	width, height int   // that it has to fit into; 0 for any
	encode        func(*bytes.Buffer, image.Image) (contentType string, err error)
}

const (
	iconSize   = 64
	imageWidth = 960
)

var (
	iconForm = form{
		name: "icon", accept: "image/png, image/*;q=0.8", maxBytes: 512 << 10, least: 8, most: 1024, width: iconSize, height: iconSize,
		encode: func(to *bytes.Buffer, m image.Image) (string, error) { return "image/png", png.Encode(to, m) },
	}
	imageForm = form{
		name: "image", accept: "image/jpeg, image/png, image/webp, image/gif", maxBytes: 8 << 20, least: 60, most: 4096, width: imageWidth,
		encode: func(to *bytes.Buffer, m image.Image) (string, error) {
			return "image/jpeg", jpeg.Encode(to, m, &jpeg.Options{Quality: 82})
		},
	}
)

// picture reads a picture, and writes it anew into the cache: what came with it,
// such as where a photograph was taken, stays behind. It is nil when that cannot
// be done.
func (r *run) picture(ctx context.Context, as form, address string) *Picture {
	u, err := url.Parse(address)
	if err != nil || r.Cache == nil {
		return nil
	}
	got, err := r.client.get(ctx, u, as.accept, as.maxBytes, true)
	if err != nil {
		return nil
	}
	r.decoding.Lock()
	defer r.decoding.Unlock()
	data, p, err := as.remake(got.body)
	if err != nil {
		return nil
	}
	if p.Path, err = r.Cache.PutFile(kindPicture, p.Hash, data); err != nil {
		return nil
	}
	return p
}

var errSize = errors.New("the picture is too small or too large")

// remake decodes a picture, scales it down if it has to be, and encodes it.
func (f form) remake(data []byte) ([]byte, *Picture, error) {
	decode, config := image.Decode, image.DecodeConfig
	if isICO(data) {
		decode, config = decodeICO, configICO
	}
	size, _, err := config(bytes.NewReader(data))
	if err != nil {
		return nil, nil, fmt.Errorf("reading a picture: %w", err)
	}
	if min(size.Width, size.Height) < f.least || max(size.Width, size.Height) > f.most {
		return nil, nil, errSize
	}
	m, _, err := decode(bytes.NewReader(data))
	if err != nil {
		return nil, nil, fmt.Errorf("reading a picture: %w", err)
	}
	m = f.fit(m)
	var out bytes.Buffer
	contentType, err := f.encode(&out, m)
	if err != nil {
		return nil, nil, fmt.Errorf("writing a picture: %w", err)
	}
	sum := sha256.Sum256(out.Bytes())
	return out.Bytes(), &Picture{
		Hash: hex.EncodeToString(sum[:]), ContentType: contentType, Size: int64(out.Len()),
		Width: m.Bounds().Dx(), Height: m.Bounds().Dy(),
	}, nil
}

// fit gives a picture that is not too large, on white where it is transparent
// and the format cannot say that.
func (f form) fit(m image.Image) image.Image {
	width, height := m.Bounds().Dx(), m.Bounds().Dy()
	if width > f.width {
		width, height = f.width, max(1, height*f.width/width)
	}
	if f.height > 0 && height > f.height {
		width, height = max(1, width*f.height/height), f.height
	}
	out := image.NewNRGBA(image.Rect(0, 0, width, height))
	if f.height == 0 {
		draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	}
	draw.CatmullRom.Scale(out, out.Bounds(), m, m.Bounds(), draw.Over, nil)
	return out
}
