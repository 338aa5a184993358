"""MAINTAINER, which a label replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, fix, found
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """At the keyword."""
    label = authors(instruction)
    if label is not None:
        yield found(instruction.keyword, fix(Edit(instruction.span, label), safe=False))


def authors(maintainer: Instruction) -> str | None:
    """The LABEL that says what a MAINTAINER says, in its letter case; None where it names nobody."""
    name = " ".join(maintainer.arguments_text.split())
    if not name:
        return None
    plain = name[1:-1] if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'" else name
    quoted = plain.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
    keyword = "label" if maintainer.slice(maintainer.keyword).islower() else "LABEL"
    return f'{keyword} org.opencontainers.image.authors="{quoted}"'


RULE = Rule(
    "maintainer-deprecated",
    find,
    "instruction",
    aliases=("DL4000", "MaintainerDeprecated", "DS-0022"),
    fixes="unsafe",
    keywords=frozenset({"MAINTAINER"}),
)
