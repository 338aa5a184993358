"""A label that Buildx can set from git by itself."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from gorae.config.policy import POLICY
from gorae.facts.labels import labels_of_image
from gorae.lint.fixes.pair import without_pair
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build

# What Buildx sets with BUILDX_GIT_LABELS=full (its documentation of build environment variables).
_KEYS = frozenset((
    "org.opencontainers.image.revision", "org.opencontainers.image.source", "com.docker.image.source.entrypoint",
))  # fmt: skip


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the key of each such label of the image, but those that the configuration requires in the file."""
    demands = (demand for one in inputs.option(POLICY) for demand in one.demands)
    patterns = [pattern for name, patterns in demands if name == "require-label" for pattern in patterns]
    required = [pattern.partition("=")[0] for pattern in patterns]  # `NAME`, or `NAME=VALUE`
    taken: set[int] = set()
    for _, node, pair, key in labels_of_image(build):
        if key in _KEYS and not any(fnmatchcase(key, pattern) for pattern in required):
            edit = None if node.index in taken else without_pair(build.document, node, pair)
            taken.add(node.index)  # the next round takes the next pair of this instruction
            yield found(node.to_document(pair.key.span), fix(edit, safe=False) if edit else None, key=key)


RULE = FileRule(
    "label-set-by-buildx",
    find_with=find,
    aliases=(Alias("tally", "tally/labels/no-buildx-git-overlap"),),
    severity="information",
    default=False,
    fixes="unsafe",
)
