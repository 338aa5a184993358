#!/usr/bin/env bash
# docker compose 2.40.3 (Debian forky, docker-compose): `command: npm run migrate && npm start` becomes ["npm", "run",
# "migrate"]. What stands behind an unquoted `&&`, `;`, `|`, `<` or `>` is dropped, without an error or a warning.
# Installs Debian's package into a temporary folder; fails where the behaviour changes.
set -euo pipefail
top=$(mktemp -d); trap 'rm -rf "$top"' EXIT
cd "$top"; mkdir -p state/lists/partial cache/archives/partial
mirror=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -1 | tr -d ' ' || true)
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror forky main" > sources.list
own=(-o Dir::Etc::sourcelist="$top/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State="$top/state" -o Dir::Cache="$top/cache" -o APT::Sandbox::User=root)
apt-get -qq "${own[@]}" update; apt-get -qq "${own[@]}" download docker-compose
dpkg-deb -x docker-compose_*.deb root
compose=root/usr/libexec/docker/cli-plugins/docker-compose
cat > compose.yaml <<'YAML'
services:
  web:
    image: node:24-slim
    command: npm run migrate && npm start
YAML
HOME="$top" "$compose" version
said=$(HOME="$top" "$compose" config 2>&1)
echo "$said"
grep -q 'migrate' <<< "$said" || { echo "changed: the command is not read"; exit 1; }
if grep -Eq '&&|start|warn' <<< "$said"; then echo "changed: the rest is kept, or is warned of"; exit 1; fi
echo "as seen: npm start is dropped without a word"
