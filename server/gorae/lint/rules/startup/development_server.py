"""A server in development mode in an image for production."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.copies import landings_of_chain, source_of
from gorae.facts.image_paths import absolute
from gorae.facts.interpreters import served_index
from gorae.facts.project_files import inner, json_of
from gorae.facts.scripts import script
from gorae.facts.start_script import start_script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import FileRule
from gorae.rewrites.edit_command import taken_out
from gorae.shell import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.lint.rule import Inputs
    from gorae.shell import Effective, Word
    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_DEVELOPMENT_STAGE = re.compile(r"dev|test|debug|local|watch|storybook|e2e|lint|ci$", re.IGNORECASE)
# Servers that watch files or show tracebacks with these options.
_WATCHING: dict[str, frozenset[str]] = {
    "uvicorn": frozenset(("--reload",)),
    "gunicorn": frozenset(("--reload",)),
    "hypercorn": frozenset(("--reload",)),
    "granian": frozenset(("--reload",)),
    "flask": frozenset(("--debug", "--debugger", "--reload")),
    "celery": frozenset(("--autoreload",)),
    "node": frozenset(("--watch",)),
    "bun": frozenset(("--watch", "--hot")),
}
# Commands that are development servers by themselves: program and first operand.
_SERVERS = {
    ("fastapi", "dev"): "fastapi run",
    ("flask", "run"): "",
    ("next", "dev"): "next start",
    ("nuxt", "dev"): "",
    ("vite", ""): "",
    ("vite", "dev"): "",
    ("nodemon", None): "node",
    ("ts-node-dev", None): "node",
    ("webpack-dev-server", None): "",
    ("webpack", "serve"): "",
    ("react-scripts", "start"): "",
    ("ng", "serve"): "",
    ("vue-cli-service", "serve"): "",
    ("hugo", "server"): "",
    ("air", None): "",
    ("astro", "dev"): "",
    ("gatsby", "develop"): "",
    ("remix", "dev"): "",
    ("expo", "start"): "",
    ("live-server", None): "",
    ("tsx", "watch"): "",
    ("artisan", "serve"): "",
    ("dotnet", "watch"): "",
    ("cargo", "watch"): "",
    ("watchmedo", "auto-restart"): "",
    ("watchfiles", None): "",
    ("hupper", None): "",
}
# Options that open a debugger, by program; who reaches its port runs code.
_DEBUGGERS: dict[str, re.Pattern[str]] = {
    "node": re.compile(r"--inspect(?:-brk|-wait)?(?:=.*)?"),
    "java": re.compile(r"-agentlib:jdwp.*|-Xrunjdwp.*|-Xdebug"),
    "dlv": re.compile(r"exec|debug"),
}
_DEBUGS = re.compile(r"-agentlib:jdwp\b|-Xrunjdwp\b|--inspect\b")
_OPTION_VARIABLES = ("JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "NODE_OPTIONS", "CATALINA_OPTS")
# Commands that compile the program when the container starts.
_BUILDS = {
    ("go", "run"), ("cargo", "run"), ("dotnet", "run"), ("mvn", "spring-boot:run"), ("mvnw", "spring-boot:run"), ("gradle", "bootRun"),
    ("gradlew", "bootRun"), ("mvn", "quarkus:dev"), ("mvnw", "quarkus:dev"), ("ts-node", None),
}  # fmt: skip
# Variables by which frameworks choose their mode, and the values for development (their documentation).
_DEV, _ON = re.compile(r"dev(?:elopment)?", re.IGNORECASE), re.compile(r"1|true|on", re.IGNORECASE)
_ENVIRONMENTS = {
    "NODE_ENV": _DEV, "RAILS_ENV": _DEV, "RACK_ENV": _DEV, "ASPNETCORE_ENVIRONMENT": _DEV, "DOTNET_ENVIRONMENT": _DEV,
    "FLASK_ENV": _DEV, "FLASK_DEBUG": _ON, "APP_DEBUG": _ON, "DJANGO_DEBUG": _ON, "GIN_MODE": re.compile("debug"),
}  # fmt: skip
# Who runs the scripts of package.json, and the words between it and a script's name.
_RUNNERS = frozenset(("npm", "yarn", "pnpm", "bun"))
# Names that scripts for development have, where nobody can look into package.json.
_FOR_DEVELOPMENT = re.compile(r"(?:start|serve|run)?[:_-]?(?:dev|develop|development|watch)(?::\w+)?")
_MOST_BYTES = 200_000
# `app.run(debug=True)` of Flask and the like: tracebacks with a console in the browser.
_DEBUG = re.compile(r"^[ \t]*\w+\.run(?:_server)?\([^()#]*\bdebug[ \t]*=[ \t]*True\b", re.MULTILINE)
_WITH_DEBUGGER = re.compile(r"^[ \t]*(?:from|import)[ \t]+(?:flask|dash|quart|bottle|sanic)\b", re.MULTILINE)


class _Found(NamedTuple):
    span: Span
    variant: str
    words: str
    removable: Word | None = None


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the option or command in the CMD or ENTRYPOINT of the stage that is built, where nothing says it is for development.

    A whole server for development makes the image one: what matters in shipped images alone is not reported beside it.
    """
    stage = build.last
    if stage is None or (stage.name is not None and _DEVELOPMENT_STAGE.search(stage.name)):
        return
    if stage is not build.stages[-1]:
        return  # compose asks for it, and below stands another that is for production
    for setting in stage.instructions("ENV"):
        for pair in setting.instruction.pairs:
            if pair.key.value in _OPTION_VARIABLES and pair.value is not None and _DEBUGS.search(pair.value.value):
                yield found(setting.to_document(pair.span), variant="debugger", command=pair.key.value)
    for name in ("ENTRYPOINT", "CMD"):
        node = stage.last(name)
        if node is None:
            continue
        for command in script(node.instruction, stage.scope_of(node)).commands:
            hit = _hit(command.effective) or _script(stage, inputs.context, command.effective)
            if hit is not None:
                yield found(
                    node.to_document(hit.span), _without(node, hit), variant=hit.variant, command=hit.words,
                    not_shipped=hit.variant == "server", opt_in=_has_another(inputs.context),
                )  # fmt: skip
    yield from _environments(stage)
    started = start_script(build, inputs.context) if inputs.context is not None else None
    if started is not None and inputs.context is not None and started.file.endswith(".py"):
        text = inputs.context.read_text(started.file, _MOST_BYTES) or ""
        if _WITH_DEBUGGER.search(text) and _DEBUG.search(text):
            yield found(started.span, variant="script", file=started.file)


