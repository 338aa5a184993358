"""Fixes of RUN against real shells: whichever command fails, the same commands run and the same files are left."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gorae.config.settings import Settings
from lint.cases import TODAY, fix_text, fixed
from proof.shells import _COMMAND, bodies, build, builds, numbers, runs_on
from proof.sizes import examples

if TYPE_CHECKING:
    import pytest

FREE = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    max_examples=examples(25),
)
# Where the outcome of a pipe is asked for, its failing left side changes the way that is taken, as it should.
# `&&` asks too where the list goes on behind it: in `a | b && c; d` nothing stops.
_ASKS = re.compile(r"\b(?:if|while|until|exit|return|trap)\b|\|\||! |\[|test|break|&&[^\n]*(?:;|\n(?!RUN|$))")
ALL_SAFE = Settings(extend_select=("all",), today=TODAY)


def outcomes(text: str, folder, name: str, fails: str, **more):
    place = folder / f"{name}-{fails or 'none'}"
    place.mkdir()
    return build(text, place, fails=fails, **more)


@settings(FREE)
@given(text=builds())
def test_all_safe_fixes_together(text: str, tmp_path_factory: pytest.TempPathFactory):
    after = fix_text(text, ALL_SAFE, lambda _: None, unsafe=False).text
    if after == text:
        return
    folder = tmp_path_factory.mktemp("shell")
    for number in ("", *numbers(text)):
        apart, joined = (outcomes(one, folder, name, number) for one, name in ((text, "apart"), (after, "joined")))
        assert joined.ended == apart.ended, f"with {number} failing:\n{text}\n->\n{after}"
        assert runs_on(text) or joined.commands == apart.commands, f"with {number} failing:\n{text}\n->\n{after}"
        if apart.ended and not runs_on(text):
            assert joined.files == apart.files, f"with {number} failing:\n{text}\n->\n{after}"


@settings(FREE)
@given(text=builds(most=2))
def test_pipefail_only_stops_builds(text: str, tmp_path_factory: pytest.TempPathFactory):
    """What ends well with pipefail ends as without it."""
    after = fixed(text, "run-pipefail-missing")
    # Before a command, bash minds less than dash when the variable is read-only.
    assume(after != text and not runs_on(text) and not _ASKS.search(text) and "readonly" not in text)
    folder = tmp_path_factory.mktemp("shell")
    for number in ("", *numbers(text)):
        strict = outcomes(after, folder, "strict", number)
        if strict.ended:
            assert outcomes(text, folder, "lax", number) == strict, f"with {number} failing:\n{text}\n->\n{after}"


@settings(FREE, max_examples=examples(10))
@given(first=st.sampled_from(("cd sub", "cd sub/deep", "cd 'sub'", 'cd "sub/deep"', "cd -P sub", "cd", "cd ~", "cd sub;", "cd $v")),
       body=bodies())  # fmt: skip
def test_a_folder_holds_for_what_follows(first: str, body: str, tmp_path_factory: pytest.TempPathFactory):
    """`RUN cd x` becomes WORKDIR: what follows runs as if it had begun in that folder."""
    body = body.replace("#", "1")
    text = f"FROM debian:13-slim\nRUN {first}\nRUN {body}\n"
    after = fixed(text, "run-cd-only")
    if runs_on(body) or not after.endswith(f"\nRUN {body}\n") or after == text:
        return
    folder = tmp_path_factory.mktemp("shell")
    where = first.rsplit(maxsplit=1)[-1].strip("'\";")
    for number in ("", *numbers(body)):
        there = outcomes(f"RUN {body}\n", folder, "there", number, workdir=where)
        assert outcomes(after, folder, "workdir", number) == there, f"{text}\n->\n{after}"


_WORDS = st.sampled_from((
    "a", "'a b'", '"a b"', "a\\ b", "it\\'s", "--x=y", "'$v'", "\\$v", '"\\$v"', "{a,b}", "a{1..3}", "~", "~/x", "a~", "*.sh", "'*'",
    "[ab]", "\\*", '""', "''", "#", "a#b", "=", "v=1", "!", "%", "고래", "🐳", "\\\\", '"\\\\"', "'\\'", "$'a\\n'", '$"a"', "a'b'\"c\"",
    "`echo x`", "$(echo x)", "<&1", "2", "&", ";", "|", "a\\\n  b", "'a\\n'", "\\n", "-", "--", "@(a|b)", "^", "{}", "{", "}",
))  # fmt: skip


@settings(FREE, max_examples=examples(40))
@given(
    program=st.sampled_from(
        ("c", "'c'", "\\c", "v=1 c", "exec c", "command c", "time c", "! c", "[", "test", "cd", "{ c")
    ),
    words=st.lists(_WORDS, max_size=4),
    shell=st.sampled_from(("", 'SHELL ["/bin/bash", "-c"]\n')),
)
def test_the_exec_form_starts_the_same(
    program: str, words: list[str], shell: str, tmp_path_factory: pytest.TempPathFactory
):
    command = " ".join((program, *words))
    after = fixed(f"FROM debian:13-slim\n{shell}CMD {command}\n", "cmd-shell-form", unsafe=False)
    written = after.rpartition("CMD ")[2]
    if written.strip() == command.strip() or not written.startswith("["):
        return
    folder = tmp_path_factory.mktemp("exec")
    (folder / "tools").mkdir()
    (folder / "tools" / "c").write_text(_COMMAND)
    (folder / "tools" / "c").chmod(0o755)
    starts = [["/bin/bash" if shell else "/bin/sh", "-c", command.replace("\\\n", "")], json.loads(written)]
    seen = []
    for number, start in enumerate(starts):
        log = folder / f"log-{number}"
        log.write_text("")
        environment = {"PATH": f"{folder}/tools:/usr/bin:/bin", "LOG": str(log), "HOME": "/nowhere", "FAIL": ""}
        done = subprocess.run(
            start, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=20, check=False
        )
        seen.append((done.returncode, log.read_text()))
    assert seen[0] == seen[1], f"{command} -> {written}"
