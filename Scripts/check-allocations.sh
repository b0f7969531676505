#!/bin/bash
# Checks that an update after the first allocates nothing: valgrind counts the allocations of a
# training run of 20 and of 40 updates, for every cell form and for 1 and 2 threads, and the two
# counts must be equal. Without valgrind it says so and checks nothing.
#
# Usage: Scripts/check-allocations.sh
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v valgrind > /dev/null; then
  echo "check-allocations: NOT CHECKED, valgrind is not installed (apt-get install valgrind)"
  exit 0
fi

swift build -c release --product allocation-probe
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
log="$work/log"
# Without what debuggers read: valgrind 3.19 stops at the newer forms that Swift's clang writes.
probe="$work/allocation-probe"
strip --strip-debug -o "$probe" \
  "$(swift build -c release --show-bin-path)/allocation-probe"

# Prints how many allocations `allocation-probe NETWORK UPDATES THREADS` makes.
allocations() {
  if ! OPENBLAS_NUM_THREADS=1 valgrind --tool=memcheck --leak-check=no --undef-value-errors=no \
    --fair-sched=try --log-file="$log" "$probe" "$@" > /dev/null; then
    echo "check-allocations: $probe $* failed under valgrind:" >&2
    cat "$log" >&2
    return 1
  fi
  local count
  count="$(sed -n 's/.*total heap usage: \([0-9,]*\) allocs.*/\1/p' "$log" | tr -d ,)"
  if [ -z "$count" ]; then
    echo "check-allocations: valgrind counted nothing for $*:" >&2
    cat "$log" >&2
    return 1
  fi
  echo "$count"
}

status=0
for network in elman gru gru-before stack wide; do
  for threads in 1 2; do
    short="$(allocations "$network" 20 "$threads")"
    long="$(allocations "$network" 40 "$threads")"
    if [ "$short" = "$long" ]; then
      verdict="ok"
    else
      verdict="FAILED: $((long - short)) allocations in 20 updates"
      status=1
    fi
    printf '%-10s %d thread(s): %d allocations at 20 updates, %d at 40  %s\n' \
      "$network" "$threads" "$short" "$long" "$verdict"
  done
done
exit $status
