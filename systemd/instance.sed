# SPDX-License-Identifier: Apache-2.0
# Makes feedwatch@.service of feedwatch.service: `systemctl start feedwatch@markets` watches by /etc/feedwatch/markets,
# beside other instances and the service without a name. All that differs is here; Tests/Service/unit.sh counts the lines.

2s#.*#\# One of several feedwatch services: each has a directory in /etc/feedwatch. Made of feedwatch.service.#
3s#.*#\# A drop-in for one: systemctl edit feedwatch@NAME; for all: systemctl edit feedwatch@.#
s#^Description=.*#Description=feedwatch %i: watches news feeds and alerts on topics#
s#--config /etc/feedwatch$#--config /etc/feedwatch/%i#
s#^ExecReload=.* reload$#& --config /etc/feedwatch/%i#
s#/var/lib/feedwatch:#/var/lib/feedwatch/NAME:#
s#/var/log/feedwatch:#/var/log/feedwatch/NAME:#
s#/etc/feedwatch:#/etc/feedwatch/NAME:#
s#^\(State\|Logs\|Configuration\)Directory=feedwatch$#&/%i#
# Not below /run/feedwatch: that goes away whole when the service without a name stops.
s#/run/feedwatch:#/run/feedwatch-NAME:#
s#^RuntimeDirectory=feedwatch$#&-%i#
