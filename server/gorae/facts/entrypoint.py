"""The programs that an image starts: the words of ENTRYPOINT and CMD, and the files they name."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae import shell
from gorae.facts.image_paths import absolute
from gorae.facts.interpreters import runner_length, what_is_read
from gorae.facts.scripts import TEXT_OPTION, script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gorae.shell import Word as ShellWord
    from gorae.source import Span
    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Instruction, Node, Word

# Where a program is looked for that is named without a folder (the PATH that engines set where an image sets none).
PATH_FOLDERS = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
# Init programs start what their arguments name: their options that take the next word.
_INITS: dict[str, frozenset[str]] = {
    "tini": frozenset(("-p", "-e")), "tini-static": frozenset(("-p", "-e")), "tini-ng": frozenset(),
    "dumb-init": frozenset(("-r", "--rewrite")), "catatonit": frozenset(), "docker-init": frozenset(("-p", "-e")),
}  # fmt: skip
# setpriv's options that take the next word (util-linux).
_OF_SETPRIV = frozenset((
    "--ambient-caps", "--apparmor-profile", "--bounding-set", "--egid", "--euid", "--groups", "--inh-caps", "--landlock-access",
    "--landlock-rule", "--pdeathsig", "--regid", "--reuid", "--rgid", "--ruid", "--securebits", "--selinux-label",
))  # fmt: skip
# Brackets that are meant as an array: a quote or a list of bare words right behind `[`, a comma behind the first word, or
# strings and nothing else. The shell's own test has a space behind `[` and operators between its words; PowerShell's
# `[Type]::Member` goes on behind the bracket.
_STRING = r"""["'“‘][^"'“”‘’]*["'”’]"""
_ARRAY = re.compile(
    rf"""\[["'“‘]|\[[\w./$-][^]:]*]\s*$|\[\s*(?:{_STRING}|[\w./-]+)\s*,|\[\s+["'“‘][^"'“”‘’$`]*["'”’]\s*[]"'“‘]"""
)
# What changes the image: a CMD or ENTRYPOINT below it ends the stage.
_WORK = ("RUN", "COPY", "ADD", "WORKDIR", "USER", "FROM", "ARG", "ENV", "SHELL", "ONBUILD")


class Argument(NamedTuple):
    """A word of the command line that an image starts with, variables not replaced."""

    value: str
    span: Span  # in the document
    node: Node  # the ENTRYPOINT or CMD that it stands in


# Distroless images of a language start its runtime: `ENTRYPOINT ["/nodejs/bin/node"]`, `["/usr/bin/java", "-jar"]`.
_DISTROLESS_RUNTIME = re.compile(r"distroless/(?:nodejs|java|python)")


class StartedFile(NamedTuple):
    """A file that is started: the paths that it may have in the image, and whether it must be executable itself."""

    paths: tuple[str, ...]
    span: Span  # of its word, in the document
    is_direct: bool
    node: Node  # the ENTRYPOINT or CMD that names it


class Program(NamedTuple):
    """The program that an image starts, its word in the document, and what it is given."""

    node: Node  # the ENTRYPOINT or CMD that names it
    program: str  # without its folder
    span: Span
    arguments: tuple[str, ...]


def start_nodes(stage: Stage) -> tuple[Node | None, Node | None]:
    """The ENTRYPOINT and the CMD that count at the stage's end.

    An ENTRYPOINT clears the CMD of the stage that its own is based on (Dockerfile reference, "CMD and ENTRYPOINT"), and
    one in shell form takes no arguments: its CMD is given back all the same.
    """
    entrypoint, command = stage.in_force("ENTRYPOINT"), stage.in_force("CMD")
    if entrypoint is None or command is None or command.index > entrypoint.index:
        return entrypoint, command
    begins = next(one.nodes[0].index for one in stage.chain if one.nodes[0].index <= entrypoint.index)
    return entrypoint, command if command.index >= begins else None


def command_line(stage: Stage) -> tuple[Argument, ...]:
    """The words of the process: ENTRYPOINT's, followed by CMD's where both are exec forms; CMD's alone without one.

    Of a shell form the words of its one command; nothing where it has several.
    """
    entrypoint, command = start_nodes(stage)
    first = words_of(stage, entrypoint)
    if not first:
        return words_of(stage, command)
    forms = {node.instruction.form for node in (entrypoint, command) if node is not None}
    return first + words_of(stage, command) if forms == {"exec"} else first


def is_broken_array(instruction: Instruction) -> bool:
    """Whether it looks like the exec form and is none: `cmd-invalid-json` speaks of it, and others wait until it is mended."""
    return instruction.form == "shell" and _ARRAY.match(instruction.arguments_text.lstrip()) is not None


def words_of(stage: Stage, node: Node | None) -> tuple[Argument, ...]:
    """The words of a RUN, CMD, ENTRYPOINT or HEALTHCHECK in exec form, or of the one command of a shell form.

    Nothing where a shell form has several commands, or was meant to be an array.
    """
    if node is None:
        return ()
    inner = node.instruction.trigger or node.instruction
    if is_broken_array(inner):
        return ()
    words: Iterable[Word | ShellWord] = inner.words
    if inner.form != "exec":
        owner = next(one for one in stage.chain if node in one.nodes)
        commands = script(node.instruction, owner.scope_of(node)).commands
        words = commands[0].effective.words if len(commands) == 1 else ()
    return tuple(Argument(word.value, node.to_document(word.span), node) for word in words)


def launched(words: Sequence[Argument]) -> tuple[Argument, ...]:
    """The words of the program itself: without init programs, env, exec, sudo, gosu and the like before it."""
    left = list(words)
    while left:
        name = posixpath.basename(left[0].value)
        values = _OF_SETPRIV if name == "setpriv" else _INITS.get(name)
        if values is not None:
            left.pop(0)
            while left and left[0].value.startswith("-"):
                option = left.pop(0).value
                if option == "--":
                    break
                if option in values and left:
                    left.pop(0)
            continue
        commands = shell.from_argv([(word.value, word.span) for word in left]).commands
        inner = commands[0].effective.words if commands else ()
        if not inner or len(inner) == len(left):
            break
        left = left[-len(inner) :]
    return tuple(left)


def process(stage: Stage) -> tuple[Argument, ...]:
    """The words of the program that the image starts, init programs and the like looked through."""
    words = launched(command_line(stage))
    entrypoint, command = start_nodes(stage)
    if not words and entrypoint is not None and entrypoint.instruction.form == "exec":
        words = launched(words_of(stage, command))  # the init program starts CMD's shell
    return words


def command_in_shell(words: Sequence[Argument]) -> tuple[Argument, ...] | None:
    """The words of the one command in the text of `sh -c`; none where it has several, None for another program.

    Each word's span is that of the whole text where JSON or the shell has escapes or quotes in it.
    """
    if len(words) < 3 or not shell.is_shell(words[0].value) or not TEXT_OPTION.fullmatch(words[1].value):
        return None
    text = words[2]
    commands = shell.parse(text.value).commands
    if len(commands) != 1 or commands[0].kind != "simple":
        return ()
    is_as_written = text.span.end - text.span.start == len(text.value) + 2  # its quotes, and nothing escaped
    return tuple(
        Argument(word.value, word.span.shift(text.span.start + 1) if is_as_written else text.span, text.node)
        for word in commands[0].effective.words
    )


def started_file(stage: Stage) -> StartedFile | None:
    """The file that the image starts first: behind init programs, `sh -c`, `uv run` and the like, and interpreters' options."""
    words = process(stage)
    words = launched(command_in_shell(words) or words)
    if not words:
        return None
    direct = not _is_given_to_interpreter(stage)
    runner = posixpath.basename(words[0].value)
    words = words[runner_length([word.value for word in words]) :]
    if runner == "uv" and words[0].value.endswith(".py"):
        direct = False  # uv gives it to Python
    read = what_is_read([word.value for word in words])
    if read.kind == "file":
        words, direct = words[read.position :], False
    value, span, node = words[0]
    if not re.fullmatch(r"[\w./@+-]+", value) or value.startswith("-"):
        return None
    if "/" in value or not direct:
        path = absolute(stage, None, value)
        paths: tuple[str, ...] = (path,) if path is not None else ()
    else:
        paths = tuple(posixpath.join(folder, value) for folder in PATH_FOLDERS)
    return StartedFile(paths, span, direct, node)


_WITH_INTERPRETER = re.compile(r"(?:nodejs|python3|java)\d*(?:-|$)")


def _is_given_to_interpreter(stage: Stage) -> bool:
    """Whether the base image's own ENTRYPOINT is an interpreter, which CMD gives a file: distroless' of Node.js, Python and Java."""
    reference = stage.root.reference
    if reference is None or stage.os_family != "distroless" or start_nodes(stage)[0] is not None:
        return False
    return _WITH_INTERPRETER.match(reference.name) is not None


def is_for_people(stage: Stage) -> bool:
    """Whether people work in the image, or others build on it: it starts nothing, a shell, or what only keeps it alive.

    Also a shell that is given a script, which may build, but not one that is given its text.
    """
    start = stage.in_force("ENTRYPOINT") or stage.in_force("CMD")
    if start is None or not start.instruction.words:
        return True
    words = process(stage)
    in_shell = command_in_shell(words)
    words = words if in_shell is None else in_shell
    if not words:
        return False  # several commands of a shell
    values = [word.value for word in words]
    name = posixpath.basename(values[0])
    if name in ("sleep", "tail"):
        return True
    return shell.is_shell(name) or name == "fish"


def program_of(stage: Stage) -> Program | None:
    """The program that a CMD or ENTRYPOINT of the stage itself names; None where a script or a shell line decides."""
    words = process(stage)
    if not words or words[0].node not in stage.nodes:
        return None
    first, *rest = words
    return Program(first.node, posixpath.basename(first.value), first.span, tuple(word.value for word in rest))


def first_start(stage: Stage) -> Node | None:
    """The first of the CMD and ENTRYPOINT that stand behind all work; None where there is work behind the last one."""
    work = max((node.index for node in stage.instructions(*_WORK)), default=0)
    return next((node for node in stage.instructions("CMD", "ENTRYPOINT") if node.index > work), None)


def in_shell_form(build: Build, name: str) -> Iterator[Node]:
    """The CMD, or the ENTRYPOINT, of a file that leave the shell as process 1."""
    for node in build.document.nodes:
        if node.name == name and keeps_shell(node.instruction, build.scope_of(node)):
            yield node


def keeps_shell(instruction: Instruction, scope: Scope) -> bool:
    """Whether a CMD or ENTRYPOINT in shell form leaves the shell as process 1 though it starts one program.

    Not a script, whose shell has to stay, and not `exec` in a Bourne shell: the program takes the shell's place, and
    the signals with it. These instructions take no heredoc.
    """
    # Brackets are an array that is broken, or a test, which takes a shell.
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
        if reference is not None and _DISTROLESS_RUNTIME.search(reference.text):
            return None
        node = stage.in_force("CMD")
    if node is None or node.instruction.form != "exec" or not node.instruction.words:
        return None
    return node, node.instruction.words[0]
