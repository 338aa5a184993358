"""ENV and LABEL without `=`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction, Pair


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report ENV and LABEL whose value follows without `=`, on the name and value."""
    for pair in instruction.pairs:
        if pair.legacy and pair.value is not None and pair.value.text.startswith("="):
            name, value = pair.key.text, pair.value.text[1:].strip(" \t")
            plain = value and not set(value) & set(" \t\"'\\")
            repair = fix(Edit(pair.span, f"{name}={value}"), safe=False) if plain else None
            yield found(pair.span, repair, variant="equals", instruction=instruction.name, name=name)
        elif pair.legacy and pair.value is not None:
            yield found(pair.span, _written(pair, instruction), instruction=instruction.name, name=pair.key.text)


def _written(pair: Pair, instruction: Instruction) -> Fix | None:
    raw = pair.value.text if pair.value is not None else ""
    if "(" in pair.key.text:
        return None  # `ENV $(cat .env)`: no shell runs it, and with `=` it would only look right
    if instruction.comments or "\n" in instruction.slice(pair.span):
        return None
    if not any(character in raw for character in " \t\"'\\") or (
        raw[:1] == raw[-1:] == '"' and len(raw) > 1 and not set(raw[1:-1]) & set('"\\')
    ):
        value = raw
    elif not set(raw) & set("\"'\\`"):
        value = f'"{raw}"'
    else:
        return None
    return fix(Edit(pair.span, f"{pair.key.text}={value}"), safe=True)


RULE = InstructionRule(
    "legacy-key-value",
    find,
    aliases=(Alias("buildkit", "LegacyKeyValueFormat"),),
    fixes="safe",
    report="once_per_stage",
    instructions=frozenset({"ENV", "LABEL"}),
)
