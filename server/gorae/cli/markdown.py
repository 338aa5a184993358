"""Markdown for the terminal: headings, lists, code, links; wrapped at 80 columns."""

from __future__ import annotations

import re

from gorae.cli.outputs.people import paint, width

_WIDTH = 80
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)]+)\)")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")


def to_terminal(text: str, *, colour: bool) -> str:
    """Markdown as a terminal shows it."""
    out: list[str] = []
    paragraph: list[str] = []
    in_code = False

    def flush() -> None:
        if paragraph:
            out.extend(_wrapped(" ".join(paragraph), colour=colour))
            paragraph.clear()

    for line in text.splitlines():
        if line.startswith("```"):
            flush()
            in_code = not in_code
            label = line.removeprefix("```").strip()
            if in_code and label:
                out.append(paint(f"  [{label}]", "90", colour=colour))
        elif in_code:
            out.append("    " + line)
        elif line.startswith("#"):
            flush()
            out.append(paint(line.lstrip("# "), "1", colour=colour))
        elif not line.strip():
            flush()
            out.append("")
        elif re.match(r"\s*([-*]|\d+\.) ", line) or line.startswith("|"):
            flush()
            out.extend(
                _wrapped(line, colour=colour, indent="  ")
                if not line.startswith("|")
                else [_inline(line, colour=colour)]
            )
        else:
            paragraph.append(line.strip())
    flush()
    return "\n".join(out).rstrip("\n") + "\n"


def _inline(text: str, *, colour: bool) -> str:
    text = _LINK.sub(r"\1 (\2)", text)
    text = _STRONG.sub(lambda match: paint(match[1], "1", colour=colour), text)
    return _CODE.sub(lambda match: paint(match[1], "36", colour=colour) if colour else f"`{match[1]}`", text)


def _wrapped(text: str, *, colour: bool, indent: str = "") -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer) > _WIDTH and line:
            lines.append(line)
            line = indent + word
        else:
            line = longer
    lines.append(line)
    return [_inline(one, colour=colour) for one in lines]
