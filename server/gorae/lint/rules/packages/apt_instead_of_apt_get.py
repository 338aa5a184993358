"""apt is made for people at a terminal; apt-get and apt-cache are for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import runs
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.edit_command import replaced
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.shell.packages import Call
    from gorae.stages import Stage
    from gorae.syntax import Node

_SAME = frozenset((
    "install", "update", "remove", "purge", "autoremove", "clean", "autoclean", "build-dep", "source", "download",
    "satisfy", "changelog", "check", "dist-upgrade",
))  # fmt: skip
_ELSEWHERE = {"upgrade": "upgrade --with-new-pkgs", "full-upgrade": "dist-upgrade"}
_CACHE = frozenset(("search", "show", "policy", "depends", "rdepends", "showsrc"))


def find(stage: Stage) -> Iterator[Finding]:
    """One finding for each RUN, at its first `apt`."""
    for node, _, calls in runs(stage):
        ours = [call for call in calls if call.manager == "apt"]
        if ours:
            first = ours[0]
            instead = "apt-cache" if first.action in _CACHE else "apt-get"
            yield found(node.to_document(first.program.span), _fix(node, ours), instead=instead)


def _fix(node: Node, calls: Sequence[Call]) -> Fix | None:
    """Calls the older program for each, with the same outcome; None where there is no such call."""
    instruction = node.instruction
    edits: list[Edit] = []
    for call in calls:
        word = call.subcommand
        if word is None or call.program.value.rpartition("/")[2] != "apt" or word.value != call.action:
            return None
        if call.action not in _SAME | _CACHE and (call.action not in _ELSEWHERE or instruction.form != "shell"):
            return None
        end = call.program.span.end - (instruction.text[call.program.span.end - 1] in "\"'")
        name = "apt-cache" if call.action in _CACHE else "apt-get"
        if instruction.text[end - 3 : end] != "apt":
            return None
        edits.append(Edit(Span(end - 3, end), name))
        if call.action in _ELSEWHERE:
            edits.append(replaced(instruction, word.span, _ELSEWHERE[call.action]))
    return fix([edit.shift(node.start) for edit in edits], safe=True)


RULE = StageRule(
    "apt-instead-of-apt-get",
    find,
    aliases=(Alias("hadolint", "DL3027"), Alias("checkov", "CKV_DOCKER_9")),
    severity="information",
    fixes="safe",
    report="once_per_stage",
)
