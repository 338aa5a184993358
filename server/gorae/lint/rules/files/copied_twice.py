"""The same file copied to the same place again."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.context import has_wildcards
from gorae.facts.copies import landings
from gorae.lint.model import Finding, found
from gorae.lint.rule import StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.copies import Landing
    from gorae.stages import Stage


def find(stage: Stage) -> Iterator[Finding]:
    """Report a source of a COPY that an earlier COPY of the stage put at the same place, with nothing between that reads it."""
    seen: dict[tuple[str, str, str], Landing] = {}
    for landing in landings(stage):
        if landing.heredoc is not None:
            continue  # another text of the same name
        flag = landing.node.instruction.flag("from")
        key = (flag.value or "" if flag else "", *_place(landing))
        earlier = seen.setdefault(key, landing)
        if earlier is landing or earlier.node.index == landing.node.index:
            continue
        between = stage.nodes[earlier.node.index - stage.nodes[0].index + 1 : landing.node.index - stage.nodes[0].index]
        # A RUN between may have changed the file, or the second COPY changes its owner: the repetition is meant.
        if any(node.name in ("RUN", "ADD") for node in between):
            continue
        if _flags(earlier) != _flags(landing):
            continue
        line = stage.document.line_number(earlier.node)
        yield found(landing.node.to_document(landing.word.span), source=landing.source, line=line)


def _place(landing: Landing) -> tuple[str, str]:
    """A source, and where it comes to lie: `COPY a /b/` and `COPY ./a /b/a` are the same."""
    if landing.is_remote or not landing.is_local or has_wildcards(landing.source):
        return landing.source.rstrip("/"), f"{landing.target}{'/' if landing.is_folder else ''}"
    source = posixpath.normpath(landing.source).lstrip("/")
    # Of a folder the content is copied, into the target itself; only its name tells it from a file here.
    has_end = "." in posixpath.basename(source).lstrip(".")
    return source, posixpath.join(
        landing.target, posixpath.basename(source)
    ) if landing.is_folder and has_end else landing.target


def _flags(landing: Landing) -> list[tuple[str, str | None]]:
    return sorted((flag.name, flag.value) for flag in landing.node.instruction.flags)


RULE = StageRule("copied-twice", find, severity="information", report="once_per_file")
