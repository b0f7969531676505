#!/usr/bin/env bash
#
# Proves Scripts/fetch-corpus.sh without the network, from a local copy of tinyshakespeare.
#
#   test-fetch-corpus.sh [COPY]
#
# Without a copy only the failures are tested, and that is said aloud. Where python3 is present, a
# server of its own on 127.0.0.1 stands in for the real address.
#
# Exit status: 0 all passed, 1 a test failed, 64 usage.
set -uo pipefail

scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fetch=$scripts/fetch-corpus.sh
copy=${1-}
if [ $# -gt 1 ]; then
  echo "test-fetch-corpus: takes at most one path, the copy of tinyshakespeare." >&2
  exit 64
fi

work=$(mktemp -d)
server=""
clean_up() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null; fi
  rm -rf "$work"
}
trap clean_up EXIT
passed=0
failed=0

pass() { passed=$((passed + 1)); echo "ok      $1"; }
fail() { failed=$((failed + 1)); echo "FAILED  $1: $2"; }

# expect TITLE STATUS WORDS -- ARGUMENTS: the exit status, words of the message, and (for a failure)
# that the message is one line on standard error.
expect() {
  local title=$1 status=$2 words=$3 actual=0
  shift 4
  "${runner[@]}" "$@" >"$work/out" 2>"$work/err" || actual=$?
  if [ "$actual" -ne "$status" ]; then
    fail "$title" "exit status $actual, not $status: $(cat "$work/out" "$work/err")"
  elif ! cat "$work/out" "$work/err" | grep -qF -- "$words"; then
    fail "$title" "no '$words' in: $(cat "$work/out" "$work/err")"
  elif [ "$status" -ne 0 ] && { [ "$(wc -l <"$work/err")" -ne 1 ] || [ -s "$work/out" ]; }; then
    fail "$title" "not one line on standard error: $(cat "$work/out" "$work/err")"
  else
    pass "$title"
  fi
}

# holds TITLE DIR NAMES: the folder holds exactly these files, hidden ones included.
holds() {
  local found
  found=$(cd "$2" && find . -mindepth 1 | sed 's|^\./||' | LC_ALL=C sort | tr '\n' ' ')
  if [ "$found" = "$3" ]; then pass "$1"; else fail "$1" "holds '$found', not '$3'"; fi
}

same() {
  if cmp -s "$2" "$3"; then pass "$1"; else fail "$1" "$2 and $3 differ"; fi
}

# A folder of links to the programs named, to run the script where others are missing.
toolbox() {
  local folder=$work/$1 program
  shift
  mkdir -p "$folder"
  for program in bash dirname sed cut wc tr head mktemp rm mv chmod cat "$@"; do
    if command -v "$program" >/dev/null; then
      ln -sf "$(command -v "$program")" "$folder/$program"
    fi
  done
}

