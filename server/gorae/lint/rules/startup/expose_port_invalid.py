"""EXPOSE of what is no port of the container."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, fix, found
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_PORT = re.compile(r"(\d+)(?:-(\d+))?(?:/(?:tcp|udp|sctp))?", re.IGNORECASE)
_HIGHEST_PORT = 65535


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """At the port; words with variables are left alone."""
    for word in instruction.words:
        if not word.is_static:
            continue
        match = _PORT.fullmatch(word.value)
        if match is not None and all(int(part) <= _HIGHEST_PORT for part in match.groups() if part):
            continue
        if match is not None:
            yield found(word.span, variant="range", port=word.value)
            continue
        last = word.value.rsplit(":", 1)[-1]
        repair = (
            fix(Edit(word.span, last), safe=False, port=last) if ":" in word.value and _PORT.fullmatch(last) else None
        )
        yield found(word.span, repair, port=word.value)


RULE = Rule(
    "expose-port-invalid",
    find,
    "instruction",
    aliases=("DL3011", "ExposeInvalidFormat", "DS-0008"),
    severity="error",
    fixes="unsafe",
    keywords=frozenset({"EXPOSE"}),
)
