#!/usr/bin/env bash
# docker-py and @balena/dockerignore pack a build's folder themselves, by a `.dockerignore` that they read otherwise than the
# Docker client does. `**.log` is every path that ends with `.log` for the client, which compares the ends; for both libraries
# it is `**/` and `.log`, a file of just that name. `[^a].txt` is every letter but `a` for the client and balena; docker-py
# takes the `^` for a letter of the class, and so leaves out the very file that the client keeps.
# Seen with docker 7.2.0 from PyPI, @balena/dockerignore 1.0.2 from npm, and Docker Engine 28.5.2 with buildx 0.29.1 (Debian
# forky's packages). Needs root, unshare and debootstrap, which apt installs; the mirror is DEBIAN_MIRROR, or the one that
# this machine's apt uses. The engine runs in a folder and in namespaces of its own, without a network.
set -euo pipefail
command -v debootstrap > /dev/null || apt-get install -y -qq debootstrap > /dev/null
own=$(apt-get indextargets --format '$(SITE)' 2> /dev/null | grep -m 1 '^http.*/debian/*$' || true)
mirror=${DEBIAN_MIRROR:-${own%/debian*}}
mirror=${mirror:-http://deb.debian.org}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet install docker==7.2.0
(cd "$work" && npm install --silent --no-save @balena/dockerignore@1.0.2)
debootstrap --variant=minbase --include=ca-certificates,iptables,docker.io,docker-buildx,docker-cli \
  forky "$work/root" "$mirror/debian" /usr/share/debootstrap/scripts/sid > "$work/log"
tree=$work/root/context
mkdir -p "$tree/deep"
(cd "$tree" && touch one.log deep/two.log deep/.log a.txt b.txt && printf 'FROM scratch\nCOPY . /\n' > Dockerfile)
cat > "$work/ask.py" <<'IN'
import os, sys
from docker.utils.build import exclude_paths

os.chdir(sys.argv[1])
print(*sorted({path for path in exclude_paths(".", [sys.argv[2]]) if os.path.isfile(path)} - {"Dockerfile"}))
IN
cat > "$work/ask.js" <<'IN'
const files = ['one.log', 'deep/two.log', 'deep/.log', 'a.txt', 'b.txt']
console.log(require('@balena/dockerignore')().add([process.argv[2]]).filter(files).sort().join(' '))
IN
cat > "$work/root/ask" <<'IN'
dockerd --iptables=false --ip6tables=false --bridge=none --data-root=/var/lib/docker > /dockerd.log 2>&1 &
for _ in $(seq 150); do docker version > /dev/null 2>&1 && break; sleep 0.2; done
for line in '**.log' '[^a].txt'; do
  echo "$line" > /context/.dockerignore
  docker buildx build --quiet --no-cache --output type=local,dest=/out /context > /dev/null
  echo "$line docker    $(cd /out && find . -name '*.log' -o -name '*.txt' | cut -c3- | LC_ALL=C sort | tr '\n' ' ')" >> /answer
  rm -r /out /context/.dockerignore
done
kill %1; wait
IN
for line in '**.log' '[^a].txt'; do
  echo "$line docker-py $("$work/venv/bin/python" "$work/ask.py" "$tree" "$line") "
  echo "$line balena    $(node "$work/ask.js" "$line") "
done > "$work/root/answer"
unshare --mount --net --pid --fork --kill-child --propagation private sh -c "
  mount --bind '$work/root' '$work/root'; mount -t proc proc '$work/root/proc'
  mount --rbind /sys '$work/root/sys'; mount --rbind /dev '$work/root/dev'
  chroot '$work/root' bash -f /ask"
LC_ALL=C sort -o "$work/answer" "$work/root/answer"
echo "kept:"
cat "$work/answer"
diff - "$work/answer" <<'OUT' || { echo "changed"; exit 1; }
**.log balena    a.txt b.txt deep/two.log one.log 
**.log docker    a.txt b.txt 
**.log docker-py a.txt b.txt deep/two.log one.log 
[^a].txt balena    a.txt deep/.log deep/two.log one.log 
[^a].txt docker    a.txt deep/.log deep/two.log one.log 
[^a].txt docker-py b.txt deep/.log deep/two.log one.log 
OUT
