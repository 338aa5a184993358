"""composer installs the packages for development into an image that is shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.entrypoint import has_variable
from gorae.facts.packages import runs
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.edit_command import with_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_DECIDED = ("--no-dev", "--dev", "--dry-run", "--no-install", "--download-only")


def find(stage: Stage) -> Iterator[Finding]:
    """Report `composer install` of the project whose packages reach the image, unless a later call removes the dev ones."""
    if not stage.reaches_image or has_variable(stage, "COMPOSER_NO_DEV"):
        return
    rows = [(node, call) for node, _, calls in runs(stage) for call in calls if call.manager == "composer"]
    if any("--no-dev" in node.instruction.text for node, _ in rows):
        return  # they are tested with, and taken away
    for node, call in rows:
        is_whole = (
            call.subcommand is not None
            and call.subcommand.value in ("install", "i", "update", "u", "upgrade")
            and not call.operands
        )
        if is_whole and not call.has_flag(*_DECIDED) and not any(word.variables for word in call.args):
            edit = with_option(node.instruction, call, "--no-dev").shift(node.start)
            yield found(node.to_document(call.head), fix(edit, safe=False))


RULE = StageRule(
    "composer-dev-installed",
    find,
    aliases=(Alias("tally", "tally/php/composer-no-dev-in-production"),),
    severity="information",
    fixes="unsafe",
    report="once_per_file",
    shipped_only=True,
)
