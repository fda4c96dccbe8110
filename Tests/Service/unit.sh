#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# unit.sh - holds systemd/feedwatch.service to its promises: an exposure of 1.2 at most, not a word from `systemd-analyze
# verify`, a comment above every setting. Needs the package systemd, not root.
set -eu
unit=$(dirname "$0")/../../systemd/feedwatch.service
fail() { echo "unit: $*" >&2; exit 1; }

systemd-analyze security --offline=true --threshold=12 "$unit" > /dev/null 2>&1 \
  || fail "$(systemd-analyze security --offline=true "$unit" 2>&1 | grep -E 'Overall|✗')"

# verify exits 0 on unknown keys, and wants the program in place: a copy with another program, and any output is an error.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
sed 's#/usr/bin/feedwatch#/usr/bin/true#; /^Documentation=/d' "$unit" > "$copy/feedwatch.service"
said=$(systemd-analyze verify --man=no "$copy/feedwatch.service" 2>&1) || fail "verify: $said"
[ -z "$said" ] || fail "verify: $said"

# Settings that belong together may share one comment; a group begins after a comment, and [sections] stand alone.
awk '/^$|^\[/ { explained = 0 } /^#/ { explained = 1 }
  /^[A-Za-z]+=/ && !explained { print FILENAME ":" FNR ": no comment above " $0; bad = 1 } END { exit bad }' "$unit" || fail "every setting says why it is there"
