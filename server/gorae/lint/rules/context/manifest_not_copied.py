"""An install reads the project's manifest before any COPY has brought it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.other_project import is_for_another_project
from gorae.facts.packages import calls_of
from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell.packages import Call
    from gorae.stages import Stage
    from gorae.syntax import Node

# Installs that fail without the file beside them (their documentation), by the manager and the last word of its subcommand.
_READ = {
    ("npm", "ci"): "package-lock.json", ("bundle", "install"): "Gemfile", ("composer", "install"): "composer.json",
    ("uv", "sync"): "pyproject.toml", ("poetry", "install"): "pyproject.toml", ("go", "download"): "go.mod",
}  # fmt: skip
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
            call, path = hit
            shown = " ".join(node.instruction.slice(call.head).split())
            yield found(node.to_document(call.span), command=shown, path=path)
            return
        if node.instruction.flags or _MAKES.search(node.instruction.text):
            return


def _install(stage: Stage, node: Node) -> tuple[Call, str] | None:
    """The first install of a RUN that reads a manifest, and the manifest; None where something before may make it."""
    scope = stage.scope_of(node)
    call, path = next(
        ((call, path) for call in calls_of(node.instruction, scope) if (path := _manifest(call)) is not None),
        (None, ""),
    )
    if call is None or not call.command.is_top_level or _MAKES.search(node.instruction.text[: call.command.span.start]):
        return None
    for command in script(node.instruction, scope).commands:
        if command.span.start <= call.command.span.start and (
            command.operator_after == "||" or command.effective.program == "cd"
        ):
            return None  # it may fail, or the folder is another one
    return call, path


def _manifest(call: Call) -> str | None:
    """The file of the folder without which the install ends with an error."""
    if call.manager in ("pip", "uv") and call.action == "install":
        files = call.option_values("-r", "--requirement", "--requirements")
        return next((word.value for word in files if re.fullmatch(r"[\w.-]+", word.value)), None)
    if call.subcommand is None or is_for_another_project(call.manager, call.args):
        return None
    return _READ.get((call.manager, call.subcommand.value))


RULE = StageRule("manifest-not-copied", find, severity="error")
