r"""Values of variables: the only user of dockerfile-parse.

dockerfile-parse 2 unquotes and substitutes a word well (`WordSplitter`). What it gets wrong is kept away from it here:

- `${X:-y}`, `:+`, `#`, `%`, `/` come out as rubbish there: they are written out before.
- it knows no escape but the backslash: a backtick escape is rewritten to one.
- `$(` loses its `$`: it is hidden and brought back.
- `\\` within double quotes stays doubled: single backslashes are made of them before.
- a variable that is not set is silently empty there: the value is None here.
- ENV and ARG lines that are ill-formed make it raise for the whole file: it is given one word at a time.
"""

from __future__ import annotations

import fnmatch
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gorae.syntax import Variable, Word

_HIDDEN = "\ue000"  # private use: stands for `$` where dockerfile-parse must not see one


@lru_cache(maxsize=1)
def _splitter() -> type:
    from dockerfile_parse.util import WordSplitter

    return WordSplitter  # type: ignore[no-any-return]  # the package has no types


def evaluate(word: Word, known: Mapping[str, str | None], escape: str) -> str | None:
    """The word without quotes, its variables replaced by what is known.

    None where a variable is not known before the build; a variable that is defined nowhere is empty, as in BuildKit.
    """
    text = word.text
    if "$" not in text and escape not in text and "'" not in text and '"' not in text:
        return text
    names = {use.name for use in _all_uses(word.variables)}
    if any(name in known and known[name] is None for name in names):
        return None
    environment = {name: value for name, value in known.items() if value is not None and name in names}
    prepared = _write_out(word, environment, escape)
    value = _splitter()(prepared, args={}, envs=environment).dequote()
    return str(value).replace(_HIDDEN, "$")


def _all_uses(uses: tuple[Variable, ...]) -> list[Variable]:
    found = list(uses)
    for use in uses:
        found += _all_uses(use.nested)
    return found


def _write_out(word: Word, known: Mapping[str, str], escape: str) -> str:
    text = word.text
    pieces: list[str] = []
    at = 0
    for use in word.variables:
        written = "${" if use.braces else "$"
        start = text.find(written + use.name, at)
        if start < 0:
            continue
        end = _end_of_use(text, start, use)
        pieces.append(_plain(text[at:start], escape))
        if use.modifier:
            pieces.append(_protected(expand(use, known, escape)))
        elif use.name[0].isdigit() or not (use.name[0].isalpha() or use.name[0] == "_"):
            pieces.append("")
        else:
            pieces.append(_protected(known.get(use.name, "")))
        at = end
    pieces.append(_plain(text[at:], escape))
    return "".join(pieces)


def _end_of_use(text: str, start: int, use: Variable) -> int:
    if not use.braces:
        return start + 1 + len(use.name)
    depth, at = 0, start
    while at < len(text):
        if text.startswith("${", at):
            depth += 1
            at += 1
        elif text[at] == "}":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return len(text)


def _plain(text: str, escape: str) -> str:
    if escape == "`":
        text = text.replace("\\", "\\\\").replace("``", "\0").replace("`", "\\").replace("\0", "`")
    return re.sub(r"(?<!\\)\$", _HIDDEN, text)


def _protected(value: str) -> str:
    """A value that no further unquoting changes."""
    return re.sub(r"([\\'\"])", r"\\\1", value).replace("$", _HIDDEN)


def expand(use: Variable, known: Mapping[str, str | None], escape: str = "\\") -> str:
    """The value of one `${…}` with its modifier (BuildKit, frontend/dockerfile/shell/lex.go); unknown names are unset."""
    value = known.get(use.name)
    word = _expand_word(use, known, escape)
    kind = use.modifier
    if kind == ":-":
        return value or word
    if kind == "-":
        return word if value is None else value
    if kind == ":+":
        return word if value else ""
    if kind == "+":
        return "" if value is None else word
    value = value or ""
    if kind in ("#", "##"):
        return _without_prefix(value, word, longest=kind == "##")
    if kind in ("%", "%%"):
        return _without_prefix(value[::-1], word, longest=kind == "%%", backwards=True)[::-1]
    if kind in ("/", "//"):
        pattern, _, replacement = word.partition("/")
        return (
            re.sub(_glob(pattern), lambda _: replacement, value, count=0 if kind == "//" else 1) if pattern else value
        )
    return value


def _expand_word(use: Variable, known: Mapping[str, str | None], escape: str) -> str:
    text = use.word
    for inner in use.nested:
        written = ("${" if inner.braces else "$") + inner.name
        start = text.find(written)
        if start < 0:
            continue
        end = _end_of_use(text, start, inner)
        value = expand(inner, known, escape) if inner.modifier else (known.get(inner.name) or "")
        text = text[:start] + value + text[end:]
    if text[:1] in ("'", '"') and text[-1:] == text[:1] and len(text) > 1:
        return text[1:-1]
    return text.replace(escape, "")


def _glob(pattern: str) -> str:
    return fnmatch.translate(pattern).removeprefix("(?s:").removesuffix(r")\Z").removesuffix(r")\z")


def _without_prefix(value: str, pattern: str, *, longest: bool, backwards: bool = False) -> str:
    lengths = range(len(value), -1, -1) if longest else range(len(value) + 1)
    for length in lengths:
        part = value[:length]
        if fnmatch.fnmatchcase(part[::-1] if backwards else part, pattern):
            return value[length:]
    return value
