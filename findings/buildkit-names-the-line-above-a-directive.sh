#!/usr/bin/env bash
# BuildKit counts the lines of parser directives from 0 where it counts all others from 1: of a wrong `# escape=x` in
# line 1 it says line 0, of a second `# escape` in line 2 it says line 1, so that what shows the place (an editor, the
# excerpt below a failed build) points at the line above the mistake, or at none.
# Seen in Docker Engine 28.5.2 (Debian forky's docker.io, BuildKit 0.25.2), asked by `docker build --check`.
# Needs root, debootstrap and namespaces of its own; nothing is pulled: there is no network.
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "needs root"; exit 0; }
command -v debootstrap >/dev/null || apt-get -qq install -y --no-install-recommends debootstrap debian-archive-keyring >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mirror=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' | awk '$1 == "Debian" { print $2; exit }')
debootstrap --variant=minbase --include=ca-certificates,iptables,docker.io,docker-buildx,docker-cli forky "$work/root" \
  "${mirror:-http://deb.debian.org/debian}" /usr/share/debootstrap/scripts/sid >"$work/log" 2>&1 || { tail "$work/log"; exit 1; }
mkdir -p "$work/root/ask/1" "$work/root/ask/2"
printf '# escape=x\nFROM scratch\n' >"$work/root/ask/1/Dockerfile"
printf '# escape=`\n# escape=`\nFROM scratch\n' >"$work/root/ask/2/Dockerfile"
cat >"$work/root/ask/run" <<'EOF'
dockerd --iptables=false --ip6tables=false --bridge=none --ip-forward=false -H unix:///run/ask.sock \
  --exec-root=/run/ask --pidfile=/run/ask.pid --data-root=/var/lib/ask >/dockerd.log 2>&1 &
export DOCKER_HOST=unix:///run/ask.sock
for _ in $(seq 60); do docker version >/dev/null 2>&1 && break; sleep 1; done
docker version --format 'Docker Engine {{.Server.Version}}'
for number in 1 2; do
  docker buildx build --call=check,format=json "/ask/$number" 2>/dev/null | tr -d ' \n' | grep -o '"ranges":\[{"start":{"line":[0-9]*' | head -1 | grep -o '[0-9]*$' || echo 0
done
kill %1; wait
EOF
said=$(unshare --mount --net --pid --fork --propagation private sh -c '
  ip link set lo up; mount --bind "$1" "$1"; mount -t proc proc "$1/proc"; mount --rbind /sys "$1/sys"; mount --rbind /dev "$1/dev"
  exec chroot "$1" bash /ask/run' sh "$work/root")
echo "$said"
[ "$(echo "$said" | tail -2 | tr '\n' ' ')" = "0 1 " ] || { echo "changed"; exit 1; }
echo "line 0 for a mistake in line 1, line 1 for one in line 2"
