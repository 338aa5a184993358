"""Where COPY and ADD put files: one answer for rules, completion and navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.completion import complete_at
from gorae.context import read_context
from gorae.facts.copies import known_paths, landings, source_of
from gorae.stages import build
from gorae.syntax import parse

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("run.sh", "app/main.py", "app/lib/util.py", "docs/a.md", "docs/b.md", "고래.txt")

# The instruction; where each source stands if it is a file (None: not one file); the paths that the stage is known to
# have, by the files of the context.
CASES = {
    "a file gets the target's name": (
        "COPY run.sh /srv/start",
        ["/srv/start"],
        ["/srv/start"],
    ),
    "into a folder with a slash": ("COPY run.sh /srv/", ["/srv/run.sh"], ["/srv/run.sh"]),
    "into a folder that every image has": (
        "COPY run.sh /usr/local/bin",
        ["/usr/local/bin/run.sh"],
        ["/usr/local/bin/run.sh"],
    ),
    "several files into a folder": (
        "COPY run.sh 고래.txt /srv/",
        ["/srv/run.sh", "/srv/고래.txt"],
        ["/srv/run.sh", "/srv/고래.txt"],
    ),
    "from the folder in force": ("COPY run.sh ./", ["/work/run.sh"], ["/work/run.sh"]),
    "a folder gives its content": ("COPY app /data", ["/data"], ["/data/", "/data/lib/", "/data/main.py"]),
    "a folder gives its content, with slashes": (
        "COPY app/ /srv/",
        ["/srv/app"],
        ["/srv/", "/srv/lib/", "/srv/main.py"],
    ),
    "a pattern": ("COPY docs/*.md /srv/", [None], ["/srv/a.md", "/srv/b.md"]),
    "a variable in the target": ("COPY run.sh $D/", ["/data/run.sh"], ["/data/run.sh"]),
    "a variable in the source": ("COPY ${N}.sh /srv/", ["/srv/run.sh"], ["/srv/run.sh"]),
    "a heredoc with a name": ("COPY <<run.py /srv/\nprint()\nrun.py", ["/srv/run.py"], ["/srv/", "/srv/run.py"]),
    "a heredoc to a file": ("COPY <<EOF /srv/🐳\nhi\nEOF", ["/srv/🐳"], ["/srv/🐳"]),
    "--parents keeps the path": ("COPY --parents app/main.py /srv/", ["/srv/app/main.py"], ["/srv/app/main.py"]),
    "--parents keeps the path below the pivot": (
        "COPY --parents app/./lib/util.py /srv/",
        ["/srv/lib/util.py"],
        ["/srv/lib/util.py"],
    ),
    "--parents of a folder": (
        "COPY --parents app /srv",
        ["/srv/app"],
        ["/srv/app/", "/srv/app/lib/", "/srv/app/main.py"],
    ),
    "--parents of a pattern": ("COPY --parents docs/*.md /", [None], ["/docs/a.md", "/docs/b.md"]),
    "--parents that is switched off": ("COPY --parents=false app/main.py /srv/", ["/srv/main.py"], ["/srv/main.py"]),
    "what ADD loads": ("ADD https://example.com/x/tool.bin?v=1 /opt/", ["/opt/tool.bin"], ["/opt/", "/opt/tool.bin"]),
    "an archive that ADD unpacks": ("ADD root.tar.gz /", [None], ["/"]),
    "an archive that ADD keeps": ("ADD --unpack=false root.tar.gz /opt/", ["/opt/root.tar.gz"], []),
    "a target that is not known": ("COPY run.sh $UNKNOWN/", [], []),
}


@pytest.mark.parametrize("case", CASES)
def test_where_files_stand(case: str, tmp_path: Path) -> None:
    instruction, places, shown = CASES[case]
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    head = "FROM debian:13 AS made\nARG UNKNOWN\nARG D=/data N=run\nWORKDIR /work\n"
    text = f"{head}{instruction}\nFROM made\nCOPY --from=made "
    (tmp_path / "Dockerfile").write_text(text)
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    graph = build(parse(text))
    stage = graph.stages[0]
    assert [landing.path for landing in landings(stage)] == places
    assert known_paths(stage, context) == ["/work/", *shown]

    offered = [item.label for item in complete_at(graph.document, graph, len(text), "en", context)]
    assert offered[: 1 + len(shown)] == ["/work/", *shown]

    for landing in landings(stage):
        for path in shown:
            hit = source_of(path, landings(stage), context)
            assert hit is None or context.read_text(hit[1]) is not None
        if landing.is_local and landing.path in shown:
            assert source_of(landing.path or "", landings(stage), context) is not None, landing.path


def test_files_below_a_copied_folder_are_found(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    text = "FROM debian:13\nCOPY app /srv\nCOPY --parents docs/./b.md app/./lib /opt/\n"
    (tmp_path / "Dockerfile").write_text(text)
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    every = landings(build(parse(text)).stages[0])
    found = {
        path: hit[1] if (hit := source_of(path, every, context)) is not None else None
        for path in (
            "/srv/main.py",
            "/srv/lib/util.py",
            "/opt/b.md",
            "/opt/lib/util.py",
            "/srv/none.py",
            "/opt/app/lib/util.py",
        )
    }
    assert found == {
        "/srv/main.py": "app/main.py",
        "/srv/lib/util.py": "app/lib/util.py",
        "/opt/b.md": "docs/b.md",
        "/opt/lib/util.py": "app/lib/util.py",
        "/srv/none.py": None,
        "/opt/app/lib/util.py": None,
    }


def test_a_heredoc_hides_the_file_below_it(tmp_path: Path) -> None:
    (tmp_path / "run.sh").write_text("")
    text = "FROM debian:13\nCOPY run.sh /srv/run.sh\nCOPY <<EOF /srv/run.sh\n#!/bin/sh\nEOF\n"
    (tmp_path / "Dockerfile").write_text(text)
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert source_of("/srv/run.sh", landings(build(parse(text)).stages[0]), context) is None


# The Engine 28.5.2's answers: `docker build --output type=tar` over the same files, a scratch image each.
BY_THE_ENGINE = {
    "nothing stands in scratch, so /srv is a file": ("COPY docs/b.md /srv", {"/srv": "docs/b.md"}),
    "scratch has no WORKDIR: a relative target begins at the root": ("COPY docs/b.md x/", {"/x/b.md": "docs/b.md"}),
    "nor has it one for a relative WORKDIR": ("WORKDIR w\nCOPY docs/b.md x", {"/w/x": "docs/b.md"}),
    "a WORKDIR is a folder that a file goes into": ("WORKDIR /w\nCOPY docs/b.md /w", {"/w/b.md": "docs/b.md"}),
    "so is the folder that an earlier COPY made": (
        "COPY run.sh /w/x/\nCOPY docs/b.md /w",
        {"/w/x/run.sh": "run.sh", "/w/b.md": "docs/b.md"},
    ),
    "what a pattern matches is copied in order, the last one over the others": (
        "COPY */b.md /x/",
        {"/x/b.md": "zoo/b.md"},
    ),
}


@pytest.mark.parametrize(("instructions", "brought"), BY_THE_ENGINE.values(), ids=BY_THE_ENGINE)
def test_files_land_where_the_engine_puts_them(tmp_path: Path, instructions: str, brought: dict[str, str]) -> None:
    for name in ("docs/b.md", "zoo/b.md", "run.sh"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    text = f"FROM scratch\n{instructions}\n"
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    every = landings(build(parse(text)).stages[0])
    asked = (*brought, "/b.md", "/srv/b.md", "/w/b.md", "/x/b.md", "/w/x/b.md")
    assert {path: hit[1] for path in asked if (hit := source_of(path, every, context)) is not None} == brought
