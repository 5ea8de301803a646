#!/usr/bin/env bash
# Takes over a release of Temml: render/tex/temml/update.sh 0.13.5
# Afterwards run go test ./render/tex: it knows what the allow-list lacks.
set -euo pipefail
version=${1:?which version of Temml?}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
tar -xzf "$(npm pack --silent "temml@$version")"
cp package/dist/temml.min.js package/contrib/mhchem/mhchem.min.js package/LICENSE "$here/"
