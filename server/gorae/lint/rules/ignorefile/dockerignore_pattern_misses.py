"""A pattern that names nothing, beside something that it was surely meant for."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from gorae.context.contents import is_meant_everywhere
from gorae.context.patterns import glob_expression
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import IgnoreFileRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context.ignore_text import IgnoreLine, IgnoreText
    from gorae.context.walk import Walked

_LIKE = 0.85
# Names are compared letter by letter: of so many patterns, with so many names in a folder.
_MOST_COMPARED, _MOST_NAMES = 200, 500
_SPECIAL = re.compile(r"[*?\[\\]")
_COMMENT = re.compile(r"(?<!\s)\s+#.*")


def find(file: IgnoreText) -> Iterator[Finding]:
    """Report a pattern that misses: a comment after it, `\\` for `/`, another case, a typo, or a file further down."""
    compared = 0
    for index, line in enumerate(file.lines):
        if line.pattern is None:
            continue
        written = line.inner.of(file.text)
        comment = _COMMENT.search(written)
        if comment is not None and written[: comment.start()]:
            right = written[: comment.start()]
            yield found(line.span, _edit(line, right), variant="comment", pattern=written, right=right)
        elif file.tree is not None and not file.tree.truncated:
            effect = file.effects[index]
            if not effect.files and not effect.folders:
                compared += 1
                yield from _missed(line, written, file.tree, is_compared=compared <= _MOST_COMPARED)


def _edit(line: IgnoreLine, right: str) -> Fix:
    return fix(Edit(line.inner, right), safe=False, right=right)


def _missed(line: IgnoreLine, written: str, tree: Walked, *, is_compared: bool) -> Iterator[Finding]:
    plain = line.pattern.text if line.pattern is not None else ""
    slashes = written.replace("\\", "/")
    if "\\" in written and _is_there(slashes.strip("/"), tree):
        yield found(line.span, _edit(line, slashes), variant="backslash", pattern=written, right=slashes)
        return
    if _SPECIAL.search(plain):
        below = _below(plain, tree) if is_meant_everywhere(plain) and not written.startswith(("/", "./")) else None
        if below is not None:
            yield found(
                line.span, _edit(line, f"**/{plain}"), variant="below", pattern=written, right=f"**/{plain}", path=below
            )
        return
    folder, _, name = plain.rpartition("/")
    prefix = f"{folder}/" if folder else ""
    beside = _beside(folder, tree)
    same = [one for one in beside if one.lower() == name.lower()]
    if len(same) == 1:
        yield found(line.span, _edit(line, prefix + same[0]), variant="case", pattern=written, right=prefix + same[0])
        return
    below = _below(plain, tree) if is_meant_everywhere(plain) and not written.startswith(("/", "./")) else None
    if below is not None:
        yield found(
            line.span, _edit(line, f"**/{plain}"), variant="below", pattern=written, right=f"**/{plain}", path=below
        )
        return
    close = (
        difflib.get_close_matches(name, beside, n=2, cutoff=_LIKE)
        if is_compared and len(name) > 4 and len(beside) <= _MOST_NAMES and not is_meant_everywhere(name)
        else []
    )
    # `.huskyrc` is no misspelt `.husky`: a tool has files of both names.
    longer, shorter = sorted((name, close[0] if close else ""), key=len, reverse=True)
    is_other = longer.startswith(shorter) and len(longer) - len(shorter) > 1
    if len(close) == 1 and not is_other and close[0].count(".") == name.count(".") and _is_slip(name, close[0]):
        yield found(line.span, _edit(line, prefix + close[0]), pattern=written, right=prefix + close[0])


def _is_slip(name: str, other: str) -> bool:
    """Whether one letter is missing, too many or another, or two stand in the wrong order: `.envrc` is no misspelt `.env`."""
    while name and other and name[0] == other[0]:
        name, other = name[1:], other[1:]
    while name and other and name[-1] == other[-1]:
        name, other = name[:-1], other[:-1]
    return max(len(name), len(other)) <= 1 or (len(name) == len(other) == 2 and name == other[::-1])


def _is_there(path: str, tree: Walked) -> bool:
    return path in tree.files or path in tree.folders


def _beside(folder: str, tree: Walked) -> list[str]:
    """The names that stand directly in a folder, sorted."""
    known: dict[str, list[str]] | None = tree.memo.get("names by folder")
    if known is None:
        known = tree.memo["names by folder"] = {}
        for path in sorted({*tree.names, *tree.folders}):
            above, _, name = path.rpartition("/")
            if name:
                known.setdefault(above, []).append(name)
    return known.get(folder, [])


def _below(name: str, tree: Walked) -> str | None:
    """The first path in a folder further down that the name, or its wildcards, would be of."""
    known: dict[str, str | None] = tree.memo.setdefault("first below", {})
    if name not in known:
        expression = glob_expression(name)
        paths = (path for path in (*tree.names, *sorted(tree.folders)) if "/" in path)
        known[name] = next((one for one in paths if expression and expression.fullmatch(one.rpartition("/")[2])), None)
    return known[name]


RULE = IgnoreFileRule("dockerignore-pattern-misses", find, fixes="unsafe", report="once_per_file")
