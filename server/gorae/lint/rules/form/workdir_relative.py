"""WORKDIR that depends on the base image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.image_paths import starts_at_root
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit
from gorae.stages.dispatch import dispatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report a relative path before any other WORKDIR, as the file does not show what it is relative to.

    Its fix settles those below it, too; a path with a variable that the base image may set is not reported.
    """
    for warned in dispatch(build).warned("WorkdirRelativePath"):
        node = build.document.nodes[warned.index]
        word = next(iter(node.instruction.words), None)
        if word is None or not warned.is_sure or node.name != "WORKDIR" or not word.value or word.variables:
            continue
        stage = build.stage_of(node)
        if word.value.startswith("~"):
            yield found(warned.span, variant="home", path=word.value)
            continue
        path = "/" + word.value.removeprefix("./").removeprefix(".")
        is_plain = word.text == word.value and word.value not in (".", "..") and not {"\\", ":"} & set(word.value)
        repair = (
            fix(Edit(warned.span, path), safe=False, path=path)
            if is_plain and stage is not None and starts_at_root(stage)
            else None
        )
        yield found(
            warned.span,
            repair,
            path=word.value,
        )


RULE = FileRule(
    "workdir-relative",
    find,
    aliases=(
        Alias("hadolint", "DL3000"),
        Alias("buildkit", "WorkdirRelativePath"),
        Alias("trivy", "DS-0009"),
        Alias("checkov", "CKV_DOCKER_10"),
    ),
    fixes="unsafe",
    reads={},
)
