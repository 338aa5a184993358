"""What building commands leave in a stage: the paths of their programs."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.compilers import Building, buildings
from gorae.facts.image_paths import absolute
from gorae.facts.scripts import commands_of, script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gorae.context import Unwanted
    from gorae.stages import Build, Stage

_RELEASE = re.compile(r"/target/(?:[\w.-]+/)?(?:release|debug)(?:/|$)|/\.?cargo/bin/")


# What brings a kind of files into the image where the context does not: words of a RUN.
_MAKERS = {
    "dependencies": ("npm", "yarn", "pnpm", "bun", "bower", "corepack", "composer", "bundle"),
    "output": (
        "build", "compile", "package", "publish", "install", "make", "cargo", "go", "mvn", "mvnw", "gradle", "gradlew", "sbt",
        "dotnet", "tsc", "webpack", "vite", "next", "nuxt",
    ),
}  # fmt: skip
_MADE_BY = {kind: re.compile(rf"\b(?:{'|'.join(words)})\b") for kind, words in _MAKERS.items()}
# Without one of them a RUN says nothing of where such files come from.
MAKERS = tuple(word for words in _MAKERS.values() for word in words)


class Output(NamedTuple):
    """A program that a command builds; the path is None where it is not known."""

    building: Building
    path: str | None


def outputs(stage: Stage) -> Iterator[Output]:
    """The programs of the stage and those it is based on."""
    for one in stage.chain:
        for building in buildings(one):
            yield Output(building, _path(one, building))


def _path(stage: Stage, building: Building) -> str | None:
    effective = building.command.effective
    read = script(building.node.instruction, stage.scope_of(building.node))
    start = building.command.span.start
    if any(one.effective.program in ("cd", "pushd") and one.span.start < start for one in read.commands):
        return None
    if building.kind == "go":
        option = effective.option_value("-o")
        if option is None or not option.static:
            return None
        path = absolute(stage, building.node, option.value)
        return path + "/" if path is not None and option.value.endswith("/") else path
    return None


_SOURCE = re.compile(r"[\w./-]+\.(?:c|cc|cpp|cxx)")


def compiled_in_c(stage: Stage) -> Iterator[Output]:
    """The programs that a C compiler links by `-o PATH` from sources that its own command names."""
    for one in stage.chain:
        for node, command in commands_of(one, "gcc ", "g++ ", "clang"):
            effective = command.effective
            if effective.program not in ("gcc", "g++", "cc", "c++", "clang", "clang++"):
                continue
            values = {word.value for word in effective.args}
            option = effective.option_value("-o")
            if option is None or not option.static or values & {"-c", "-S", "-E", "-shared", "-static", "-static-pie"}:
                continue
            if any(_SOURCE.fullmatch(value) for value in values) and not any("static" in value for value in values):
                span = node.to_document(effective.span)
                yield Output(Building("c", node, command, span), absolute(one, node, option.value))


def is_output(output: Output, source: str) -> bool:
    """Whether a path that is copied holds the program."""
    if output.building.kind == "rust":
        return bool(_RELEASE.search(source + "/"))
    if output.path is None:
        return False
    source = source.rstrip("/")
    if output.path.endswith("/"):
        return source.startswith(output.path) or source == output.path.rstrip("/")
    return source == output.path or output.path.startswith(source + "/") or _same_name(source, output.path)


def _same_name(source: str, path: str) -> bool:
    """Whether it may be the program, moved elsewhere."""
    return posixpath.basename(source) == posixpath.basename(path)


def are_made_by_no_run(build: Build, rows: Iterable[Unwanted]) -> bool:
    """Whether a program that the image starts may live on the context's dependencies or outputs: no RUN makes them."""
    if not any(node.name in ("CMD", "ENTRYPOINT") for node in build.document.nodes):
        return False
    texts = [node.instruction.text for node in build.document.nodes if node.name == "RUN"]
    kinds = {row.kind for row in rows} & _MADE_BY.keys()
    return not all(any(_MADE_BY[kind].search(text) for text in texts) for kind in kinds)
