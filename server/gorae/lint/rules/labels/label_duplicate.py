"""A label is set again in the same stage: the first value has no effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.labels import labels
from gorae.lint.fixes.pair import without_pair
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage


def find(stage: Stage) -> Iterator[Finding]:
    """Report each pair that a later one of its stage overrides."""
    all_labels = list(labels(stage))
    last = {
        key: node.to_document(pair.span) for node, pair, key in all_labels
    }  # instructions of one text share their pairs
    removed: dict[int, int] = {}
    for node, pair, key in all_labels:
        if last[key] == node.to_document(pair.span):
            continue
        # One pair of an instruction at a time: the edits of two neighbours would touch the same blanks.
        is_first = removed.setdefault(node.index, pair.span.start) == pair.span.start
        edit = without_pair(stage.document, node, pair) if is_first else None
        yield found(node.to_document(pair.span), fix(edit, safe=True) if edit else None, key=key)


RULE = StageRule("label-duplicate", find, aliases=(Alias("tally", "tally/labels/no-duplicate-keys"),), fixes="safe")
