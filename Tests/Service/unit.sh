#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# unit.sh [FOLDER] - holds the units to their promises: an exposure of 1.2 at most for the service and its instances, not a
# word from `systemd-analyze verify`, a comment above every setting, and no difference between the three but those that are
# named here. FOLDER (default: systemd/) has feedwatch.service, feedwatch.user.service and instance.sed. Needs the package
# systemd, not root.
set -eu
units=$(realpath "${1:-$(dirname "$0")/../../systemd}")
fail() { echo "unit: $*" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# verify wants the program and the pages in place: copies name others that are.
copy() { sed 's#/usr/bin/feedwatch#/usr/bin/true#; /^Documentation=/d' > "$work/$1"; }
mkdir "$work/system" "$work/user"
copy system/feedwatch.service < "$units/feedwatch.service"
sed -f "$units/instance.sed" "$units/feedwatch.service" > "$work/instance"
copy system/feedwatch@.service < "$work/instance"
copy user/feedwatch.service < "$units/feedwatch.user.service"

# verify exits 0 on unknown keys: any output is an error.
verify() { # MANAGER FILE
  local said
  said=$(systemd-analyze "--$1" verify --man=no "$work/$2" 2>&1) || fail "verify: $said"
  [ -z "$said" ] || fail "verify: $said"
}
verify system system/feedwatch.service
verify system system/feedwatch@.service
XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-$work} verify user user/feedwatch.service

for unit in feedwatch.service feedwatch@.service; do
  systemd-analyze security --offline=true --threshold=12 "$work/system/$unit" > /dev/null 2>&1 \
    || fail "$unit: $(systemd-analyze security --offline=true "$work/system/$unit" 2>&1 | grep -E 'Overall|✗')"
done

# Settings that belong together may share one comment; a group begins after a comment, and [sections] stand alone.
for unit in "$units/feedwatch.service" "$units/feedwatch.user.service" "$units/exec-sink.conf"; do
  awk '/^$|^\[/ { explained = 0 } /^#/ { explained = 1 }
    /^[A-Za-z]+=/ && !explained { print FILENAME ":" FNR ": no comment above " $0; bad = 1 } END { exit bad }' "$unit" \
    || fail "every setting says why it is there"
done

settings() { grep -E '^[A-Za-z]+=' "$1" | sort; }
differing() { comm -23 <(settings "$1") <(settings "$2") | sed 's/=.*//' | sort -u | tr '\n' ' '; }
expect() { [ "$2" = "$3" ] || fail "$1 differs in: $2; expected: $3"; }

# An instance has a directory of its own for everything, and nothing else that is its own.
expect "an instance" "$(differing "$work/instance" "$units/feedwatch.service")" \
  "ConfigurationDirectory Description ExecReload ExecStart LogsDirectory RuntimeDirectory StateDirectory "
! settings "$work/instance" | grep -E '^(Exec|[A-Za-z]+Directory=)' | grep -v '%i' || fail "an instance shares these"

# A user's manager cannot change the user, filter addresses or devices, or hide processes; its places are the user's own.
expect "the system's service" "$(differing "$units/feedwatch.service" "$units/feedwatch.user.service")" \
  "After ConfigurationDirectory ConfigurationDirectoryMode DevicePolicy ExecReload ExecStart Group IPAddressDeny \
LogsDirectory LogsDirectoryMode ProcSubset ProtectHome ProtectProc RemoveIPC RuntimeDirectory RuntimeDirectoryMode \
StateDirectory StateDirectoryMode User WantedBy Wants "
expect "the user's service" "$(differing "$units/feedwatch.user.service" "$units/feedwatch.service")" \
  "ExecReload ExecStart InaccessiblePaths ProtectHome ReadWritePaths WantedBy "
