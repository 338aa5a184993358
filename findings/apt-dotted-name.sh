#!/usr/bin/env bash
# apt takes an unknown package name that has a dot in it for a regular expression. On Debian 13 `apt-get install ruby3.1`
# ends with status 0, says that nothing is to be done, and installs nothing: something that cannot be installed matches.
# Seen with apt 3.0.x on Debian 13 (trixie). Needs root and debootstrap, which apt installs. The mirror is DEBIAN_MIRROR, or
# the one that this machine's apt uses.
set -euo pipefail
command -v debootstrap > /dev/null || apt-get install -y -qq debootstrap > /dev/null
own=$(apt-get indextargets --format '$(SITE)' 2> /dev/null | grep -m 1 '^http.*/debian/*$' || true)
mirror=${DEBIAN_MIRROR:-${own%/debian*}}
mirror=${mirror:-http://deb.debian.org}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
debootstrap --variant=minbase trixie "$work/root" "$mirror/debian" > "$work/log"
chroot "$work/root" apt --version
for name in ruby3.1 no-such-package; do
  status=0
  chroot "$work/root" apt-get -s install -y "$name" > "$work/out" 2>&1 || status=$?
  echo "apt-get install $name: status $status, $(grep -c '^Inst' "$work/out" || true) packages"
  [ "$name" = ruby3.1 ] && expected=0 || expected=100
  [ "$status" = "$expected" ] || { echo "changed: expected $expected"; cat "$work/out"; exit 1; }
done
