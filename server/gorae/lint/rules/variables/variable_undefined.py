"""A variable that nothing defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.secrets import names_secret
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.rewrites.lines import line_above
from gorae.source import Edit, Span
from gorae.source.derived import derived
from gorae.source.near_words import near_words
from gorae.stages import PLATFORM_ARGUMENTS, PREDEFINED_ARGUMENTS
from gorae.stages.dispatch import READS, dispatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build
    from gorae.syntax import Document, Instruction, Node, Pair, Variable

_NEAR = 0.8
# Lists in which an empty entry is the current folder, as ld.so(8), GCC and Python read them (MANPATH reads it otherwise).
_FOLDER_LISTS = {"LD_LIBRARY_PATH", "LIBRARY_PATH", "PYTHONPATH", "CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"}


def find(build: Build) -> Iterator[Finding]:
    """Report a name that is almost a known one, or that the base image is known not to set.

    Quieter than BuildKit's check: variables with a default (`${X:-}`), proxies, and variables under base images whose own
    are not known are not reported.
    """
    for warned in dispatch(build).warned("UndefinedVar"):
        node = build.document.nodes[warned.index]
        stage = build.stage_of(node)
        use = _use(node, warned.span)
        if stage is None or use is None or use.modifier or warned.name in PREDEFINED_ARGUMENTS:
            continue
        name, environment = warned.name, stage.environment_at(node)
        if name in PLATFORM_ARGUMENTS or name in build.global_arguments:
            continue  # `arg-not-in-scope` speaks of it
        if node.name == "ENV" and (pair := _pair_of(node, name)) is not None:
            if warned.is_sure and pair.key.value == name:
                yield from _its_own_value(build, node, pair, node.to_document(use.span))
            continue  # where another pair sets it, `env-self-reference` speaks of it
        close = near_words(name, environment, cutoff=_NEAR)
        # Where the near one is used as well, it is another variable and no slip of the keyboard.
        beside = {other.name for other in node.instruction.variables}
        if close and close[0] not in beside and len(name) > 2 and _is_slip(name, close[0]):
            repair = fix(Edit(warned.span, close[0]), safe=False, right=close[0])
            yield found(warned.span, repair, variant="near", name=name, right=close[0])
        elif warned.is_sure:
            yield found(warned.span, opt_in=_is_its_own_default(node, name), name=name)


def _its_own_value(build: Build, node: Node, pair: Pair, use: Span) -> Iterator[Finding]:
    """`ENV X=$X` and `ENV X=/a:$X`, where nothing gave X a value before."""
    name, value = pair.key.value, pair.value
    written = value.text.strip('"') if value is not None else ""
    if written in (f"${name}", f"${{{name}}}"):
        if not names_secret(name):  # `secret-in-arg-env` speaks of it, and an ARG would be no better
            declared = fix(line_above(build.document, node, "ARG", name), safe=False, variant="declare", name=name)
            yield found(use, declared, variant="own", is_habit=True, name=name)
    elif ":" in written and name in _FOLDER_LISTS:
        # Where the list has the folder that the image works in, the empty entry adds nothing to it.
        stage = build.stage_of(node)
        at = stage.final_state.workdir if stage is not None else None
        is_there = name != "LD_LIBRARY_PATH" and at is not None and at in written.split(":")
        yield found(use, _without_entry(build.document, use), variant="entry", opt_in=is_there, name=name)


def _without_entry(document: Document, use: Span) -> Fix | None:
    """A list of folders without the entry at a place of the document, and without the colon beside it."""
    text = document.text.value
    if text[use.start - 1 : use.start] == ":":
        return fix(Edit(Span(use.start - 1, use.end), ""), safe=False, variant="entry")
    if text[use.end : use.end + 1] == ":":
        return fix(Edit(Span(use.start, use.end + 1), ""), safe=False, variant="entry")
    return None


def _pair_of(node: Node, name: str) -> Pair | None:
    return _pairs(node.instruction).get(name)


def _use(node: Node, span: Span) -> Variable | None:
    return _uses(node.instruction).get(span.shift(-node.start))


@derived
def _pairs(instruction: Instruction) -> dict[str, Pair]:
    """The first pair of each name."""
    return {pair.key.value: pair for pair in reversed(instruction.pairs)}


@derived
def _uses(instruction: Instruction) -> dict[Span, Variable]:
    """The variables that are used, by the place of their name."""
    return {one.name_span: one for outer in instruction.variables for one in (outer, *outer.nested)}


def _is_its_own_default(node: Node, name: str) -> bool:
    """Whether it is `ARG X=${X}`, which says the same as `ARG X`."""
    return node.name == "ARG" and any(
        pair.key.value == name and pair.value is not None and pair.value.text.strip('"') in (f"${name}", f"${{{name}}}")
        for pair in node.instruction.pairs
    )


def _is_slip(name: str, known: str) -> bool:
    """Whether one is a misspelling of the other, not another name of the same family (`APP_PORT1`, `APP_PORT2`)."""
    digits = [character for character in name if character.isdigit()]
    if digits != [character for character in known if character.isdigit()] or name.count("_") != known.count("_"):
        return False
    return sum(one != other for one, other in zip(name.split("_"), known.split("_"), strict=True)) == 1


RULE = FileRule(
    "variable-undefined",
    find,
    aliases=(Alias("buildkit", "UndefinedVar"),),
    fixes="unsafe",
    behind_onbuild=False,
    reads=READS,
)
