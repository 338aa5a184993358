"""What the Engine makes of each instruction of a stage, in turn (BuildKit, dockerfile2llb/convert.go, dispatch)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.stages.dispatch import paths
from gorae.stages.dispatch.files import do_copy, do_run
from gorae.stages.dispatch.graph import is_refused
from gorae.stages.dispatch.ports import parse_port
from gorae.stages.dispatch.reading import NOT_IN_ENVIRONMENT, Reader
from gorae.stages.dispatch.signals import is_signal
from gorae.stages.dispatch.state import PLATFORM_VALUES

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.stages.dispatch.expansion import Expansion
    from gorae.stages.dispatch.graph import Arguments
    from gorae.stages.dispatch.model import Dispatch
    from gorae.stages.dispatch.state import State
    from gorae.syntax import Word

# A whole word of the name (BuildKit, dockerfile2llb/validations.go; `file` and `version` excuse a name since 1.22,
# `psw` is one since 1.29).
_SECRET = re.compile(
    r"(?:_|^)(?:apikey|auth|credentials?|key|password|psw|pword|passwd|secret|token)(?:_|$)", re.IGNORECASE
)
_HARMLESS = re.compile(r"(?:_|^)(?:public|file|version)(?:_|$)", re.IGNORECASE)
_NO_SIGNAL = re.compile(r"[^A-Za-z0-9+-]")  # what no signal's name has, whatever the variables in it say


def is_secret_name(name: str) -> bool:
    """Whether the Engine's check takes a variable for a secret, by its name."""
    return _SECRET.search(name) is not None and _HARMLESS.search(name) is None


def work_off(state: State, arguments: Arguments, escape: str, found: Dispatch) -> None:
    """Does all commands of a stage; `state` is left as they leave it."""
    last: dict[str, Reader] = {}  # CMD, ENTRYPOINT and HEALTHCHECK so far
    for command in state.commands:
        name = command.instruction.name
        if is_refused(command.instruction):
            continue
        reader = Reader(command, state, arguments, escape, found)
        if name in ("CMD", "ENTRYPOINT", "HEALTHCHECK"):
            if name in last:
                last[name].warn("MultipleInstructionsDisallowed", last[name].command.instruction.keyword)
            last[name] = reader
        if name in _HANDLERS:
            _HANDLERS[name](reader)


def _env(reader: Reader) -> None:
    changed: dict[str, str | None] = {}
    for pair in reader.command.instruction.pairs:
        key = reader.word(pair.key)
        value = reader.word(pair.value) if pair.value is not None else None
        if pair.legacy:
            reader.warn("LegacyKeyValueFormat", pair.span)
        if key is not None:
            changed[key.value] = value.value if value is not None and value.is_known else None
            if is_secret_name(key.value):
                reader.warn("SecretsUsedInArgOrEnv", pair.key.span, key.value)
    reader.state.environment.values.update(changed)


def _label(reader: Reader) -> None:
    for pair in reader.command.instruction.pairs:
        reader.word(pair.key)
        if pair.value is not None:
            reader.word(pair.value)
        if pair.legacy:
            reader.warn("LegacyKeyValueFormat", pair.span)


def _arg(reader: Reader) -> None:
    values = reader.state.environment.values
    above = reader.arguments.environment.values
    for pair in reader.command.instruction.pairs:
        name = pair.key.text
        if is_secret_name(name):
            reader.warn("SecretsUsedInArgOrEnv", pair.key.span, name)
        if name in reader.arguments.given:
            values[name] = reader.arguments.given[name]
        elif pair.value is not None:
            expansion = reader.word(pair.value)
            if name not in NOT_IN_ENVIRONMENT:
                values[name] = expansion.value if expansion is not None and expansion.is_known else None
        elif name in above:
            values[name] = None if name in PLATFORM_VALUES else above[name]
        reader.state.arguments.add(name)


def _first(reader: Reader) -> tuple[Word, Expansion] | None:
    words = reader.command.instruction.words
    expansion = reader.word(words[0]) if words else None
    return None if expansion is None else (words[0], expansion)


def _workdir(reader: Reader) -> None:
    found = _first(reader)
    if found is None:
        return
    (word, expansion), state = found, reader.state
    # By a variable that the base is known to set it is absolute (`$GOPATH` in golang); by one that nobody knows it may be.
    is_set = not expansion.is_known and not expansion.unmatched
    is_open = is_set and (state.system == "windows" or word.text.lstrip("\"'").startswith("$"))
    if not state.has_own_workdir and not is_open and not paths.is_absolute(expansion.value, state.system):
        reader.warn("WorkdirRelativePath", word.span, is_sure=expansion.is_known)
    state.has_own_workdir = True
    _, refused = paths.without_drive(expansion.value, state.system)
    if refused is not None and expansion.is_known:
        reader.refuse(f"path-{refused}", word.span, path=expansion.value)
    state.workdir = paths.joined(state.workdir, expansion.value, state.system) if expansion.is_known else None


def _user(reader: Reader) -> None:
    for word in reader.command.instruction.words:
        reader.word(word)


def _volume(reader: Reader) -> None:
    for word in reader.command.instruction.words:
        expansion = reader.word(word)
        if expansion is not None and expansion.is_known and not expansion.value:
            reader.refuse("volume-empty", word.span, expansion, text=word.text)


def _stopsignal(reader: Reader) -> None:
    found = _first(reader)
    if found is None or is_signal(found[1].value):
        return
    word, expansion = found
    if expansion.is_known or _NO_SIGNAL.search(expansion.value):
        kind = "signal-unknown" if expansion.value else "signal-empty"
        reader.refuse(kind, word.span, expansion, signal=expansion.value, text=word.text)


def _expose(reader: Reader) -> None:
    for word in reader.command.instruction.words:
        expansion = reader.text(word.text, word.span, word.variables, is_checked=False)
        if expansion is None:
            continue
        if not expansion.is_known:
            _protocol(reader, word)
            continue
        for part in expansion.words:
            port = parse_port(part)
            if port.has_capitals:
                reader.warn("ExposeProtoCasing", word.span, part)
            if port.has_host:
                reader.warn("ExposeInvalidFormat", word.span, part)
            if port.refused:
                reader.refuse(f"port-{port.refused}", word.span, expansion, port=part, text=word.text)


def _protocol(reader: Reader, word: Word) -> None:
    """The protocol of a port that is not known, where it stands behind it as it is."""
    end = word.text.rpartition("}")[2] if "}" in word.text else ""
    if end.startswith("/") and end[1:].isalnum():
        port = parse_port(f"80{end}")
        if port.has_capitals:
            reader.warn("ExposeProtoCasing", word.span, word.text)
        if port.refused:
            reader.refuse(f"port-{port.refused}", word.span, port=word.text, text=word.text)


def _shell(reader: Reader) -> None:
    reader.state.has_shell = True


def _start(reader: Reader) -> None:
    """CMD and ENTRYPOINT."""
    instruction = reader.command.instruction
    if instruction.form != "exec" and not reader.state.has_shell:
        reader.warn("JSONArgsRecommended", instruction.keyword)


_HANDLERS: dict[str, Callable[[Reader], None]] = {
    "ADD": do_copy,
    "ARG": _arg,
    "CMD": _start,
    "COPY": do_copy,
    "ENTRYPOINT": _start,
    "ENV": _env,
    "EXPOSE": _expose,
    "LABEL": _label,
    "RUN": do_run,
    "SHELL": _shell,
    "STOPSIGNAL": _stopsignal,
    "USER": _user,
    "VOLUME": _volume,
    "WORKDIR": _workdir,
}
