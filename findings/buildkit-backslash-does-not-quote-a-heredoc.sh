#!/usr/bin/env bash
# A here-document's name with a backslash (`<<\EOT`) is quoted for every POSIX shell: variables in the body stay as they
# are. In COPY and ADD BuildKit takes the backslash out of the name and replaces the variables all the same; only quotes
# (`<<"EOT"`) keep them. So the same three lines mean one thing behind `RUN cat` and another behind `COPY`.
# Seen with BuildKit v0.32.2 (its linter in tally 0.45.0, PyPI: it warns of variables that would be replaced) and in
# builds by Docker Engine 28.5.2.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check tally-cli==0.45.0
cd "$work"
"$work/venv/bin/tally" version
shell() { printf 'cat <<%s\n$NOPE\nEOT\n' "$1" | NOPE=replaced sh; }
buildkit() {
  printf 'FROM scratch\nCOPY <<%s /a\n$NOPE\nEOT\n' "$1" > Dockerfile
  local said
  said=$("$work/venv/bin/tally" lint Dockerfile 2>&1 || true)
  case $said in *"Usage of undefined variable '\$NOPE'"*) echo "replaced" ;; *) echo '$NOPE' ;; esac
}
seen=""
for name in 'EOT' '\EOT' '"EOT"'; do
  row="$name: sh $(shell "$name"), COPY $(buildkit "$name")"
  echo "$row"
  seen="$seen$row;"
done
[ "$seen" = 'EOT: sh replaced, COPY replaced;\EOT: sh $NOPE, COPY replaced;"EOT": sh $NOPE, COPY $NOPE;' ] || { echo "changed"; exit 1; }
