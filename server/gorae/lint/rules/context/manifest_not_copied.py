"""An install reads the project's manifest before any COPY has brought it."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Effective
    from gorae.stages import Stage
    from gorae.syntax import Node

# Installs that fail without the file beside them (their documentation).
_READ = {
    ("npm", "ci"): "package-lock.json", ("bundle", "install"): "Gemfile", ("composer", "install"): "composer.json",
    ("uv", "sync"): "pyproject.toml", ("poetry", "install"): "pyproject.toml",
}  # fmt: skip
_GO = (("mod", "download"), "go.mod")
# What may make files in a RUN, or bring whole projects.
_MAKES = re.compile(r"\b(?:git|curl|wget|tar|unzip|svn|hg|gh|npx|npm|cp|mv|tee|init|new)\b|>")


def find(stage: Stage) -> Iterator[Finding]:
    """Report the first such install of a stage above which nothing is copied, on an official base image."""
    reference = stage.reference
    if reference is None or not reference.is_official:
        return
    for node in stage.nodes[1:]:
        if node.name in ("COPY", "ADD", "ONBUILD"):
            return
        if node.name != "RUN":
            continue
        hit = _install(stage, node) if not node.instruction.flags else None
        if hit is not None:
            effective, path = hit
            shown = " ".join(word.value for word in effective.words[:2])
            yield found(node.to_document(effective.span), command=shown, path=path)
            return
        if node.instruction.flags or _MAKES.search(node.instruction.text):
            return


def _install(stage: Stage, node: Node) -> tuple[Effective, str] | None:
    """The first install of a RUN that reads a manifest, and the manifest; None where something before may make it."""
    for command in script(node.instruction, stage.scope_of(node)).commands:
        effective = command.effective
        words = [word.value for word in effective.words]
        if command.operator_after == "||" or words[:1] == ["cd"]:
            return None
        path = _manifest(words)
        if path is not None:
            may_be_made = _MAKES.search(node.instruction.text[: command.span.start])
            return (effective, path) if command.is_top_level and not may_be_made else None
    return None


def _manifest(words: list[str]) -> str | None:
    if not words:
        return None
    program = posixpath.basename(words[0])
    if program in ("python", "python3") and words[1:2] == ["-m"]:
        program, words = words[2] if len(words) > 2 else "", words[2:]
    if program in ("pip", "pip3") and words[1:2] == ["install"]:
        for option, value in pairwise(words):
            if option in ("-r", "--requirement") and re.fullmatch(r"[\w.-]+", value):
                return value
        return None
    if program == "go" and tuple(words[1:3]) == _GO[0]:
        return _GO[1]
    return (
        _READ.get((program, words[1]))
        if len(words) > 1 and not {"-g", "--global", "--prefix", "-d", "-C"} & set(words)
        else None
    )


RULE = StageRule("manifest-not-copied", find, severity="error")
