"""A folder is copied, and nothing says what is not to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.context import extend_ignore, is_project, languages, relative, suggested_ignores, unwanted
from gorae.context.dockerfiles import is_dockerfile
from gorae.facts.artifacts import MAKERS, are_made_by_no_run
from gorae.facts.asked_files import asked_for, asks_git, is_asked_for
from gorae.facts.copies import context_folders, is_carried
from gorae.lint.model import FileEdit, Finding, fix, found
from gorae.lint.rule import ContextRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build

_MOST_DOCKERFILES = 20
_LINES = re.compile(r"^\s*(?:COPY|ADD)\s+(?!--from)(.*)$", re.IGNORECASE | re.MULTILINE)
# What no image wants, where nothing of it is there yet.
_ALWAYS = (".git", ".env")


# What a language's tools will put into the folder of a fresh checkout, and the RUN that makes it for the image again.
_MADE: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("node", ("**/node_modules",), re.compile(r"\b(?:npm|yarn|pnpm|bun|corepack)\b")),
    ("python", ("**/__pycache__",), re.compile("")),
    ("dotnet", ("**/bin", "**/obj"), re.compile(r"\bdotnet\b")),
    ("rust", ("**/target",), re.compile(r"\bcargo\b")),
    ("java", ("**/target",), re.compile(r"\bmvnw?\b")),
    ("java", ("**/.gradle", "**/build"), re.compile(r"\bgradlew?\b")),
    ("php", ("**/vendor",), re.compile(r"\bcomposer\b[^\n]* install\b")),
)


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report the first folder that is copied: the whole context, or one that contains what no image needs."""
    if context.ignore is not None or context.ignore_error is not None:
        return
    if context.is_above(".dockerignore") and not is_project(context):
        return  # a folder of Dockerfiles, which are built in the folder above
    rows = unwanted(context)
    to_come = tuple(_to_come(build, context))
    for source in context_folders(build, context):
        folder = relative(source.value)
        if folder and not any(row.path == folder or row.path.startswith(folder + "/") for row in rows):
            continue  # a folder that was chosen, with nothing in it to leave out
        if folder == ".git" or folder.startswith(".git/"):
            continue  # it is what is wanted
        stage = build.stage_of(source.node)
        is_of_builder = stage is not None and not stage.reaches_image and not is_carried(build, stage, source.node)
        if is_of_builder and not rows and not to_come and context.is_above(".git"):
            continue  # sources alone, below the repository's folder, for a stage that is thrown away
        repair = None
        if not context.ignore_path.startswith("../"):
            # It leaves itself out: `COPY . .` would bring it into the image.
            asked = asked_for(build, context) | ({".git"} if asks_git(build) else set())
            there = [name for name in suggested_ignores(context) or _ALWAYS if not is_asked_for(name, asked)]
            # The program may read what stands there today at its start.
            holds_settings = any(row.kind == "secret" for row in rows)
            text = extend_ignore(None, (*dict.fromkeys((*there, *to_come)), ".dockerignore"))
            file = FileEdit(context.ignore_path, None, text)
            repair = fix(
                (),
                safe=not (are_made_by_no_run(build, rows) or holds_settings),
                files=(file,),
                file=context.ignore_path,
            )
        yield found(source.span, repair, variant="builder" if is_of_builder else "", path=source.value)
        return


def _to_come(build: Build, context: BuildContext) -> Iterator[str]:
    """Patterns of what is not there yet, where a RUN makes it and no Dockerfile of the folder copies it."""
    runs = "\n".join(node.instruction.text for node in build.document.nodes if node.name == "RUN")
    others = [path for path in context.files if is_dockerfile(path.rpartition("/")[2])]
    texts = [build.document.text.value, *(context.read_text(path) or "" for path in others[:_MOST_DOCKERFILES])]
    copies = "\n".join(line for text in texts for line in _LINES.findall(text))
    there = {folder.rpartition("/")[2] for folder in context.folders}
    spoken = languages(context)
    for language, patterns, makes in _MADE:
        if language in spoken and makes.search(runs):
            names = ((pattern, pattern.rpartition("/")[2]) for pattern in patterns)
            yield from (pattern for pattern, name in names if name not in there and name not in copies)


RULE = ContextRule(
    "dockerignore-missing",
    find,
    fixes="safe",
    report="once_per_context",
    reads={"ADD": (), "COPY": (), "RUN": MAKERS},
)
