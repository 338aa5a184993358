"""Brackets that are no JSON array, or stand where an instruction takes none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.string_array import array, read_strings
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.severity import Severity
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_TAKE_ARRAYS = frozenset(("ADD", "COPY", "VOLUME"))
_VALUES = frozenset(("ARG", "ENV", "EXPOSE", "LABEL", "STOPSIGNAL"))
_REFUSE = frozenset(("EXPOSE", "STOPSIGNAL"))  # a port or a signal that begins with `[` ends the build


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report the brackets: what is not valid JSON is read as words, brackets and all."""
    text = instruction.arguments_text.strip()
    if instruction.form == "exec" or not text.startswith(('["', "['", '[ "', "[ '", "[“", "[‘")):
        return
    words = read_strings(text)
    if not words and not text.endswith("]") and instruction.name not in _TAKE_ARRAYS:
        return
    is_value = instruction.name in _VALUES
    if is_value and ("$" in text or not text.endswith("]")):
        return
    stops = instruction.name in _REFUSE or any(issue.stops for issue in instruction.issues)
    if stops and not is_value and not words:
        return  # what the reader of arrays says of it is more
    severity: Severity | None = "error" if stops else None
    if instruction.name in _TAKE_ARRAYS:
        repair = fix(Edit(instruction.arguments, array(words)), safe=False) if words else None
        yield found(instruction.arguments, repair, severity=severity, instruction=instruction.name)
    else:
        is_plain = words and (len(words) == 1 or is_value) and not any(set(one) & set("\"'\\ ") for one in words)
        plain = " ".join(words) if words and is_plain else ""
        repair = fix(Edit(instruction.arguments, plain), safe=False, variant="plain", text=plain) if plain else None
        yield found(instruction.arguments, repair, variant="none", severity=severity, instruction=instruction.name)


RULE = InstructionRule(
    "json-array-invalid",
    find,
    fixes="unsafe",
    instructions=_TAKE_ARRAYS | _VALUES | {"USER", "WORKDIR"},
    supersedes=frozenset({
        "workdir-relative", "copy-target-without-slash", "user-name-unknown", "copy-source-missing", "user-cannot-write",
        "copy-target-relative", "expose-port-invalid", "value-invalid", "syntax-error", "label-key-invalid", "legacy-key-value",
    }),
)  # fmt: skip
