"""A variable that nothing defines."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.source import Edit
from gorae.stages import PLATFORM_ARGUMENTS, PREDEFINED_ARGUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

# The images that set no variable but PATH.
_BARE = frozenset(
    ("scratch", "alpine", "debian", "ubuntu", "busybox", "fedora", "rockylinux", "almalinux", "amazonlinux")
)
_ALWAYS = frozenset(("PATH", "HOME", "HOSTNAME", "TERM", "PWD"))
_NEAR = 0.8


def find(stage: Stage) -> Iterator[Finding]:
    """At the name: where it is almost a known one, or where the base image is known to set none."""
    root = stage.root
    bare = root.is_scratch or (root.reference is not None and root.reference.official_name in _BARE)
    for node in stage.nodes[1:]:
        if node.name == "ONBUILD" or not node.instruction.variables:
            continue
        environment = stage.environment_at(node)
        for use in node.instruction.variables:
            if use.modifier or use.name in environment or use.name in _ALWAYS or use.name in PREDEFINED_ARGUMENTS:
                continue
            if node.name == "ENV" and use.name in {pair.key.value for pair in node.instruction.pairs}:
                continue
            span = node.to_document(use.name_span)
            close = difflib.get_close_matches(use.name, environment, n=1, cutoff=_NEAR)
            # Where the near one is used as well, it is another variable and no slip of the keyboard.
            beside = {other.name for other in node.instruction.variables}
            if close and close[0] not in beside and len(use.name) > 2 and _is_slip(use.name, close[0]):
                yield found(
                    span,
                    fix(Edit(span, close[0]), safe=False, right=close[0]),
                    variant="near",
                    name=use.name,
                    right=close[0],
                )
            elif bare and use.name not in PLATFORM_ARGUMENTS:
                yield found(span, name=use.name)


def _is_slip(name: str, known: str) -> bool:
    """Whether one is a misspelling of the other, not another name of the same family (`APP_PORT1`, `APP_PORT2`)."""
    digits = [character for character in name if character.isdigit()]
    if digits != [character for character in known if character.isdigit()] or name.count("_") != known.count("_"):
        return False
    return sum(one != other for one, other in zip(name.split("_"), known.split("_"), strict=True)) == 1


RULE = StageRule(
    "variable-undefined", find, aliases=(Alias("buildkit", "UndefinedVar"),), fixes="unsafe", behind_onbuild=False
)
