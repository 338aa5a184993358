"""Hovers of instruction names: the page, what the instruction does here, layers and cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.entrypoint import start_nodes
from gorae.hover import layers, stages
from gorae.hover.cursor import Hover
from gorae.reference.cards import block, bullets, card, page_card
from gorae.reference.phrases import say

if TYPE_CHECKING:
    from gorae.hover.cursor import Cursor
    from gorae.stages import Stage
    from gorae.syntax import Node


def hover(cursor: Cursor) -> Hover | None:
    """The hover of the instruction's keyword; None elsewhere."""
    instruction = cursor.instruction
    if not instruction.keyword.holds(cursor.offset) or not instruction.keyword:
        return None
    if _is_check(cursor):
        lines = [say("healthcheck-cmd", cursor.language)]
        text: str | None = card("CMD", lines, cursor.language, ("instructions/healthcheck",))
    else:
        text = page_card("instructions", instruction.name.lower(), cursor.language, _here(cursor))
    return Hover(instruction.keyword, text) if text is not None else None


def _is_check(cursor: Cursor) -> bool:
    outer = cursor.node.instruction
    while outer is not None and outer.trigger is not None:
        if outer.trigger is cursor.instruction:
            return outer.name == "HEALTHCHECK"
        outer = outer.trigger
    return False


def _here(cursor: Cursor) -> list[str]:
    stage, name = cursor.stage, cursor.instruction.name
    parts = []
    if name == "FROM" and stage is not None:
        parts.append(stages.about(cursor, stage))
    elif name in ("CMD", "ENTRYPOINT") and stage is not None:
        parts += _started(cursor, stage)
    lines = layers.about(cursor)
    if lines:
        parts.append(bullets(lines))
    return parts


def _started(cursor: Cursor, stage: Stage) -> list[str]:
    """What the container runs, from CMD and ENTRYPOINT together, where this one counts."""
    language = cursor.language
    if cursor.node not in (stage.in_force("ENTRYPOINT"), stage.in_force("CMD")):
        return [say("start-overridden", language, name=cursor.instruction.name)]
    entrypoint, command = start_nodes(stage)
    if entrypoint is None:
        return [] if command is None else [f"{say('start-cmd', language)}\n{block(_words(command))}"]
    if entrypoint.instruction.form != "exec":
        key = "start-entrypoint-shell-cmd" if command is not None else "start-entrypoint"
        return [f"{say(key, language)}\n{block(_words(entrypoint))}"]
    if command is None:
        return [f"{say('start-entrypoint', language)}\n{block(_words(entrypoint))}"]
    if command.instruction.form != "exec":
        return [f"{say('start-cmd-shell', language)}\n{block(_words(entrypoint) + ' ' + _words(command))}"]
    return [f"{say('start-both', language)}\n{block(_words(entrypoint) + ' ' + _words(command))}"]


def _words(node: Node) -> str:
    instruction = node.instruction
    if instruction.form == "exec":
        return " ".join(
            f"'{word.value}'" if " " in word.value or not word.value else word.value for word in instruction.words
        )
    return f"/bin/sh -c '{' '.join(instruction.arguments_text.split())}'"
