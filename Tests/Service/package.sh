#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# package.sh DEB [RELEASE...] - what an administrator does with the package, on machines that have never seen Swift: fresh
# trees of Debian (default: bookworm and trixie), each booted by sandbox.sh without a network. Installs an older version and
# an alert, upgrades beside the running store, starts a second instance, reloads good and bad configurations, removes, installs
# again and purges, by apt. Prints each step with its time; ends at the first that does not hold.
#
# The trees are made once, by debootstrap from deb.debian.org, and kept in FEEDWATCH_TREES (default /var/cache/feedwatch-trees),
# with the packages that DEB depends on in apt's cache. Needs root, debootstrap and python3. Exit 77: not run, and why.
set -eu
deb=$(realpath "$1"); shift
[ $# -gt 0 ] || set -- bookworm trixie
here=$(cd "$(dirname "$0")" && pwd)
trees=${FEEDWATCH_TREES:-/var/cache/feedwatch-trees}
mirror=http://deb.debian.org/debian
sandbox() { local verb=$1; shift; "$here/sandbox.sh" "$verb" "$name" "$@"; }
inside() { sandbox run /bin/bash -ec "$1"; }
# Steps go to standard output; what commands print goes to a log, which is shown when something does not hold.
exec 3>&1
say() { printf '%s %3d s  %s\n' "$release" $SECONDS "$1" >&3; }
fail() {
  { tail -n 60 "$work/log"; inside 'systemctl status --no-pager feedwatch; journalctl -n 30 --no-pager' || true; } >&3 2>&3
  echo "package: $release: $*" >&3
  exit 1
}
holds() { inside "$1" || fail "does not hold: $1"; } # COMMAND
ann() { holds "setpriv --reuid=ann --regid=ann --init-groups env HOME=/home/ann XDG_RUNTIME_DIR=/run/user/\$(id -u ann) \
  /bin/bash -ec '$1'"; } # COMMAND, as the user ann
refused() { ! inside "$1" || fail "should have failed: $1"; }
not_run() { echo "Not run: the package on $release: $*" >&2; exit 77; }

# Waits, at most ten seconds, until the command succeeds.
becomes() {
  inside "for i in \$(seq 100); do if $1; then exit 0; fi; sleep 0.1; done; exit 1" || fail "does not come to hold: $1"
}

tree() { # The tree of $release, with what DEB depends on in apt's cache.
  local tree=$trees/$release
  if [ ! -e "$tree/etc/debian_version" ]; then
    say "making the tree"
    mkdir -p "$trees"
    rm -rf "$tree.new"
    debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,logrotate "$release" "$tree.new" "$mirror" \
      > "$tree.log" 2>&1 || not_run "debootstrap: $(tail -n 1 "$tree.log")"
    mv "$tree.new" "$tree"
  fi
  # In a mount table of its own, which goes away with the command.
  unshare --mount -- /bin/bash -ec '
    mount --bind "$2" "$1/mnt"
    exec chroot "$1" apt-get install -q -y --no-install-recommends --download-only "/mnt/$3"' _ \
    "$tree" "$(dirname "$deb")" "$(basename "$deb")" > "$trees/$release.log" 2>&1 \
    || not_run "what it depends on: $(tail -n 1 "$trees/$release.log")"
}

older() { # A package of another version with the same program, and a topic that its successor has anew.
  dpkg-deb -R "$deb" "$work/older"
  sed -i 's/^Version: .*/Version: 0.0.1-1/' "$work/older/DEBIAN/control"
  sed -i 's/^# .*/# As version 0.0.1 had it./' "$work/older/etc/feedwatch/topics/nato.yaml"
  dpkg-deb --root-owner-group -Zgzip -z1 -b "$work/older" "$work/older.deb" > /dev/null
  rm -rf "$work/older"
}

feed() { # NUMBER: a feed with so many entries on the topic us-china, in the sandbox's loopback.
  {
    echo '<rss version="2.0"><channel><title>Loopback news</title>'
    for n in $(seq "$1"); do
      echo "<item><guid>urn:n:$n</guid><link>http://127.0.0.1:8000/$n</link>"
      echo "<title>Report $n: Beijing and Washington meet over tariffs on ${goods[n]}</title></item>"
    done
    echo '</channel></rss>'
  } > "$work/site/news.xml"
}
goods=(none steel soybeans ships)

alerts() { echo "journalctl --sync; test \$(journalctl -o cat --output-fields=FEEDWATCH_ALERT_ID $2 | grep -cE '^[0-9a-f]{16}$') = $1 \
  && test \$(wc -l < $3/alerts.log) = $1 && test \$(wc -l < $3/alerts.jsonl) = $1"; }

configuration='fetch: {interval: 1s, floor: 1s, host_gap: 0s}'
list='feeds: [{url: "http://127.0.0.1:8000/news.xml", every: 1s, backlog: all, allow_private: true}]'
apt='DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends'

steps() {
  say "apt install of an older version"
  holds "$apt install /root/older.deb"
  holds 'systemctl is-active feedwatch && systemctl is-enabled feedwatch'
  holds 'test "$(stat -c "%a %U" /var/lib/feedwatch)" = "700 feedwatch"'
  holds 'test "$(id -un feedwatch)" = feedwatch && test "$(stat -c "%a %U %G" /var/log/feedwatch)" = "750 feedwatch adm"'
  holds 'journalctl --list-catalog | grep -q "A story on the topic"'
  holds 'test -e /usr/share/man/man5/feedwatch.yaml.5.gz
    . /usr/share/bash-completion/completions/feedwatch && complete -p feedwatch'
  holds 'test -r /etc/feedwatch/schema/topic.json && feedwatch check'
  holds 'systemd-analyze verify --man=no feedwatch.service feedwatch@x.service 2>&1 | { ! grep . ; }'

  say "a feed, an edited topic, reload: an alert in journal, log and store"
  holds "echo '$list' > /etc/feedwatch/feeds.yaml && echo '# mine' >> /etc/feedwatch/topics/us-china.yaml"
  holds 'cd /etc/feedwatch/topics && mv us-china.yaml nato.yaml /root && rm *.yaml && mv /root/us-china.yaml /root/nato.yaml .'
  holds 'systemctl reload feedwatch'
  becomes "$(alerts 1 'SYSLOG_IDENTIFIER=feedwatch FEEDWATCH_TOPIC=us-china' /var/log/feedwatch)"
  holds 'feedwatch alerts list | grep -q "Beijing and Washington meet over tariffs on steel"'
  holds 'feedwatch alerts why $(tail -n 1 /var/log/feedwatch/alerts.log | sed "s/.*#//") | grep -q NEAR'

  say "a broken topic: the reload fails and says where, the old configuration stays"
  holds 'echo "signals: [+1.0 @nobody]" > /etc/feedwatch/topics/broken.yaml'
  refused 'systemctl reload feedwatch 2> /dev/null'
  holds 'systemctl is-active feedwatch; journalctl --sync; journalctl -o cat -u feedwatch | grep -q "topics/broken.yaml:1:"'
  holds 'rm /etc/feedwatch/topics/broken.yaml && systemctl reload feedwatch'

  say "upgrade beside the running store: restarted, nothing told again, edited files kept, others renewed"
  holds 'systemctl show -p MainPID feedwatch > /root/before'
  holds "$apt install /root/new.deb"
  holds 'test "$(systemctl show -p MainPID feedwatch)" != "$(cat /root/before)" && systemctl is-active feedwatch'
  holds 'tail -n 1 /etc/feedwatch/topics/us-china.yaml | grep -qx "# mine" && grep -q 127.0.0.1 /etc/feedwatch/feeds.yaml'
  holds '! grep -q 0.0.1 /etc/feedwatch/topics/nato.yaml && ! test -e /etc/feedwatch/topics/taiwan.yaml'
  feed 2
  becomes "$(alerts 2 'SYSLOG_IDENTIFIER=feedwatch FEEDWATCH_TOPIC=us-china' /var/log/feedwatch)"
  holds 'feedwatch store check'

  say "a second instance, with directories of its own, reloaded by its name"
  holds 'mkdir -p /etc/feedwatch/two/topics && cp /etc/feedwatch/feeds.yaml /etc/feedwatch/two
    sed "s#/feedwatch/#/feedwatch/two/#" /etc/feedwatch/feedwatch.yaml > /etc/feedwatch/two/feedwatch.yaml
    cp /etc/feedwatch/topics/us-china.yaml /etc/feedwatch/two/topics/second.yaml; systemctl enable --now feedwatch@two'
  becomes "$(alerts 2 'SYSLOG_IDENTIFIER=feedwatch FEEDWATCH_TOPIC=second' /var/log/feedwatch/two)"
  holds 'feedwatch reload --config /etc/feedwatch/two && systemctl reload feedwatch@two'
  holds 'feedwatch status --config /etc/feedwatch/two | grep -q "daemon running"'
  holds 'systemctl restart feedwatch && feedwatch reload --config /etc/feedwatch/two && feedwatch reload'
  holds 'logrotate -f /etc/logrotate.d/feedwatch && test -s /var/log/feedwatch/two/alerts.log.1'

  say "a user's own service, without rights: the manual's commands, an alert, a reload, a read-only home"
  holds 'useradd -m ann && install -d -o ann -m 700 /run/user/$(id -u ann) && mkdir -p /run/systemd/unit-root
    systemd-run -q --unit=user-ann -p User=ann -p Delegate=yes -E HOME=/home/ann -E XDG_RUNTIME_DIR=/run/user/$(id -u ann) \
      /lib/systemd/systemd --user'
  becomes 'test -S /run/user/$(id -u ann)/systemd/private'
  ann 'mkdir -p ~/.config/feedwatch/topics ~/.local/state/feedwatch && cd ~/.config/feedwatch && cp /etc/feedwatch/feeds.yaml .
    cp /etc/feedwatch/topics/us-china.yaml topics/mine.yaml && ln -s /usr/share/feedwatch/schema schema
    cp /usr/share/doc/feedwatch/examples/user.yaml feedwatch.yaml && feedwatch check && systemctl --user start feedwatch'
  becomes 'test "$(wc -l < /home/ann/.local/state/feedwatch/alerts.log)" = 2'
  ann 'systemctl --user reload feedwatch && feedwatch reload && feedwatch status | grep -q "daemon running"'
  ann 'systemctl --user show -p MainPID --value feedwatch > ~/pid'
  holds 'nsenter -m -t $(cat /home/ann/pid) -- /bin/sh -c "! touch /home/ann/probe 2> /dev/null"'

  say "apt remove: the services are gone, configuration, store and logs stay"
  holds "$apt remove feedwatch"
  refused 'systemctl is-active feedwatch || systemctl is-active feedwatch@two || command -v feedwatch'
  holds 'test -s /var/lib/feedwatch/feedwatch.db && test -s /etc/feedwatch/feeds.yaml && test -s /var/log/feedwatch/alerts.log.1'

  say "apt install again: what was told stays silent"
  feed 3
  holds "$apt install /root/new.deb"
  becomes 'test "$(wc -l < /var/log/feedwatch/alerts.log)" = 1 && grep -q ships /var/log/feedwatch/alerts.log'

  say "apt purge: store and logs are gone, files of the administrator's own stay"
  holds "$apt purge feedwatch"
  holds 'test ! -e /var/lib/feedwatch && test ! -e /var/log/feedwatch && test ! -e /etc/feedwatch/feedwatch.yaml'
  holds 'test -e /etc/feedwatch/two/feedwatch.yaml && test -z "$(find /etc/systemd/system -name "feedwatch*")"'
}

work=$(mktemp -d)
mkdir "$work/site"
clean() {
  [ -z "${server:-}" ] || kill "$server" 2> /dev/null || true
  [ -z "${name:-}" ] || "$here/sandbox.sh" down "$name" > /dev/null 2>&1 || true
  rm -rf "$work"
}
trap clean EXIT
older
for release in "$@"; do
  SECONDS=0
  tree
  name=package-$release-$$
  say "$(sandbox up --root "$trees/$release")"
  sandbox cp "$deb" /root/new.deb
  sandbox cp "$work/older.deb" /root/older.deb
  feed 1
  # The host's Python in the sandbox's network: the tree has none.
  nsenter -t "$(sandbox pid)" -n -- python3 -m http.server -b 127.0.0.1 -d "$work/site" 8000 > /dev/null 2>&1 &
  server=$!
  steps > "$work/log" 2>&1
  kill "$server"
  sandbox down
  name=
  say "all of it holds"
done
