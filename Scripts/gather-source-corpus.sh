#!/usr/bin/env bash
#
# Makes Corpora/source-code.txt: the project's own Sources/**/*.swift in the order of their paths
# (LC_ALL=C), each after a line "// file: path", and writes its row in Corpora/README.md.
#
#   gather-source-corpus.sh            writes the text and the row
#   gather-source-corpus.sh --check    says whether the committed text is stale; exit status 0
#                                      either way, since sources move on and a text need not
#
# Exit status: 0 done, 64 usage, 66 no sources or no README row, 73 cannot write.
set -euo pipefail
export LC_ALL=C

scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$scripts")
readonly text=Corpora/source-code.txt
readonly readme=Corpora/README.md

stop() {
  echo "gather-source-corpus: $2" >&2
  exit "$1"
}

list_sources() {
  find Sources -type f -name '*.swift' | sort
}

gather() {
  local path
  list_sources | while IFS= read -r path; do
    echo "// file: $path"
    cat "$path"
    # A file without a final line feed must not run into the next header.
    if [ -s "$path" ] && [ -n "$(tail -c 1 "$path")" ]; then echo; fi
  done
}

with_separators() {
  echo "$1" | awk '{ while (match($0, /[0-9][0-9][0-9][0-9]($|,)/))
    $0 = substr($0, 1, RSTART) "," substr($0, RSTART + 1); print }'
}

write_row() {
  local bytes characters distinct sha256 count=$1
  read -r bytes characters distinct sha256 < <(
    "$scripts/check-corpora.sh" --facts "$temporary_text")
  awk -F '|' -v OFS='|' -v count="$count" -v bytes="$(with_separators "$bytes")" \
    -v characters="$(with_separators "$characters")" -v distinct="$distinct" -v sha256="$sha256" '
    $2 ~ /`source-code\.txt`/ {
      $3 = " " count " files of `Sources/`, by `Scripts/gather-source-corpus.sh` "
      $5 = " " bytes " "; $6 = " " characters " "; $7 = " " distinct " "; $8 = " `" sha256 "` "
    }
    { print }' "$readme" >"$temporary_readme"
}

cd "$root"
case "$#:${1-}" in
  0:) mode=write ;;
  1:--check) mode=check ;;
  *) stop 64 "takes nothing or --check, not '$*'." ;;
esac

[ -d Sources ] || stop 66 "$root/Sources is missing; run the script inside a checkout."
count=$(list_sources | wc -l | tr -d ' ')
[ "$count" -gt 0 ] || stop 66 "there is no .swift file below $root/Sources; write one first."

if [ "$mode" = check ]; then
  if [ ! -f "$text" ]; then
    echo "$text has not been gathered yet; run Scripts/gather-source-corpus.sh to make it."
  elif gather | cmp -s - "$text"; then
    echo "$text is fresh: it holds the $count files of Sources/ as they are."
  else
    echo "$text is stale: Sources/ has moved on; run Scripts/gather-source-corpus.sh to renew it."
  fi
  exit 0
fi

grep -q '^| *`source-code\.txt` *|' "$readme" 2>/dev/null ||
  stop 66 "$readme has no row for source-code.txt; restore the row."

temporary_text=$(mktemp "$text.tmp-XXXXXX" 2>/dev/null) ||
  stop 73 "cannot write into $root/Corpora; make the folder writable."
trap 'rm -f "$temporary_text" "${temporary_readme-}"' EXIT
temporary_readme=$(mktemp "$readme.tmp-XXXXXX" 2>/dev/null) ||
  stop 73 "cannot write into $root/Corpora; make the folder writable."

gather >"$temporary_text"
write_row "$count"
chmod 644 "$temporary_text" "$temporary_readme"
mv "$temporary_text" "$text"
mv "$temporary_readme" "$readme"
echo "wrote $text ($count files, $(wc -c <"$text" | tr -d ' ') bytes) and its row in $readme."
