#!/usr/bin/env bash
# In an ignore file the last line that matches decides. `GitIgnoreSpec` of pathspec, which is there to answer as git does,
# lets a `!name` win over a folder's line that stands below it: `!keep` and then `logs/` keeps `logs/keep`, which git ignores.
# `PathSpec`, the plainer class, answers as git does. A folder's own `*` instead of its name is right in both.
# Seen with pathspec 1.1.1 beside any git.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet install pathspec==1.1.1
git --version
git init -q "$work/tree"
mkdir "$work/tree/logs"
touch "$work/tree/logs/keep"
cat > "$work/ask.py" <<'IN'
import sys
import pathspec

lines = open(".gitignore").read().splitlines()
print(pathspec.GitIgnoreSpec.from_lines(lines).match_file("logs/keep"),
      pathspec.PathSpec.from_lines("gitignore", lines).match_file("logs/keep"))
IN
cd "$work/tree"
for last in logs/ logs 'logs/*'; do
  printf '!keep\n%s\n' "$last" > .gitignore
  git check-ignore -q logs/keep && ignored=True || ignored=False
  echo "!keep, $last: git $ignored, GitIgnoreSpec and PathSpec $("$work/venv/bin/python" "$work/ask.py")"
done | tee "$work/answer"
diff - "$work/answer" <<'OUT' || { echo "changed"; exit 1; }
!keep, logs/: git True, GitIgnoreSpec and PathSpec False True
!keep, logs: git True, GitIgnoreSpec and PathSpec False True
!keep, logs/*: git True, GitIgnoreSpec and PathSpec True True
OUT
