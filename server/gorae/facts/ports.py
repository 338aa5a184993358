"""The port that the program of an image listens on, as far as its command line and variables tell."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.entrypoint import command_in_shell, process
from gorae.facts.interpreters import is_python, served_index, what_is_read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gorae.stages import Stage

# Options that give the port, or an address that ends in it, for each server.
_OPTIONS: dict[str, tuple[str, ...]] = {
    "uvicorn": ("--port",), "fastapi": ("--port",), "gunicorn": ("-b", "--bind"), "hypercorn": ("-b", "--bind"),
    "daphne": ("-p", "--port"), "flask": ("-p", "--port"), "streamlit": ("--server.port",), "waitress-serve": ("--port", "--listen"),
    "rails": ("-p", "--port"), "puma": ("-p", "--port", "-b", "--bind"), "http-server": ("-p", "--port"),
    "serve": ("-l", "--listen", "-p"), "next": ("-p", "--port"), "vite": ("--port",), "ng": ("--port",), "json-server": ("-p", "--port"),
    "redis-server": ("--port",), "mongod": ("--port",), "jupyter": ("--port", "--ServerApp.port"), "artisan": ("--port",),
    "granian": ("--port",), "mlflow": ("-p", "--port"), "php": ("-S",), "java": ("--server.port",),
}  # fmt: skip
# The port where no option gives one, and the variable that changes it.
_DEFAULTS = {"uvicorn": (8000, "UVICORN_PORT"), "fastapi": (8000, "PORT"), "flask": (5000, "FLASK_RUN_PORT")}
# Servers that take their port from a file of their own: PORT means nothing to them.
_CONFIGURED = frozenset(
    ("nginx", "httpd", "apache2-foreground", "apachectl", "apache2ctl", "caddy", "php-fpm", "haproxy", "traefik", "postgres", "mysqld",
     "supervisord", "supervisord.conf", "catalina.sh", "varnishd", "sshd", "docker-entrypoint.sh")
)  # fmt: skip
_VARIABLES = (
    "PORT",
    "ASPNETCORE_HTTP_PORTS",
    "ASPNETCORE_URLS",
    "SERVER_PORT",
    "STREAMLIT_SERVER_PORT",
    "GRADIO_SERVER_PORT",
)
_SET_BY_PERSON = (
    "ASPNETCORE_URLS",
    "ASPNETCORE_HTTP_PORTS",
    "ASPNETCORE_HTTPS_PORTS",
    "DOTNET_URLS",
    "URLS",
    "HTTP_PORTS",
)
# What a container is given to say where its server listens.
SETS_PORT = frozenset((*_VARIABLES, *_SET_BY_PERSON, *(variable for _, variable in _DEFAULTS.values())))
_READS_PORT = re.compile(
    r"node|npm|yarn|pnpm|bun|deno|ts-node|python[\d.]*|gunicorn|ruby|bundle|dotnet|java|streamlit|next|nuxt|remix-serve"
)
_USE = re.compile(r"\$(?:\{(\w+)(?::?-([^{}]*))?\}|(\w+))")
_PORT = re.compile(r"(?:.*[:+])?(\d{2,5})(?:/.*)?")


class Listener(NamedTuple):
    """A port, and what says so: an option, or a variable's name."""

    port: int
    program: str
    by: str  # option, default, variable


def listener_of(stage: Stage) -> Listener | None:
    """Where the program listens; None where that is not known."""
    values = {name: value.value for name, value in stage.final_environment.items()}
    words = _words(stage, values)
    words = words[served_index(words) :]
    if not words:
        return None
    program = posixpath.basename(words[0])
    if program == "http.server":
        return _of(words[1] if len(words) > 1 else "8000", program, "option")
    if is_python(program):
        read = what_is_read(words)
        if (
            read.kind == "file"
            and words[read.position].endswith("manage.py")
            and words[read.position + 1 :][:1] == ["runserver"]
        ):
            plain = [word for word in words[read.position + 2 :] if not word.startswith("-")]
            return _of(plain[0] if plain else "8000", "runserver", "option")
    return (
        _by_options(program, words[1:], values) or _by_variable(program, values) or _of_dotnet(stage, program, values)
    )


def _of_dotnet(stage: Stage, program: str, values: Mapping[str, str | None]) -> Listener | None:
    """ASP.NET's own port: the image says 8080 since .NET 8, and 80 before (learn.microsoft.com, "Default port changed")."""
    reference = stage.root.reference
    if program != "dotnet" or reference is None or reference.repository != "mcr.microsoft.com/dotnet/aspnet":
        return None
    version = re.match(r"(\d+)\.", reference.tag or "")
    if version is None:
        return None
    if any(name in values for name in _SET_BY_PERSON):
        return None
    return Listener(8080 if int(version[1]) >= 8 else 80, "ASP.NET", "default")


def _by_options(program: str, words: Sequence[str], values: Mapping[str, str | None]) -> Listener | None:
    names = _OPTIONS.get(program, ("--port",))
    if program == "java":
        names = ("--server.port", "-Dserver.port")
    for index, word in enumerate(words):
        for name in names:
            if word == name and index + 1 < len(words):
                return _of(words[index + 1], program, "option")
            if word.startswith(name + "="):
                return _of(word[len(name) + 1 :], program, "option")
            if len(name) == 2 and word.startswith(name) and word[2:].isdecimal():
                return _of(word[2:], program, "option")
    if program in _DEFAULTS:
        port, variable = _DEFAULTS[program]
        if variable in values:
            return _of(values[variable] or "", program, "variable")
        if program == "flask" and "run" not in words:
            return None
        hidden = any(word.startswith(("--config", "--fd", "--uds", "-c")) or "$" in word for word in words)
        return None if hidden else Listener(port, program, "default")
    return None


def _by_variable(program: str, values: Mapping[str, str | None]) -> Listener | None:
    if program in _CONFIGURED or not _READS_PORT.fullmatch(program):
        return None
    given = [name for name in _VARIABLES if name in values]
    if len(given) != 1:
        return None
    found = _of(values[given[0]] or "", given[0], "variable")
    needs = {"ASPNETCORE_HTTP_PORTS": "dotnet", "ASPNETCORE_URLS": "dotnet", "SERVER_PORT": "java"}.get(given[0])
    return found if needs is None or needs == program else None


def _of(value: str, program: str, by: str) -> Listener | None:
    match = _PORT.fullmatch(value)
    return Listener(int(match[1]), program, by) if match and ";" not in value and "," not in value else None


def _words(stage: Stage, values: Mapping[str, str | None]) -> list[str]:
    """The words of the process, `sh -c` looked through and its variables replaced; empty where they are not known."""
    arguments = process(stage)
    in_shell = command_in_shell(arguments)
    words = [argument.value for argument in (arguments if in_shell is None else in_shell)]
    if in_shell is None and all(argument.node.instruction.form == "exec" for argument in arguments):
        return words
    known = [_filled(word, values) for word in words]
    return [] if any(word is None for word in known) else [word for word in known if word is not None]


def _filled(word: str, values: Mapping[str, str | None]) -> str | None:
    """The word with the variables that the shell fills in; None where one is not known."""
    out, offset = "", 0
    for use in _USE.finditer(word):
        name = use[1] or use[3]
        value = values.get(name) or use[2]
        if value is None:
            return None
        out += word[offset : use.start()] + value
        offset = use.end()
    return out + word[offset:]
