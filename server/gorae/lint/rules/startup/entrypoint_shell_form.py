"""ENTRYPOINT in shell form: the program is not PID 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.entrypoint import in_shell_form
from gorae.facts.shell_missing import is_without_shell
from gorae.lint.fixes.exec_form import exec_form
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report each ENTRYPOINT in shell form, on its command; an error where the image has no shell."""
    for node in in_shell_form(build, "ENTRYPOINT"):
        cannot_start = is_without_shell(build, node)
        yield found(
            node.to_document(node.instruction.arguments),
            exec_form(build, inputs.context, node),
            variant="no-shell" if cannot_start else "",
            severity="error" if cannot_start else None,
        )


RULE = FileRule(
    "entrypoint-shell-form",
    find_with=find,
    aliases=(Alias("hadolint", "DL3025"), Alias("buildkit", "JSONArgsRecommended")),
    fixes="safe",
    reads={"ADD": (), "CMD": (), "COPY": (), "ENTRYPOINT": ()},
)
