"""conda keeps the archives of packages beside the packages themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.packages import mounted, removes
from gorae.facts.scripts import script
from gorae.lint.fixes.append_command import appended
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command
    from gorae.stages import Stage

# How each empties its cache without a question (`conda clean --help`, `micromamba clean --help`).
_CLEAN = {"conda": "conda clean -afy", "mamba": "mamba clean -afy", "micromamba": "micromamba clean -ay"}
_INSTALLS = frozenset(("install", "create", "update", "upgrade"))
_NOTHING = ("--dry-run", "-d", "--help", "-h", "--download-only")
_CACHE = re.compile(r"/pkgs\b|conda.*/\*")


def find(stage: Stage) -> Iterator[Finding]:
    """Report each RUN of the image that installs with conda and leaves the archives in the layer."""
    if not stage.reaches_image:
        return
    for node in stage.instructions("RUN"):
        scope = stage.scope_of(node)
        read = script(node.instruction, scope)
        installs = [command for command in read.commands if _does(command, _INSTALLS)]
        if not installs or mounted(
            node.instruction, "/opt/conda/pkgs", "/opt/mamba/pkgs", "~/.conda/pkgs", "~/.mamba/pkgs"
        ):
            continue
        last = installs[-1]
        if any(_does(command, ("clean",)) for command in read.commands if command.span.start > last.span.start):
            continue
        if removes(read, last.span.end, _CACHE):
            continue
        clean = _CLEAN[last.effective.program]
        edit = appended(node, scope, last, clean)
        repair = fix(edit, safe=True, clean=clean) if edit is not None else None
        head = installs[0].effective.name
        if head is not None:
            yield found(node.to_document(head.span), repair, manager=last.effective.program, clean=clean)


def _does(command: Command, subcommands: frozenset[str] | tuple[str, ...]) -> bool:
    """Whether it is conda with one of these subcommands, also as `conda env create`."""
    effective = command.effective
    if effective.program not in _CLEAN or effective.has_flag(*_NOTHING):
        return False
    words = [
        word.value for word in effective.operands(("-n", "--name", "-p", "--prefix", "-c", "--channel", "-f", "--file"))
    ]
    return bool(words) and (
        words[0] in subcommands or (words[0] == "env" and words[1:2] != [] and words[1] in subcommands)
    )


RULE = StageRule(
    "conda-cache-kept", find, severity="information", fixes="safe", report="once_per_file", shipped_only=True
)
