#!/usr/bin/env bash
# BuildKit takes each byte of a Dockerfile's flag for a character: `RUN --mount=type=bind,source=a,target=/é` mounts at `/Ã©`
# and says nothing; `COPY --chown=é` finds no such user and leaves the file to root. A byte that is a blank by itself (0xA0 is the
# last one of à) ends the flag, so that `COPY --exclude=à .` excludes something else and looks for no rest, while
# `COPY --exclude=고래 .` fails: `lstat /래`. Behind a variable, and in all that is no flag, the same words are read as they are written.
# Seen with Docker Engine 28.5.2 (Debian forky's docker.io, BuildKit 0.25.2). Needs root, unshare and debootstrap, which apt
# installs; the mirror is DEBIAN_MIRROR, or the one that this machine's apt uses. The engine runs in a folder and in namespaces
# of its own, without a network.
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "needs root"; exit 0; }
command -v debootstrap > /dev/null || apt-get install -y -qq debootstrap > /dev/null
own=$(apt-get indextargets --format '$(SITE)' 2> /dev/null | grep -m 1 '^http.*/debian/*$' || true)
mirror=${DEBIAN_MIRROR:-${own%/debian*}}
mirror=${mirror:-http://deb.debian.org}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
debootstrap --variant=minbase --include=ca-certificates,iptables,docker.io,docker-buildx,docker-cli,busybox-static \
  forky "$work/root" "$mirror/debian" /usr/share/debootstrap/scripts/sid > "$work/log"
mkdir -p "$work/root/context/bin"
cp "$work/root/bin/busybox" "$work/root/context/bin/sh"
echo a > "$work/root/context/a"
cat > "$work/root/context/Dockerfile" <<'IN'
FROM scratch AS plain
COPY bin/sh /bin/sh
RUN --mount=type=bind,source=a,target=/é for f in /*; do echo "$f"; done > /seen
FROM scratch AS variable
COPY bin/sh /bin/sh
ARG TARGET=/é
RUN --mount=type=bind,source=a,target=$TARGET for f in /*; do echo "$f"; done > /seen
FROM scratch AS cut
COPY --exclude=고래 . /x/
IN
cat > "$work/root/ask" <<'IN'
dockerd --iptables=false --ip6tables=false --bridge=none --data-root=/var/lib/docker > /dockerd.log 2>&1 &
for _ in $(seq 150); do docker version > /dev/null 2>&1 && break; sleep 0.2; done
docker version --format '{{.Server.Version}}'
for stage in plain variable; do
  docker buildx build --quiet --network none --target $stage --output "type=tar,dest=/out.tar" /context > /dev/null
  echo "$stage: $(tar -xOf /out.tar seen | grep -v '^/[a-z]*$')"
done > /answer
docker buildx build --quiet --target cut /context 2>&1 | grep -o 'lstat /[^:]*' | head -1 >> /answer
kill %1; wait
IN
unshare --mount --net --pid --fork --kill-child --propagation private sh -c "
  mount --bind '$work/root' '$work/root'; mount -t proc proc '$work/root/proc'
  mount --rbind /sys '$work/root/sys'; mount --rbind /dev '$work/root/dev'
  chroot '$work/root' bash /ask"
cat "$work/root/answer"
printf 'plain: /Ã©\nvariable: /é\nlstat /래\n' | diff - "$work/root/answer" || { echo "changed"; exit 1; }
