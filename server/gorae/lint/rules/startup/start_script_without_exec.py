"""A start script that runs the server as its child: `docker stop` reaches the shell alone."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.facts.entrypoint import command_line
from gorae.facts.interpreters import runner_length
from gorae.facts.start_script import start_script
from gorae.lint.model import Finding, found
from gorae.lint.rule import ContextRule
from gorae.shell import Command, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build, Stage

_SHELL = re.compile(r"#!\s*/(?:usr/)?bin/(?:env\s+)?(?:ba|a|da)?sh\b")
_MOST_BYTES = 100_000
# Programs that run until they are stopped.
_SERVERS = frozenset((
    "node", "gunicorn", "uvicorn", "hypercorn", "daphne", "celery", "java", "puma", "php-fpm", "apache2-foreground", "httpd-foreground",
    "nginx", "caddy", "streamlit", "fastapi", "flask", "dotnet", "redis-server", "mysqld", "postgres", "supervisord", "pm2-runtime", "daemon",
))  # fmt: skip
# Who reaches the server some other way.
_HANDLES = re.compile(r"\b(?:trap|wait|tini|dumb-init)\b")


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report the word that starts a shell script of the context, whose last command is a server or `"$@"` without `exec`."""
    started = start_script(build, context)
    if started is None:
        return
    if build.last is not None and _reaches_all(build.last):
        return
    text = context.read_text(started.file, _MOST_BYTES)
    if text is None or not _SHELL.match(text) or _HANDLES.search(text):
        return
    read = parse(text)
    if not read.complete or read.errors or not read.chain:
        return
    last = read.chain[-1]
    if last.background or (last.operator is not None and last.operator.text in ("&&", "||")):
        return
    step = last.steps[-1] if len(last.steps) == 1 else None
    if not isinstance(step, Command) or step.kind != "simple" or not step.words:
        return
    words = [word.text.strip("\"'") for word in step.words]
    words = words[runner_length(words) :]
    program = posixpath.basename(words[0]) if words else ""
    if program not in _SERVERS and words != ["$@"]:
        return
    if any(
        word in ("-v", "--version", "-V", "-t", "--help", "-c", "-e", "-m") for word in words[1:]
    ) and program not in ("gunicorn", "nginx"):
        return
    yield found(started.span, file=started.file, command=step.words[0].text)


def _reaches_all(stage: Stage) -> bool:
    """Whether an init program stands before the script that signals the whole group, and not its child alone as `tini` does."""
    names = [posixpath.basename(word.value) for word in command_line(stage)]
    return "dumb-init" in names or ("tini" in names and "-g" in names)


RULE = ContextRule("start-script-without-exec", find, last_only=True, shipped_only=True)
