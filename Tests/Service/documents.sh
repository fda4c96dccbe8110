#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# documents.sh - holds what is written for administrators to what is installed: every MESSAGE_ID of the journal catalog has its
# section in Troubleshooting.md.
set -eu
cd "$(dirname "$0")/../.."
catalog=$(sed -n 's/^-- //p' systemd/feedwatch.catalog | sort)
sections=$(sed -nE 's/^### .*`([0-9a-f]{32})`$/\1/p' Documentation/Troubleshooting.md | sort)
missing=$(comm -23 <(echo "$catalog") <(echo "$sections"))
[ -z "$missing" ] || { echo "Troubleshooting.md: no section for" $missing >&2; exit 1; }
