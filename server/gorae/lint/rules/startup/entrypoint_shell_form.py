"""ENTRYPOINT in shell form: the program is not PID 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.entrypoint import keeps_shell
from gorae.facts.shell_missing import lacks_shell
from gorae.facts.start_script import starts_by_itself
from gorae.lint.fixes.exec_form import exec_form
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """At the command."""
    for node in build.document.nodes:
        instruction = node.instruction
        if instruction.name != "ENTRYPOINT" or not keeps_shell(instruction, build.scope_of(node)):
            continue
        alone = starts_by_itself(build, inputs.context, node)
        repair = exec_form(instruction, build.scope_of(node), starts_by_itself=alone)
        stage = build.stage_of(node)
        if stage is not None and lacks_shell(stage, node):
            plain = repair if repair is not None and not repair.variant else None
            yield found(
                node.to_document(instruction.arguments),
                plain and plain.shift(node.start),
                variant="no-shell",
                severity="error",
            )
            continue
        yield found(node.to_document(instruction.arguments), repair and repair.shift(node.start))


RULE = FileRule(
    "entrypoint-shell-form",
    find_with=find,
    aliases=(Alias("hadolint", "DL3025"), Alias("buildkit", "JSONArgsRecommended")),
    fixes="safe",
    reads={"ADD": (), "CMD": (), "COPY": (), "ENTRYPOINT": ()},
)
