"""Labels whose values the configuration's `label-schema` tells the kind of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.label_value import repairs
from gorae.lint.label_kinds import is_licence_expression, is_valid
from gorae.lint.model import Finding, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.settings import Settings
    from gorae.syntax import Instruction


def of_other_kind(instruction: Instruction, settings: Settings, kind: str) -> Iterator[Finding]:
    """At each value that is not of the kind; empty ones and those that hold variables are not judged."""
    names = {name for name, wanted in settings.label_schema if wanted == kind}
    for pair in instruction.pairs if names else ():
        value = pair.value
        if pair.key.value not in names or value is None or not value.value or not value.is_static:
            continue
        if not (is_licence_expression(value.value) if kind == "spdx" else is_valid(kind, value.value)):
            yield found(value.span, *repairs(value, kind), name=pair.key.value, value=value.value)
