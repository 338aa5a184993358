"""A list of packages in no order: doubles are overlooked, and every change is a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import runs
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.shell.packages import APT, RPM
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_MANAGERS = APT | RPM | {"apk", "zypper"}  # for the others the order may change what is installed


def find(stage: Stage) -> Iterator[Finding]:
    """Installs of several packages that are not sorted; not where one is a file or a variable."""
    for node, _, calls in runs(stage):
        for call in calls:
            if call.manager not in _MANAGERS or call.action != "install":
                continue
            packages = call.packages
            if any(one.local or not one.word.static or one.word.globs for one in packages):
                continue
            texts = [one.word.text for one in packages]
            wanted = sorted(texts, key=lambda text: text.strip("'\"").lower())
            if texts == wanted or any("\n" in text for text in texts):
                continue
            span = packages[0].span | packages[-1].span
            edits = [
                Edit(one.span, text).shift(node.start)
                for one, text in zip(packages, wanted, strict=True)
                if one.word.text != text
            ]
            # A comment between the packages may belong to one of them.
            commented = "#" in node.instruction.slice(span)
            yield found(node.to_document(span), None if commented else fix(edits, safe=True), manager=call.manager)


RULE = StageRule("packages-unsorted", find, aliases=(Alias("tally", "tally/sort-packages"),), severity="hint", default=False, fixes="safe")  # fmt: skip
