"""Several bodies of RUN as one, joined with `&&`, where the outcome stays the same whichever command fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.shell.state import switched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.shell.nodes import Command, Scope
    from gorae.shell.script import Script

# They change the shell that later commands would share.
_CHANGES_SHELL = frozenset((
    ".", "alias", "bind", "cd", "declare", "enable", "eval", "exec", "exit", "export", "getopts", "hash", "let", "local",
    "mapfile", "popd", "pushd", "read", "readarray", "readonly", "return", "shift", "shopt", "source", "trap", "typeset",
    "ulimit", "umask", "unalias", "unset",
))  # fmt: skip
# What the next RUN is started with; the running one stays what it was.
_SHELL_FILES = frozenset(("/bin/sh", "/usr/bin/sh", "/bin/bash", "/usr/bin/bash", "/bin/ash", "/bin/dash"))
_REPLACE_FILES = frozenset(("ln", "cp", "mv", "rm", "install", "dpkg-divert", "update-alternatives"))
# Harmless for what follows in a chain of `&&`, which stops at the first failure anyway.
_HARMLESS_OPTIONS = frozenset(("errexit", "xtrace", "verbose"))


class Body(NamedTuple):
    """A body as it is to be written, trailing separators cut off, and its commands."""

    text: str
    script: Script


def wrapped(bodies: Sequence[Body], *, errexit: bool = False) -> list[str] | None:
    """The bodies as they may stand between `&&`; None where the joined script could end in another way.

    A body that changes its shell (`cd`, variables, `exit`) goes into `( )`, a list into `{ ; }`. `errexit` says that the
    shell itself is started with `-e`.
    """
    written = []
    # For each body whether all after it are chains of `&&`.
    chained = [True]
    for body in reversed(bodies[1:]):
        chained.append(chained[-1] and _is_and_chain(body.script))
    chained.reverse()
    for number, body in enumerate(bodies):
        is_last = number == len(bodies) - 1
        script = body.script
        if not script.complete or script.errors or not script.chain or (script.comments and not is_last):
            return None
        background = any(one.background for one in script.commands) or any(one.background for one in script.compounds)
        if background or script.trailing is not None or (not is_last and _replaces_shell(script)):
            return None
        is_chain = all(element.operator is None or element.operator.text == "&&" for element in script.chain)
        if not is_chain and (errexit or _sets(script) & {"errexit"}):
            return None  # `-e` does not count inside a chain of `&&` (POSIX, "set")
        if not is_last and _changes_shell(script, bodies[number + 1 :], is_chain_after=chained[number]):
            written.append(f"({body.text})")
        elif is_chain or (number == 0 and not any(e.operator and e.operator.text in (";", "\n") for e in script.chain)):
            written.append(body.text)
        elif script.comments:
            return None
        else:
            written.append(f"{{ {body.text}; }}")
    return written


def _is_and_chain(script: Script) -> bool:
    return all(element.operator is None or element.operator.text == "&&" for element in script.chain)


def _replaces_shell(script: Script) -> bool:
    """Whether the file of the shell is another one afterwards, as `ln -sf bash /bin/sh` makes it."""
    for command in script.commands:
        program, words = command.effective.program, {word.value for word in command.effective.args}
        if program in _REPLACE_FILES and words & _SHELL_FILES:
            return True
        if program == "dpkg-reconfigure" and words & {"dash", "bash"}:
            return True
    return False


def _own(script: Script) -> list[Command]:
    """The commands that run in the script's own shell, not in one that forgets."""
    found: list[Command] = []
    for command in script.commands:
        scope: Scope | None = command.scope
        inside = False
        while scope is not None:
            inside = inside or scope.isolates
            scope = scope.parent
        if not inside and command.pipeline_length == 1:
            found.append(command)
    return found


def _sets(script: Script) -> frozenset[str]:
    found: set[str] = set()
    for command in script.commands:
        if command.name_text == "set":
            on, off = switched(tuple(word.value for word in command.args))
            found |= on | off
            if not on | off:
                found.add("arguments")
    return frozenset(found)


def _changes_shell(script: Script, later: Sequence[Body], *, is_chain_after: bool) -> bool:
    if _sets(script) - (_HARMLESS_OPTIONS if is_chain_after else frozenset()):
        return True
    own = _own(script)
    programs = {name for command in own for name in (command.program, command.effective.program)}
    if programs & _CHANGES_SHELL or any(command.kind in ("declaration", "unset") for command in own):
        return True
    if any(compound.kind == "function" for compound in script.compounds):
        return True
    loops = {compound.name for compound in script.compounds if compound.kind in ("for", "select")}
    assigned = {assignment.name for command in own if not command.words for assignment in command.assignments}
    assigned |= {use.name for use in script.variables if use.assigns}
    return bool(assigned) or any(use.name in loops for other in later if loops for use in other.script.variables)
