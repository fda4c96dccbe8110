#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# journal.sh FILE CMD [ARG...] - runs CMD with a real journald of its own and writes the journal to FILE, one JSON object a
# line. Exit status is CMD's; 2 if there is no journal to be had. Needs root; not a file of the host changes.
#
# A private mount namespace with an empty /run, and systemd-journald in it without systemd: it makes its own sockets.
set -eu
[ $# -ge 2 ] || { echo "usage: $0 FILE CMD [ARG...]" >&2; exit 2; }
if [ "${1:-}" != --inside ]; then exec unshare --mount --propagation private -- "$0" --inside "$@"; fi
shift
file=$(realpath -m "$1"); shift
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/systemd/journal /run/log/journal /run/systemd/journald.conf.d
printf '[Journal]\nStorage=volatile\nRateLimitIntervalSec=0\nReadKMsg=no\nAudit=no\nForwardToSyslog=no\nForwardToWall=no\n' \
  > /run/systemd/journald.conf.d/test.conf
tr -d - < /proc/sys/kernel/random/uuid > /run/machine-id
[ -e /etc/machine-id ] && mount --bind /run/machine-id /etc/machine-id
/lib/systemd/systemd-journald 2> /run/journald.log &
# CMD may stop it and start another.
echo $! > /run/journald.pid
trap 'kill -9 "$(cat /run/journald.pid)" 2> /dev/null || true' EXIT
for _ in $(seq 100); do [ -S /run/systemd/journal/socket ] && break; sleep 0.05; done
[ -S /run/systemd/journal/socket ] || { cat /run/journald.log >&2; exit 2; }
status=0
"$@" || status=$?
journalctl --sync || true
journalctl -o json --all --no-pager > "$file"
exit $status
