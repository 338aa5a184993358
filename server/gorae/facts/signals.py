"""What a STOPSIGNAL means: the signal's name in full, however it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.entrypoint import first_process

if TYPE_CHECKING:
    from collections.abc import Container

    from gorae.stages import Build, Scope
    from gorae.syntax import Instruction, Node, Word

# Linux on x86, Arm, POWER, s390x and RISC-V; moby's signal package knows real-time signals as 34 to 64 (signal(7)).
_NUMBERED = (
    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM",
    "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO",
    "PWR", "SYS",
)  # fmt: skip
_OTHER_NAMES = {"CLD": "CHLD", "POLL": "IO", "IOT": "ABRT", "UNUSED": "SYS"}
_REAL_TIME_FROM, _REAL_TIME_TO = 34, 64
_REAL_TIME_FROM_BELOW = 15
_REAL_TIME = re.compile(r"RT(?:MIN(?:\+(?P<above>\d{1,2}))?|MAX(?:-(?P<below>\d{1,2}))?)")


def signal_of(instruction: Instruction, scope: Scope) -> tuple[Word, str] | None:
    """A STOPSIGNAL's word and the signal's full name; None where a variable hides it, or Linux has no such signal."""
    if len(instruction.words) != 1 or scope.os_family == "windows":
        return None
    word = instruction.words[0]
    name = full_name(word.value)
    return (word, name) if name is not None else None


def full_name(text: str) -> str | None:
    """`SIGKILL` for `9`, `kill` or `SIGKILL`, `SIGRTMIN+3` for `37`; None for what is no signal."""
    if text.isascii() and text.isdecimal():
        number = int(text)
        if 0 < number <= len(_NUMBERED):
            return f"SIG{_NUMBERED[number - 1]}"
        if number == _REAL_TIME_FROM:
            return "SIGRTMIN"
        if not _REAL_TIME_FROM < number <= _REAL_TIME_TO:
            return None
        # The Engine counts up to the middle from below, and from there on from above (moby/sys, signal).
        if number - _REAL_TIME_FROM <= _REAL_TIME_FROM_BELOW:
            return f"SIGRTMIN+{number - _REAL_TIME_FROM}"
        return f"SIGRTMAX-{_REAL_TIME_TO - number}" if number < _REAL_TIME_TO else "SIGRTMAX"
    name = text.upper().removeprefix("SIG")
    name = _OTHER_NAMES.get(name, name)
    match = _REAL_TIME.fullmatch(name)
    if match is not None:
        steps = int(match["above"] or match["below"] or 0)
        return f"SIG{name}" if steps <= _REAL_TIME_TO - _REAL_TIME_FROM else None
    return f"SIG{name}" if name in _NUMBERED else None


class WrongSignal(NamedTuple):
    """A program that is process 1, and the STOPSIGNAL that stops it; no such instruction: SIGTERM does."""

    program: str
    node: Node  # the STOPSIGNAL, else the instruction that names the program
    word: Word  # the signal's, else the program's
    is_given: bool  # by a STOPSIGNAL


def stopped_by_other(build: Build, programs: Container[str], signal: str) -> WrongSignal | None:
    """Where one of the programs (path or bare name) is process 1 of the image and is stopped by another signal.

    None where that is not known, and where the program's instruction stands in a stage that others are built from too.
    """
    stage = build.last
    first = first_process(stage) if stage is not None else None
    if stage is None or first is None or stage.os_family == "windows" or first[1].value not in programs:
        return None
    node, word = first
    given = stage.in_force("STOPSIGNAL")
    if given is None:
        return WrongSignal(word.value, node, word, False) if node.index >= stage.from_instruction.index else None
    owner = build.stage_of(given)
    known = signal_of(given.instruction, owner.scope_of(given)) if owner is not None else None
    return WrongSignal(word.value, given, known[0], True) if known is not None and known[1] != signal else None
