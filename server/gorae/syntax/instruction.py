"""An instruction's text to its parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.source import Span
from gorae.syntax import words as w
from gorae.syntax.nodes import INSTRUCTIONS, Fault, Form, Heredoc, Instruction, Logical, Pair, Word
from gorae.syntax.scanner import SPACES, continued_lines, heredoc_bodies, heredoc_marks, raw_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.syntax.nodes import Flag

_KEYWORD = re.compile(r"[^\t\v\f\r\n \x85\xa0\u2028\u2029]+")
_ENV_EQUALS = re.compile(r"[^\s='\"]+=")

FLAGS: dict[str, frozenset[str]] = {
    "ADD": frozenset(("chown", "chmod", "link", "keep-git-dir", "checksum", "exclude", "unpack")),
    "COPY": frozenset(("from", "chown", "chmod", "link", "parents", "exclude")),
    "FROM": frozenset(("platform",)),
    "HEALTHCHECK": frozenset(("interval", "timeout", "start-period", "start-interval", "retries")),
    "RUN": frozenset(("mount", "network", "security", "device")),
}  # the source of the names: BuildKit, frontend/dockerfile/docs/reference.md
BOOLEAN_FLAGS = frozenset(("link", "keep-git-dir", "parents", "unpack"))


def parse_instruction(text: str, escape: str = "\\") -> Instruction:
    """The parts of an instruction, given from its keyword's first to its last character. Never raises.

    Spans are code points relative to the text's start.
    """
    parts, comments, blanks, behind = continued_lines(text, 0, escape)
    logical = _join(text, parts)
    joined = logical.text
    faults: list[Fault] = []
    marks = heredoc_marks(joined, escape)
    heredocs: tuple[Heredoc, ...] = ()
    if marks:
        heredocs = _heredocs(text, logical, behind, marks, escape, faults)
    return _parse(text, logical, 0, escape, tuple(comments), tuple(blanks), heredocs, faults)


def _join(text: str, parts: list[tuple[int, int]]) -> Logical:
    starts, at = [], 0
    for start, end in parts:
        starts.append(at)
        at += end - start
    return Logical("".join(text[a:b] for a, b in parts), tuple(starts) or (0,), tuple(a for a, _ in parts) or (0,))


def _parse(
    text: str,
    logical: Logical,
    start: int,
    escape: str,
    comments: tuple[Span, ...],
    blanks: tuple[Span, ...],
    heredocs: tuple[Heredoc, ...],
    faults: list[Fault],
    inner: str = "",
) -> Instruction:
    joined = logical.text
    match = _KEYWORD.match(joined, start)
    keyword_end = match.end() if match else start
    name = joined[start:keyword_end].upper()
    keyword = logical.span(start, keyword_end)
    rest = keyword_end
    while rest < len(joined) and joined[rest] in SPACES:
        rest += 1
    found: list[Flag] = []
    if name in INSTRUCTIONS and joined.startswith("--", rest):
        found, rest = w.flags(logical, rest, escape, faults)
        _check_flags(name, found, faults)
    end = len(joined.rstrip(SPACES))
    rest = min(rest, end)
    arguments = logical.span(rest, end) if end > rest else _behind(logical, max(end, start), text)
    form, words, pairs, trigger = _arguments(text, logical, rest, name, escape, faults)
    instruction = Instruction(
        text, escape, name, keyword, logical, arguments, joined[rest:end], tuple(found), form, tuple(words), tuple(pairs),
        heredocs, trigger, comments, blanks, (),
    )  # fmt: skip
    _check_arguments(instruction, inner, faults)
    if faults:
        object.__setattr__(instruction, "faults", tuple(sorted(set(faults), key=lambda fault: fault.span)))
    return instruction


def _behind(logical: Logical, at: int, text: str) -> Span:
    here = min(logical.offset(at), len(text))
    return Span(here, here)


def _arguments(
    text: str, logical: Logical, rest: int, name: str, escape: str, faults: list[Fault]
) -> tuple[Form, list[Word], list[Pair], Instruction | None]:
    if name in ("RUN", "CMD", "ENTRYPOINT", "SHELL"):
        words, fault = w.json_words(logical, rest)
        if fault is not None:
            faults.append(fault)
        if words is not None:
            return "exec", words, [], None
        plain = [
            Word(logical.span(*m), logical.text[m[0] : m[1]], logical.text[m[0] : m[1]])
            for m in _spans(logical, rest, escape)
        ]
        return ("shell" if plain else "none"), plain, [], None
    if name in ("COPY", "ADD", "VOLUME"):
        words, fault = w.json_words(logical, rest)
        if fault is not None:
            faults.append(fault)
        if words is not None:
            words = [word._replace(variables=w.variables(word.value, escape, _flat(word), 0)) for word in words]
            return "exec", words, [], None
        split = w.plain_words(logical, rest, escape, faults)
        return ("shell" if split else "none"), split, [], None
    if name in ("FROM", "EXPOSE"):
        return "none", w.plain_words(logical, rest, escape, faults), [], None
    if name in ("ENV", "LABEL", "ARG"):
        words = w.quoted_words(logical, rest, escape, faults)
        return "none", words, _pairs(logical, rest, name, words, escape, faults), None
    if name in ("WORKDIR", "USER", "STOPSIGNAL"):
        return "none", w.whole_word(logical, rest, escape, faults), [], None
    if name == "MAINTAINER":
        return "none", w.whole_word(logical, rest, escape, None), [], None
    if name == "HEALTHCHECK":
        return _healthcheck(text, logical, rest, escape)
    if name == "ONBUILD" and rest < len(logical.text.rstrip(SPACES)):
        trigger = _parse(text, logical, rest, escape, (), (), (), faults_of_trigger := [], inner="ONBUILD")
        faults += faults_of_trigger
        return "none", [], [], trigger
    return "none", w.plain_words(logical, rest, escape, None), [], None


def _healthcheck(
    text: str, logical: Logical, rest: int, escape: str
) -> tuple[Form, list[Word], list[Pair], Instruction | None]:
    words = w.plain_words(logical, rest, escape, None)
    if not words or words[0].text.upper() != "CMD":
        return "none", words, [], None
    at = rest
    trigger = _parse(text, logical, at, escape, (), (), (), [], inner="HEALTHCHECK")
    return trigger.form, words[:1], [], trigger


def _spans(logical: Logical, rest: int, escape: str) -> list[tuple[int, int]]:
    return [(rest + a, rest + b) for a, b in raw_words(logical.text[rest:], escape)]


def _flat(word: Word) -> Logical:
    """For a JSON string: a variable in it stands where its characters stand, bar escapes before it."""
    return Logical(word.value, (0,), (word.span.start + 1,))


def _pairs(logical: Logical, rest: int, name: str, words: list[Word], escape: str, faults: list[Fault]) -> list[Pair]:
    if not words:
        return []
    if name != "ARG" and not _has_equals(words[0]):
        return _legacy_pair(logical, rest, words, escape, faults, name)
    pairs = []
    for word in words:
        at = word.text.find("=")
        if at > 0:
            pairs.append(_split_pair(logical, word, at, escape))
        elif name == "ARG" and at < 0:
            pairs.append(Pair(word.span, word, None))
        elif at == 0:
            faults.append(Fault("name-empty", word.span, (("instruction", name),)))
        else:
            faults.append(Fault("pair-without-equals", word.span, (("instruction", name), ("text", word.text))))
    return pairs


def _has_equals(word: Word) -> bool:
    return "=" in word.text


def _legacy_pair(
    logical: Logical, rest: int, words: list[Word], escape: str, faults: list[Fault], name: str
) -> list[Pair]:
    if len(words) < 2:
        faults.append(Fault("pair-without-value", words[0].span, (("instruction", name), ("text", words[0].text))))
        return [Pair(words[0].span, words[0], None)]
    start = rest
    text = logical.text
    key_match = _KEYWORD.match(text, start)
    at = key_match.end() if key_match else start
    while at < len(text) and text[at] in SPACES:
        at += 1
    value = w.word(logical, at, len(text.rstrip(SPACES)), escape)
    return [Pair(words[0].span | value.span, words[0], value, legacy=True)]


def _split_pair(logical: Logical, word: Word, at: int, escape: str) -> Pair:
    start = _logical_start(logical, word)
    key = w.word(logical, start, start + at, escape)
    value = w.word(logical, start + at + 1, start + len(word.text), escape)
    return Pair(word.span, key, value)


def _logical_start(logical: Logical, word: Word) -> int:
    """The word's offset on the joined line: the inverse of `Logical.offset` for a word's first character."""
    low, high = 0, len(logical.text)
    while low < high:
        middle = (low + high) // 2
        if logical.offset(middle) < word.span.start:
            low = middle + 1
        else:
            high = middle
    return low


def _heredocs(
    text: str, logical: Logical, behind: int, marks: list, escape: str, faults: list[Fault]
) -> tuple[Heredoc, ...]:  # type: ignore[type-arg]
    bodies, _ = heredoc_bodies(text, behind, marks)
    is_shell = not logical.text.lstrip(SPACES)[:4].upper().startswith(("COPY", "ADD"))
    found = []
    for body in bodies:
        mark = body.mark
        span = logical.span(mark.start, mark.end)
        uses: tuple[object, ...] = ()
        if mark.expand and not is_shell:
            inside = text[body.body.start : body.body.end]
            uses = w.variables(inside, escape, Logical(inside, (0,), (body.body.start,)), 0, faults, quotes=False)
        if body.end is None:
            faults.append(Fault("heredoc-open", span, (("name", mark.name),)))
        found.append(Heredoc(span, mark.name, mark.expand, mark.strip_tabs, body.body, body.end, uses))  # type: ignore[arg-type]
    return tuple(found)


def _check_flags(name: str, found: list[Flag], faults: list[Fault]) -> None:
    known = FLAGS.get(name, frozenset())
    seen: set[str] = set()
    for flag in found:
        if flag.name not in known:
            faults.append(Fault("flag-unknown", flag.name_span, (("instruction", name), ("flag", flag.name))))
        elif flag.value is None and flag.name not in BOOLEAN_FLAGS:
            faults.append(Fault("flag-without-value", flag.span, (("flag", flag.name),)))
        elif flag.name in seen and flag.name not in ("mount", "device", "exclude"):
            faults.append(Fault("flag-twice", flag.span, (("flag", flag.name),)))
        seen.add(flag.name)


def _needs_argument(instruction: Instruction, faults: list[Fault]) -> None:
    if not instruction.arguments_text and not instruction.heredocs:
        faults.append(Fault("arguments-missing", instruction.keyword, (("instruction", instruction.name),)))


def _check_from(instruction: Instruction, faults: list[Fault]) -> None:
    words = instruction.words
    if not words:
        _needs_argument(instruction, faults)
    elif len(words) == 2 and words[1].text.upper() == "AS":
        faults.append(Fault("stage-name-absent", words[1].span))
    elif len(words) != 1 and not (len(words) == 3 and words[1].text.upper() == "AS"):
        faults.append(Fault("from-arguments", words[1].span | words[-1].span))
    elif len(words) == 3 and not re.fullmatch(r"[a-z][a-z0-9\-_.]*", words[2].text.lower()):
        faults.append(Fault("stage-name-invalid", words[2].span, (("name", words[2].text),)))


def _check_copy(instruction: Instruction, faults: list[Fault]) -> None:
    if not instruction.words:
        _needs_argument(instruction, faults)
    elif len(instruction.words) < 2:
        faults.append(Fault("destination-missing", instruction.words[0].span, (("instruction", instruction.name),)))


def _check_healthcheck(instruction: Instruction, faults: list[Fault]) -> None:
    words = instruction.words
    if not words:
        _needs_argument(instruction, faults)
        return
    first = words[0].text.upper()
    if first not in ("CMD", "NONE"):
        faults.append(Fault("healthcheck-type", words[0].span, (("text", words[0].text),)))
    elif first == "NONE" and len(words) > 1:
        faults.append(Fault("healthcheck-none-arguments", words[1].span | words[-1].span))
    elif first == "CMD" and instruction.trigger is not None and not instruction.trigger.arguments_text:
        faults.append(Fault("arguments-missing", words[0].span, (("instruction", "HEALTHCHECK CMD"),)))


def _check_shell(instruction: Instruction, faults: list[Fault]) -> None:
    if instruction.form == "exec" and instruction.words:
        return
    if not instruction.arguments_text:
        _needs_argument(instruction, faults)
    elif not any(fault.kind == "json-not-strings" for fault in faults):
        faults.append(Fault("shell-not-json", instruction.arguments))


def _check_onbuild(instruction: Instruction, faults: list[Fault]) -> None:
    if instruction.trigger is None:
        _needs_argument(instruction, faults)


def _check_pairs(instruction: Instruction, faults: list[Fault]) -> None:
    if not instruction.words:
        _needs_argument(instruction, faults)


_CHECKS: dict[str, Callable[[Instruction, list[Fault]], None]] = {
    "FROM": _check_from,
    "COPY": _check_copy,
    "ADD": _check_copy,
    "HEALTHCHECK": _check_healthcheck,
    "SHELL": _check_shell,
    "ONBUILD": _check_onbuild,
    "ENV": _check_pairs,
    "LABEL": _check_pairs,
    "ARG": _check_pairs,
    "RUN": _needs_argument,
    "EXPOSE": _needs_argument,
    "VOLUME": _needs_argument,
    "USER": _needs_argument,
    "WORKDIR": _needs_argument,
    "STOPSIGNAL": _needs_argument,
    "MAINTAINER": _needs_argument,
}


def _check_arguments(instruction: Instruction, inner: str, faults: list[Fault]) -> None:
    check = _CHECKS.get(instruction.name)
    if check is not None:
        if inner != "HEALTHCHECK":
            check(instruction, faults)
    elif instruction.name not in ("CMD", "ENTRYPOINT"):
        faults.append(Fault("instruction-unknown", instruction.keyword, (("instruction", instruction.name),)))
