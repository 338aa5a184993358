"""Runs the RUN instructions of a Dockerfile in a folder, with a real shell, while one of its commands fails.

It reads the text by itself, so that a mistake of Gorae's parser cannot hide one of its fixes.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import stat
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

# `c NUMBER …` notes where it ran and with what, and fails where its number is the one that is to fail.
_COMMAND = """#!/bin/sh
line=".${PWD#"$ROOT"} $(umask) ${EXPORTED-unset}"
for word; do line="$line <$word>"; done
printf '%s\\n' "$line" >> "$LOG"
[ "$1" != "$FAIL" ]
"""


class Outcome(NamedTuple):
    """What came of a build: how it ended, the commands in the order in which they ran, the files left."""

    ended: bool
    commands: str
    files: tuple[tuple[str, int, str], ...]


def joined_lines(text: str) -> list[str]:
    """The instructions of a text, each as one line: continuations joined, comments between their lines left out."""
    found: list[str] = []
    rest = iter(text.splitlines())
    for line in rest:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        whole = line
        while whole.rstrip().endswith("\\"):
            following = next(rest, None)
            if following is None:
                whole = whole.rstrip()[:-1]
                break
            if following.strip() and not following.lstrip().startswith("#"):
                whole = whole.rstrip()[:-1] + following
        found.append(whole.strip())
    return found


def build(text: str, folder: Path, *, fails: str = "", workdir: str = ".") -> Outcome:
    """Runs the instructions until one fails."""
    (folder / "sub" / "deep").mkdir(parents=True)
    (folder / "lib.sh").write_text("FROM_LIB=1\n")
    tools = folder.parent / "tools"
    if not tools.exists():
        tools.mkdir()
        (tools / "c").write_text(_COMMAND)
        (tools / "c").chmod(0o755)
    log = folder.parent / f"{folder.name}.log"
    log.write_text("")
    environment = {
        "PATH": f"{tools}:/usr/bin:/bin",
        "HOME": "/nowhere",
        "LOG": str(log),
        "FAIL": fails,
        "ROOT": str(folder),
    }
    shell = ["/bin/sh", "-c"]
    place, ended = folder / workdir, True
    for line in joined_lines(text):
        keyword, _, rest = line.partition(" ")
        keyword = keyword.upper()
        if keyword == "SHELL":
            shell = json.loads(rest)
        elif keyword == "WORKDIR":
            place = place / rest
            place.mkdir(parents=True, exist_ok=True)
        elif keyword == "RUN":
            ended = _run([*shell, rest.strip()], place, environment)
        if not ended:
            break
    ran = log.read_text()
    if re.search(r"[^|]\|[^|]", text):  # what runs side by side notes itself in any order
        ran = "".join(sorted(ran.splitlines(keepends=True)))
    return Outcome(ended, ran, _files(folder))


def _run(arguments: list[str], place: Path, environment: dict[str, str]) -> bool:
    process = subprocess.Popen(
        arguments, cwd=place, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True, umask=0o022,
    )  # fmt: skip
    try:
        return process.wait(timeout=20) == 0
    finally:  # what runs on in the background ends with its RUN
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _files(folder: Path) -> tuple[tuple[str, int, str], ...]:
    return tuple(
        (path.relative_to(folder).as_posix(), stat.S_IMODE(path.stat().st_mode), path.read_text() if path.is_file() else "")
        for path in sorted(folder.rglob("*"))
    )  # fmt: skip


def runs_on(text: str) -> bool:
    """Whether a command is left to run in the background: how far it comes is chance."""
    return re.search(r"[^&>]&(?![&1])", text) is not None


def numbers(text: str) -> list[str]:
    """The numbers of the commands `c` in a text."""
    return sorted(set(re.findall(r"\bc (\d+)", text)), key=int)


# -- scripts

_PLAIN = (
    "c #", "c #", "c #", "c # 'a b'", 'c # "$v"', 'c # "$EXPORTED"', "c # it\\'s", 'c # "a # b"', "c # $(c #)", "c # ${v:-x}",
    "touch f#", "echo $v > g#", "c # > h#", "c # 2>&1", "v=# c #",
)  # fmt: skip
_STATE = (
    "cd sub", "cd ..", "export EXPORTED=#", "v=#", "umask 077", "set -e", "set +e", "set -x", "set -u", "set -eu", "set -f",
    "exit 0", "exit #", "true", "false", "trap 'c #' EXIT", "f() { c #; false; }", "f", "f() ( cd sub; c # )", ". ./lib.sh",
    "exec c #", "set -- a b", "shift", "c # $1", "unset v", "readonly v", "alias c=true", "return", "! c #", "read v < lib.sh",
    "eval 'v=1'", "eval c #", ": ${v:=5}", "wait", "test -f f1", "[ -z \"$v\" ]", "command cd sub", "IFS=:", "set -o noglob",
    "PATH=/bin", "c # &", "set -o pipefail", "v=$(c #)", "export v", "c # || exit 0", "c # || exit 3", "c # && exit 0",
)  # fmt: skip
_JOINS = (
    " && ",
    " && ",
    " && ",
    "; ",
    " || ",
    " \\\n    && ",
    "; \\\n    ",
    " && \\\n  ",
    " | ",
    " \\\n# 왜 그런지\n && ",
)


@st.composite
def lists(draw: st.DrawFn, depth: int = 2) -> str:
    """Commands joined by operators."""
    steps = draw(st.lists(steps_of(depth), min_size=1, max_size=3 if depth == 2 else 2))
    text = steps[0]
    for step in steps[1:]:
        text += draw(st.sampled_from(_JOINS)) + step
    return text


def steps_of(depth: int) -> st.SearchStrategy[str]:
    """One command, simple or with others inside."""
    simple = st.one_of(st.sampled_from(_PLAIN), st.sampled_from(_PLAIN), st.sampled_from(_STATE))
    return st.one_of(simple, simple, simple, compounds(depth - 1)) if depth else simple


@st.composite
def compounds(draw: st.DrawFn, depth: int) -> str:
    """A group, a branch, a loop, a pipeline."""
    form = draw(st.sampled_from((
        "({})", "{{ {}; }}", "if {}; then {}; fi", "if {}; then {}; else {}; fi", "for v in a b; do {}; done",
        "while {}; do {}; break; done", "case $v in 1) {};; *) {};; esac", "{} | cat", "{} || {}", "{} && {}", "! ( {} )",
        "for i in 1 2; do {} || break; done", "f() {{ {}; }}; f", "until {}; do break; done", "c # $( {} )",
    )))  # fmt: skip
    return form.format(*(draw(lists(depth)) for _ in range(form.count("{}"))))


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """The body of a RUN."""
    text = draw(lists())
    return text + draw(st.sampled_from(("", "", "", "", "", ";", " &", " # why", " \\\n ")))


@st.composite
def builds(draw: st.DrawFn, most: int = 3) -> str:
    """A Dockerfile whose RUN instructions stand one after another; the commands are numbered."""
    lines = ["FROM debian:13-slim"]
    lines += draw(st.sampled_from(((), (), (), ('SHELL ["/bin/bash", "-c"]',), ('SHELL ["/bin/sh", "-ec"]',),
                                   ('SHELL ["/bin/bash", "-o", "pipefail", "-c"]',),
                                   ('SHELL ["/bin/bash", "-euxo", "pipefail", "-c"]',))))  # fmt: skip
    for body in draw(st.lists(bodies(), min_size=1, max_size=most)):
        lines += [f"RUN {body}", *draw(st.sampled_from(((), (), ("# 다음",), ("",))))]
    text, count = "", 0
    for piece in re.split(r"(#(?! ?[가-힣w]| b))", "\n".join(lines) + "\n"):
        count += piece == "#"
        text += str(count) if piece == "#" else piece
    return text
