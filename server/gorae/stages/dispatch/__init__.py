"""A Dockerfile as the Engine works it off, instruction by instruction: what it refuses, and what its checks warn of.

Follows BuildKit 0.32 (frontend 1.26; frontend/dockerfile/dockerfile2llb), held against a real Docker Engine in
tests/engine. Without build arguments, on the platforms that `docker build` takes by itself. Nothing is reported that depends
on what is not known before the build: variables that an image may set, a WORKDIR that it may have.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.source import Span
from gorae.source.derived import derived, derived_by
from gorae.stages.dispatch.form import judge_form
from gorae.stages.dispatch.graph import Arguments, add_commands, image_refused, is_refused, states_of, take_sources
from gorae.stages.dispatch.instructions import is_secret_name, work_off
from gorae.stages.dispatch.model import Dispatch, Refusal, Warned
from gorae.stages.dispatch.ports import parse_port
from gorae.stages.dispatch.signals import is_signal, signal_names
from gorae.stages.dispatch.state import Command, State, begin
from gorae.syntax.check_options import check_options

if TYPE_CHECKING:
    from gorae.stages.model import Build
    from gorae.syntax import Node

# The instructions whose words it reads, beside those that set what is in force below them: of RUN, CMD and the others
# the keywords, flags and forms alone.
_PLAIN = re.compile("\ufeff?#[\t\f\r ]*")

READS: dict[str, tuple[str, ...]] = {"ADD": (), "COPY": (), "EXPOSE": (), "LABEL": (), "STOPSIGNAL": (), "VOLUME": ()}


@derived
def dispatch(build: Build) -> Dispatch:
    """What the Engine says of a file. Remembered with it."""
    found = Dispatch()
    _whole(build, found)
    _check_options(build, found)
    judge_form(build, found)
    if build.stages:
        _stages(build, found)
    return found


@derived_by(lambda number: number)
def refusals_around(build: Build, number: int) -> tuple[Refusal, ...]:
    """What the Engine refuses of a file, worked off only in the stage of that number, in those that it is based on, and in
    those based on it: of a change inside of that stage no other stage sees anything."""
    found = Dispatch()
    if build.stages:
        _stages(build, found, number)
    return tuple(found.refusals)


def _whole(build: Build, found: Dispatch) -> None:
    """Files that no image is made of."""
    document = build.document
    if build.stages:
        first = next((node for node in build.header if node.name != "ARG"), None)
        if first is not None:
            found.refusals.append(Refusal("stage-not-begun", first.keyword, first.index, (("name", first.name),)))
        return
    if not document.nodes:
        text = document.text.value
        kind = "file-without-instructions" if text else "file-empty"
        offset = text.removesuffix("\n").rfind("\n") + 1  # the Engine names the last line
        found.refusals.append(Refusal(kind, Span(offset, offset), -1))
        return
    node = next((one for one in document.nodes if one.name != "ARG"), document.nodes[-1])
    found.refusals.append(Refusal("stages-missing", node.keyword, node.index))


def _check_options(build: Build, found: Dispatch) -> None:
    """`# check=` at the top; the Engine reads it as a comment here where other blanks than those of `_PLAIN` stand before it."""
    directive, text = build.document.check, build.document.text
    if directive is not None and not _PLAIN.fullmatch(
        text.value, text.start_of_line(directive.span.start), directive.name_span.start
    ):
        return
    wrong = check_options(directive.value).wrong if directive is not None else None
    if directive is not None and wrong is not None:
        found.refusals.append(Refusal("check-option", directive.value_span, -1, (("text", wrong),)))


def _stages(build: Build, found: Dispatch, around: int | None = None) -> None:
    document = build.document
    arguments = Arguments(build, found)
    states, by_name = states_of(build, arguments, found)
    own = list(states)
    wanted = set(own) if around is None else _around(own, around)
    for state, stage in zip(own, build.stages, strict=True):
        add_commands(state, stage, is_worked_off=state in wanted)
        for command in state.commands:
            take_sources(command, states, by_name, document.escape, found)
            state.needs += command.sources
    for state in own:
        node = state.node
        if state.base is None and node is not None and node.instruction.words and not is_refused(node.instruction):
            image_refused(state, node.to_document(node.instruction.words[0].span), node.index, found)
    for state in own:
        if state.node is None or state.base is None or not state.base.triggers:
            continue
        if state in _reachable(own[-1]):
            triggers = [_triggered(command, state.node, found) for command in state.base.triggers]
            for command in triggers:
                take_sources(command, states, by_name, document.escape, found)
            state.commands[:0] = triggers
    for state in own:
        state.is_done = True
        if state in wanted:
            begin(state, document)
            work_off(state, arguments, document.escape, found)


def _around(states: list[State], number: int) -> set[State]:
    """A stage, what it is based on, and what is based on it."""
    above = {states[number]}
    for state in states[number + 1 :]:
        if state.base in above:
            above.add(state)
    base = states[number].base
    while base is not None:
        above.add(base)
        base = base.base
    return above


def _reachable(target: State) -> set[State]:
    """The stages without which the last one cannot be built: ONBUILD fires in them alone."""
    found: set[State] = set()
    waiting: list[State] = [target]
    while waiting:
        state = waiting.pop()
        if state not in found:
            found.add(state)
            waiting += state.needs
            if state.base is not None:
                waiting.append(state.base)
    return found


def _triggered(command: Command, node: Node, found: Dispatch) -> Command:
    """What ONBUILD of the base does in this stage: it is reported at FROM."""
    words = node.instruction.words
    here = node.to_document(words[0].span) if words else node.keyword
    found.triggered.append((command.index, node.index))
    for issue in command.instruction.issues:
        if not issue.stops:
            continue
        facts = (("instruction", command.instruction.name), ("issue", issue.kind))
        found.refusals.append(Refusal("trigger-refused", here, node.index, facts))
        break
    return Command(command.instruction, node.index, lambda _: here)


__all__ = [
    "READS",
    "Dispatch",
    "Refusal",
    "Warned",
    "dispatch",
    "is_secret_name",
    "is_signal",
    "parse_port",
    "refusals_around",
    "signal_names",
]
