"""What is copied, and nobody wants in an image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context import extend_ignore, relative, unwanted
from gorae.facts.artifacts import MAKERS, are_made_by_no_run
from gorae.facts.asked_files import asked_for, asks_git, is_asked_for
from gorae.facts.copies import context_folders, is_carried
from gorae.lint.model import FileEdit, Finding, fix, found
from gorae.lint.rule import ContextRule
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build

_SHOWN = 3
_MATTERS = 1_000  # bytes


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report the first copied folder that contains such files; secrets are left to `copy-secret-file`."""
    if context.ignore is None:
        return
    meant = [line[1:].strip().strip("/") for line in context.ignore.text.splitlines() if line.startswith("!")]
    asked = asked_for(build, context)
    wanted = [row for row in unwanted(context) if row.kind == "dependencies" or not is_asked_for(row.path, asked)]
    for source in context_folders(build, context):
        folder = relative(source.value)
        rows = [
            row
            for row in wanted
            if row.kind != "secret" and (not folder or _below(row.path, folder)) and not _is_meant(row.path, meant)
        ]
        if not any(
            row.bytes and (row.kind != "output" or row.bytes >= _MATTERS) for row in rows if row.kind != "editor"
        ):
            continue  # settings of an editor and a few bytes are no reason by themselves
        named = ", ".join(f"`{row.path}` ({size(row.bytes)})" for row in rows[:_SHOWN])
        text = extend_ignore(context.ignore.text, [row.pattern for row in rows])
        repair = None
        if not context.ignore_path.startswith("../"):
            file = FileEdit(context.ignore_path, context.ignore.text, text)
            is_asked = asks_git(build) and any(row.kind == "repository" for row in rows)
            repair = fix(
                (), safe=not (are_made_by_no_run(build, rows) or is_asked), files=(file,), file=context.ignore_path
            )
        stage = build.stage_of(source.node)
        is_of_builder = stage is not None and not stage.reaches_image and not is_carried(build, stage, source.node)
        variant = "builder" if is_of_builder else ""
        yield found(source.span, repair, variant=variant, names=named, file=context.ignore_path)
        return


def _is_meant(path: str, meant: list[str]) -> bool:
    """Whether the ignore file itself lets something of that folder through."""
    return any(_below(one, path) for one in meant)


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")


RULE = ContextRule(
    "dockerignore-incomplete",
    find,
    fixes="safe",
    report="once_per_context_message",
    reads={"ADD": (), "COPY": (), "RUN": MAKERS},
)
