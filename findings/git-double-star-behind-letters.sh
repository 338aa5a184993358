#!/usr/bin/env bash
# gitignore(5) says that two asterisks count as one unless they fill the place between two slashes. Git compares what stands
# before the first wildcard by itself and gives only the rest to its matcher, where `**/` then stands at the beginning: the
# line `src**/test` ignores the file `srctest`, and `srcx/y/test`, and `src/x/test`. `*rc**/test` ignores none of them.
# Seen with git 2.47.3 (Debian 13's package). Needs root and debootstrap, which apt installs. The mirror is DEBIAN_MIRROR, or
# the one that this machine's apt uses.
set -euo pipefail
command -v debootstrap > /dev/null || apt-get install -y -qq debootstrap > /dev/null
own=$(apt-get indextargets --format '$(SITE)' 2> /dev/null | grep -m 1 '^http.*/debian/*$' || true)
mirror=${DEBIAN_MIRROR:-${own%/debian*}}
mirror=${mirror:-http://deb.debian.org}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
debootstrap --variant=minbase --include=git trixie "$work/root" "$mirror/debian" > "$work/log"
chroot "$work/root" git --version
cat > "$work/root/ask" <<'IN'
git init -q /tree && cd /tree
mkdir -p srcx/y src/x
touch srctest srcx/y/test src/x/test srcx/test
for line in 'src**/test' '*rc**/test' 'src*/test'; do
  echo "$line" > .gitignore
  echo "$line: $(git ls-files --others --ignored --exclude-standard | tr '\n' ' ')"
done
IN
chroot "$work/root" sh /ask 2> /dev/null | tee "$work/answer"
diff - "$work/answer" <<'OUT' || { echo "changed"; exit 1; }
src**/test: src/x/test srctest srcx/test srcx/y/test 
*rc**/test: srcx/test 
src*/test: srcx/test 
OUT
