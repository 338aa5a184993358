"""Whether apt has its lists of packages when a RUN begins: without them it finds no package that is not there already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.packages import APT_LISTS, calls_of, mounted, removes
from gorae.facts.scripts import script
from gorae.shell.packages import APT
from gorae.source.derived import derived

if TYPE_CHECKING:
    from gorae.stages import Stage
    from gorae.syntax import Node

# What updates the lists, or may: scripts, other programs that call apt, and whatever is fetched and run.
_MAY_UPDATE = re.compile(
    r"\bupdate\b|\badd-apt-repository\b|\.sh\b|\b(?:ba|da|z)?sh\b|\bsource\b|(?:^|\s)\.\s|\b(?:curl|wget|python\d?|perl|ansible\S*|make|eval)\b|\$\(|`",
    re.MULTILINE,
)
_FOLDER = "/var/lib/apt"


class AptLists(NamedTuple):
    """What is known of the lists at a RUN."""

    stage: Stage  # the RUN's own: this one, or one that it is based on
    node: Node
    are_there: bool  # they may be there when the RUN begins
    text: str  # the RUN's, the names of packages blanked: `install curl` fetches nothing

    def may_be_there_at(self, offset: int) -> bool:
        """Whether apt may have lists at an offset of the instruction, by what came before."""
        return self.are_there or _MAY_UPDATE.search(self.text, 0, offset) is not None


@derived
def apt_lists(stage: Stage) -> tuple[AptLists, ...]:
    """The RUNs of the stage and of those that it is based on, in their order, with what apt has there.

    The image at the bottom is taken to have none, as official images are made. From a mount or a COPY on the lists'
    folder on, nothing is sure any more.
    """
    found: list[AptLists] = []
    are_there = is_hidden = False
    for one in reversed(stage.chain):
        for node in one.nodes:
            if node.name in ("COPY", "ADD"):
                is_hidden = is_hidden or _FOLDER in node.instruction.text
            if node.name != "RUN":
                continue
            is_hidden = is_hidden or mounted(node.instruction, _FOLDER)
            row = AptLists(one, node, are_there or is_hidden, _without_names(one, node))
            found.append(row)
            are_there = row.may_be_there_at(len(row.text)) and not _removes_lists(one, node)
    return tuple(found)


def _without_names(stage: Stage, node: Node) -> str:
    text = node.instruction.text
    for call in calls_of(node.instruction, stage.scope_of(node)):
        for package in call.packages if call.manager in APT else ():
            span = package.span
            text = f"{text[: span.start]}{' ' * (span.end - span.start)}{text[span.end :]}"
    return text


def _removes_lists(stage: Stage, node: Node) -> bool:
    """Whether the lists are gone after the RUN: removed, and not updated after that."""
    updates = [call.span.end for call in calls_of(node.instruction, stage.scope_of(node)) if call.action == "update"]
    return removes(script(node.instruction, stage.scope_of(node)), max(updates, default=0), APT_LISTS)
