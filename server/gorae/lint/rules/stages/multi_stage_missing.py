"""One stage that builds the program and ships the compiler with it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.facts.compilers import buildings, installs
from gorae.facts.entrypoint import command_line, is_for_people
from gorae.facts.packages import calls_of
from gorae.facts.scripts import script
from gorae.lint.fixes.multi_stage import converted
from gorae.lint.fixes.multi_stage_python import converted_python
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.compilers import Building
    from gorae.stages import Build, Stage

_BUILDERS = frozenset((
    "bazel", "bazelisk", "mvn", "gradle", "make", "cmake", "cargo", "rustc", "go", "gcc", "g++", "clang", "sbt", "msbuild", "cross",
    "gcc-toolchain", "emcc", "ghc", "cabal", "stack", "lein", "ninja", "meson", "buildozer", "ant", "scons",
))  # fmt: skip
_PACKERS = frozenset(("rpmbuild", "rpmrebuild", "debuild", "dpkg-buildpackage", "abuild", "makepkg", "fpm", "mock"))
_WORKSHOPS = ("start-notebook", "jupyter", "code-server", "rstudio", "sshd")


def find(build: Build) -> Iterator[Finding]:
    """Report the command that builds, else the tools that are installed; only where the image starts a program."""
    if len(build.stages) != 1:
        return
    stage = build.stages[0]
    start = stage.in_force("ENTRYPOINT") or stage.in_force("CMD")
    if start is None or not start.instruction.words or stage.os_family == "windows":
        return
    program = start.instruction.words[0].value.split(" ", 1)[0].rpartition("/")[2]
    if program in _BUILDERS and start.name == "ENTRYPOINT" and len(start.instruction.words) == 1:
        return  # the tool is what the image is for
    if any(one.effective.program in _PACKERS for one in script(start.instruction, stage.scope_of(start)).commands):
        return  # it builds when it runs
    if any(posixpath.basename(word.value).startswith(_WORKSHOPS) for word in command_line(stage)):
        return  # who works in it compiles as well
    if is_for_people(stage):
        return
    made = [one for one in buildings(stage) if not _is_removed(stage, one)]
    if made:
        yield found(made[0].span, converted(build, made), command=_short(made[0]))
        return
    if not any(node.instruction.flag("from") is None for node in stage.instructions("COPY", "ADD")):
        return  # no program of its own: the tools are what the image is for
    for _, left in installs(stage):
        yield found(
            left[0][1],
            converted_python(build, stage),
            variant="tools",
            names=", ".join(f"`{name}`" for name, _ in left),
        )
        return


def _short(building: Building) -> str:
    effective = building.command.effective
    words = [word.value for word in effective.args if not word.value.startswith("-")]
    count = 2 if effective.program in ("npm", "pnpm", "bun") else 1
    return " ".join([effective.program, *words[:count]])


def _is_removed(stage: Stage, building: Building) -> bool:
    """Whether the same RUN takes its compiler out again, as with `apk add --virtual` and `apk del`."""
    calls = calls_of(building.node.instruction, stage.scope_of(building.node))
    return any(call.action in ("remove", "purge", "autoremove", "erase") for call in calls)


RULE = FileRule(
    "multi-stage-missing",
    find,
    aliases=(Alias("tally", "tally/prefer-multi-stage-build"),),
    severity="information",
    fixes="unsafe",
    shipped_only=True,
)
