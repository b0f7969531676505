#!/usr/bin/env bash
#
# Checks the bundled texts in Corpora/ against the table in Corpora/README.md: bytes, characters,
# distinct characters and sha256 of every text; UTF-8 with LF line ends and no byte order mark;
# and that no passage of 60 characters occurs twice in the prose.
#
#   check-corpora.sh                 checks all of them
#   check-corpora.sh --facts FILE    prints bytes, characters, distinct characters, sha256
#
# source-code.txt may be absent: Scripts/gather-source-corpus.sh makes it and writes its row.
#
# Exit status: 0 all as stated, 64 usage, 65 a text differs, 66 a file is missing,
# 72 no program for sha256.
set -euo pipefail
export LC_ALL=C

readonly passage_length=60
readonly prose="the-harbour-year.txt"
readonly prose_least_bytes=50000
readonly gathered="source-code.txt"
readonly generated="long-range.txt"

scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
corpora=$(dirname "$scripts")/Corpora
failures=0

stop() {
  echo "check-corpora: $2" >&2
  exit "$1"
}

fail() {
  echo "check-corpora: $1" >&2
  failures=$((failures + 1))
}

sha256_of() {
  if command -v sha256sum >/dev/null; then
    sha256sum <"$1" | cut -d ' ' -f 1
  elif command -v shasum >/dev/null; then
    shasum -a 256 <"$1" | cut -d ' ' -f 1
  else
    stop 72 "needs sha256sum or shasum; install coreutils or perl."
  fi
}

# Prints: bytes, characters (Unicode scalars), distinct characters, sha256.
facts_of() {
  local bytes scalars sha256
  sha256=$(sha256_of "$1")
  bytes=$(wc -c <"$1" | tr -d ' ')
  # A byte from 128 to 191 continues the character before it.
  scalars=$(od -An -v -tu1 "$1" | awk '
    { for (i = 1; i <= NF; i++) {
        if ($i >= 128 && $i < 192) { scalar = scalar "," $i; continue }
        if (scalar != "") seen[scalar] = 1
        scalar = $i; count++ } }
    END {
      if (scalar != "") seen[scalar] = 1
      for (scalar in seen) distinct++
      print count + 0, distinct + 0 }')
  echo "$bytes $scalars $sha256"
}

# The row of a text in the README: bytes, characters, distinct characters, sha256.
row_of() {
  awk -F '|' -v name="$1" '
    { for (i = 1; i <= NF; i++) gsub(/^[ `]+|[ `]+$/, "", $i) }
    $2 == name { gsub(/,/, "", $5); gsub(/,/, "", $6); print $5, $6, $7, $8 }
  ' "$corpora/README.md"
}

check_form() {
  local file=$1 name=$2
  if [ "$(head -c 3 "$file" | od -An -tx1 | tr -d ' \n')" = "efbbbf" ]; then
    fail "$name begins with a byte order mark; save it as UTF-8 without one."
  fi
  if [ "$(tr -cd '\r' <"$file" | wc -c)" -ne 0 ]; then
    fail "$name has carriage returns; save it with LF line ends."
  fi
  if [ "$(tail -c 1 "$file" | od -An -tx1 | tr -d ' \n')" != "0a" ]; then
    fail "$name does not end with a line feed; add one."
  fi
  if command -v iconv >/dev/null && ! iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1; then
    fail "$name is not valid UTF-8; save it as UTF-8."
  fi
}

# Counted in bytes: 60 characters are 60 bytes or more, so that this is the stricter rule.
check_repeats() {
  local repeat
  repeat=$(awk -v length_wanted="$passage_length" '
    { text = text $0 "\n" }
    END {
      last = length(text) - length_wanted + 1
      for (i = 1; i <= last; i++) {
        passage = substr(text, i, length_wanted)
        if (passage in first) { gsub(/\n/, "\\n", passage); print passage; exit }
        first[passage] = i
      } }' "$1")
  if [ -n "$repeat" ]; then
    fail "$2 has this passage twice, rewrite one of them: \"$repeat\"."
  fi
}

check_row() {
  local name=$1 file=$corpora/$1 stated found
  stated=$(row_of "$name")
  found=$(facts_of "$file")
  if [ -z "$stated" ]; then
    fail "$name has no row in Corpora/README.md; add one with: $found."
  elif [ "$stated" != "$found" ]; then
    fail "$name is [$found] but Corpora/README.md states [$stated]; correct the wrong one."
  else
    echo "ok  $name  ($found)"
  fi
}

case "${1-}" in
  "") ;;
  --facts)
    [ $# -eq 2 ] || stop 64 "--facts takes one file."
    [ -f "$2" ] || stop 66 "$2 is not a file; give the path of a text."
    facts_of "$2"
    exit 0
    ;;
  *) stop 64 "takes nothing or --facts FILE, not '$*'." ;;
esac

[ -f "$corpora/README.md" ] || stop 66 "$corpora/README.md is missing; restore it."
for name in "$prose" "$generated"; do
  [ -f "$corpora/$name" ] || stop 66 "$corpora/$name is missing; restore it from the repository."
done
if [ ! -f "$corpora/$gathered" ]; then
  echo "--  $gathered is not there yet (Scripts/gather-source-corpus.sh makes it)."
fi

for file in "$corpora"/*.txt; do
  check_form "$file" "$(basename "$file")"
  check_row "$(basename "$file")"
done

check_repeats "$corpora/$prose" "$prose"
if [ "$(wc -c <"$corpora/$prose")" -lt "$prose_least_bytes" ]; then
  fail "$prose is shorter than $prose_least_bytes bytes; it is to be natural prose of that length."
fi
if command -v python3 >/dev/null; then
  "$scripts/make-long-range-corpus.py" --check || failures=$((failures + 1))
else
  echo "--  python3 is missing: $generated checked by its checksum only."
fi

[ "$failures" -eq 0 ] || stop 65 "$failures of the checks above failed."
echo "All texts are as Corpora/README.md states;" \
  "no passage of $passage_length characters occurs twice in $prose."
