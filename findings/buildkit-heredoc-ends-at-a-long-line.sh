#!/usr/bin/env bash
# BuildKit reads lines of at most 65,535 bytes. A longer line of an instruction or a comment has an error of its own
# ("line greater than max allowed size"), but in a here-document the same line is told as "unterminated heredoc", on the line of
# the RUN or COPY, although the closing name stands there. Seen with BuildKit v0.32.2 (its parser in tally 0.45.0, PyPI) and
# in Docker Engine 28.5.2.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check tally-cli==0.45.0
cd "$work"
"$work/venv/bin/tally" version
ask() {
  local said
  said=$("$work/venv/bin/tally" lint Dockerfile 2>&1 || true)
  case $said in *"unterminated heredoc"*) echo "unterminated heredoc" ;; *"max allowed size"*) echo "line too long" ;; *) echo "read" ;; esac
}
line() { head -c "$1" /dev/zero | tr '\0' x; }
heredoc() { printf 'FROM scratch\nCOPY <<EOF /x\n%s\nEOF\n' "$(line "$1")" > Dockerfile; ask; }
comment() { printf 'FROM scratch\n#%s\nCOPY a /x\n' "$(line "$(($1 - 1))")" > Dockerfile; ask; }
echo "a heredoc's line of 65535 bytes: $(heredoc 65535); of 65536: $(heredoc 65536)"
echo "a comment of 65535 bytes: $(comment 65535); of 65536: $(comment 65536)"
[ "$(heredoc 65535)/$(heredoc 65536)/$(comment 65536)" = "read/unterminated heredoc/line too long" ] || { echo "changed"; exit 1; }
