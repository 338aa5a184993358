"""apt installs where it has no lists of packages: it finds none of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.image import image_at
from gorae.facts.package_lists import apt_lists
from gorae.facts.packages import calls_of
from gorae.facts.scripts import script
from gorae.lint.fixes.update_before import update_before
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.shell.packages import APT
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell.packages import Call
    from gorae.stages import Stage
    from gorae.syntax import Node

# Another program, or a script, may fetch the databases.
_MAY_UPDATE = re.compile(
    r"\bpacman-key\b|\.sh\b|\b(?:ba|da|z)?sh\b|\b(?:curl|wget|python\d?|make|eval)\b|\breflector\b"
)


def find(stage: Stage) -> Iterator[Finding]:
    """Report the first call that installs from lists which the base image does not have, or which an earlier RUN removed."""
    reference = stage.root.reference
    yield from _of_pacman(stage)
    if stage.os_family not in ("debian", "ubuntu") or reference is None or not reference.is_official:
        return  # official images are made without them
    for lists in apt_lists(stage):
        if lists.may_be_there_at(len(lists.text)):
            continue
        call = _installing(lists.stage, lists.node)
        if call is None:
            continue
        if lists.stage is stage:
            repair = _updated(stage, lists.node, call)
            yield found(lists.node.to_document(call.head), repair, command=f"{call.program.value} install")
        return


def _of_pacman(stage: Stage) -> Iterator[Finding]:
    """Arch Linux's image comes without the databases, too: `pacman -S` finds nothing until a `-Sy`."""
    reference = stage.root.reference
    if reference is None or reference.official_name != "archlinux":
        return
    for one in reversed(stage.chain):
        for node in one.instructions("RUN"):
            for command in script(node.instruction, one.scope_of(node)).commands:
                effective = command.effective
                option = effective.args[0] if effective.program == "pacman" and effective.args else None
                if option is None or not re.fullmatch(r"-S[a-z]*", option.value):
                    if _MAY_UPDATE.search(command.span.of(node.instruction.text)):
                        return
                    continue
                if set("ycgiu") & set(option.value) or not command.is_unguarded:
                    return
                if one is stage:
                    edit = Edit(node.to_document(option.span), f"-Sy{option.value[2:]}")
                    yield found(
                        node.to_document(option.span),
                        fix(edit, safe=False, variant="pacman", command=f"pacman {edit.text}"),
                        command="pacman -S",
                        variant="pacman",
                    )
                return


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


def _updated(stage: Stage, node: Node, call: Call) -> Fix | None:
    program = call.program.value if call.manager in ("apt", "apt-get") else "apt-get"
    edit = update_before(node, stage.scope_of(node), call, f"{program} update")
    return fix(edit, safe=False, command=f"{program} update") if edit is not None else None


RULE = StageRule("package-lists-missing", find, severity="error", fixes="unsafe")
