#!/usr/bin/env bash
# COPY --chmod with an octal mode also goes on the folders that COPY makes on the way: `COPY --chmod=644 a /new/` leaves /new
# with mode 644, which nobody but root can enter. `--chmod=u=rw,go=r` leaves it at 755, and so does buildah.
# Seen with Docker Engine 28.5.2 (Debian forky's docker.io, BuildKit 0.25.2). Needs root, unshare and debootstrap, which apt
# installs; the mirror is DEBIAN_MIRROR, or the one that this machine's apt uses. The engine runs in a folder and in namespaces
# of its own, without a network.
set -euo pipefail
command -v debootstrap > /dev/null || apt-get install -y -qq debootstrap > /dev/null
own=$(apt-get indextargets --format '$(SITE)' 2> /dev/null | grep -m 1 '^http.*/debian/*$' || true)
mirror=${DEBIAN_MIRROR:-${own%/debian*}}
mirror=${mirror:-http://deb.debian.org}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
debootstrap --variant=minbase --include=ca-certificates,iptables,docker.io,docker-buildx,docker-cli \
  forky "$work/root" "$mirror/debian" /usr/share/debootstrap/scripts/sid > "$work/log"
mkdir -p "$work/root/context"
echo a > "$work/root/context/a"
for way in 644 u=rw,go=r; do printf 'FROM scratch\nCOPY --chmod=%s a /new/\n' "$way" > "$work/root/context/Dockerfile.$way"; done
cat > "$work/root/ask" <<'IN'
dockerd --iptables=false --ip6tables=false --bridge=none --data-root=/var/lib/docker > /dockerd.log 2>&1 &
for _ in $(seq 150); do docker version > /dev/null 2>&1 && break; sleep 0.2; done
docker version --format '{{.Server.Version}}'
for way in 644 u=rw,go=r; do
  docker buildx build --quiet --file "/context/Dockerfile.$way" --output "type=tar,dest=/out.tar" /context > /dev/null
  echo "--chmod=$way: $(tar -tvf /out.tar new/ | head -1 | cut -c1-10)"
done > /answer
kill %1; wait
IN
unshare --mount --net --pid --fork --kill-child --propagation private sh -c "
  mount --bind '$work/root' '$work/root'; mount -t proc proc '$work/root/proc'
  mount --rbind /sys '$work/root/sys'; mount --rbind /dev '$work/root/dev'
  chroot '$work/root' bash /ask"
cat "$work/root/answer"
printf -- '--chmod=644: drw-r--r--\n--chmod=u=rw,go=r: drwxr-xr-x\n' | diff - "$work/root/answer" || { echo "changed"; exit 1; }
