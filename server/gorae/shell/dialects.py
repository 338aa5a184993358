"""Which language a shell reads, by the name of its program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Dialect = Literal["sh", "bash", "powershell", "cmd", "other"]

_DIALECTS: dict[str, Dialect] = {
    "sh": "sh", "ash": "sh", "dash": "sh", "bash": "bash", "zsh": "bash", "ksh": "bash",
    "powershell": "powershell", "pwsh": "powershell", "cmd": "cmd",
}  # fmt: skip
SHELLS = frozenset(name for name, dialect in _DIALECTS.items() if dialect in ("sh", "bash"))


def dialect_of(shell: Sequence[str]) -> Dialect:
    """The dialect that a SHELL's program reads."""
    if not shell:
        return "other"
    program = shell[0].replace("\\", "/").rsplit("/", 1)[-1].lower().removesuffix(".exe")
    if program in ("env", "busybox") and len(shell) > 1:
        program = shell[1].rsplit("/", 1)[-1]
    if program not in _DIALECTS:  # `conda run -n NAME /bin/bash -c`: a program that starts the shell behind it
        named = [number for number, word in enumerate(shell) if is_shell(word)]
        if named and "-c" in shell[named[-1] + 1 :]:
            program = shell[named[-1]].rsplit("/", 1)[-1]
    return _DIALECTS.get(program, "other")


def is_shell(program: str) -> bool:
    """Whether a program, by its name or path, reads sh's language."""
    return program.replace("\\", "/").rsplit("/", 1)[-1] in SHELLS


def interpreter(text: str) -> str | None:
    """The program that a script's first line names after `#!`, without its folder, `env` looked through.

    "" where the line names none; None where the text does not begin with `#!`.
    """
    if not text.startswith("#!"):
        return None
    words = text[2:].split("\n", 1)[0].split()
    names = [word.rsplit("/", 1)[-1] for word in words]
    if names[:1] == ["env"]:
        names = [name for name in names[1:] if not name.startswith("-")]
    return names[0] if names else ""
