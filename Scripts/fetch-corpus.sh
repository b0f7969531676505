#!/usr/bin/env bash
#
# Fetches a well-known text that is not bundled, and checks its size and sha256 before anything
# is put in its place: a wrong or broken copy leaves nothing behind and never replaces a good one.
#
#   fetch-corpus.sh [NAME] [--from FILE-OR-URL] [--to DIR]
#
#   NAME      tinyshakespeare (the default, and so far the only one)
#   --from    a file, or an http, https or file URL, instead of the text's own address
#   --to      the folder that gets NAME.txt; by default the current one
#
# Without --from, a good copy that is already in place is kept and nothing is fetched.
# Needs bash, curl or wget (for http and https only), and sha256sum or shasum.
#
# Exit status: 0 the text is in place, 64 usage, 65 not the text that was asked for, 66 no such
# file, 69 the download failed, 72 a program is missing, 73 cannot write, 130 interrupted.
set -euo pipefail

stop() {
  echo "fetch-corpus: $2" >&2
  exit "$1"
}

usage() {
  # The comment above is the help text.
  sed -n '3,/^set /{/^#/s/^# \{0,1\}//p;}' "${BASH_SOURCE[0]}"
}

describe() {
  case "$1" in
    tinyshakespeare)
      address=https://raw.githubusercontent.com/karpathy/char-rnn/master
      address=$address/data/tinyshakespeare/input.txt
      bytes=1115394
      sha256=86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed
      ;;
    *) stop 64 "does not know '$1'; the text it can fetch is tinyshakespeare." ;;
  esac
}

sha256_of() {
  if command -v sha256sum >/dev/null; then
    sha256sum <"$1" | cut -d ' ' -f 1
  else
    shasum -a 256 <"$1" | cut -d ' ' -f 1
  fi
}

size_of() {
  wc -c <"$1" | tr -d ' '
}

is_good() {
  [ "$(size_of "$1")" = "$bytes" ] && [ "$(sha256_of "$1")" = "$sha256" ]
}

# The path in a file URL, with %20 and its like decoded.
path_of_url() {
  local path=${1#*://}
  path=/${path#*/}
  path=${path//\\/\\\\}
  printf '%b' "${path//%/\\x}"
}

# One byte more than expected is enough to know that a text is too long.
at_most_one_byte_more() {
  head -c "$((bytes + 1))" >"$temporary"
}

copy_file() {
  [ -e "$1" ] || stop 66 "$1 does not exist; give the path of a copy of $name, or its URL."
  [ ! -d "$1" ] || stop 66 "$1 is a folder; give the path of the text itself."
  [ -r "$1" ] || stop 66 "$1 cannot be read; make it readable."
  at_most_one_byte_more <"$1" || stop 73 "cannot write into $to; free some space there."
}

download() {
  local -a program
  if command -v curl >/dev/null; then
    program=(curl --fail --location --silent --connect-timeout 20 --speed-limit 1 --speed-time 60
      --proto =http,https --)
  elif command -v wget >/dev/null; then
    program=(wget --quiet --timeout=30 --tries=1 --output-document=- --)
  else
    stop 72 "needs curl or wget; install one of them, or give a copy of the text with --from FILE."
  fi
  local status=0
  "${program[@]}" "$1" | at_most_one_byte_more || status=$?
  # A text that is too long is cut off, which the program reports as a failure to write.
  if [ "$status" -ne 0 ] && [ "$(size_of "$temporary")" -le "$bytes" ]; then
    stop 69 "could not download $1 (${program[0]} ended with $status); \
check the connection, or give a copy of the text with --from FILE."
  fi
}

verify() {
  local size actual
  size=$(size_of "$temporary")
  if [ "$size" -gt "$bytes" ]; then
    stop 65 "$from is longer than the $bytes bytes of $name; $other_copy"
  fi
  if [ "$size" -lt "$bytes" ]; then
    stop 65 "$from has $size bytes but $name has $bytes; $other_copy"
  fi
  actual=$(sha256_of "$temporary")
  if [ "$actual" != "$sha256" ]; then
    stop 65 "$from has sha256 $actual but $name has $sha256; $other_copy"
  fi
}

name="" from="" to=.
while [ $# -gt 0 ]; do
  case "$1" in
    --from | --to)
      if [ $# -lt 2 ] || [ -z "$2" ]; then
        stop 64 "$1 needs a value; see --help."
      fi
      if [ "$1" = --from ]; then from=$2; else to=$2; fi
      shift 2
      ;;
    -h | --help) usage; exit 0 ;;
    -*) stop 64 "does not know the option $1; see --help." ;;
    *)
      [ -z "$name" ] || stop 64 "fetches one text at a time, not '$name' and '$1'."
      name=$1
      shift
      ;;
  esac
done
name=${name:-tinyshakespeare}
describe "$name"
case "$to" in -*) to=./$to ;; esac
destination=$to/$name.txt
readonly other_copy="nothing was replaced, so try another copy."

command -v sha256sum >/dev/null || command -v shasum >/dev/null ||
  stop 72 "needs sha256sum or shasum to check the text; install coreutils or perl."
[ -d "$to" ] || stop 73 "$to is not a folder; make it first with: mkdir -p '$to'."
[ ! -d "$destination" ] || stop 73 "$destination is a folder; move it away, or give another --to."

if [ -z "$from" ]; then
  if [ -f "$destination" ] && is_good "$destination"; then
    echo "$destination is already there and right ($bytes bytes, checksum verified)."
    exit 0
  fi
  from=$address
fi

# In the same folder, so that the last step is a rename and never half a copy.
temporary=$(mktemp "$to/.$name.txt.tmp-XXXXXX" 2>/dev/null) ||
  stop 73 "cannot write into $to; make it writable, or give another folder with --to."
trap 'rm -f "$temporary"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

case "$from" in
  http://* | https://*) download "$from" ;;
  file://*) copy_file "$(path_of_url "$from")" ;;
  *://*) stop 64 "cannot fetch $from; give a file, or an http, https or file URL." ;;
  *) copy_file "$from" ;;
esac
verify

# mktemp makes a file that only its owner can read.
chmod "$(printf '%o' "$((0666 & ~$(umask)))")" "$temporary"
mv -f "$temporary" "$destination" || stop 73 "cannot write $destination; give another --to."
echo "$destination is in place ($bytes bytes, checksum verified)."
