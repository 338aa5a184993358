"""A RUN that asks for a GPU, which builds do not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_PROGRAMS = frozenset(("nvidia-smi", "rocm-smi"))
_ASSERTS = re.compile(
    r"assert\s+torch\.cuda\.is_available\(\)|torch\.cuda\.(?:get_device_name|current_device|init)\(|\.cuda\(\)|\.to\(['\"]cuda"
)


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report the program that shows GPUs, and Python that needs one, in a RUN without `--device`; not where it may fail."""
    if instruction.flag("device") is not None:
        return
    for command in script(instruction, scope).commands:
        effective = command.effective
        if effective.name is None or command.operator_after == "||" or command.negated:
            continue
        if effective.program in _PROGRAMS and command.runs_unconditionally and "condition" not in command.scope.path:
            yield found(effective.name.span, command=effective.program)
        elif effective.program.startswith("python"):
            code = effective.option_value("-c")
            if code is not None and _ASSERTS.search(code.value):
                yield found(code.span, variant="python")


RULE = InstructionRule(
    "gpu-used-in-build",
    find,
    aliases=(Alias("tally", "tally/gpu/no-buildtime-gpu-queries"),),
    instructions=frozenset({"RUN"}),
)
