"""What mends a syntax error, where the text says what it was meant to be."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.lint.fixes.known_word import known_word
from gorae.lint.fixes.string_array import array, read_strings
from gorae.lint.model import Fix, fix
from gorae.source import Edit, Span
from gorae.syntax import BOOLEAN_FLAGS, CHOICES, FLAGS, INSTRUCTIONS, MOUNT_OPTIONS, MOUNT_TYPES, SHARING_MODES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gorae.syntax import Document, Instruction, Node, SyntaxIssue

_SOURCE_AND_TARGET = 2
_NEAR = 0.6  # values are few, and short
_LIKE_AS = ("a", "s", "sa", "ass", "aas", "ad", "aa", "is", "az", "ss", "as:")
_YES = {
    "yes": "true",
    "on": "true",
    "y": "true",
    "no": "false",
    "off": "false",
    "n": "false",
    "1": "true",
    "0": "false",
}
_UNITS = {"": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s", "min": "m", "mins": "m", "minute": "m"}
_UNITS |= {"minutes": "m", "hour": "h", "hours": "h", "hr": "h", "msec": "ms"}
_DURATION = re.compile(r"(\d+) ?([a-z]*)", re.IGNORECASE | re.ASCII)
_TAG = re.compile(r"v?\d[\w.-]*|latest", re.ASCII)
_STAGE_NAME = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)
_MOUNT_BOOLEANS = ("readonly", "readwrite", "required")


class _Place(NamedTuple):
    """A syntax error, and the instruction that it is in."""

    document: Document
    issue: SyntaxIssue
    node: Node
    instruction: Instruction  # the node's, or what stands behind ONBUILD

    @property
    def facts(self) -> dict[str, str]:
        return dict(self.issue.facts)

    @property
    def written(self) -> str:
        return self.issue.span.of(self.document.text.value)

    def replaced(self, right: str | None, variant: str) -> Fix | None:
        """The wrong words replaced, unless a line ends within them."""
        if not right or "\n" in self.written:
            return None
        return fix(Edit(self.issue.span, right), safe=False, variant=variant, right=right)


def syntax_repair(document: Document, issue: SyntaxIssue) -> Fix | None:
    """The fix of a syntax error; None where more than one thing, or nothing, may have been meant."""
    repair = _REPAIRS.get(issue.kind)
    node = document.node_at(issue.span.start)
    if repair is None or node is None:
        return None
    instruction = node.instruction
    if instruction.name == "ONBUILD" and instruction.trigger is not None:
        instruction = instruction.trigger
    return repair(_Place(document, issue, node, instruction))


def _flag(place: _Place) -> Fix | None:
    used = {flag.name for flag in place.instruction.flags}
    others = [name for name in FLAGS.get(place.facts["instruction"], ()) if name not in used]
    close = known_word(place.facts["flag"], others)
    return fix(Edit(place.issue.span, f"--{close}"), safe=False, variant="flag", right=close) if close else None


def _equals(place: _Place) -> Fix | None:
    """`--from build a b`: the value is the next word."""
    text, end = place.document.text.value, place.issue.span.end
    space = len(text[end:]) - len(text[end:].lstrip(" \t"))
    if (
        place.written.endswith("=")
        or not space
        or text[end + space : end + space + 1] in ("", "\n", "\r", "-", place.document.escape)
    ):
        return None
    if place.instruction.name in ("ADD", "COPY") and len(place.instruction.words) <= _SOURCE_AND_TARGET:
        return None
    return fix(Edit(Span(end, end + space), "="), safe=False, variant="equals", flag=place.facts["flag"])


def _flag_value(place: _Place) -> Fix | None:
    name, value = place.facts["flag"], place.facts["value"]
    if name in BOOLEAN_FLAGS:
        return place.replaced(_boolean(value), "value")
    if name in CHOICES:
        return place.replaced(known_word(value, CHOICES[name], near=_NEAR), "value")
    written = _DURATION.fullmatch(value)
    if written is None or name == "retries":
        return None
    unit = written[2].lower()
    unit = unit if unit in _UNITS.values() else _UNITS.get(unit, "")
    return place.replaced(f"{written[1]}{unit}" if unit else None, "value")


def _boolean(value: str) -> str | None:
    return _YES.get(value.lower()) or known_word(value, ("true", "false"), near=_NEAR)


def _mount_key(place: _Place) -> Fix | None:
    return place.replaced(known_word(place.facts["key"], MOUNT_OPTIONS), "key")


def _mount_value(place: _Place) -> Fix | None:
    key, value = place.facts["key"], place.facts["value"]
    known: Iterable[str] = {"type": MOUNT_TYPES, "sharing": SHARING_MODES}.get(key, ())
    right = _boolean(value) if key in _MOUNT_BOOLEANS else known_word(value, known, near=_NEAR)
    return place.replaced(right, "value")


def _mount_space(place: _Place) -> Fix | None:
    """`--mount=type=cache, target=/a`: a blank behind the comma."""
    text, end = place.document.text.value, place.issue.span.end
    space = len(text[end:]) - len(text[end:].lstrip(" \t"))
    following = re.match(r"[a-z]+=", text[end + space :])
    if not place.written.endswith(",") or not space or following is None or following[0][:-1] not in MOUNT_OPTIONS:
        return None
    return fix(Edit(Span(end, end + space), ""), safe=False, variant="space")


def _from(place: _Place) -> Fix | None:
    """`FROM image name` lacks AS, `FROM image 3` a colon, `FROM image A name` a letter."""
    words = place.instruction.words
    if len(words) == 3 and words[1].text.lower() in _LIKE_AS:
        name = words[1].span
        as_word = place.instruction.in_case("AS")
        is_name = _STAGE_NAME.fullmatch(words[2].text)
        return fix(Edit(place.node.to_document(name), as_word), safe=False, variant="as") if is_name else None
    if len(words) != 2:
        return None
    before, second = place.node.to_document(words[0].span).end, words[1].text
    if _TAG.fullmatch(second) and not set(words[0].text) & set(":@$"):
        right = f"{words[0].text}:{second}"
        return fix(Edit(Span(before, place.issue.span.end), f":{second}"), safe=False, variant="image", right=right)
    if _STAGE_NAME.fullmatch(second) and second.upper() not in INSTRUCTIONS:
        word = place.instruction.in_case("AS")
        return fix(Edit(Span(before, before), f" {word}"), safe=False, variant="as")
    return None


def _health_check(place: _Place) -> Fix | None:
    words = place.instruction.words
    near = known_word(words[0].text, ("CMD",) if len(words) > 1 else ("NONE",))
    if near is not None:
        return place.replaced(place.instruction.in_case(near), "value")
    start = place.issue.span.start
    return fix(Edit(Span(start, start), place.instruction.in_case("CMD") + " "), safe=False, variant="check")


def _shell(place: _Place) -> Fix | None:
    words = read_strings(place.written.strip())
    if words is None:
        words = place.written.split()
        if not all(word.replace("/", "").replace("-", "").isalnum() for word in words):
            return None
    return fix(Edit(place.issue.span, array(words)), safe=False, variant="shell")


def _strings(place: _Place) -> Fix | None:
    """Numbers in an array, written as the strings that they are."""
    if "\n" in place.written:
        return None
    try:
        values: Any = json.loads(place.written)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, list) or not all(isinstance(value, (str, int, float)) for value in values):
        return None
    words = [value if isinstance(value, str) else json.dumps(value) for value in values]
    return fix(Edit(place.issue.span, array(words)), safe=False, variant="strings")


def _quote(place: _Place) -> Fix | None:
    """One word without its last quote: what could be a further name and value makes it unclear where it ends."""
    if "\n" in place.written or "=" in place.written or place.issue.span.end != place.node.span.end:
        return None
    end = place.issue.span.end
    return fix(Edit(Span(end, end), place.facts["quote"]), safe=False, variant="quote")


def _brace(place: _Place) -> Fix | None:
    """`${NAME` before a letter that no name has."""
    name = re.match(r"\$\{\w+", place.written)
    if name is None or place.written[name.end() :][:1] in (":", "#", "%", "-", "+", "?", "\\", "`"):
        return None
    offset = place.issue.span.start + name.end()
    return fix(Edit(Span(offset, offset), "}"), safe=False, variant="brace")


def _heredoc(place: _Place) -> Fix | None:
    """The line that has the name and more, as a blank; where there is none, and nothing follows, the end."""
    name = place.facts["name"]
    text, newline = place.document.text.value, place.document.newline
    heredoc = next((one for one in place.instruction.heredocs if one.end is None), None)
    if heredoc is None:
        return None
    body = place.node.to_document(heredoc.body)
    offset = body.start
    if body.end < len(text) and text[body.end] not in "\r\n":
        return None  # another heredoc's body follows
    for line in body.of(text).split("\n"):
        bare = line.rstrip("\r")
        if bare.strip().lower() == name.lower():
            return fix(Edit(Span(offset, offset + len(bare)), name), safe=False, variant="end", name=name)
        if line.split(" ")[0] in INSTRUCTIONS:
            return None
        offset += len(line) + 1
    offset = body.end
    return fix(Edit(Span(offset, offset), f"{newline}{name}"), safe=False, variant="end", name=name)


_REPAIRS: dict[str, Callable[[_Place], Fix | None]] = {
    "flag-unknown": _flag,
    "flag-without-value": _equals,
    "flag-value-invalid": _flag_value,
    "mount-key-unknown": _mount_key,
    "mount-value-invalid": _mount_value,
    "mount-value-missing": _mount_space,
    "from-arguments": _from,
    "healthcheck-type": _health_check,
    "shell-not-json": _shell,
    "json-not-strings": _strings,
    "quote-open": _quote,
    "variable-open": _brace,
    "heredoc-open": _heredoc,
}
