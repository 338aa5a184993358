"""composer installs the packages for development into an image that is shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.copies import is_copied_on
from gorae.facts.entrypoint import has_variable, program_of
from gorae.facts.packages import runs
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.rewrites.edit_command import with_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage

_DECIDED = ("--no-dev", "--dev", "--dry-run", "--no-install", "--download-only")


def find(build: Build) -> Iterator[Finding]:
    """Report `composer install` of the project whose packages reach the image, unless a later call removes the dev ones.

    They reach it in its own layers, or from a builder whose `vendor` is copied. An image that starts composer itself is a
    tool of the project.
    """
    start = program_of(build.last) if build.last is not None else None
    if start is not None and start.program == "composer":
        return
    for stage in build.stages:
        yield from _in_stage(build, stage)


def _in_stage(build: Build, stage: Stage) -> Iterator[Finding]:
    rows = [(node, scope, call) for node, scope, calls in runs(stage) for call in calls if call.manager == "composer"]
    if has_variable(stage, "COMPOSER_NO_DEV") or any("--no-dev" in node.instruction.text for node, _, _ in rows):
        return  # they are tested with, and taken away
    for node, scope, call in rows:
        vendor = f"{scope.workdir.rstrip('/')}/vendor" if scope.workdir is not None else None
        if not stage.reaches_image and not (vendor and is_copied_on(build, stage, vendor, into_image=True)):
            continue
        is_whole = (
            call.subcommand is not None
            and call.subcommand.value in ("install", "i", "update", "u", "upgrade")
            and not call.operands
        )
        if is_whole and not call.has_flag(*_DECIDED) and not any(word.variables for word in call.args):
            edit = with_option(node.instruction, call, "--no-dev").shift(node.start)
            yield found(node.to_document(call.head), fix(edit, safe=False))


RULE = FileRule(
    "composer-dev-installed",
    find,
    aliases=(Alias("tally", "tally/php/composer-no-dev-in-production"),),
    severity="information",
    fixes="unsafe",
    report="once_per_file",
    shipped_only=True,
    reads={"RUN": ("composer",), "COPY": (), "CMD": (), "ENTRYPOINT": ()},
)
