#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# sandbox.sh - a real systemd (PID 1), journald and dbus in private namespaces: no virtual machine, no systemd on the host,
# and not a file of the host changed.
#
# New mount, pid, uts, ipc, net and cgroup namespaces; the root is an overlay over the host's own "/" (the same libraries as
# the build machine) or over a debootstrapped tree (--root DIR: a machine without a Swift toolchain). What is written goes to
# a tmpfs and is gone after `down`. The network has only `lo`: tests cannot reach the outside, and may bind any port.
#
#   sandbox.sh why                      prints what is missing to run a sandbox here, and fails; prints nothing if all is there
#   sandbox.sh up   NAME [--root DIR] [--cgroup v2|hybrid] [--size 1g]
#   sandbox.sh cp   NAME SRC DST        a file or directory of the host into the sandbox
#   sandbox.sh install NAME DIR         a tree made by `make install DESTDIR=DIR`: its files, user, journal catalog and unit
#   sandbox.sh run  NAME CMD [ARG...]   inside, as root; exit status passed through
#   sandbox.sh pid  NAME                the host's pid of the sandbox's PID 1
#   sandbox.sh journal NAME FILE        the whole journal, one JSON object a line, fields with control bytes as arrays
#   sandbox.sh down NAME                ends every process in it, removes its cgroups and its files
#
# Exit 2: the sandbox itself failed. FEEDWATCH_SANDBOX_DIR is where it keeps its state (default $TMPDIR/feedwatch-sandbox).
# --cgroup v2 (default) is a pure unified tree, with all unit features, but without memory and pids limits on a host that has
# these controllers on v1 hierarchies; --cgroup hybrid nests v1 trees for these two below the caller's cgroup, so that
# MemoryMax= and TasksMax= are enforced.
set -eu
BASE=${FEEDWATCH_SANDBOX_DIR:-${TMPDIR:-/tmp}/feedwatch-sandbox}
die() { echo "sandbox: $*" >&2; exit 2; }
cg2() { awk '$3=="cgroup2"{print $2; exit}' /proc/mounts; }
cg1() { awk -v c="$1" '$3=="cgroup" && $4 ~ "(^|,)"c"(,|$)" {print $2; exit}' /proc/mounts; }
mine1() { awk -F: -v c="$1" '$2==c{print $3}' /proc/self/cgroup; }
why() {
  [ "$(id -u)" = 0 ] || { echo "needs root"; return 1; }
  [ -x /lib/systemd/systemd ] || { echo "needs the package systemd"; return 1; }
  command -v dbus-daemon > /dev/null || { echo "needs the package dbus"; return 1; }
  command -v unshare > /dev/null && command -v nsenter > /dev/null || { echo "needs the package util-linux"; return 1; }
  c=$(cg2); [ -n "$c" ] || { echo "needs a cgroup2 mount"; return 1; }
  mkdir "$c/feedwatch-why-$$" 2> /dev/null && rmdir "$c/feedwatch-why-$$" || { echo "cannot make a cgroup in $c"; return 1; }
  unshare --mount --pid --fork true 2> /dev/null || { echo "cannot make namespaces (CAP_SYS_ADMIN)"; return 1; }
}
[ "${1:-}" = why ] && { why; exit; }
[ $# -ge 2 ] || die "usage: $0 why | up|cp|install|run|pid|journal|down NAME ..."
verb=$1 name=$2; shift 2
S=$BASE/$name
initpid() { cat "$S/init.pid" 2>/dev/null || die "$name is not up"; }
# The caller's TMPDIR need not be there.
inside() { nsenter -t "$(initpid)" -m -u -i -n -p -C -r -w -- env -u TMPDIR "$@"; }

case $verb in
up)
  root=/ cgroup=v2 size=1g
  while [ $# -gt 0 ]; do case $1 in --root) root=$2; shift 2;; --cgroup) cgroup=$2; shift 2;; --size) size=$2; shift 2;; *) die "unknown option $1";; esac; done
  [ -e "$S" ] && die "$name exists; run down first"
  mkdir -p "$S"
  c2=$(cg2); [ -n "$c2" ] || die "no cgroup2 mount"
  paths="$c2/feedwatch-test-$name"
  if [ "$cgroup" = hybrid ]; then
    for c in name=systemd memory pids; do p=$(cg1 "$c"); [ -n "$p" ] || die "no v1 $c hierarchy"
      m=$(mine1 "$c"); paths="$paths $p${m%/}/feedwatch-test-$name"; done
  fi
  for p in $paths; do mkdir -p "$p"; done
  echo "$paths" > "$S/cgroups"
  cat > "$S/stage2" <<'STAGE2'
set -eu
T=$1 root=$2 size=$3 cgroup=$4
mount -t tmpfs -o "size=$size,mode=755" feedwatch-test "$T"
mkdir -p "$T/up" "$T/work" "$T/root"; R=$T/root
mount -t overlay overlay -o "lowerdir=$root,upperdir=$T/up,workdir=$T/work" "$R"
mount -t tmpfs -o mode=755 tmpfs "$R/run"; mount -t tmpfs -o mode=1777 tmpfs "$R/tmp"
mount -t tmpfs -o mode=755,nosuid tmpfs "$R/dev"
for n in null zero full random urandom tty; do : > "$R/dev/$n"; mount --bind "/dev/$n" "$R/dev/$n"; done
mkdir -p "$R/dev/pts" "$R/dev/shm" "$R/proc" "$R/sys"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$R/dev/pts"
ln -s pts/ptmx "$R/dev/ptmx"; ln -s /proc/self/fd "$R/dev/fd"; ln -s /proc/self/fd/0 "$R/dev/stdin"
ln -s /proc/self/fd/1 "$R/dev/stdout"; ln -s /proc/self/fd/2 "$R/dev/stderr"
mount -t tmpfs -o mode=1777 tmpfs "$R/dev/shm"
mount -t sysfs -o ro sysfs "$R/sys"
if [ "$cgroup" = v2 ]; then mount -t cgroup2 cgroup2 "$R/sys/fs/cgroup"
else
  mount -t tmpfs -o mode=755 tmpfs "$R/sys/fs/cgroup"; mkdir -p "$R/sys/fs/cgroup/"{unified,systemd,memory,pids}
  mount -t cgroup2 cgroup2 "$R/sys/fs/cgroup/unified"
  mount -t cgroup -o none,name=systemd cgroup "$R/sys/fs/cgroup/systemd"
  mount -t cgroup -o memory cgroup "$R/sys/fs/cgroup/memory"; mount -t cgroup -o pids cgroup "$R/sys/fs/cgroup/pids"
fi
# Only what tests need: a small target of our own instead of multi-user (the host's root may enable anything).
U=$R/run/systemd/system; mkdir -p "$U"
printf '[Unit]\nDescription=feedwatch test sandbox\nRequires=basic.target dbus.socket\nWants=dbus.service\nAfter=basic.target dbus.service\nAllowIsolate=yes\n' > "$U/feedwatch-test.target"
for u in systemd-networkd.service systemd-resolved.service systemd-timesyncd.service systemd-udevd.service systemd-udev-trigger.service \
  systemd-logind.service apt-daily.timer apt-daily-upgrade.timer man-db.timer e2scrub_all.timer fstrim.timer logrotate.timer dpkg-db-backup.timer \
  console-getty.service getty.target remote-fs.target avahi-daemon.socket avahi-daemon.service systemd-pstore.service \
  dev-hugepages.mount sys-kernel-debug.mount sys-kernel-tracing.mount sys-fs-fuse-connections.mount \
  modprobe@.service systemd-modules-load.service; do ln -sf /dev/null "$U/$u"; done
# a private machine id, a volatile journal, no rate limit, nothing forwarded
rm -f "$R/etc/machine-id"; tr -d - < /proc/sys/kernel/random/uuid > "$R/etc/machine-id"
mkdir -p "$R/etc/systemd/journald.conf.d"
printf '[Journal]\nStorage=volatile\nRateLimitIntervalSec=0\nForwardToSyslog=no\nForwardToWall=no\nForwardToConsole=no\nReadKMsg=no\nAudit=no\n' > "$R/etc/systemd/journald.conf.d/feedwatch-test.conf"
echo feedwatch-test > "$R/etc/hostname"; mkdir -p "$R/.old"; cd "$R"; pivot_root . .old
opt=""; [ "$cgroup" = hybrid ] && opt="systemd.unified_cgroup_hierarchy=0 systemd.legacy_systemd_cgroup_controller=0"
exec chroot . /bin/bash -c "mount -t proc proc /proc; umount -l /.old; rmdir /.old; mount --make-rshared /; true
 exec env -i container=feedwatch-test PATH=/usr/sbin:/usr/bin:/sbin:/bin ${opt:+SYSTEMD_PROC_CMDLINE='$opt'} /lib/systemd/systemd --system --show-status=0 --log-target=console --log-level=notice --unit=feedwatch-test.target"
STAGE2
  mkdir -p "$S/t"
  (
    for p in $paths; do echo "$BASHPID" > "$p/cgroup.procs"; done
    exec setsid unshare --mount --uts --ipc --cgroup --pid --net --fork --kill-child --propagation private \
      bash "$S/stage2" "$S/t" "$root" "$size" "$cgroup" < /dev/null > "$S/console.log" 2>&1
  ) &
  echo $! > "$S/unshare.pid"
  for _ in $(seq 100); do
    p=$(cat "/proc/$(cat "$S/unshare.pid")/task/$(cat "$S/unshare.pid")/children" 2>/dev/null | tr -d ' ') || true
    [ -n "${p:-}" ] && [ "$(cat "/proc/$p/comm" 2>/dev/null)" = systemd ] && break; sleep 0.1
  done
  [ -n "${p:-}" ] || { cat "$S/console.log" >&2; die "did not start"; }
  echo "$p" > "$S/init.pid"
  for _ in $(seq 150); do
    st=$(inside systemctl is-system-running 2>/dev/null) || true
    case $st in running|degraded) echo "$name: $st"; exit 0;; esac; sleep 0.1
  done
  cat "$S/console.log" >&2; die "not running: ${st:-no answer}" ;;
