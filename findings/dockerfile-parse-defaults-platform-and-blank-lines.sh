#!/usr/bin/env bash
# Three Dockerfiles that Docker builds and dockerfile-parse reads otherwise, each without an error: a default value in FROM is
# kept as text (`debian:${V:-12}` with V=13 is `debian:13:-12}`); writing `parent_images` drops `--platform`; a blank line
# after a backslash, which Docker leaves out with a warning, ends the instruction, and the rest is an instruction of its own.
# Seen with dockerfile-parse 2.0.1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet install dockerfile-parse==2.0.1
cat > "$work/ask.py" <<'IN'
import io
import logging

from dockerfile_parse import DockerfileParser

logging.disable()


def parse(text):
    return DockerfileParser(fileobj=io.BytesIO(text.encode()), cache_content=True)


print(parse("ARG V=13\nFROM debian:${V:-12}\n").baseimage)
stages = parse("FROM --platform=linux/amd64 debian:12 AS made\nFROM made\n")
print(stages.parent_images)
stages.parent_images = ["debian:13", "made"]
print(stages.content.splitlines())
print([(one["instruction"], one["value"]) for one in parse("FROM a\nRUN one && \\\n\n  two\n").structure])
IN
"$work/venv/bin/python" "$work/ask.py" | tee "$work/answer"
diff - "$work/answer" <<'OUT' || { echo "changed"; exit 1; }
debian:13:-12}
['debian:12', 'made']
['FROM debian:13 AS made', 'FROM made']
[('FROM', 'a'), ('RUN', 'one && '), ('TWO', '')]
OUT
