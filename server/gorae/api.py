"""Gorae for other programs: `from gorae import check`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from gorae.cli.outcome import RenderedFinding

Severity = Literal["error", "warning", "information", "hint"]


class CheckError(Exception):
    """A file that cannot be read, a configuration that is wrong, or a rule's name that there is none of."""


@dataclass(frozen=True)
class FixEdit:
    """A change of a file: what is between two places becomes `content`. Rows and columns count from 1, in code points."""

    filename: str
    row: int
    column: int
    end_row: int
    end_column: int
    content: str


@dataclass(frozen=True)
class FindingFix:
    """How a finding is mended. `safe`: what is built stays the same, or is only smaller."""

    safe: bool
    message: str
    edits: tuple[FixEdit, ...]


@dataclass(frozen=True)
class Finding:
    """What is wrong and where. Rows and columns count from 1, columns in code points; the end is behind the last one."""

    code: str
    aliases: tuple[str, ...]
    severity: Severity
    filename: str
    row: int
    column: int
    end_row: int
    end_column: int
    message: str
    url: str
    fix: FindingFix | None


def check(
    path: str | os.PathLike[str],
    *,
    text: str | None = None,
    select: Iterable[str] | None = None,
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    config: str | os.PathLike[str] | None = None,
    isolated: bool = False,
    shellcheck: bool = True,
    language: Literal["en", "ko"] = "en",
) -> list[Finding]:
    """The findings in a Dockerfile, in the order of the text.

    `text` is its text where that is not the saved one; configuration and build context are those of the path all the
    same. `select`, `extend_select`, `ignore`, `config` and `isolated` mean what the options of `gorae check` mean.
    Raises CheckError.
    """
    from os import fspath

    from gorae.cli.check import unknown_names
    from gorae.cli.check_file import check_path
    from gorae.cli.options import CheckOptions
    from gorae.cli.scripts import ScriptsAhead

    options = CheckOptions(
        select=tuple(select) if select is not None else None,
        extend_select=tuple(extend_select),
        ignore=tuple(ignore),
        language=language,
        config=fspath(config) if config is not None else None,
        isolated=isolated,
        shellcheck=shellcheck,
        fix=False,
        unsafe=False,
        diff=False,
    )
    wrong = unknown_names((*(options.select or ()), *options.extend_select, *options.ignore), language)
    if wrong:
        raise CheckError(wrong[0])
    scripts = ScriptsAhead([], cached=True) if shellcheck else None
    outcome = check_path(fspath(path), options, scripts, text=text)
    if scripts is not None:
        scripts.end()
    if outcome.failed:
        raise CheckError("\n".join(outcome.errors))
    return [_finding(row) for row in outcome.findings]


def _finding(row: RenderedFinding) -> Finding:
    fix = None
    if row.fix is not None:
        edits = tuple(
            FixEdit(one.filename, one.start.row, one.start.column, one.end.row, one.end.column, one.content)
            for one in row.fix.edits
        )
        fix = FindingFix(row.fix.applicability == "safe", row.fix.message, edits)
    return Finding(
        row.code, row.aliases, row.severity, filename=row.filename, row=row.start.row, column=row.start.column, end_row=row.end.row, end_column=row.end.column,
        message=row.message, url=row.url, fix=fix,
    )  # fmt: skip
