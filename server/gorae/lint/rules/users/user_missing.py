"""An image that never says who runs its program starts it as root."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.context import manifests
from gorae.facts.copies import landings
from gorae.facts.entrypoint import command_line, first_start
from gorae.facts.start_script import start_script
from gorae.facts.users import drops_root, ending, has_to_be_root, is_root, uses_root_home
from gorae.lint.fixes.switch_user import switch
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule
from gorae.source.derived import derived_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.lint.rule import Inputs
    from gorae.stages import Build, Stage

# Official images that start a server as root and are given files and settings only.
_SERVE = frozenset(("nginx", "httpd", "caddy", "traefik", "tomcat", "jetty"))
_PROMPTS = re.compile(
    r"(?:iex|ghci|erl|irb|python[\d.]*|pypy[\d.]*|node|julia|R|jshell|perl[\d.]*|php|lua[\d.]*|clj|swipl|sbcl|racket|bun)"
    r"(?: -a| -de0)?|sleep infinity|tail -f /dev/null"  # the latter two: a container to work in
)
_GIVES_UP = re.compile(
    r"\b(?:(?:gosu|su-exec|setpriv|runuser|s6-setuidgid|setuidgid|chpst)\b|chroot\s+--userspec|su\s+-|sudo\s+-\w*u)"
)
_MOST_BYTES = 100_000


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the instruction that starts the program, else the last FROM; nothing where the base's user is not known.

    An image that starts nothing, or a language's prompt, is a base for others, which say who runs their program: reported
    to those who ask for the rule. A start script of the context that gives root up itself is enough.
    """
    end = ending(build)
    if end is None or end.node is not None or not is_root(end.user) or drops_root(build, end.stage):
        return
    stage = end.stage
    start = first_start(stage) or stage.last("ENTRYPOINT", "CMD")
    if start is None and stage.root.is_scratch:
        return
    is_base = (start is None and not _serves(stage)) or _is_prompt(stage) or has_to_be_root(stage)
    if inputs.context is not None and (_gives_up_root(build, inputs.context) or _runs_as_another(inputs.context)):
        return
    if start is not None and not start.instruction.words:
        start = stage.last("CMD") or start  # `ENTRYPOINT []` starts nothing
    span = start.to_document(start.instruction.keyword) if start is not None else stage.image_span
    said = manifests(inputs.context) if inputs.context is not None else None
    numbered = said is not None and said.non_root
    yield found(span, None if uses_root_home(stage) else switch(build, stage, numbered=numbered), opt_in=is_base)


def _serves(stage: Stage) -> bool:
    """Whether the image starts a program without a start of its own."""
    if stage.in_force("ENTRYPOINT", "CMD", "HEALTHCHECK") is not None:
        return True
    reference = stage.root.reference
    return reference is not None and reference.official_name in _SERVE


def _is_prompt(stage: Stage) -> bool:
    """Whether the image starts a language's prompt, as bases of a language do."""
    command = stage.in_force("CMD")
    if command is None or stage.in_force("EXPOSE") is not None:
        return False
    return _PROMPTS.fullmatch(" ".join(word.value for word in command.instruction.words)) is not None


def _gives_up_root(build: Build, context: BuildContext) -> bool:
    """Whether the start script does: the file that is started, or one of its name that a link leads to."""
    started = start_script(build, context)
    stage = build.last
    files = [started.file] if started is not None else []
    if stage is not None and not files:
        names = {posixpath.basename(word.value) for word in command_line(stage)[:4]}
        every = [landing for one in stage.chain for landing in landings(one) if landing.is_local]
        files = [one.source for one in every if posixpath.basename(one.source) in names]
    return any(_says_so(context, file) for file in files)


def _runs_as_another(context: BuildContext) -> bool:
    """Whether the project's manifests number the user that the container runs as."""
    found = manifests(context)
    return found is not None and found.user


@derived_by(lambda file: file)
def _says_so(context: BuildContext, file: str) -> bool:
    text = context.read_text(file, _MOST_BYTES)
    return text is not None and _GIVES_UP.search(text) is not None


RULE = FileRule("user-missing", find_with=find, aliases=(Alias("trivy", "DS-0002"),), fixes="unsafe", shipped_only=True)
