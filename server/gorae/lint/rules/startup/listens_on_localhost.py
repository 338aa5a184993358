"""A server that listens on the container's own loopback alone: nobody outside reaches it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.context.caller_texts import texts_of
from gorae.facts.copies import landings_of_chain, source_of
from gorae.facts.entrypoint import process, started_file
from gorae.facts.interpreters import is_python, served_index, what_is_read
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.context import BuildContext
    from gorae.facts.entrypoint import Argument
    from gorae.lint.rule import Inputs
    from gorae.stages import Build, Stage

_LOOPBACK = re.compile(r"(?P<host>localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)(?P<port>:\d+)?")
_SAYS = re.compile(r"network_mode|0\.0\.0\.0")  # compose gives the host's network, or a command with another address
# Files from which a server takes its address by itself.
_CONFIGURATIONS = {"gunicorn": ("gunicorn.conf.py",), "flask": (".flaskenv", ".env"), "jekyll": ("_config.yml",)}
# Flask and uvicorn listen on the loopback where the call says nothing (their documentation).
_RUNS = re.compile(r"(?m)^[ \t]*(?P<server>\w+)\.run\((?P<arguments>[^()]*)\)")
_MOST_BYTES = 100_000


class _Server(NamedTuple):
    """How a server is told its address."""

    options: tuple[str, ...]  # the option that names it
    variables: tuple[str, ...] = ()  # that name it where no option does
    is_local: bool = True  # without either it listens on the loopback (its documentation)
    verb: str = ""  # only with this word


_SERVERS = {
    "uvicorn": _Server(("--host", "--uds", "--fd"), ("UVICORN_HOST",)),
    "hypercorn": _Server(("-b", "--bind", "-c", "--config"), ()),
    "daphne": _Server(("-b", "--bind", "-u", "-e", "--endpoint", "--fd"), ()),
    "gunicorn": _Server(("-b", "--bind", "-c", "--config"), ("GUNICORN_CMD_ARGS", "PORT")),
    "flask": _Server(("-h", "--host"), ("FLASK_RUN_HOST",), verb="run"),
    "granian": _Server(("--host",), ("GRANIAN_HOST",)),
    "waitress-serve": _Server(("--host", "--listen", "--unix-socket"), (), is_local=False),
    "artisan": _Server(("--host",), ("SERVER_HOST",), verb="serve"),
    "mkdocs": _Server(("-a", "--dev-addr"), (), is_local=False, verb="serve"),
    "jekyll": _Server(("-H", "--host"), (), verb="serve"),
    "hugo": _Server(("--bind",), (), verb="server"),
    "vite": _Server(("--host",), (), is_local=False),
    "ng": _Server(("--host",), (), is_local=False, verb="serve"),
    "http-server": _Server(("-a",), (), is_local=False),
    "rails": _Server(("-b", "--binding"), ("BINDING",), is_local=False),
    "puma": _Server(("-b", "--bind"), (), is_local=False),
    "next": _Server(("-H", "--hostname"), (), is_local=False),
    "streamlit": _Server(("--server.address",), (), is_local=False),
    "jupyter": _Server(("--ip", "--ServerApp.ip", "--config"), ("JUPYTER_IP",), is_local=False),
}


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the address, or the server that has none, of the program that the image starts.

    Not where the image starts several programs, of which another may ask this one, or shares the host's network.
    """
    stage = build.last
    context = inputs.context
    if stage is None:
        return
    if context is not None and any(_SAYS.search(text) for text in texts_of(context.callers, context.unsaved)):
        return
    words = process(stage)
    words = words[served_index([word.value for word in words]) :]
    if not words:
        return
    name = posixpath.basename(words[0].value)
    if is_python(name) or name.endswith(".py"):
        file_on = words[what_is_read([word.value for word in words]).position :]
        if file_on[0].value.endswith("manage.py") and len(file_on) > 1 and file_on[1].value == "runserver":
            yield from _runserver(file_on)
        elif context is not None:
            yield from _in_program(stage, context)
        return
    server = _SERVERS.get(name)
    if server is None or (server.verb and server.verb not in [word.value for word in words[1:3]]):
        return
    given = _given(words, server)
    if given is not None:
        match = _LOOPBACK.fullmatch(given.word)
        if match is not None:
            yield _reported(given.argument, name, _everywhere(given, match))
    elif name in _CONFIGURATIONS and (context is None or _has_file(context, _CONFIGURATIONS[name])):
        return
    elif server.is_local and not _is_set(stage, server) and not any("$" in word.value for word in words):
        last = words[1] if server.verb and len(words) > 1 else words[0]
        yield _reported(words[0], name, _added(words, last, server), variant="default")


