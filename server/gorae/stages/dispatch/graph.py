"""Stages, what they are based on, and what they take files from (BuildKit, buildDispatchStates, toCommand)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.images import reference_problem
from gorae.stages.dispatch.expansion import Environment, expand
from gorae.stages.dispatch.model import Refusal, Warned
from gorae.stages.dispatch.state import PLATFORM_VALUES, SCRATCH, Command, State, parse_platform

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.source import Span
    from gorae.stages.dispatch.expansion import Expansion
    from gorae.stages.dispatch.model import Dispatch
    from gorae.stages.model import Build, Stage
    from gorae.syntax import Instruction, Node, Word

_INDEX = re.compile(r"[+-]?\d+", re.ASCII)
_TAKING = frozenset(("COPY", "RUN"))  # they name stages and images to take files from
# What stands for a build argument that nobody gave: a name like any other, or a platform.
_FILLED, _FILLED_PLATFORM = "filled", "linux/amd64"


def trigger_of(instruction: Instruction) -> Instruction | None:
    """What ONBUILD keeps; None for other instructions."""
    return instruction.trigger if instruction.name == "ONBUILD" else None


def is_refused(instruction: Instruction) -> bool:
    """Whether the Engine cannot read the instruction at all."""
    return bool(instruction.issues) and any(issue.stops for issue in instruction.issues)


class Arguments:
    """The ARGs above the first FROM."""

    def __init__(self, build: Build, found: Dispatch) -> None:
        last = build.stages[-1].name if build.stages else None
        self.preset = {**PLATFORM_VALUES, **({"TARGETSTAGE": last} if last else {})}
        self.environment = Environment({**self.preset})
        self.declared: set[str] = set()
        self.defaults: list[tuple[str, str]] = []  # names and values as written, in order
        self.escape = build.document.escape
        self.blank: set[str] = set()  # those without a value, which only --build-arg can give one
        self.given = dict(build.build_arguments)
        self.environment.values.update((name, self.given[name]) for name in PLATFORM_VALUES if name in self.given)
        for node in build.header:
            if node.name != "ARG" or is_refused(node.instruction):
                continue
            for pair in node.instruction.pairs:
                name = pair.key.text
                self.declared.add(name)
                if name in self.given:
                    self.environment.values[name] = self.given[name]
                    continue
                if pair.value is None:
                    if name not in self.environment.values:
                        self.blank.add(name)
                    continue
                expansion = expand(pair.value.text, self.environment, self.escape)
                self.defaults.append((name, pair.value.text))
                if expansion.refused is not None:
                    found.refusals.append(refused_word(expansion, node.to_document(pair.value.span), node.index, ()))
                self.environment.values[name] = expansion.value
                if expansion.value or pair.value.text.strip("'\"") or name in PLATFORM_VALUES:
                    self.blank.discard(name)
                else:
                    self.blank.add(name)

    def filled(self, value: str) -> Environment:
        """The variables with something in those that have no value."""
        filled = Environment({**self.preset, **self.given, **dict.fromkeys(self.blank, value)})
        for name, written in self.defaults:
            if name not in self.blank:
                filled.values[name] = expand(written, filled, self.escape).value
        return filled


def refused_word(expansion: Expansion, span: Span, index: int, needs: tuple[str, ...]) -> Refusal:
    """The refusal of a word that cannot be read."""
    kind, name, message = expansion.refused or ("", "", "")
    if kind == "required":
        return Refusal("variable-required", span, index, (("name", name), ("message", message)), needs)
    return Refusal("variable-pattern", span, index, (("text", message),), needs)


def states_of(build: Build, arguments: Arguments, found: Dispatch) -> tuple[list[State], dict[str, State]]:
    """All stages in order, without their instructions; those that have a name by it."""
    states: list[State] = []
    by_name: dict[str, State] = {}
    for stage in build.stages:
        node = stage.from_instruction
        state = State(stage.index, stage.name or "", SCRATCH, node)
        if not is_refused(node.instruction) and node.instruction.words:
            _image(state, node, build.document.escape, arguments, found)
            _platform(state, node, build.document.escape, arguments, found)
        state.base = by_name.get(state.image)
        states.append(state)
        if state.name:
            by_name[state.name] = state
    return states, by_name


def add_commands(state: State, stage: Stage, *, is_worked_off: bool) -> None:
    """Gives a stage its instructions: all of them, or those that other stages hang on."""
    for node in stage.nodes[1:]:
        instruction = node.instruction
        trigger = trigger_of(instruction)
        if trigger is not None:
            state.triggers.append(Command(trigger, node.index, node.to_document))
        if is_worked_off or (instruction.flags and instruction.name in _TAKING):
            state.commands.append(Command(instruction, node.index, node.to_document))


def _image(state: State, node: Node, escape: str, arguments: Arguments, found: Dispatch) -> None:
    word = node.instruction.words[0]
    expansion = expand(word.text, arguments.environment, escape)
    span = node.to_document(word.span)
    _undefined(expansion, arguments, node, word, found)
    if expansion.refused is None and reference_problem(expansion.value) and expansion.value != SCRATCH:
        found.warnings.append(Warned("InvalidDefaultArgInFrom", node.index, span))
        if arguments.blank:
            expansion = expand(word.text, arguments.filled(_FILLED), escape)
            state.shown = expand(word.text, arguments.filled("…"), escape).value
    if expansion.refused is not None:
        found.refusals.append(refused_word(expansion, span, node.index, ()))
    elif not expansion.value:
        found.refusals.append(Refusal("image-empty", span, node.index, (("text", word.text),)))
    state.image = expansion.value


def image_refused(state: State, span: Span, index: int, found: Dispatch) -> None:
    """Adds what is wrong with the name of an image that is no stage."""
    if state.image in ("", SCRATCH):
        return
    problem = reference_problem(state.image)
    if problem:
        found.refusals.append(Refusal(f"image-{problem}", span, index, (("image", state.shown or state.image),)))


def _undefined(expansion: Expansion, arguments: Arguments, node: Node, word: Word, found: Dispatch) -> None:
    known = arguments.declared | PLATFORM_VALUES.keys()
    for name in sorted(expansion.unmatched - known):
        span = _span_of(word, name, node)
        found.warnings.append(Warned("UndefinedArgInFrom", node.index, span, name))


def _span_of(word: Word, name: str, node: Node) -> Span:
    uses = [use for outer in word.variables for use in (outer, *outer.nested)]
    use = next((use for use in uses if use.name == name), None)
    return node.to_document(use.name_span if use else word.span)


def _platform(state: State, node: Node, escape: str, arguments: Arguments, found: Dispatch) -> None:
    flag = node.instruction.flag("platform")
    if flag is None or not flag.value or flag.value_span is None:
        return
    span = node.to_document(flag.value_span)
    expansion = expand(flag.value, arguments.environment, escape)
    _undefined_in_flag(expansion, arguments, node, span, found)
    _platform_checks(state, expansion, node, span, arguments, found)
    if expansion.refused is None and not expansion.value:
        expansion = expand(flag.value, arguments.filled(_FILLED_PLATFORM), escape)
    if expansion.refused is not None:
        found.refusals.append(refused_word(expansion, span, node.index, ()))
        return
    state.platform = parse_platform(expansion.value)
    if state.platform is None:
        kind = "platform-invalid" if expansion.value else "platform-empty"
        needs = tuple(sorted(name for name in arguments.blank if name in expansion.unmatched | expansion.matched))
        found.refusals.append(Refusal(kind, span, node.index, (("value", expansion.value or flag.value),), needs))


def _undefined_in_flag(expansion: Expansion, arguments: Arguments, node: Node, span: Span, found: Dispatch) -> None:
    known = arguments.declared | PLATFORM_VALUES.keys()
    found.warnings += [
        Warned("UndefinedArgInFrom", node.index, span, name) for name in sorted(expansion.unmatched - known)
    ]


def _platform_checks(
    state: State, expansion: Expansion, node: Node, span: Span, arguments: Arguments, found: Dispatch
) -> None:
    is_target = expansion.matched == {"TARGETPLATFORM"} and not expansion.unmatched
    if is_target and expansion.value == arguments.environment.values["TARGETPLATFORM"]:
        found.warnings.append(Warned("RedundantTargetPlatform", node.index, span))
    if expansion.matched or expansion.unmatched:
        return
    platform = parse_platform(expansion.value)
    if platform is None or platform.system in state.name or (platform.architecture or "amd64") in state.name:
        return
    found.warnings.append(Warned("FromPlatformFlagConstDisallowed", node.index, span))


def take_sources(
    command: Command, states: list[State], by_name: dict[str, State], escape: str, found: Dispatch
) -> None:
    """Finds what a COPY or RUN takes files from; a name of no stage is an image, and added to the states."""
    instruction = command.instruction
    if instruction.name not in _TAKING or is_refused(instruction):
        return
    for flag in instruction.flags:
        option = flag.option("from") if flag.name == "mount" else None
        value = option.value if option is not None else flag.value if flag.name == "from" else None
        span = option.value_span if option is not None else flag.value_span
        if not value and flag.name == "mount" and SCRATCH not in by_name:
            states.append(State(-1, "", SCRATCH, None))  # a mount of nothing has a number of its own, too
        if not value or span is None:
            continue
        here = command.place(span)
        if flag.name == "from" and expand(value, Environment(), escape).value != value:
            found.refusals.append(Refusal("from-variable", here, command.index, (("text", value),)))
            continue
        source = _source(value, states, by_name, is_copy=flag.name == "from")
        if source is None:
            found.refusals.append(Refusal("stage-index", here, command.index, (("text", value),)))
            continue
        if source.number < 0:
            states.append(source)
            source.is_done = True
            image_refused(source, here, command.index, found)
        command.sources.append(source)


def _source(value: str, states: Sequence[State], by_name: dict[str, State], *, is_copy: bool) -> State | None:
    if is_copy and _INDEX.fullmatch(value):
        return states[int(value)] if 0 <= int(value) < len(states) else None
    return by_name.get(value.lower()) or State(-1, "", value, None)


__all__ = ["Arguments", "add_commands", "image_refused", "is_refused", "refused_word", "states_of", "take_sources"]
