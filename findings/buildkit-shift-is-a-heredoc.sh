#!/usr/bin/env bash
# BuildKit's parser takes a shift in shell arithmetic for a here-document: since it allows blanks behind `<<`,
# `RUN echo $((1 << 2))` is an "unterminated heredoc", and with a line `2))` further down that line ends it. Without blanks,
# `$((1<<2))`, it is the shell's. Seen with BuildKit v0.32.2 (its parser in tally 0.45.0, PyPI) and in Docker Engine 28.5.2.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check tally-cli==0.45.0
cd "$work"
"$work/venv/bin/tally" version
ask() {
  printf 'FROM debian:13-slim\nRUN echo %s\n' "$1" > Dockerfile
  local said
  said=$("$work/venv/bin/tally" lint Dockerfile 2>&1 || true)
  case $said in *"unterminated heredoc"*) echo "unterminated heredoc" ;; *) echo "read" ;; esac
}
blanks=$(ask '$((1 << 2))')
none=$(ask '$((1<<2))')
echo "RUN echo \$((1 << 2)): $blanks"
echo "RUN echo \$((1<<2)): $none"
[ "$blanks" = "unterminated heredoc" ] && [ "$none" = read ] || { echo "changed"; exit 1; }
