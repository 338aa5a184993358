"""A label's key that Docker's guidelines do not allow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction, Pair

_RESERVED = ("com.docker.", "io.docker.", "org.dockerproject.")
# Docker itself asks the authors of Desktop extensions for these.
# https://docs.docker.com/extensions/extensions-sdk/extensions/labels/
_ASKED_FOR = ("com.docker.extension.", "com.docker.extension-", "com.docker.desktop.extension.")


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report a key in one of Docker's own namespaces, or with characters that no tool accepts; capitals are allowed."""
    for pair in instruction.pairs:
        key = pair.key.value
        if not pair.key.is_static or not key:
            continue
        if key.startswith(_ASKED_FOR):
            continue
        if key.startswith(_RESERVED):
            yield found(pair.key.span, variant="reserved", name=key)
        elif not key[0].isalnum() or not key[-1].isalnum() or ".." in key or "--" in key or _odd(key):
            yield found(pair.key.span, _renamed(instruction, pair), name=key)


def _renamed(instruction: Instruction, pair: Pair) -> Fix | None:
    """The key with a hyphen for what it may not hold; None where that is no key, or one of the others."""
    right = re.sub(r"([.-])[.-]+", r"\1", re.sub(r"[^a-z0-9.-]+", "-", pair.key.value.lower())).strip(".-")
    if not right[:1].isalpha() or any(other.key.value == right for other in instruction.pairs):
        return None
    return fix(Edit(pair.key.span, right), safe=False, right=right)


def _odd(key: str) -> bool:
    return not all(sign.isascii() and (sign.isalnum() or sign in "._-/") for sign in key)


RULE = InstructionRule(
    "label-key-invalid",
    find,
    aliases=(Alias("hadolint", "DL3048"), Alias("tally", "tally/labels/valid-key")),
    severity="information",
    fixes="unsafe",
    instructions=frozenset({"LABEL"}),
)
