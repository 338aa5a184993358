"""A server in development mode in an image for production."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import FileRule
from gorae.rewrites.edit_command import taken_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Effective, Word
    from gorae.source import Span
    from gorae.stages import Build
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
}
# Commands that are development servers by themselves: program and first operand.
_SERVERS = {
    ("fastapi", "dev"): "fastapi run",
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
}


class _Found(NamedTuple):
    span: Span
    variant: str
    words: str
    removable: Word | None = None


def find(build: Build) -> Iterator[Finding]:
    """Report the option or command in the CMD or ENTRYPOINT of the stage that is built, where nothing says it is for development."""
    stage = build.last
    if stage is None or (stage.name is not None and _DEVELOPMENT_STAGE.search(stage.name)):
        return
    for name in ("ENTRYPOINT", "CMD"):
        node = stage.last(name)
        if node is None:
            continue
        for command in script(node.instruction, stage.scope_of(node)).commands:
            hit = _hit(command.effective)
            if hit is not None:
                yield found(node.to_document(hit.span), _without(node, hit), variant=hit.variant, command=hit.words)


def _hit(effective: Effective) -> _Found | None:
    words = _behind_runners(effective.words)
    if not words:
        return None
    program, args = words[0].value.rpartition("/")[2], words[1:]
    for word in args:
        if word.value in _WATCHING.get(program, ()):
            return _Found(word.span, "option", word.value, word)
    operand = next((word for word in args if not word.is_option), None)
    for key in ((program, operand.value if operand else ""), (program, None)):
        if key in _SERVERS:
            span = words[0].span | operand.span if operand is not None and key[1] else words[0].span
            return _Found(span, "server", " ".join(part for part in key if part))
    if (
        program.startswith("python")
        and len(args) > 1
        and args[0].value.endswith("manage.py")
        and args[1].value == "runserver"
    ):
        return _Found(args[0].span | args[1].span, "server", "manage.py runserver")
    return None


def _behind_runners(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words behind `npx`, `uv run`, `poetry run`, `python -m` and their kin."""
    while words:
        values = [word.value.rpartition("/")[2] for word in words[:2]]
        if values[0] in ("npx", "bunx"):
            words = words[1:]
        elif (
            values[0] in ("uv", "poetry", "pipenv", "pdm", "pnpm", "yarn", "bundle")
            and values[1:] in (["run"], ["exec"])
        ) or (re.fullmatch(r"python[\d.]*", values[0]) and values[1:] == ["-m"]):
            words = words[2:]
        else:
            return words
    return words


def _without(node: Node, hit: _Found) -> Fix | None:
    if hit.removable is None:
        return None
    return fix(taken_out(node.instruction, hit.removable.span).shift(node.start), safe=False, word=hit.removable.value)


RULE = FileRule("development-server", find, fixes="unsafe", shipped_only=True)
