#!/usr/bin/env bash
# A `.dockerignore` of three lines, `logs`, `!logs/day`, `l*`: the last one leaves `logs/day/one` out. The Engine's builder
# gets the file's name and size all the same, but not its text: `COPY . /` makes an empty file, the build ends with status 0.
# The client's walk and the filter that opens the files answer differently. Without the first line the file is not sent.
# Seen with Docker Engine 28.5.2 and buildx 0.29.1 (Debian forky's packages). Needs root, unshare and debootstrap, which apt
# installs; the mirror is DEBIAN_MIRROR, or the one that this machine's apt uses. The engine runs in a folder and in
# namespaces of its own, without a network.
set -euo pipefail
command -v debootstrap > /dev/null || apt-get install -y -qq debootstrap > /dev/null
own=$(apt-get indextargets --format '$(SITE)' 2> /dev/null | grep -m 1 '^http.*/debian/*$' || true)
mirror=${DEBIAN_MIRROR:-${own%/debian*}}
mirror=${mirror:-http://deb.debian.org}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
debootstrap --variant=minbase --include=ca-certificates,iptables,docker.io,docker-buildx,docker-cli \
  forky "$work/root" "$mirror/debian" /usr/share/debootstrap/scripts/sid > "$work/log"
mkdir -p "$work/root/context/logs/day"
echo text > "$work/root/context/logs/day/one"
printf 'FROM scratch\nCOPY . /\n' > "$work/root/context/Dockerfile"
cat > "$work/root/ask" <<'IN'
dockerd --iptables=false --ip6tables=false --bridge=none --data-root=/var/lib/docker > /dockerd.log 2>&1 &
for _ in $(seq 150); do docker version > /dev/null 2>&1 && break; sleep 0.2; done
docker version --format '{{.Server.Version}}' > /answer
for lines in 'logs !logs/day l*' '!logs/day l*' 'logs !logs/day'; do
  echo $lines | tr ' ' '\n' > /context/.dockerignore
  docker buildx build --quiet --no-cache --output type=local,dest=/out /context > /dev/null
  echo "$lines: $(cd /out && find . -name one -printf '%p, %s bytes')" >> /answer
  rm -r /out
done
kill %1; wait
IN
unshare --mount --net --pid --fork --kill-child --propagation private sh -c "
  mount --bind '$work/root' '$work/root'; mount -t proc proc '$work/root/proc'
  mount --rbind /sys '$work/root/sys'; mount --rbind /dev '$work/root/dev'
  chroot '$work/root' bash -f /ask"
cat "$work/root/answer"
tail -n +2 "$work/root/answer" | diff - <(printf '%s\n' 'logs !logs/day l*: ./logs/day/one, 0 bytes' '!logs/day l*: ' \
  'logs !logs/day: ./logs/day/one, 5 bytes') || { echo "changed"; exit 1; }
