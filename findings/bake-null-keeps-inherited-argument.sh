#!/usr/bin/env bash
# buildx bake 0.29.1 (Debian forky, docker-buildx): a build argument that a target sets to null does not take away the
# one that it inherits, though null takes away one of its own block. What is printed is read by no other means.
# Installs Debian's package into a temporary folder; fails where the behaviour changes.
set -euo pipefail
top=$(mktemp -d); trap 'rm -rf "$top"' EXIT
cd "$top"; mkdir -p state/lists/partial cache/archives/partial
mirror=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -1 | tr -d ' ' || true)
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror forky main" > sources.list
own=(-o Dir::Etc::sourcelist="$top/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State="$top/state" -o Dir::Cache="$top/cache" -o APT::Sandbox::User=root)
apt-get -qq "${own[@]}" update; apt-get -qq "${own[@]}" download docker-buildx
dpkg-deb -x docker-buildx_*.deb root
cat > docker-bake.hcl <<'HCL'
target "base" {
  args = { A = "1", B = "2" }
}
target "app" {
  inherits = ["base"]
  args = { A = null }
}
HCL
said=$(HOME="$top" root/usr/libexec/docker/cli-plugins/docker-buildx bake --print app 2>/dev/null)
echo "$said"
grep -q '"A": "1"' <<< "$said" || { echo "changed: null takes the inherited argument away"; exit 1; }
echo "as seen: A is still 1"
