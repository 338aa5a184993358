"""The stages above that a COPY --from may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Fix, fix
from gorae.source import Edit
from gorae.source.near_words import near_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.source import Span
    from gorae.stages import Build, Stage

FILLS = frozenset(("COPY", "ADD", "RUN", "WORKDIR"))
_MOST = 3


def has_files(stage: Stage) -> bool:
    """Whether there is anything in it: its image's files, or what an instruction made."""
    return not stage.root.is_scratch or any(one.instructions(*FILLS) for one in stage.chain)


def stages_above(build: Build, stage: Stage, span: Span, name: str) -> Iterator[Fix]:
    """Fixes that name another stage above at the span: those of similar names first, then the nearest; a few."""
    # Of several stages of a name the last one is meant, which may stand below.
    named = {one.name: one.index for one in build.stages}
    names = [
        one.name
        for one in reversed(build.stages[: stage.index])
        if one.name and has_files(one) and named[one.name] < stage.index
    ]
    others = [one for one in dict.fromkeys(names) if one != name.lower()]
    similar = near_words(name.lower(), others, most=_MOST, cutoff=0.7)
    for right in list(dict.fromkeys([*similar, *others]))[:_MOST]:
        yield fix(Edit(span, right), safe=False, right=right)
