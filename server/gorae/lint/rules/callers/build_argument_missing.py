"""An ARG without a default that the build needs and nobody gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.caller_file import needed_for
from gorae.lint.model import Finding, found
from gorae.lint.rule import CallerRule
from gorae.stages import PLATFORM_ARGUMENTS, PREDEFINED_ARGUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.caller_file import CallerFile
    from gorae.stages import Build, Stage

# Where a variable is a part of a longer word, nothing in its place makes another word: a version, a path, an address.
_WITHIN_WORD = r"(?:[\w.:/@=-]\$(?:{name}\b|\{{{name}\}})|\$(?:{name}\b(?=[./:@-])|\{{{name}\}}(?=[\w./:@-])))"
_PATHS = ("COPY", "ADD", "WORKDIR", "USER")


def find(file: CallerFile) -> Iterator[Finding]:
    """Report the service's or target's name, once for all the arguments it lacks."""
    for request in file.requests:
        build, stage, place = request.build, request.stage, request.caller.place
        if build is None or stage is None or place is None or not file.has(place):
            continue
        given = {one.name.value for one in request.caller.given}
        names = [name for name in needed(build, stage) if name not in given]
        if names:
            yield found(place.span, names=", ".join(f"`{name}`" for name in names), file=request.caller.dockerfile.name)


def needed(build: Build, stage: Stage) -> list[str]:
    """The arguments without a default, in order, whose absence changes what a build of that stage does."""
    stages = needed_for(build, stage)
    defaults: dict[str, bool] = {}
    for node in build.header:
        for pair in node.instruction.pairs if node.instruction.name == "ARG" else ():
            defaults[pair.key.value] = pair.value is not None
    found: list[str] = []
    for one in stages:
        uses = {use.name for use in one.from_instruction.instruction.variables if not use.modifier}
        found += [name for name in uses if defaults.get(name) is False]
        own = _bare_arguments(one, defaults)
        found += [name for name in own if _is_needed(one, name)]
    others = (*PLATFORM_ARGUMENTS, *PREDEFINED_ARGUMENTS)
    return [name for name in dict.fromkeys(found) if name not in others]


def _bare_arguments(stage: Stage, defaults: dict[str, bool]) -> list[str]:
    """The stage's own ARGs that have no value of their own, none above FROM, and none of ENV."""
    names = []
    for node in stage.instructions("ARG"):
        for pair in node.instruction.pairs:
            name = pair.key.value
            before = stage.environment_at(node).get(name)
            if pair.value is None and not defaults.get(name) and (before is None or before.value is None):
                names.append(name)
    return names


def _is_needed(stage: Stage, name: str) -> bool:
    pattern = re.compile(_WITHIN_WORD.format(name=re.escape(name)))
    for node in stage.instructions(*_PATHS):
        if any(use.name == name and not use.modifier for use in node.instruction.variables):
            return True
    for node in stage.instructions("RUN"):
        text = node.instruction.arguments_text + "".join(
            one.body.of(node.instruction.text) for one in node.instruction.heredocs
        )
        # A script that asks whether it is set can do without it.
        asked = re.search(
            rf"-[nz]\s+\"?\$\{{?{re.escape(name)}\b|\$\{{{re.escape(name)}:?[-+?]|\"\$\{{?{re.escape(name)}\}}?\"\s*(?:=|!=)",
            text,
        )
        if asked:
            return False
        if pattern.search(text):
            return True
    return False


RULE = CallerRule("build-argument-missing", find)
