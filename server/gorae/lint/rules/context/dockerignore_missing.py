"""A folder is copied, and nothing says what is not to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context import extend_ignore, is_project, relative, suggested_ignores, unwanted
from gorae.facts.artifacts import are_made_by_no_run
from gorae.facts.copies import context_folders
from gorae.lint.model import FileEdit, Finding, fix, found
from gorae.lint.rule import ContextRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build

# What no image wants, where nothing of it is there yet.
_ALWAYS = (".git", ".env")


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """At the first folder that is copied: the whole context, or one that has in it what no image wants."""
    if context.ignore is not None or context.ignore_error is not None:
        return
    if context.is_above(".dockerignore") and not is_project(context):
        return  # a folder of Dockerfiles, which are built in the folder above
    rows = unwanted(context)
    for source in context_folders(build, context):
        folder = relative(source.value)
        if folder and not any(row.path == folder or row.path.startswith(folder + "/") for row in rows):
            continue  # a folder that was chosen, with nothing in it to leave out
        repair = None
        if not context.ignore_path.startswith("../"):
            # It leaves itself out: `COPY . .` would bring it into the image.
            text = extend_ignore(None, (*(suggested_ignores(context) or _ALWAYS), ".dockerignore"))
            file = FileEdit(context.ignore_path, None, text)
            repair = fix((), safe=not are_made_by_no_run(build, rows), files=(file,), file=context.ignore_path)
        yield found(source.span, repair, path=source.value)
        return


RULE = ContextRule(
    "dockerignore-missing",
    find,
    fixes="safe",
    report="once_per_context",
    reads={
        "ADD": (),
        "COPY": (),
        "RUN": (
            "npm",
            "yarn",
            "pnpm",
            "bun",
            "bower",
            "corepack",
            "composer",
            "build",
            "compile",
            "package",
            "publish",
            "install",
            "make",
            "cargo",
            "go",
            "mvn",
            "gradle",
            "sbt",
            "dotnet",
            "tsc",
            "webpack",
            "vite",
            "next",
            "nuxt",
        ),
    },
)
