"""A file that a later layer deletes stays in the image."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.context import looks_secret
from gorae.facts.deletions import deletions
from gorae.facts.small_copies import brings_little
from gorae.lint.fixes.bind_mount import mount_instead
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.rewrites.join_runs import merge, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.copies import Landing
    from gorae.facts.deletions import Deleted
    from gorae.lint.rule import Inputs
    from gorae.stages import Stage


def find(stage: Stage, inputs: Inputs) -> Iterator[Finding]:
    """Report the path that `rm` deletes, in stages whose layers reach the image; secrets are left to another rule.

    A script of some kilobytes that was copied is reported to those who select the rule.
    """
    for one in deletions(stage) if stage.reaches_image else ():
        made = one.made
        if made.how == "write" or looks_secret(made.path.lstrip("/")):
            continue
        is_little = made.landing is not None and brings_little(made.node, inputs.context)
        yield found(one.span, _fix(stage, one), opt_in=is_little, variant=made.how, path=_shown(one))


def _shown(one: Deleted) -> str:
    return one.word.value if len(one.word.value) <= 40 else posixpath.basename(one.made.path)


def _fix(stage: Stage, one: Deleted) -> Fix | None:
    """One RUN of both, where they follow one another; a bind mount in place of a copy."""
    made = one.made
    if made.landing is not None:
        if not made.landing.word.is_static or "*" in made.landing.source:
            return None
        origin = made.landing.node.instruction.flag("from")
        stage_name = f"from={origin.value}," if origin is not None else ""
        target = _place(made.landing, made.path, one.node.instruction.text)
        if target is None:
            return None
        return mount_instead(stage, one, f"type=bind,{stage_name}source={made.landing.source},target={target}")
    for row in rows(stage):
        if made.node in row and one.node in row:
            merged = merge(stage, row)
            return merged and fix(merged, safe=True, variant="merge", count=len(row))
    return None


def _place(landing: Landing, path: str, run: str) -> str | None:
    """Where the source stands in the image: a file below a target that is a folder, a folder's content in the target.

    Of a source that may be either, what the RUN calls tells; None where that tells nothing.
    """
    name = posixpath.basename(path)
    if not landing.is_folder or "." in name or path in run:
        return path
    return landing.target if re.search(re.escape(landing.target) + r"/?(?:\*|[\s\"']|$)", run) else None


RULE = StageRule(
    "file-deleted-in-later-layer",
    find_with=find,
    severity="information",
    fixes="safe",
    supersedes=frozenset(("run-consecutive",)),
    shipped_only=True,
)