cp) src=$1 dst=$2; tar -C "$(dirname "$src")" -cf - "$(basename "$src")" | inside bash -c '
     set -e; d=$1; b=$2; t=$(mktemp -d); tar -C "$t" --no-same-owner -xf -; mkdir -p "$(dirname "$d")"; rm -rf "$d"; mv "$t/$b" "$d"; rmdir "$t"' _ "$dst" "$(basename "$src")" ;;
install) tar -C "$1" --owner=0 --group=0 -cf - . | inside tar -C / --no-overwrite-dir -xf -
  inside bash -ec 'systemd-sysusers; journalctl --update-catalog; systemctl daemon-reload' ;;
run) inside "$@" ;;
pid) initpid ;;
journal) inside bash -c 'journalctl --sync; journalctl -o json --all --no-pager' > "$1" ;;
down)
  if [ -s "$S/init.pid" ]; then kill -9 "$(cat "$S/init.pid")" 2>/dev/null || true; fi   # PID 1 of the namespace: the kernel ends the rest
  for p in $(cat "$S/cgroups" 2>/dev/null); do
    for _ in $(seq 50); do [ -d "$p" ] || break; find "$p" -depth -type d -exec rmdir {} + 2>/dev/null || true; [ -d "$p" ] && sleep 0.1; done
    [ -d "$p" ] && echo "left over: $p" >&2
  done
  rm -rf "$S" ;;
*) die "unknown verb $verb" ;;
esac
