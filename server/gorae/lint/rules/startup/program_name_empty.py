"""An empty string where the name of a program stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.entrypoint import first_process
from gorae.facts.image_base import hands_on
from gorae.lint.model import Finding, found
from gorae.lint.rule import StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage
    from gorae.syntax import Instruction, Node

_NOTHING = ('""', "''")


def find(stage: Stage) -> Iterator[Finding]:
    """Report it in RUN, HEALTHCHECK, SHELL, and in what the image starts; not `ENTRYPOINT [""]`, which takes one away."""
    first = first_process(stage)
    for node in stage.instructions("RUN", "HEALTHCHECK", "SHELL", "CMD", "ENTRYPOINT"):
        inner = node.instruction.trigger or node.instruction
        if not _names_nothing(inner):
            continue
        if node.name in ("CMD", "ENTRYPOINT"):
            if inner.form == "exec" and (first is None or first[0] is not node or not _is_started(stage, node, inner)):
                continue
            if inner.form != "exec" and stage.in_force(node.name) is not node:
                continue
        span = inner.words[0].span if inner.form == "exec" else inner.arguments
        variant = {"RUN": "run", "SHELL": "shell", "HEALTHCHECK": "healthcheck"}.get(node.name, "")
        yield found(node.to_document(span), variant=variant)


def _names_nothing(instruction: Instruction) -> bool:
    if instruction.form == "exec":
        return bool(instruction.words) and not instruction.words[0].value.strip()
    return instruction.name != "HEALTHCHECK" and instruction.arguments_text.strip() in _NOTHING


def _is_started(stage: Stage, node: Node, instruction: Instruction) -> bool:
    if node.name == "ENTRYPOINT":
        return len(instruction.words) > 1
    return stage.root.is_scratch or hands_on(stage)


RULE = StageRule("program-name-empty", find, severity="error")
