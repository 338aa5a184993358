"""The values that a Dockerfile's build arguments have where it is built: those of the compose and bake files that build it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.stages import build as understand

if TYPE_CHECKING:
    from gorae.context import BuildContext
    from gorae.stages import Build, Stage
    from gorae.syntax import Document, Node

# Each set is a whole check of the file: of more callers than these the first are looked at.
MOST_SETS = 4


_STAGE = re.compile(
    r"(?:^|[-_.])(?:dev|devel|development|tests?|testing|debug|local|lint|ci|e2e|storybook|watch)(?:$|[-_.\d])"
)


def is_stage_for_development(name: str | None) -> bool:
    """Whether a stage's name says that it is for development or tests."""
    return name is not None and _STAGE.search(name.lower()) is not None


def is_sails(stage: Stage) -> bool:
    """Whether a stage is Laravel Sail's, whose runtimes are for development alone (laravel.com/docs/sail, 2026-11)."""
    start = stage.last("ENTRYPOINT")
    if start is None or "start-container" not in start.instruction.text:
        return False
    return any(
        "useradd" in text and "sail" in text for text in (node.instruction.text for node in stage.instructions("RUN"))
    )


class Call(NamedTuple):
    """A way in which the file is built: its build arguments, and the stage; None: the last one."""

    arguments: dict[str, str]
    target: str | None


def calls(document: Document, context: BuildContext | None) -> tuple[Call, ...]:
    """The different ways in which callers build the file, of which each is a whole check; at least one.

    The last stage is always one of them, but where it is for development or tests and callers build others. Stages for
    development that are asked for are none: nobody ships them.
    """
    sets = argument_sets(document, context)
    if context is None or not (context.callers or context.targets):
        return tuple(Call(given, None) for given in sets)
    names = [_name(node) for node in document.nodes if node.instruction.name == "FROM"]
    declared = _declared(document)
    targets = []
    for caller in context.callers if len(names) > 1 else ():
        target = (caller.target or "").lower()
        if target in names[:-1] and target and not is_stage_for_development(target):
            targets.append(Call({name: value for name, value in caller.arguments if name in declared}, target))
    targets += [Call(sets[0], target) for target in _commanded(document, context, names)]
    whole = [Call(given, None) for given in sets]
    if targets and is_stage_for_development(names[-1]):
        whole = []
    found: dict[tuple[object, ...], Call] = {}
    for call in (*whole, *targets):
        found.setdefault((tuple(sorted(call.arguments.items())), call.target), call)
    return tuple(found.values())[:MOST_SETS]


def _commanded(document: Document, context: BuildContext, names: list[str | None]) -> list[str]:
    """The stages that commands build the file to. One that others copy from is built first for its cache, and not shipped."""
    if len(names) < 2:
        return []
    flags = [node.instruction.flag("from") for node in document.nodes if node.instruction.name == "COPY"]
    copied = {(flag.value or "").lower() for flag in flags if flag is not None}
    every = [target.lower() for target in context.targets]
    return [one for one in every if one in names[:-1] and one not in copied and not is_stage_for_development(one)]


def _name(node: Node) -> str | None:
    words = node.instruction.words
    return words[2].text.lower() if len(words) >= 3 and words[1].text.upper() == "AS" else None


def _declared(document: Document) -> set[str]:
    """The names of all build arguments that the file declares."""
    return {
        pair.key.value for node in document.nodes if node.instruction.name == "ARG" for pair in node.instruction.pairs
    }


def argument_sets(document: Document, context: BuildContext | None) -> tuple[dict[str, str], ...]:
    """The different arguments that callers give and the file declares, nearest caller first; at least one set.

    What no caller gives has its default. Without a caller nothing is given.
    """
    if context is None or not context.callers:
        return ({},)
    declared = _declared(document)
    found: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
    for caller in context.callers:
        given = {name: value for name, value in caller.arguments if name in declared}
        found.setdefault(tuple(sorted(given.items())), given)
    return tuple(found.values())[:MOST_SETS]


def build_as_called(document: Document, context: BuildContext | None) -> Build:
    """The build graph with the arguments of the nearest caller: what hover and completion reckon with."""
    return understand(document, argument_sets(document, context)[0])