def _has_another(context: BuildContext | None) -> bool:
    """Whether a Dockerfile for production stands beside this one, which is for development then."""
    name = context.dockerfile if context is not None else None
    if context is None or name is None or posixpath.basename(name).lower() not in ("dockerfile", "containerfile"):
        return False
    return any(context.is_on_disk(f"{name}{ending}") for ending in (".prod", ".production", "-prod", ".release"))


def _environments(stage: Stage) -> Iterator[Finding]:
    """Variables that choose the development mode for the program that starts, where it is none for development itself."""
    start = stage.in_force("CMD", "ENTRYPOINT")
    if start is None:
        return
    for node in stage.instructions("ENV"):
        for pair in node.instruction.pairs:
            values = _ENVIRONMENTS.get(pair.key.value)
            if values is not None and pair.value is not None and values.fullmatch(pair.value.value):
                yield found(
                    node.to_document(pair.span), variant="variable", command=f"{pair.key.value}={pair.value.value}"
                )


def _hit(effective: Effective) -> _Found | None:
    words = effective.words[served_index([word.value for word in effective.words]) :]
    if not words:
        return None
    program, args = words[0].value.rpartition("/")[2], words[1:]
    debugger = _DEBUGGERS.get(program)
    for word in args:
        if debugger is not None and debugger.fullmatch(word.value):
            return _Found(word.span, "debugger", word.value.partition("=")[0], None if program == "dlv" else word)
        if word.value in _WATCHING.get(program, ()):
            return _Found(word.span, "option", word.value, word)
    operand = next((word for word in args if not word.is_option and (program != "flask" or word.value == "run")), None)
    for key in ((program, operand.value if operand else ""), (program, None)):
        if key in _SERVERS:
            span = words[0].span | operand.span if operand is not None and key[1] else words[0].span
            return _Found(span, "server", " ".join(part for part in key if part))
        if key in _BUILDS:
            span = words[0].span | operand.span if operand is not None and key[1] else words[0].span
            return _Found(span, "builds", " ".join(part for part in key if part))
    if program == "rails" and operand is not None and operand.value in ("server", "s"):
        for flag, value in pairwise(args):
            if flag.value in ("-e", "--environment") and value.value == "development":
                return _Found(flag.span | value.span, "option", f"{flag.value} development")
    if program == "php" and args and args[0].value == "-S":
        return _Found(words[0].span | args[0].span, "server", "php -S")
    if (
        program.startswith("python")
        and len(args) > 1
        and args[0].value.endswith("manage.py")
        and args[1].value == "runserver"
    ):
        return _Found(args[0].span | args[1].span, "server", "manage.py runserver")
    return None


def _script(stage: Stage, context: BuildContext | None, effective: Effective) -> _Found | None:
    """A script of package.json that starts such a server: by what it says, else by its name."""
    words = effective.words
    if not words or words[0].value.rpartition("/")[2] not in _RUNNERS:
        return None
    named = [word for word in words[1:] if not word.is_option]
    if named and named[0].value in ("run", "run-script"):
        named = named[1:]
    if not named or not named[0].static:
        return None
    name = named[0].value
    text = _text_of(stage, context, name)
    starts = text is not None and any(_hit(one.effective) is not None for one in parse(text).commands)
    if not starts and not _FOR_DEVELOPMENT.fullmatch(name):
        return None
    span = words[0].span | named[0].span
    return _Found(span, "server", " ".join(word.value for word in words[: words.index(named[0]) + 1]))


def _text_of(stage: Stage, context: BuildContext | None, name: str) -> str | None:
    """What package.json calls by that name; None where the image brings another file, or none that is known."""
    path = absolute(stage, None, "package.json")
    if context is None or path is None:
        return None
    source = source_of(path, landings_of_chain(stage), context)
    command = inner(json_of(context, source[1]), "scripts", name) if source is not None else None
    return command if isinstance(command, str) else None


def _without(node: Node, hit: _Found) -> Fix | None:
    if hit.removable is None:
        return None
    return fix(taken_out(node.instruction, hit.removable.span).shift(node.start), safe=False, word=hit.removable.value)


RULE = FileRule("development-server", find_with=find, fixes="unsafe", shipped_only=True, last_only=True)
