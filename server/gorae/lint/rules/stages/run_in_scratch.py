"""RUN where there is no shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.shell_missing import lacks_shell
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage


def find(stage: Stage) -> Iterator[Finding]:
    """Report the first shell-form RUN of a stage based on scratch or distroless into which no shell was copied."""
    if not stage.root.is_scratch:
        node = next((one for one in stage.instructions("RUN") if one.instruction.form == "shell"), None)
        if node is not None and lacks_shell(stage, node):
            yield found(node.keyword, variant="distroless", image=stage.root.image or "")
        return
    for one in reversed(stage.chain):
        for node in one.nodes:
            if node.name in ("COPY", "ADD", "SHELL"):
                return  # a shell may be among what was copied
            if node.name == "RUN" and node.instruction.form == "shell":
                if one is stage:
                    yield found(node.keyword)
                return


RULE = StageRule("run-in-scratch", find, aliases=(Alias("tally", "tally/shell-run-in-scratch"),), severity="error")
