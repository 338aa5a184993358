"""apt installs where it has no lists of packages: it finds none of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.image import image_at
from gorae.facts.packages import APT_LISTS, calls_of, mounted, removes
from gorae.facts.scripts import script
from gorae.lint.fixes.update_before import update_before
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.shell.packages import APT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell.packages import Call
    from gorae.stages import Stage
    from gorae.syntax import Node

# What updates the lists, or may: scripts, other programs that call apt, and whatever is fetched and run.
_MAY_UPDATE = re.compile(
    r"\bupdate\b|\badd-apt-repository\b|\.sh\b|\b(?:ba|da|z)?sh\b|\bsource\b|(?:^|\s)\.\s|\b(?:curl|wget|python\d?|perl|ansible\S*|make|eval)\b|\$\(|`",
    re.MULTILINE,
)


def find(stage: Stage) -> Iterator[Finding]:
    """Report the first call that installs from lists which the base image does not have, or which an earlier RUN removed."""
    reference = stage.root.reference
    if stage.os_family not in ("debian", "ubuntu") or reference is None or not reference.is_official:
        return
    are_there = False  # official images are made without them
    for one in reversed(stage.chain):
        for node in one.instructions("RUN"):
            text = _without_names(one, node)
            if mounted(node.instruction, "/var/lib/apt"):
                return
            may_update = _MAY_UPDATE.search(text) is not None
            call = None if are_there or may_update else _installing(one, node)
            if call is not None:
                if one is stage:
                    yield found(
                        node.to_document(call.head), _updated(one, node, call), command=f"{call.program.value} install"
                    )
                return
            are_there = (are_there or may_update) and not _removes_lists(one, node)
        if any(node.name in ("COPY", "ADD") and "/var/lib/apt" in node.instruction.text for node in one.nodes):
            return


def _without_names(stage: Stage, node: Node) -> str:
    """An instruction's text without the packages that it names: `install curl` fetches nothing."""
    text = node.instruction.text
    for call in calls_of(node.instruction, stage.scope_of(node)):
        for package in call.packages if call.manager in APT else ():
            text = (
                f"{text[: package.span.start]}{' ' * (package.span.end - package.span.start)}{text[package.span.end :]}"
            )
    return text


def _installing(stage: Stage, node: Node) -> Call | None:
    """The first call that surely has to look for a package."""
    for call in calls_of(node.instruction, stage.scope_of(node)):
        if call.manager not in APT or call.action != "install" or not call.command.runs_unconditionally:
            continue
        if call.command.operator_after == "||" or call.has_flag("--print-uris", "--help", "-h"):
            continue
        there = image_at(stage, node).packages or frozenset()
        if any(not one.local and one.word.static and one.name not in there for one in call.packages):
            return call
    return None


def _removes_lists(stage: Stage, node: Node) -> bool:
    """Whether the lists are gone behind the RUN: removed, and not updated after that."""
    updates = [call.span.end for call in calls_of(node.instruction, stage.scope_of(node)) if call.action == "update"]
    return removes(script(node.instruction, stage.scope_of(node)), max(updates, default=0), APT_LISTS)


def _updated(stage: Stage, node: Node, call: Call) -> Fix | None:
    program = call.program.value if call.manager in ("apt", "apt-get") else "apt-get"
    edit = update_before(node, stage.scope_of(node), call, f"{program} update")
    return fix(edit, safe=False, command=f"{program} update") if edit is not None else None


RULE = StageRule("package-lists-missing", find, severity="error", fixes="unsafe")
