"""ENTRYPOINT in shell form: the program is not PID 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.exec_form import shell_forms
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.model import Finding
    from gorae.lint.rule import Inputs
    from gorae.stages import Build


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report each ENTRYPOINT in shell form, on its command; an error where the image has no shell."""
    return shell_forms(build, inputs.context, "ENTRYPOINT")


RULE = FileRule(
    "entrypoint-shell-form",
    find_with=find,
    aliases=(Alias("hadolint", "DL3025"), Alias("buildkit", "JSONArgsRecommended")),
    fixes="safe",
    reads={"ADD": (), "CMD": (), "COPY": (), "ENTRYPOINT": ()},
)
