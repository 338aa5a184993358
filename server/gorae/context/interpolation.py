"""Variables in compose files: `$NAME`, `${NAME:-default}` and the like, and the `.env` file that fills them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.context.reading import read_regular

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MOST_BYTES = 200_000
_MOST_DEPTH = 8
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SIGN = re.compile(r":?[-?+]")
_LINE = re.compile(r"\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*[=:][^\S\n]*")
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", '"': '"', "\\": "\\"}


class Filled(NamedTuple):
    """A text with its variables written out; not `known` where one has no value here."""

    text: str
    known: bool


def fill(text: str, environment: Mapping[str, str], depth: int = 0) -> Filled:
    """The text with variables written out as compose does; one without a value is empty."""
    if "$" not in text:
        return Filled(text, known=True)
    out: list[str] = []
    known = True
    offset = 0
    while offset < len(text):
        dollar = text.find("$", offset)
        if dollar < 0:
            out.append(text[offset:])
            break
        out.append(text[offset:dollar])
        if text.startswith("$$", dollar):
            out.append("$")
            offset = dollar + 2
            continue
        braced = text.startswith("{", dollar + 1)
        name = _NAME.match(text, dollar + 1 + braced)
        if name is None:
            out.append("$")
            offset = dollar + 1
            continue
        end = _closing(text, dollar + 2) if braced else name.end()
        value = _value(name[0], text[name.end() : end], environment, depth)
        out.append(value.text)
        known = known and value.known
        offset = end + braced
    return Filled("".join(out), known)


def _closing(text: str, offset: int) -> int:
    """The offset of the `}` that closes what was opened before `at`; the text's end where there is none."""
    depth = 1
    while offset < len(text):
        if text.startswith("${", offset):
            depth += 1
            offset += 1
        elif text[offset] == "}":
            depth -= 1
            if not depth:
                return offset
        offset += 1
    return len(text)


def _value(name: str, rest: str, environment: Mapping[str, str], depth: int) -> Filled:
    value = environment.get(name)
    sign = _SIGN.match(rest)
    if sign is None or depth > _MOST_DEPTH:
        return Filled(value or "", known=value is not None)
    word = rest[sign.end() :]
    is_set = bool(value) if sign[0].startswith(":") else value is not None
    if sign[0].endswith("+"):
        # Whoever sets it elsewhere gets the other text: not known where this project does not set it.
        return fill(word, environment, depth + 1) if is_set else Filled("", known=value is not None)
    if is_set:
        return Filled(value or "", known=True)
    if sign[0].endswith("?"):
        return Filled("", known=False)
    return fill(word, environment, depth + 1)


def read_environment(folder: Path, names: tuple[str, ...] = (".env",)) -> dict[str, str]:
    """What `.env` beside a compose file sets; nothing where there is none."""
    found: dict[str, str] = {}
    for name in names:
        try:
            found |= parse_environment(read_regular(folder / name, _MOST_BYTES).decode("utf-8"), found)
        except (OSError, UnicodeDecodeError, ValueError):  # noqa: PERF203  # each file by itself
            continue
    return found


def parse_environment(text: str, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables of a `.env` file's text. `known` are those that its values may name, besides its own."""
    found: dict[str, str] = {}
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    offset = 0
    while offset < len(text):
        end = text.find("\n", offset)
        line = text[offset:] if end < 0 else text[offset:end]
        sign = _LINE.match(line)
        quoted = _QUOTED.match(text, offset + sign.end()) if sign is not None else None
        if quoted is not None:  # it may go over several lines; what stands behind it counts for nothing
            end = text.find("\n", quoted.end())
        offset = len(text) if end < 0 else end + 1
        if sign is None:
            continue
        everything = {**(known or {}), **found}
        if quoted is not None and quoted[1] is not None:
            found[sign[1]] = quoted[1].replace("\\'", "'")
        elif quoted is not None:
            found[sign[1]] = fill(_ESCAPE.sub(_unescaped, quoted[2]), everything).text
        else:
            # Behind the sign at once, `#` begins no comment: Compose takes `A= # x` for a value.
            plain = re.split(r"\s#", line[sign.end() :].strip(), maxsplit=1)[0].strip()
            found[sign[1]] = fill(plain, everything).text
    return found


def _unescaped(escape: re.Match[str]) -> str:
    # What is left for `fill` to write out: a dollar sign that begins no variable.
    return "$$" if escape[1] == "$" else _ESCAPED.get(escape[1], escape[0])
