#!/usr/bin/env bash
# In EXPOSE, BuildKit loses what stands before a variable with a modifier in the same word: `EXPOSE 80${X:-90}` exposes port 90,
# `EXPOSE x${X:-90}` is no error, and `EXPOSE 8080${X:-}` exposes nothing at all. `EXPOSE 80$X` and `LABEL a=80${X:-90}` are read as
# they are written. The reader of words shares one buffer with the reader of the modifier's word, which empties it.
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
debootstrap --variant=minbase --include=ca-certificates,iptables,docker.io,docker-buildx,docker-cli \
  forky "$work/root" "$mirror/debian" /usr/share/debootstrap/scripts/sid > "$work/log"
mkdir -p "$work/root/context"
cat > "$work/root/context/Dockerfile" <<'IN'
FROM scratch AS default
EXPOSE 80${X:-90}
LABEL a=80${X:-90}
FROM scratch AS word
EXPOSE x${X:-90}
FROM scratch AS nothing
EXPOSE 8080${X:-}
FROM scratch AS plain
ARG X=81
EXPOSE 80$X
IN
cat > "$work/root/ask" <<'IN'
dockerd --iptables=false --ip6tables=false --bridge=none --data-root=/var/lib/docker > /dockerd.log 2>&1 &
for _ in $(seq 150); do docker version > /dev/null 2>&1 && break; sleep 0.2; done
docker version --format '{{.Server.Version}}'
for stage in default word nothing plain; do
  docker buildx build --quiet --load --tag $stage --target $stage /context > /dev/null
  echo "$stage: $(docker inspect --format '{{json .Config.ExposedPorts}} {{json .Config.Labels}}' $stage)"
done > /answer
kill %1; wait
IN
unshare --mount --net --pid --fork --kill-child --propagation private sh -c "
  mount --bind '$work/root' '$work/root'; mount -t proc proc '$work/root/proc'
  mount --rbind /sys '$work/root/sys'; mount --rbind /dev '$work/root/dev'
  chroot '$work/root' bash /ask"
cat "$work/root/answer"
cat > "$work/expected" <<'OUT'
default: {"90/tcp":{}} {"a":"8090"}
word: {"90/tcp":{}} null
nothing: null null
plain: {"8081/tcp":{}} null
OUT
diff "$work/expected" "$work/root/answer" || { echo "changed"; exit 1; }