def _in_program(stage: Stage, context: BuildContext) -> Iterator[Finding]:
    """The program of the context that Python is given, where it starts its server with no address at all."""
    started = started_file(stage)
    if started is None or started.is_direct or not started.paths[0].endswith(".py"):
        return
    hit = source_of(started.paths[0], landings_of_chain(stage), context)
    text = context.read_text(hit[1], _MOST_BYTES) if hit is not None else None
    calls = list(_RUNS.finditer(text or ""))
    # Another call may be the one that is made here.
    if hit is None or len(calls) != 1 or "host" in calls[0]["arguments"] or "*" in calls[0]["arguments"]:
        return
    call = calls[0]["server"]
    if call != "uvicorn" and not re.search(rf"(?m)^{re.escape(call)}\s*=\s*(?:\w+\.)?Flask\(", text or ""):
        return
    yield found(started.span, variant="program", program=f"{call}.run()", file=hit[1])


def _reported(argument: Argument, name: str, repair: Fix | None, variant: str = "") -> Finding:
    return found(argument.span, repair, variant=variant, program=name)


def _has_file(context: BuildContext, names: Sequence[str]) -> bool:
    return any(path.rpartition("/")[2] in names for path in context.files)


class _Given(NamedTuple):
    """The address that an option gives, and the argument that it stands in, at its end."""

    word: str
    argument: Argument


def _given(words: Sequence[Argument], server: _Server) -> _Given | None:
    for index, word in enumerate(words[1:], start=1):
        for option in server.options:
            if word.value == option:
                behind = words[index + 1] if index + 1 < len(words) else None
                return _Given(behind.value, behind) if behind is not None else _Given("", word)
            if word.value.startswith(option + "="):
                return _Given(word.value[len(option) + 1 :], word)
            if len(option) == 2 and word.value.startswith(option) and len(word.value) > 2:
                return _Given(word.value[2:], word)
    return None


def _everywhere(given: _Given, match: re.Match[str]) -> Fix | None:
    """The address of every interface in the place of the loopback's, where it is written as it is."""
    text = given.argument.node.instruction.text
    span = given.argument.span.shift(-given.argument.node.start)
    offset = span.of(text).rfind(match["host"])
    if offset < 0:
        return None
    start = given.argument.span.start + offset
    return fix(Edit(Span(start, start + len(match["host"])), "0.0.0.0"), safe=False)  # noqa: S104 - written into a Dockerfile


def _is_set(stage: Stage, server: _Server) -> bool:
    return any(name in stage.final_environment for name in server.variables)


def _added(words: Sequence[Argument], after: Argument, server: _Server) -> Fix | None:
    """The option behind the program's words; None for an address that wants its port, or a script that the shell reads."""
    option = server.options[0] if server.options[0].startswith("--") else server.options[1]
    if option in ("--bind", "--dev-addr", "--listen") or "$" in "".join(word.value for word in words):
        return None
    end = after.span.end
    is_exec = after.node.instruction.form == "exec"
    return fix(Edit(Span(end, end), f', "{option}", "0.0.0.0"' if is_exec else f" {option} 0.0.0.0"), safe=False)


def _runserver(words: Sequence[Argument]) -> Iterator[Finding]:
    """`manage.py runserver`, by its words from manage.py on."""
    plain = [word for word in words[2:] if not word.value.startswith("-")]
    if any("$" in word.value for word in words):
        return
    if not plain or plain[0].value.isdecimal():
        yield _reported(words[1], "runserver", None, variant="default")
        return
    match = _LOOPBACK.fullmatch(plain[0].value)
    if match is not None:
        yield _reported(plain[0], "runserver", _everywhere(_Given(plain[0].value, plain[0]), match))


RULE = FileRule("listens-on-localhost", find_with=find, severity="warning", fixes="unsafe", last_only=True)
