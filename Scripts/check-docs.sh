#!/usr/bin/env bash
# Builds the documentation of every library with warnings as errors: a link that names nothing, a
# parameter left out of a list, a public symbol without a comment.
#
# Needs nothing beyond the toolchain, and no plugin: the symbol graphs come from the modules that
# `swift build` leaves behind, and docc lies beside swift. CONFIGURATION=release takes the release
# build; a folder as argument keeps the archives.
set -euo pipefail
cd "$(dirname "$0")/.."
libraries=(
  LaneMath BLASMatrices Activations Recurrent SequenceTraining GradientFlow CharacterModels
  RunRecords RunReports
)
configuration=${CONFIGURATION:-debug}
tools=$(dirname "$(command -v swift)")
started=$(date +%s)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
archives=${1:-$work}

# SwiftPM warns of a catalog that it does not know how to handle.
swift build --configuration "$configuration" >"$work/build.log" 2>&1 || {
  cat "$work/build.log" >&2
  exit 1
}
if grep 'warning: ' "$work/build.log" >&2; then
  echo "check-docs: the build warns" >&2
  exit 1
fi
built=$(date +%s)
products=$(swift build --configuration "$configuration" --show-bin-path)
target=$(swift -print-target-info | sed -n 's/^ *"triple": "\(.*\)",$/\1/p')

failures=0
for library in "${libraries[@]}"; do
  graphs=$work/graphs/$library
  mkdir -p "$graphs"
  "$tools/swift" symbolgraph-extract -module-name "$library" -target "$target" \
    -I "$products/Modules" -I Sources/COpenBLAS -I Sources/CKernels/include \
    -I .build/checkouts/swift-numerics/Sources/_NumericsShims/include \
    -minimum-access-level public -skip-synthesized-members -skip-inherited-docs \
    -output-dir "$graphs"
  "$tools/docc" convert "Sources/$library/$library.docc" --additional-symbol-graph-dir "$graphs" \
    --fallback-display-name "$library" --fallback-bundle-identifier "swift-recurrent.$library" \
    --output-dir "$archives/$library.doccarchive" --warnings-as-errors \
    >"$work/docc.log" 2>&1 || {
    printf '%s:\n' "$library" >&2
    cat "$work/docc.log" >&2
    failures=$((failures + 1))
  }
done

# docc does not miss a comment that is not there. What has no location is the compiler's own work.
python3 - "$work"/graphs/*/*.json <<'PYTHON' || failures=$((failures + 1))
import json, sys

missing = {
    "%s:%d: error: %s has no doc comment"
    % (symbol["location"]["uri"], symbol["location"]["position"]["line"] + 1,
       ".".join(symbol["pathComponents"]))
    for path in sys.argv[1:]
    for symbol in json.load(open(path))["symbols"]
    if "docComment" not in symbol and "location" in symbol
}
print("\n".join(sorted(missing)), end="\n" if missing else "", file=sys.stderr)
sys.exit(bool(missing))
PYTHON

ended=$(date +%s)
printf '%d libraries documented in %d s, after %d s of building\n' \
  "${#libraries[@]}" "$((ended - built))" "$((built - started))"
[ "$failures" -eq 0 ]
