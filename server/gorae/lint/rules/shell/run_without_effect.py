"""A RUN that changes nothing but its own shell, which ends with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.shell import Command
    from gorae.stages import Scope
    from gorae.syntax import Instruction

# They change the shell that runs them alone; `cd` alone is another rule's.
_OWN_SHELL = frozenset(
    (
        ".",
        "source",
        "export",
        "alias",
        "unalias",
        "umask",
        "ulimit",
        "shopt",
        "unset",
        "declare",
        "readonly",
        "hash",
        "set",
    )
)
# So do these of version and environment managers, by their first word.
_ACTIVATE = frozenset((
    "conda activate", "conda deactivate", "mamba activate", "micromamba activate", "nvm use", "pyenv shell", "rvm use", "sdk use",
    "asdf shell", "fnm use",
))  # fmt: skip
_LASTS = frozenset(("--default", "default", "-g", "--global"))  # words that make such a change last
_ALSO = _OWN_SHELL | {"cd", ":", "true"}


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report a RUN in shell form all of whose commands set variables, options or aliases of its shell, on its keyword; of a service on its words."""
    if instruction.form == "exec" and not instruction.words and instruction.arguments_text.strip():
        yield found(instruction.arguments, variant="empty")
    if instruction.form != "shell" or instruction.heredocs:
        return
    read = script(instruction, scope)
    commands = read.commands
    if not commands or not read.complete or read.errors or read.compounds:
        return
    started = next((one for one in commands if _starts_service(one)), None)
    if started is not None and all(_starts_service(one) or _is_lost(one) or _only_tells(one) for one in commands):
        yield found(started.span, variant="service", command=_service_words(started))
        return
    if not all(_is_lost(command) for command in commands):
        return
    speaks = next((one for one in commands if _activates(one)), None) or next(
        (one for one in commands if one.program in _OWN_SHELL or one.kind == "assignment"), None
    )
    if speaks is None:
        return
    reads = speaks.program in (".", "source") or _activates(speaks)
    kind = "source" if reads else "export" if _sets(speaks) else "other"
    shown = _with_first_word(speaks) if _activates(speaks) else speaks.program or "="
    yield found(instruction.keyword, _env(instruction, commands), variant=kind, command=shown)


def _activates(command: Command) -> bool:
    """Whether it makes its shell use another environment or version, and nothing beyond it."""
    return _with_first_word(command) in _ACTIVATE and not _LASTS & {word.value for word in command.args}


def _with_first_word(command: Command) -> str:
    return " ".join([command.program, *(word.value for word in command.args[:1])])


def _starts_service(command: Command) -> bool:
    """Whether it only starts a program that ends with the RUN: `service x start`, `systemctl start x`, `redis-server &`."""
    args = [word.value for word in command.args]
    if command.program == "service":
        return args[1:2] in (["start"], ["restart"])
    if command.program == "systemctl":
        return args[:1] in (["start"], ["restart"])
    if command.words and command.words[0].value.startswith("/etc/init.d/"):
        return args[:1] in (["start"], ["restart"])
    return command.background and command.is_top_level and not command.is_piped and bool(command.program)


def _only_tells(command: Command) -> bool:
    return command.program in ("echo", "sleep", "wait", "true", ":") and not command.redirections


def _service_words(command: Command) -> str:
    return " ".join(word.value for word in command.words[:3]) + (" &" if command.background else "")


def _sets(command: Command) -> bool:
    return command.program in ("export", "declare", "readonly") or command.kind == "assignment"


def _is_lost(command: Command) -> bool:
    """Whether nothing of a command is left when the shell ends: no file, no program that might write one."""
    if command.redirections or command.background or command.is_piped or command.pipeline_length > 1:
        return False
    if command.kind == "assignment":
        return not any("$(" in one.value.text or "`" in one.value.text for one in command.assignments)
    if "$(" in "".join(word.text for word in command.words):
        return False
    # `. ./setup.sh` may run anything; only files of variables are known to be harmless.
    if command.program in (".", "source"):
        path = command.args[0].value if command.args else ""
        return path == "activate" or path.endswith(
            ("/activate", ".bashrc", ".profile", "/environment", "/etc/profile", "/nvm.sh", ".env")
        )
    return command.program in _ALSO or _activates(command)


def _env(instruction: Instruction, commands: Sequence[Command]) -> Fix | None:
    """`RUN export A=b` as `ENV A=b`; None where it is not one command of plain values."""
    if instruction.flags or len(commands) != 1 or instruction.comments:
        return None
    only = commands[0]
    words = only.args if only.program == "export" else ()
    if only.kind == "assignment":
        texts = [instruction.slice(one.span) for one in only.assignments]
    else:
        texts = [word.text for word in words]
    if not texts or any("=" not in text or text.startswith("-") or "\n" in text or "`" in text for text in texts):
        return None
    if any(char in text for text in texts for char in ("~", "$(", "\\")):
        return None
    keyword = "env" if instruction.slice(instruction.keyword).islower() else "ENV"
    return fix(Edit(instruction.span, f"{keyword} {' '.join(texts)}"), safe=False)


RULE = InstructionRule(
    "run-without-effect",
    find,
    fixes="unsafe",
    instructions=frozenset({"RUN"}),
    supersedes=frozenset({"command-pointless"}),
)
