"""pip keeps what it downloads in a cache in the layer."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.facts.packages import is_set, mounted, removes, runs, said_before
from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.edit_command import with_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell.packages import Call
    from gorae.stages import Stage
    from gorae.stages.model import Value

_CACHE = re.compile(r"\.cache(?:/pip|/?\*|/?$)|/pip/cache|pip[-_]?cache")
# pip takes a long option's beginning for the option, where no other one begins so.
_ABBREVIATED = ("--no-cache", "--no-cache-d", "--no-cache-di", "--no-ca", "--no-cac", "--no-cach")
_CONFIG = re.compile(r"global\.no-cache-dir|\[(?:global|install)\][^\[]*no-cache-dir", re.IGNORECASE)


def find(stage: Stage) -> Iterator[Finding]:
    """One finding for each RUN of the image with a `pip install` that caches, and does not remove the cache."""
    if not stage.reaches_image:
        return
    for node, scope, calls in runs(stage):
        ours = [call for call in calls if call.manager == "pip"]
        caching = [
            call
            for call in ours
            if call.action == "install"
            and len(call.args) > 1
            and not call.has_flag("--no-cache-dir", *_ABBREVIATED, "--no-index", "--dry-run", "--help")
            and not _are_files(call)
        ]
        if not caching or is_set(stage, node, ours, "PIP_NO_CACHE_DIR"):
            continue
        folders = ["~/.cache/pip", *_folders(stage.environment_at(node).get("PIP_CACHE_DIR"))]
        if mounted(node.instruction, *folders) or said_before(stage, node, _CONFIG):
            continue
        after = caching[-1].span.end
        if removes(script(node.instruction, scope), after, _CACHE) or any(
            call.action == "clean" and call.span.start > after for call in ours
        ):
            continue
        edits = [with_option(node.instruction, call, "--no-cache-dir").shift(node.start) for call in caching]
        yield found(node.to_document(caching[0].head), fix(edits, safe=True))


def _are_files(call: Call) -> bool:
    """Whether all that is installed lies in the image as wheels already: nothing is downloaded, nothing cached."""
    return (
        bool(call.operands)
        and not call.option_values("-r", "--requirement", "-e", "--editable")
        and all(word.value.endswith(".whl") or _is_folder_of_wheels(word.value) for word in call.operands)
    )


def _is_folder_of_wheels(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return path.startswith("/") and name == "*" and re.search(r"wheels?\b", posixpath.basename(folder)) is not None


def _folders(value: Value | None) -> tuple[str, ...]:
    return (value.value,) if value is not None and value.value else ()


RULE = StageRule(
    "pip-cache-kept",
    find,
    aliases=(Alias("hadolint", "DL3042"),),
    severity="information",
    fixes="safe",
    report="once_per_file",
    shipped_only=True,
)
