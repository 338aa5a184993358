#!/usr/bin/env bash
# `adduser -H app` means "no home directory" on Alpine (BusyBox). Debian's adduser takes -H for "help": it shows its help, ends
# with status 0 and makes no user, so that a build goes on and fails later, at `USER app`. `adduser -D app`, which it does not
# know either, ends with 1. Seen with adduser 3.134 on Debian 12 (bookworm), 3.118 on Debian 11 and Ubuntu 22.04 alike.
# Needs root and debootstrap, which apt installs. The mirror is DEBIAN_MIRROR, or the one that this machine's apt uses.
set -euo pipefail
command -v debootstrap > /dev/null || apt-get install -y -qq debootstrap > /dev/null
own=$(apt-get indextargets --format '$(SITE)' 2> /dev/null | grep -m 1 '^http.*/debian/*$' || true)
mirror=${DEBIAN_MIRROR:-${own%/debian*}}
mirror=${mirror:-http://deb.debian.org}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
debootstrap --variant=minbase bookworm "$work/root" "$mirror/debian" > "$work/log"
chroot "$work/root" dpkg-query -W adduser
while read -r expected options; do
  status=0
  # shellcheck disable=SC2086
  chroot "$work/root" adduser $options app > "$work/out" 2>&1 < /dev/null || status=$?
  made=$(chroot "$work/root" id -u app 2> /dev/null || echo nobody)
  echo "adduser $options app: status $status, made: $made, says: $(head -1 "$work/out")"
  [ "$status" = "$expected" ] && [ "$made" = nobody ] || { echo "changed: expected status $expected and nobody"; exit 1; }
done << 'EOT'
0 -H
0 -S -H
1 -D
EOT
