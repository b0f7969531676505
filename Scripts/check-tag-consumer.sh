#!/usr/bin/env bash
# Builds and runs a small package that depends on this one by a git tag, as a user's would.
# A versioned dependency may carry the optimiser flag of debug builds only from tools version 6.2 on,
# and no change log promises it: this check is how we would learn that it no longer may.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

git clone -q --no-local "$root" "$work/swift-recurrent"
git -C "$work/swift-recurrent" -c user.name=check -c user.email=check@localhost \
  tag -a 99.0.0 -m "consumer check"

mkdir -p "$work/consumer/Sources/train-and-sample"
cp "$root/Examples/TrainAndSample/main.swift" "$work/consumer/Sources/train-and-sample/"
cat >"$work/consumer/Package.swift" <<MANIFEST
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "consumer",
  dependencies: [.package(url: "file://$work/swift-recurrent", from: "99.0.0")],
  targets: [
    .executableTarget(
      name: "train-and-sample",
      dependencies: [.product(name: "SwiftRecurrent", package: "swift-recurrent")])
  ])
MANIFEST

cd "$work/consumer"
swift build 2>&1 | grep -E 'error|warning: [^d]|Compiling|Build' | tail -n 3
output=$(.build/debug/train-and-sample "$root/Corpora/the-harbour-year.txt")
printf '%s\n' "$output" | head -n 4
# Guessing blindly costs ln 80 = 4.38; after 400 updates the consumer's network must be far below.
printf '%s\n' "$output" | awk '$1 == 400 { found = 1; if ($2 > 3) exit 1 } END { exit !found }' || {
  echo "check-tag-consumer: the consumer's network has not learnt anything" >&2
  exit 1
}
