#!/usr/bin/env bash
# Takes over a release of Mermaid: render/diagram/mermaid/update.sh 12.3.0
# Makes mermaid.tar.gz, with what it needs of other packages, and LICENSES with the
# terms of each. Afterwards set Version in diagram.go and run go test ./render/diagram.
set -euo pipefail
version=${1:?which version of Mermaid?}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$here/entry.mjs" "$here/without" "$work/"
cd "$work"
echo '{"private":true}' >package.json
npm install --no-audit --no-fund --loglevel=error "mermaid@$version" esbuild@0.28.2
npx esbuild entry.mjs --bundle --splitting --minify --format=esm --target=es2019 --legal-comments=none --log-level=error \
  --alias:dompurify=./without/dompurify.mjs --alias:katex=./without/katex.mjs \
  --alias:elkjs/lib/elk.bundled.js=./without/elk.mjs --alias:elkjs=./without/elk.mjs \
  --outdir=parts --metafile=meta.json
# Parts that ask for each other with require, so that each kind of diagram needs
# its own only.
npx esbuild parts/*.js --minify --format=cjs --target=es2019 --supported:dynamic-import=false --platform=neutral --log-level=error --outdir=modules
tar -C modules --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=644 -cf - . | gzip -9n >"$here/mermaid.tar.gz"
node - >"$here/LICENSES" <<'JS'
const fs = require("fs");
const packages = new Set();
for (const output of Object.values(require("./meta.json").outputs)) {
  for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file);
    if (name && bytesInOutput > 0) packages.add(name[0]);
  }
}
for (const folder of [...packages].sort()) {
  const { name, version, license } = JSON.parse(fs.readFileSync(folder + "package.json"));
  const file = fs.readdirSync(folder).find((f) => /^licen[cs]e/i.test(f));
  console.log(`${"=".repeat(72)}\n${name} ${version} (${license})\n`);
  console.log(file ? fs.readFileSync(folder + file, "utf8").trim() + "\n" : "The package has no file of its terms.\n");
}
JS
ls -l "$here/mermaid.tar.gz"
