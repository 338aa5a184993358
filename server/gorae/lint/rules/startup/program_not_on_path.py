"""A program that is installed, and called where PATH does not look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.off_path import unfound_programs
from gorae.facts.users import works_as_root
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.rewrites.lines import line_above
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.off_path import Unfound
    from gorae.stages import Stage

_RUNS_IN_ENVIRONMENT = frozenset(("poetry", "pipenv", "pdm"))


def find(stage: Stage) -> Iterator[Finding]:
    """Report each program's first call."""
    for one in unfound_programs(stage):
        installed = one.installed
        kind = (
            "folder" if installed.folder else ("environment" if installed.tool in _RUNS_IN_ENVIRONMENT else "function")
        )
        yield found(
            one.span, _fix(stage, one), variant=f"{kind}-start" if one.is_start else kind,
            program=one.program, folder=installed.folder, tool=installed.tool,
        )  # fmt: skip


def _fix(stage: Stage, one: Unfound) -> Fix | None:
    """PATH with the folder from the install on; of an environment without a name of its own, the tool that looks into it."""
    installed = one.installed
    if installed.folder:
        if installed.folder.startswith("/root/") and works_as_root(stage, one.node) is not True:
            return None  # nobody else may look into root's home
        edit = line_above(stage.document, installed.node, "ENV", f'PATH="{installed.folder}:$PATH"')
        return fix(edit, safe=False, variant="path", folder=installed.folder)
    if installed.tool not in _RUNS_IN_ENVIRONMENT:
        return None
    is_array = one.node.instruction.form == "exec"
    text = f'"{installed.tool}", "run", ' if is_array else f"{installed.tool} run "
    return fix(Edit(Span(one.span.start, one.span.start), text), safe=False, variant="run", tool=installed.tool)


RULE = StageRule("program-not-on-path", find, severity="error", fixes="unsafe")
