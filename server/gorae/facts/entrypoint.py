"""The programs that an image starts: the words of ENTRYPOINT and CMD, and the files they name."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.source import Span
    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Instruction, Node, Word

_FOLDERS = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
# They start what their arguments name.
_INITS = frozenset(("tini", "tini-static", "dumb-init", "catatonit", "tini-ng", "exec", "docker-init"))
_DROPPERS = frozenset(("gosu", "su-exec", "setpriv"))
_INTERPRETERS = re.compile(r"(?:ba|da|a|z|k)?sh|python[\d.]*|perl|ruby|node|php")


class Start(NamedTuple):
    """The words that an image starts with, variables not replaced, and where each stands in the document."""

    node: Node
    words: tuple[tuple[str, Span], ...]


class StartedFile(NamedTuple):
    """A file that is started: the paths that it may have in the image, and whether it must be executable itself."""

    paths: tuple[str, ...]
    span: Span
    is_direct: bool


def starts(stage: Stage) -> tuple[Start, ...]:
    """ENTRYPOINT, then CMD, as they are in force at the stage's end."""
    found = (_start(stage, stage.in_force(name)) for name in ("ENTRYPOINT", "CMD"))
    return tuple(one for one in found if one is not None)


def _start(stage: Stage, node: Node | None) -> Start | None:
    if node is None or not node.instruction.words:
        return None
    if node.instruction.form == "exec":
        return Start(node, tuple((word.value, node.to_document(word.span)) for word in node.instruction.words))
    owner = next(one for one in stage.chain if node in one.nodes)
    commands = script(node.instruction, owner.scope_of(node)).commands
    words = commands[0].effective.words if len(commands) == 1 else ()
    return Start(node, tuple((word.value, node.to_document(word.span)) for word in words)) if words else None


def argv(stage: Stage) -> tuple[tuple[str, Span], ...]:
    """The words of the process: ENTRYPOINT's, followed by CMD's where both are exec forms; CMD's alone without one."""
    found = starts(stage)
    if len(found) == 2 and not all(one.node.instruction.form == "exec" for one in found):
        return found[0].words
    return tuple(word for one in found for word in one.words)


def started_file(stage: Stage) -> StartedFile | None:
    """The file that the image starts first, looking through init programs and interpreters."""
    words = list(argv(stage))
    while words and posixpath.basename(words[0][0]) in _INITS | _DROPPERS:
        program = posixpath.basename(words.pop(0)[0])
        while words and words[0][0].startswith("-"):
            words.pop(0)
        if program in _DROPPERS and words:
            words.pop(0)
    if not words:
        return None
    direct = True
    if _INTERPRETERS.fullmatch(posixpath.basename(words[0][0])) and len(words) > 1 and not words[1][0].startswith("-"):
        words.pop(0)
        direct = False
    value, span = words[0]
    if not re.fullmatch(r"[\w./@+-]+", value) or value.startswith("-"):
        return None
    if "/" in value or not direct:
        return StartedFile((posixpath.normpath(posixpath.join(stage.final_state.workdir or "/", value)),), span, direct)
    return StartedFile(tuple(posixpath.join(folder, value) for folder in _FOLDERS), span, direct)


def keeps_shell(instruction: Instruction, scope: Scope) -> bool:
    """Whether a CMD or ENTRYPOINT in shell form leaves the shell as process 1 though it starts one program.

    Not a script, whose shell has to stay, and not `exec` in a Bourne shell: the program takes the shell's place, and
    the signals with it. These instructions take no heredoc.
    """
    if instruction.form != "shell" or instruction.arguments_text.strip().startswith("["):
        return False
    read = script(instruction, scope)
    if any(one.kind in ("for", "while", "until", "case") for one in read.compounds):
        return False
    first = read.commands[0] if read.commands else None
    return not (
        scope.has_bourne_shell
        and first is not None
        and first.program == "exec"
        and first.name is not None
        and len(first.words) > 1
    )


class Program(NamedTuple):
    """The CMD or ENTRYPOINT that names the program, the program's word in the document, and what it is given."""

    node: Node
    program: str  # without its folder
    span: Span
    arguments: tuple[str, ...]


def program_of(stage: Stage) -> Program | None:
    """The program: ENTRYPOINT's, else CMD's, of the stage itself; None where a script or a shell line decides."""
    node = stage.last("ENTRYPOINT") or stage.last("CMD")
    if node is None:
        return None
    commands = script(node.instruction, stage.scope_of(node)).commands
    if len(commands) != 1 or commands[0].kind != "simple":
        return None
    effective = commands[0].effective
    if effective.name is None:
        return None
    given = [word.value for word in effective.args]
    command = stage.last("CMD")
    if node.name == "ENTRYPOINT" and command is not None and command.instruction.form == "exec":
        given += [word.value for word in command.instruction.words]
    return Program(node, effective.program, node.to_document(effective.name.span), tuple(given))


def has_variable(stage: Stage, name: str) -> bool:
    """Whether the image sets a variable to something: by ENV, since an ARG is gone when the container runs."""
    value = stage.final_environment.get(name)
    return value is not None and value.origin in ("env", "base") and value.value != ""


def overridden(build: Build, name: str) -> Iterator[tuple[Node, Node]]:
    """Each instruction of that name that a later one in its stage makes void, and the one that counts."""
    for stage in build.stages:
        nodes = stage.instructions(name)
        yield from ((node, nodes[-1]) for node in nodes[:-1])


def first_process(stage: Stage) -> tuple[Node, Word] | None:
    """The instruction and the word that name it: ENTRYPOINT's first, else CMD's, in exec form.

    None for a shell form, where a shell comes first, and where a base image that is not known may bring an ENTRYPOINT.
    """
    node = stage.in_force("ENTRYPOINT")
    if node is None:
        reference = stage.root.reference
        if not stage.root.is_scratch and (reference is None or not (reference.is_official or stage.os_family)):
            return None
        node = stage.in_force("CMD")
    if node is None or node.instruction.form != "exec" or not node.instruction.words:
        return None
    return node, node.instruction.words[0]
