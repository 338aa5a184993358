"""A flag with characters that are no ASCII, which BuildKit reads byte by byte."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.context import is_containerfile
from gorae.lint.model import Finding, found
from gorae.lint.rule import InstructionRule
from gorae.source import Span
from gorae.syntax import INSTRUCTIONS, ends_flag, is_cut_by_flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.severity import Severity
    from gorae.lint.rule import Inputs
    from gorae.stages import Scope
    from gorae.syntax import Flag, Instruction

_BEYOND = re.compile(r"[^\x00-\x7f]+")
# Names of stages and images, and durations, take no such characters: `2000µs` is none when it is read as `2000Âµs`.
_REFUSED = frozenset(("from", "interval", "timeout", "start-period", "start-interval"))
_NAME_BEYOND = re.compile(r"\$\{\w*[^\x00-\x7f]")  # its second byte is no part of a name: the build ends


def find(instruction: Instruction, _: Scope, inputs: Inputs) -> Iterator[Finding]:
    """Report the first such characters of a flag; not in Containerfiles, as buildah reads characters, not bytes."""
    if instruction.text.isascii() or instruction.name not in INSTRUCTIONS or is_containerfile(inputs.context):
        return
    is_off = instruction.name == "HEALTHCHECK" and instruction.arguments_text.strip().upper() == "NONE"
    for flag in instruction.flags:
        written = _with_its_end(instruction, flag)
        match = _BEYOND.search(written)
        if match is None:
            continue
        is_refused = (flag.name in _REFUSED and not is_off) or (flag.name != "exclude" and _NAME_BEYOND.search(written))
        behind = instruction.text[flag.span.end : flag.span.end + 1]
        is_cut = not is_refused and behind != "" and is_cut_by_flag(behind)
        severity: Severity | None = "error" if is_refused or is_cut else None
        span = Span(flag.span.start + match.start(), flag.span.start + match.end())
        variant = "cut" if is_cut else "exclude" if flag.name == "exclude" else ""
        # Behind a cut the words are others than those that were written: what is said of them is beside the point.
        yield found(span, variant=variant, severity=severity, only_here=is_cut, text=match[0], read=_as_read(match[0]))


def _with_its_end(instruction: Instruction, flag: Flag) -> str:
    """A flag as it is written, with the character within which it ends."""
    behind = instruction.text[flag.span.end : flag.span.end + 1]
    return instruction.slice(flag.span) + (behind if behind and not behind.isascii() and ends_flag(behind) else "")


def _as_read(text: str) -> str:
    """What becomes of the characters: each byte is one; what is a blank or a control by itself is shown as `�`."""
    read = text.encode("utf-8", "surrogatepass").decode("latin-1")
    return "".join(one if one.isprintable() and not one.isspace() else "�" for one in read)


RULE = InstructionRule("flag-not-ascii", find_with=find)