start_server() {
  python3 -c '
import functools, http.server, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
server = http.server.HTTPServer(("127.0.0.1", 0), handler)
print(server.server_port, flush=True)
server.serve_forever()' "$1" >"$work/port" 2>/dev/null &
  server=$!
  local tries=0
  until [ -s "$work/port" ] || [ "$tries" -ge 50 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
  port=$(cat "$work/port")
}

test_failures() {
  local empty=$work/empty wrong=$work/wrong.txt long=$work/long.txt
  mkdir "$empty"
  head -c 1115394 /dev/zero >"$wrong"
  head -c 1115395 /dev/zero >"$long"
  echo "To be, or not" >"$work/short.txt"

  expect "a text of the right size and another checksum is refused" \
    65 "has sha256" -- --from "$wrong" --to "$empty"
  expect "a text too short is refused" \
    65 "has 14 bytes but tinyshakespeare has 1115394" -- --from "$work/short.txt" --to "$empty"
  expect "a text too long is refused" 65 "longer than" -- --from "$long" --to "$empty"
  expect "a text without end is refused" 65 "longer than" -- --from /dev/zero --to "$empty"
  expect "an empty text is refused" 65 "has 0 bytes" -- --from /dev/null --to "$empty"
  expect "a missing file is named" \
    66 "$work/none.txt does not exist" -- --from "$work/none.txt" --to "$empty"
  expect "a missing file in a file URL is named" \
    66 "$work/no ne.txt does not exist" -- --from "file://$work/no%20ne.txt" --to "$empty"
  expect "a folder is no text" 66 "is a folder" -- --from "$work" --to "$empty"
  expect "a wrong text behind a file URL is refused" \
    65 "has sha256" -- --from "file://$wrong" --to "$empty"
  expect "an address that nobody answers is a failed download" \
    69 "could not download" -- --from http://127.0.0.1:1/input.txt --to "$empty"
  expect "another scheme is refused" 64 "cannot fetch ftp:" -- --from ftp://a/b --to "$empty"
  expect "an unknown name is refused" 64 "does not know 'enwik8'" -- enwik8 --to "$empty"
  expect "two names are refused" 64 "one text at a time" -- tinyshakespeare again --to "$empty"
  expect "an unknown option is refused" 64 "option --form" -- --form x --to "$empty"
  expect "an option without its value is refused" 64 "--from needs a value" -- --from
  expect "an empty value is refused" 64 "--to needs a value" -- --to ""
  holds "no failure left anything behind" "$empty" ""

  expect "a missing folder is named with the remedy" \
    73 "mkdir -p '$work/nowhere'" -- --from "$wrong" --to "$work/nowhere"
  mkdir -p "$work/taken/tinyshakespeare.txt"
  expect "a folder of the text's name is left alone" \
    73 "move it away" -- --from "$wrong" --to "$work/taken"
  mkdir "$work/locked"
  chmod 555 "$work/locked"
  if [ -w "$work/locked" ]; then
    echo "--      a folder that cannot be written: NOT TESTED, this user can write anywhere"
  else
    expect "a folder that cannot be written is named" \
      73 "cannot write into" -- --from "$wrong" --to "$work/locked"
  fi
  expect "the help names every option" 0 "[--from FILE-OR-URL] [--to DIR]" -- --help

  toolbox without-checksum curl
  runner=(env "PATH=$work/without-checksum" "$BASH" "$fetch")
  expect "a missing checksum program is named" \
    72 "needs sha256sum or shasum" -- --from "$wrong" --to "$empty"
  toolbox without-download sha256sum shasum perl
  runner=(env "PATH=$work/without-download" "$BASH" "$fetch")
  expect "a missing download program is named" \
    72 "needs curl or wget" -- --from http://127.0.0.1:1/input.txt --to "$empty"
  runner=("$BASH" "$fetch")
  holds "those left nothing behind either" "$empty" ""

  echo "mine" >"$work/mine.txt"
  mkdir "$work/kept"
  cp "$work/mine.txt" "$work/kept/tinyshakespeare.txt"
  expect "a wrong text is refused over any other file" \
    65 "nothing was replaced" -- --from "$wrong" --to "$work/kept"
  same "that file is as it was" "$work/mine.txt" "$work/kept/tinyshakespeare.txt"
  holds "and alone" "$work/kept" "tinyshakespeare.txt "
}

test_successes() {
  local good="$work/a good copy.txt" place=$work/place
  cp "$copy" "$good"
  mkdir "$place"
  expect "a good file is put in place" 0 "checksum verified" -- --from "$good" --to "$place"
  same "it is the text" "$copy" "$place/tinyshakespeare.txt"
  holds "and nothing else" "$place" "tinyshakespeare.txt "
  if [ "$(umask)" = 0022 ] && [ -z "$(find "$place/tinyshakespeare.txt" -perm 644)" ]; then
    fail "its mode follows the umask" "$(ls -l "$place/tinyshakespeare.txt")"
  else
    pass "its mode follows the umask"
  fi

  expect "a good copy is kept when a wrong one comes" \
    65 "nothing was replaced" -- --from "$work/wrong.txt" --to "$place"
  expect "and when none comes" 69 "" -- --from http://127.0.0.1:1/input.txt --to "$place"
  same "it is still the text" "$copy" "$place/tinyshakespeare.txt"
  expect "a good copy in place needs no fetch" 0 "already there" -- tinyshakespeare --to "$place"
  expect "a text may be fetched from its own place" \
    0 "in place" -- --from "$place/tinyshakespeare.txt" --to "$place"
  same "and survives it" "$copy" "$place/tinyshakespeare.txt"
  holds "all this left nothing else" "$place" "tinyshakespeare.txt "

  { head -c 1115393 "$copy"; printf '?'; } >"$work/one-byte.txt"
  expect "one wrong byte is found" 65 "has sha256" -- --from "$work/one-byte.txt" --to "$place"
  { cat "$copy"; echo; } >"$work/one-more.txt"
  expect "one byte more is found" 65 "longer than" -- --from "$work/one-more.txt" --to "$place"

  rm "$place/tinyshakespeare.txt"
  expect "a file URL works, with an escaped blank" \
    0 "in place" -- --from "file://$work/a%20good%20copy.txt" --to "$place"
  same "and gives the text" "$copy" "$place/tinyshakespeare.txt"
  echo "an older one" >"$place/tinyshakespeare.txt"
  expect "a wrong text in place is replaced by the right one" \
    0 "in place" -- --from "$good" --to "$place"
  same "completely" "$copy" "$place/tinyshakespeare.txt"
  rm "$place/tinyshakespeare.txt"
  runner=(env -C "$place" "$BASH" "$fetch")
  if env -C "$place" true 2>/dev/null; then
    expect "without --to it goes to the current folder" 0 "./tinyshakespeare.txt" -- --from "$good"
    same "and is the text" "$copy" "$place/tinyshakespeare.txt"
  fi
  runner=("$BASH" "$fetch")
}

# A stand-in for curl that notes the address it is asked for, and answers with the copy.
test_own_address() {
  local place=$work/default address=https://raw.githubusercontent.com/karpathy/char-rnn/master
  address=$address/data/tinyshakespeare/input.txt
  mkdir "$place"
  toolbox stand-in sha256sum shasum perl
  printf '#!%s\nfor last; do :; done\necho "$last" >"%s"\ncat "%s"\n' \
    "$BASH" "$work/asked" "$copy" >"$work/stand-in/curl"
  chmod +x "$work/stand-in/curl"
  runner=(env "PATH=$work/stand-in" "$BASH" "$fetch")
  echo "not the text" >"$place/tinyshakespeare.txt"
  expect "without --from a wrong text in place is fetched anew" 0 "in place" -- --to "$place"
  same "and becomes the text" "$copy" "$place/tinyshakespeare.txt"
  echo "$address" >"$work/own"
  same "from its own address" "$work/own" "$work/asked"
  rm -f "$work/asked"
  expect "a right one is not fetched again" 0 "already there" -- --to "$place"
  if [ -e "$work/asked" ]; then
    fail "no download was begun" "asked for $(cat "$work/asked")"
  else
    pass "no download was begun"
  fi
  runner=("$BASH" "$fetch")
}

test_server() {
  if ! command -v python3 >/dev/null; then
    echo "--      downloads: NOT TESTED, python3 is missing"
    return
  fi
  local site=$work/site place=$work/downloaded program
  mkdir "$site" "$place"
  cp "$work/short.txt" "$work/long.txt" "$site"
  head -c 3000000 /dev/zero >"$site/endless.txt"
  if [ -n "$copy" ]; then cp "$copy" "$site/input.txt"; fi
  start_server "$site"
  for program in curl wget; do
    if ! command -v "$program" >/dev/null; then
      echo "--      downloads with $program: NOT TESTED, it is missing"
      continue
    fi
    toolbox "only-$program" "$program" sha256sum shasum perl
    runner=(env "PATH=$work/only-$program" "$BASH" "$fetch")
    expect "$program: a missing page is a failed download" \
      69 "$program ended with" -- --from "http://127.0.0.1:$port/none" --to "$place"
    expect "$program: a short page is refused" \
      65 "has 14 bytes" -- --from "http://127.0.0.1:$port/short.txt" --to "$place"
    expect "$program: a long page is refused" \
      65 "longer than" -- --from "http://127.0.0.1:$port/endless.txt" --to "$place"
    holds "$program: these left nothing behind" "$place" ""
    if [ -n "$copy" ]; then
      expect "$program: the text is downloaded" \
        0 "in place" -- --from "http://127.0.0.1:$port/input.txt" --to "$place"
      same "$program: it is the text" "$copy" "$place/tinyshakespeare.txt"
      rm -f "$place/tinyshakespeare.txt"
    fi
  done
  runner=("$BASH" "$fetch")
}

runner=("$BASH" "$fetch")
if [ -n "$copy" ] && [ ! -f "$copy" ]; then
  echo "!!      $copy is not there"
  copy=""
fi
test_failures
if [ -n "$copy" ]; then
  test_successes
  test_own_address
fi
test_server
if [ -z "$copy" ]; then
  echo "!!      ONLY FAILURES WERE TESTED: give the path of a copy of tinyshakespeare to test more"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
