"""Variables behind `$` and `${`, and what may follow a name in braces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.completion.model import Item
from gorae.reference import library
from gorae.source import Span
from gorae.stages import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gorae.completion.place import Place
    from gorae.syntax import Instruction

# Instructions in which BuildKit or the shell fills in variables.
_TAKES = frozenset((
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "ONBUILD", "RUN",
    "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
))  # fmt: skip
_NAME = re.compile(r"\$(?P<brace>\{?)(?P<name>[A-Za-z_][A-Za-z0-9_]*|)\Z")
_MODIFIED = re.compile(r"\$\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?P<sign>[:+\-?#%/]{1,2})\Z")
_COMMENTS = re.compile(r"(?m)(?<=\n)[ \t]*#.*$")
_GIVEN_TO_SHELL = re.compile(r"\s(?:-[a-zA-Z]*c|eval|trap|envsubst)\s+\Z")
_MODIFIERS = (":-", ":+", "-", "+", "#", "##", "%", "%%", "/", "//", ":?", "?")
# Every image has them, though no file sets them.
_OF_IMAGES = {name: Value(None, "base", None) for name in ("PATH", "HOME")}
_ORDER = {"arg": "1", "env": "2", "base": "3", "global-arg": "4", "platform": "5", "predefined": "6"}


def items(place: Place, written: Instruction) -> list[Item] | None:
    """The variables in force, or the modifiers; None where no variable is being typed."""
    if written.name not in _TAKES:
        return None
    text = place.text[place.start : place.offset]
    match = _NAME.search(text)
    escape = place.document.escape
    if match is not None and not _is_escaped(text, match.start(), escape):
        if not written.heredocs and _stays_as_it_is(text[: match.start()], escape):
            return []
        return _names(place, bool(match["brace"]), match["name"])
    match = _MODIFIED.search(text)
    return _modifiers(place, match["sign"]) if match is not None else None


def _is_escaped(text: str, offset: int, escape: str) -> bool:
    count = 0
    while offset > count and text[offset - 1 - count] == escape:
        count += 1
    return count % 2 == 1


def _stays_as_it_is(text: str, escape: str) -> bool:
    """Whether what follows stands between single quotes (`awk '{print $1}'`), and in no text that a shell is given."""
    text = _COMMENTS.sub(lambda match: " " * len(match[0]), text)
    opened = -1
    quote, offset = "", 0
    while offset < len(text):
        character = text[offset]
        if character == escape and quote != "'":
            offset += 1
        elif character == quote:
            quote = ""
        elif not quote and character in "'\"":
            quote, opened = character, offset
        offset += 1
    return quote == "'" and not _GIVEN_TO_SHELL.search(text[:opened])


def in_force(place: Place) -> Mapping[str, Value]:
    """The variables that may be used at the place."""
    node = place.node
    if node is not None:
        return place.build.environment_at(node)
    stage = place.stage
    return stage.final_environment if stage is not None else place.build.global_arguments


def _names(place: Place, brace: bool, name: str) -> list[Item]:
    end = place.offset
    text = place.text
    while end < len(text) and ((text[end].isalnum() and text[end].isascii()) or text[end] == "_"):
        end += 1
    closed = text[end : end + 1]
    span = Span(place.offset - len(name), end)
    found = []
    of_image = _OF_IMAGES if place.stage is not None and place.node is not None and place.node.name != "FROM" else {}
    for variable, value in {**of_image, **in_force(place)}.items():
        # `${` wants its brace; what stands behind the name already is left as it is.
        written = variable + ("}" if brace and (not closed or closed in " \t\r\n\"'") else "")
        known = library.entry("variables", variable, place.language)
        note = known.text if known is not None else ""
        detail = value.value if value.value is not None else ""
        sort = "9" + variable if variable.startswith("BUILDKIT_") else _ORDER.get(value.origin, "7") + variable
        if variable in of_image and value.defined_by is None:
            sort = f"3{list(of_image).index(variable)}"
        found.append(Item(variable, "variable", written, span, detail=detail, sort=sort, filter=variable, note=note))
    return found


def _modifiers(place: Place, sign: str) -> list[Item]:
    found = []
    span = Span(place.offset - len(sign), place.offset)
    for number, modifier in enumerate(_MODIFIERS):
        if not modifier.startswith(sign):
            continue
        known = library.entry("modifiers", modifier, place.language)
        gap = f"{modifier}${{1:{'pattern' if modifier[0] in '#%/' else 'word'}}}"
        detail = known.value if known is not None else ""
        note = known.text if known is not None else ""
        found.append(
            Item(
                modifier,
                "operator",
                modifier,
                span,
                snippet=gap,
                detail=detail,
                sort=f"{number:02}",
                filter=modifier,
                note=note,
            )
        )
    return found
