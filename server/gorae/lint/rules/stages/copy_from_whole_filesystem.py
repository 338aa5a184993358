"""A whole stage is copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report the source `/` of a COPY --from of a stage that runs something.

    Not onto scratch, where that squashes an image on purpose, and not from a stage of scratch, which holds only what
    was put there.
    """
    for stage in build.stages:
        for node in stage.instructions("COPY"):
            flag = node.instruction.flag("from")
            source = build.stage(flag.value or "") if flag is not None else None
            if source is None or stage.root.is_scratch or source.root.is_scratch or not source.instructions("RUN"):
                continue
            for word in node.instruction.words[:-1]:
                if word.value in ("/", "/.", "/*", "//"):
                    yield found(node.to_document(word.span), name=source.name or source.index)


RULE = FileRule("copy-from-whole-filesystem", find, aliases=(Alias("hadolint", "DL3067"),), reads={"COPY": ()})
