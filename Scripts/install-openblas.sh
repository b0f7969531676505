#!/usr/bin/env bash
# Makes sure that OpenBLAS can be compiled against: installs Debian's libopenblas-dev where it is
# missing, as root or through sudo. Does nothing, and says nothing, where it is there.
set -euo pipefail

fail() {
  printf 'install-openblas: %s\n' "$1" >&2
  exit 69
}

# Accelerate comes with macOS.
[ "$(uname -s)" = Darwin ] && exit 0

missing=()
# Not cblas.h: the reference BLAS has one too. Debian has the header under its architecture's folder.
for header in /usr/include/*/openblas_config.h /usr/include/openblas_config.h \
  /usr/include/openblas/openblas_config.h /usr/include/*/openblas-pthread/openblas_config.h; do
  [ -e "$header" ] && found=yes
done
[ "${found:-no}" = yes ] || missing+=(libopenblas-dev)
# SwiftPM asks pkg-config where the library is.
command -v pkg-config >/dev/null 2>&1 || missing+=(pkg-config)
[ "${#missing[@]}" -eq 0 ] && exit 0

command -v apt-get >/dev/null 2>&1 ||
  fail "no apt-get here: install the development files of OpenBLAS with your own package manager."
if [ "$(id -u)" -eq 0 ]; then
  as_root=()
elif command -v sudo >/dev/null 2>&1; then
  as_root=(sudo)
else
  fail "neither root nor sudo: ask an administrator to run: apt-get install ${missing[*]}"
fi
printf 'Installing %s ...\n' "${missing[*]}" >&2
"${as_root[@]}" apt-get update -qq >&2 || fail "apt-get update failed: check the network."
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >&2 ||
  fail "apt-get install ${missing[*]} failed: see above."
