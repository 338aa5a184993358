r"""Values of variables: the only user of dockerfile-parse.

dockerfile-parse 2 takes quotes off a word and replaces `$NAME` and `${NAME}` in it (`WordSplitter`). What it gets wrong
is kept away from it here, each as a hole in the word that is filled afterwards:

- `${X:-y}`, `:+`, `#`, `%`, `/` come out as rubbish there: they are worked out here, as BuildKit does.
- it knows no escape but the backslash, within double quotes none but `\"`, and doubles `\\` there.
- `$(`, `$$`, `$1` and a `$` at the end lose their `$` or more.
- a variable that is not set is silently empty there: the value is None here.
- ENV and ARG lines that are ill-formed make it raise for the whole file: it is given one word at a time.

Facts of what stands behind a modifier: BuildKit, frontend/dockerfile/shell/lex.go.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.stages.patterns import replaced, without_prefix, without_suffix
from gorae.syntax import read_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gorae.syntax import Variable, VariableRef, Word

_HOLE = "\ue000"  # private use: no Dockerfile has it, and one that does gets it back
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_MARK = {escape: re.compile(f"[{re.escape(escape)}\\\\$'\"{_HOLE}]") for escape in "\\`"}


@lru_cache(maxsize=1)
def _splitter() -> type:
    from dockerfile_parse.util import WordSplitter

    return WordSplitter  # type: ignore[no-any-return]  # the package has no types


def evaluate(word: Word, known: Mapping[str, str | None], escape: str) -> str | None:
    """The word without quotes, its variables replaced by what is known.

    None where a variable is not known before the build; a variable that is defined nowhere is empty, as in BuildKit.
    A word that BuildKit refuses is given back as it is written.
    """
    text = word.text
    if "$" not in text and escape not in text and "'" not in text and '"' not in text:
        return text
    names, is_refused = _mentioned(text, escape)
    if is_refused:
        return text
    if any(name in known and known[name] is None for name in names):
        return None
    return _evaluated(text, escape, tuple((name, value) for name in names if (value := known.get(name)) is not None))


# At each key the words of all COPY and ENV instructions are asked for again, in texts that have hardly changed.
@lru_cache(maxsize=4096)
def _mentioned(text: str, escape: str) -> tuple[tuple[str, ...], bool]:
    """The variables that a word names, those in `${…}` too, and whether BuildKit refuses the word."""
    _, uses, problem = read_word(text, escape)
    return tuple(sorted(_names(uses))), problem is not None


@lru_cache(maxsize=4096)
def _evaluated(text: str, escape: str, known: tuple[tuple[str, str], ...]) -> str:
    values = dict(known)
    _, uses, _ = read_word(text, escape)
    prepared, holes = _with_holes(text, uses, values, escape)
    pieces = str(_splitter()(prepared, args={}, envs=values).dequote()).split(_HOLE)
    return "".join(part for pair in zip(pieces, [*holes, ""], strict=True) for part in pair)


def expand(use: Variable, known: Mapping[str, str | None], escape: str = "\\") -> str:
    """The value of one `${…}`; a name that is not known is not set. What BuildKit refuses is given back as written."""
    text = f"${{{use.name}{use.modifier}{use.word}}}"
    _, uses, problem = read_word(text, escape)
    values = {name: value for name, value in known.items() if value is not None}
    return text if problem or not uses else _expanded(text, uses[0], values, escape)


def _names(uses: Sequence[VariableRef]) -> set[str]:
    return {name for use in uses for name in (use.name, *_names(use.nested))}


def _with_holes(text: str, uses: Sequence[VariableRef], known: Mapping[str, str], escape: str) -> tuple[str, list[str]]:
    """The word as dockerfile-parse may see it, and what belongs in its holes, in order."""
    pieces: list[str] = []
    holes: list[str] = []
    offset, quoted, waiting = 0, False, list(reversed(uses))
    while offset < len(text):
        use = waiting[-1] if waiting and waiting[-1].start == offset else None
        if use is not None:
            waiting.pop()
            if not use.modifier and _NAME.fullmatch(use.name) and _HOLE not in known.get(use.name, ""):
                pieces.append(text[offset : use.end])
            else:
                holes.append(_expanded(text, use, known, escape))
                pieces.append(_HOLE)
            offset = use.end
            continue
        char = text[offset]
        if char == "'" and not quoted:
            end = text.index("'", offset + 1) + 1
            pieces.append(text[offset:end])
            holes += [_HOLE] * text.count(_HOLE, offset, end)
            offset = end
        elif char == '"':
            quoted = not quoted
            pieces.append(char)
            offset += 1
        elif char in ("$", "\\", escape, _HOLE):
            taken, piece = _escaped(text, offset, escape, quoted=quoted)
            holes.append(piece)
            pieces.append(_HOLE)
            offset += taken
        else:
            mark = _MARK[escape].search(text, offset + 1)
            end = mark.start() if mark else len(text)
            pieces.append(text[offset:end])
            offset = end
    return "".join(pieces), holes


def _escaped(text: str, offset: int, escape: str, *, quoted: bool) -> tuple[int, str]:
    """How many characters from `at` on are one, and what they say."""
    char, following = text[offset], text[offset + 1 : offset + 2]
    if char != escape:
        return 1, char
    if quoted and following not in ('"', "$", escape):
        return 1, char
    return 1 + len(following), following


def _expanded(text: str, use: VariableRef, known: Mapping[str, str], escape: str) -> str:
    """The value of one use of a variable; a name that is not known is not set."""
    value = known.get(use.name)
    kind = use.modifier
    if kind.strip(":") in ("", "?"):  # where `?` has something to say the build stops
        return value or ""
    is_set = value is not None and (kind[0] != ":" or value != "")
    value = value or ""
    if kind.strip(":") == "-":
        return value if is_set else _word(text, use, use.word_start, known, escape, raw=False)[0]
    if kind.strip(":") == "+":
        return _word(text, use, use.word_start, known, escape, raw=False)[0] if is_set else ""
    if kind[0] == "/":
        pattern, behind = _word(text, use, use.word_start, known, escape, raw=True, stop="/")
        new, _ = _word(text, use, behind, known, escape, raw=True)
        return replaced(value, pattern, new, everywhere=kind == "//")
    pattern, _ = _word(text, use, use.word_start, known, escape, raw=True)
    cut = without_prefix if kind[0] == "#" else without_suffix
    return cut(value, pattern, longest=len(kind) == 2)


def _word(
    text: str, use: VariableRef, offset: int, known: Mapping[str, str], escape: str, *, raw: bool, stop: str = ""
) -> tuple[str, int]:
    """What stands behind a modifier from `at` on, without quotes, and where the next begins.

    With `raw`, as for patterns, escapes stay in it.
    """
    pieces: list[str] = []
    waiting = [inner for inner in reversed(use.nested) if inner.start >= offset]
    quoted = False
    while offset < use.word_end:
        char = text[offset]
        if waiting and waiting[-1].start == offset:
            inner = waiting.pop()
            pieces.append(_expanded(text, inner, known, escape))
            offset = inner.end
        elif char == stop and not quoted:
            return "".join(pieces), offset + 1
        elif char == "'" and not quoted:
            end = text.index("'", offset + 1)
            pieces.append(text[offset + 1 : end])
            offset = end + 1
        elif char == '"':
            quoted = not quoted
            offset += 1
        else:
            taken, piece = _escaped(text, offset, escape, quoted=quoted)
            pieces += (escape if raw and char == escape else "", piece)
            offset += taken
    return "".join(pieces), offset
