"""Findings for people in a terminal of 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.cli.messages import say
from gorae.cli.terminal import visible
from gorae.texts.width import fill, unbroken, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.outcome import RenderedFinding
    from gorae.texts import Language

COLOURS = {"error": "31", "warning": "33", "information": "36", "hint": "90"}
_WIDTH = 80
_TAB = 4
_MOST_LINES = 8
_HANG = "    "  # begins the lines of a message below its first one
_BELOW_SIGN = "   "  # as far as ` = `


def paint(text: str, code: str, *, colour: bool) -> str:
    """The text in a colour of the terminal."""
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def pad(text: str, columns: int) -> str:
    """The text and blanks up to that many columns."""
    return text + " " * max(columns - width(text), 0)


def as_concise(findings: Sequence[RenderedFinding], language: Language, *, colour: bool) -> str:
    """One line a finding: `file:row:column: severity code message`."""
    return "".join(
        f"{visible(finding.filename)}:{finding.start.row}:{finding.start.column}: "
        f"{paint(say(finding.severity, language), COLOURS[finding.severity], colour=colour)} "
        f"{finding.code} {_in_one_line(finding.message)}\n"
        for finding in findings
    )


def as_full(findings: Sequence[RenderedFinding], language: Language, *, colour: bool, room: int | None = None) -> str:
    """Each finding with its line of source, the place underlined, and what its fix would do.

    `room` is how many columns a line may take: None leaves sentences on one line, whatever they take.
    """
    return "".join(_full(finding, language, room, colour=colour) for finding in findings)


def _full(finding: RenderedFinding, language: Language, room: int | None, *, colour: bool) -> str:
    tone = COLOURS[finding.severity]
    severity, code = say(finding.severity, language), finding.code
    number = str(finding.start.row)
    gutter = " " * len(number)
    bar = paint("|", "34", colour=colour)
    line, mark = _excerpt(finding, room or _WIDTH)
    rows = [
        *_sentence(
            f"{severity} {code}:",
            f"{paint(severity, tone, colour=colour)} {paint(code, '1', colour=colour)}:",
            finding.message,
            room,
            _HANG,
        ),
        f"{gutter}{paint('-->', '34', colour=colour)} {visible(finding.filename)}:{finding.start.row}:{finding.start.column}",
        f"{paint(number, '34', colour=colour)} {bar} {line}",
        f"{gutter} {bar} {paint(mark, tone, colour=colour)}",
    ]
    if finding.related:
        count = len({place.row for place in finding.related})
        also = say("also-at", language, lines=_lines(finding), count=count)
        rows += _sentence(f"{gutter} =", f"{gutter} =", also, room, gutter + _BELOW_SIGN)
    if finding.fix:
        label, kind = say("fixable", language), say(finding.fix.applicability, language)
        rows += _sentence(
            f"{gutter} = {label} ({kind}):",
            f"{gutter} = {paint(label, '32', colour=colour)} ({kind}):",
            finding.fix.message,
            room,
            gutter + _BELOW_SIGN,
        )
    return "\n".join(rows) + "\n\n"


def _sentence(head: str, painted: str, text: str, room: int | None, later: str) -> list[str]:
    """A sentence behind its head, in lines that fit. Colours take no columns, so the head is measured without them."""
    text = _in_one_line(text)
    if room is None or width(head) + 1 + width(text) <= room:
        return [f"{painted} {text}"]
    first, *others = fill([head, *unbroken(text, room - width(later))], room, later=later)
    return [painted + first[len(head) :], *others]


def _lines(finding: RenderedFinding) -> str:
    """The numbers of the lines that a finding is about, too; of many the first ones."""
    rows = list(dict.fromkeys(place.row for place in finding.related))
    shown = ", ".join(map(str, rows[:_MOST_LINES]))
    return shown + ", …" if len(rows) > _MOST_LINES else shown


def _excerpt(finding: RenderedFinding, columns: int) -> tuple[str, str]:
    """The line of source and the marks under the place, cut so that the place is seen."""
    room = columns - len(str(finding.start.row)) - 3
    start, end = finding.start.column - 1, max(finding.source_end, finding.start.column)
    before = visible(finding.line[:start].expandtabs(_TAB))
    line = before + visible(_tabbed(finding.line[start:].rstrip("\r"), before))
    marked = visible(_tabbed(finding.line[start:end], before))
    cut = 0
    while width(before[cut:]) + min(width(marked), room // 2) > room - 1 and cut < len(before):
        cut += 1
    shown = _clip(line[cut:], room)
    mark = "^" * max(min(width(marked), room - width(before[cut:])), 1)
    return shown, " " * width(before[cut:]) + mark


def _tabbed(text: str, before: str) -> str:
    """The text with tabs written out, as it stands after another one."""
    return (" " * len(before) + text).expandtabs(_TAB)[len(before) :]


def _in_one_line(text: str) -> str:
    return visible(text.replace("\n", " "))


def _clip(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text.rstrip()
    if text.isascii():
        return text[: columns - 1] + "…"
    out, used = [], 0
    for char in text:
        used += width(char)
        if used >= columns:
            break
        out.append(char)
    return "".join(out) + "…"
