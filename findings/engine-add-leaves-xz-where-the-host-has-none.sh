#!/usr/bin/env bash
# `ADD a.tar.xz /x/` unpacks the archive only where the machine that runs the Engine has the program xz. Where it has none, the
# archive itself is copied, and the build succeeds without a word: the same Dockerfile makes two images. gzip and bzip2 need no program.
# Seen with Docker Engine 28.5.2 (Debian forky's docker.io, BuildKit 0.25.2), whose package does not ask for xz-utils. Needs root,
# unshare and debootstrap, which apt installs; the mirror is DEBIAN_MIRROR, or the one that this machine's apt uses. The engine runs
# in a folder and in namespaces of its own, without a network.
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "needs root"; exit 0; }
command -v debootstrap > /dev/null || apt-get install -y -qq debootstrap > /dev/null
own=$(apt-get indextargets --format '$(SITE)' 2> /dev/null | grep -m 1 '^http.*/debian/*$' || true)
mirror=${DEBIAN_MIRROR:-${own%/debian*}}
mirror=${mirror:-http://deb.debian.org}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
debootstrap --variant=minbase --include=ca-certificates,iptables,docker.io,docker-buildx,docker-cli,xz-utils,bzip2 \
  forky "$work/root" "$mirror/debian" /usr/share/debootstrap/scripts/sid > "$work/log"
mkdir -p "$work/root/context"
printf 'FROM scratch\nADD a.tar.bz2 /bzip2/\nADD a.tar.xz /xz/\n' > "$work/root/context/Dockerfile"
cat > "$work/root/ask" <<'IN'
cd /context
echo 1 > in
tar -cjf a.tar.bz2 in
tar -cJf a.tar.xz in
for way in with without; do
  [ $way = with ] || mv /usr/bin/xz /usr/bin/no-xz
  dockerd --iptables=false --ip6tables=false --bridge=none --data-root=/var/lib/docker-$way > /dockerd.log 2>&1 &
  for _ in $(seq 150); do docker version > /dev/null 2>&1 && break; sleep 0.2; done
  docker version --format '{{.Server.Version}}'
  docker buildx build --quiet --output "type=tar,dest=/out.tar" /context > /dev/null
  echo "$way xz:" $(tar -tf /out.tar | grep -v '/$') >> /answer
  kill %%; wait
done
IN
unshare --mount --net --pid --fork --kill-child --propagation private sh -c "
  mount --bind '$work/root' '$work/root'; mount -t proc proc '$work/root/proc'
  mount --rbind /sys '$work/root/sys'; mount --rbind /dev '$work/root/dev'
  chroot '$work/root' bash /ask"
cat "$work/root/answer"
printf 'with xz: bzip2/in xz/in\nwithout xz: bzip2/in xz/a.tar.xz\n' | diff - "$work/root/answer" || { echo "changed"; exit 1; }
