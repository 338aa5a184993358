"""The same call of PowerShell in several RUNs, where SHELL would say it once."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.lines import line_above
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage
    from gorae.syntax import Node

_CALL = re.compile(
    r"\s*@?(?P<call>(?P<program>powershell|pwsh)(?:\.exe)?(?:\s+-\w+)*?\s+-c(?:ommand)?)\s+", re.IGNORECASE
)
_FAR = re.compile(r"-(?:File|EncodedCommand|ExecutionPolicy)\b", re.IGNORECASE)
_PREFERENCES = "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"


class _Called(NamedTuple):
    """A RUN that begins with the call, the words of it, and where its script begins; both count from the instruction's start."""

    node: Node
    words: tuple[str, ...]
    call: Span
    script: int


def find(stage: Stage) -> Iterator[Finding]:
    """Report the first of several RUNs of a stage that begin with the same call, where another shell is in force."""
    rows = [row for node in stage.instructions("RUN") if (row := _called(stage, node)) is not None]
    groups: dict[tuple[str, ...], list[_Called]] = {}
    for row in rows:
        groups.setdefault(tuple(word.lower() for word in row.words), []).append(row)
    for group in groups.values():
        if len(group) > 1:
            first = group[0]
            yield found(first.node.to_document(first.call), _fix(stage, group), count=len(group))


def _called(stage: Stage, node: Node) -> _Called | None:
    instruction = node.instruction
    if instruction.form == "exec" or instruction.heredocs or stage.scope_of(node).dialect == "powershell":
        return None
    match = _CALL.match(instruction.text, instruction.arguments.start)
    if match is None or instruction.flags or _FAR.search(match["call"]):
        return None
    return _Called(node, tuple(match["call"].split()), Span(*match.span("call")), match.end())


def _fix(stage: Stage, group: list[_Called]) -> Fix | None:
    """Sets the shell above the first; None where another shell's RUN stands between, or a script stands in quotes."""
    nodes = stage.instructions("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "SHELL")
    below = [node for node in nodes if node.index >= group[0].node.index]
    if [node.index for node in below] != [row.node.index for row in group]:
        return None
    edits: list[Edit] = []
    for row in group:
        script = row.node.instruction.text[row.script :]
        if script.lstrip().startswith(('"', "'")) or "%" in script or "\\\n" in script:
            return None
        start = row.node.instruction.arguments.start
        edits.append(Edit(Span(start, row.script), "").shift(row.node.start))
    words = json.dumps([*group[0].words, _PREFERENCES])
    return fix([line_above(stage.document, group[0].node, "SHELL", words), *edits], safe=False)


RULE = StageRule(
    "powershell-called-again",
    find,
    aliases=(Alias("tally", "tally/powershell/prefer-shell-instruction"),),
    severity="hint",
    default=False,
    fixes="unsafe",
)
