"""A pattern that stops the build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import IgnoreFileRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context.ignore_text import IgnoreText


_WINDOWS = re.compile(r"\\[A-Za-z0-9]")  # `docs\\api`, as paths are written on Windows

_RANGE = re.compile(r"\[([^\[\]\\^-])-([^\[\]\\-])\]")  # `[z-a]`


def find(file: IgnoreText) -> Iterator[Finding]:
    """Report each pattern that Docker refuses."""
    for line in file.lines:
        if line.pattern is not None:
            continue
        written = line.inner.of(file.text)
        if not written.strip():
            yield found(line.span, variant="empty", pattern=line.span.of(file.text))
            continue
        if written.endswith("\\") and not written.endswith("\\\\"):
            cut = fix(Edit(line.inner, written.rstrip("\\")), safe=False, right=written.rstrip("\\"))
            yield found(line.span, cut, variant="backslash", pattern=written)
            continue
        if _WINDOWS.search(written):
            slashes = written.replace("\\", "/")
            turned = fix(Edit(line.inner, slashes), safe=False, right=slashes)
            yield found(line.span, turned, variant="windows", pattern=written)
            continue
        turned_round = _RANGE.search(written)
        if turned_round is not None and turned_round[1] > turned_round[2]:
            forwards = written.replace(turned_round[0], f"[{turned_round[2]}-{turned_round[1]}]")
            swapped = fix(Edit(line.inner, forwards), safe=False, right=forwards)
            yield found(line.span, swapped, variant="range", pattern=written)
            continue
        right = re.sub(r"(?<!\\)\[", r"\\[", written)
        edit = fix(Edit(line.inner, right), safe=False, right=right) if right != written else None
        yield found(line.span, edit, pattern=written)


RULE = IgnoreFileRule("dockerignore-pattern-invalid", find, severity="error", fixes="unsafe")
