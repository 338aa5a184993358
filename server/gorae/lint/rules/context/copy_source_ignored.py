"""A source that the ignore file keeps from the builder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context import extend_ignore, has_wildcards, looks_secret, relative
from gorae.facts.copies import context_sources, mount_sources
from gorae.lint.model import FileEdit, Finding, Fix, fix, found
from gorae.lint.rule import Alias, ContextRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report a source that exists but is ignored, so the build fails with `not found`, and a context of which nothing is left."""
    for source in (*context_sources(build), *mount_sources(build)):
        path = relative(source.value)
        if not path and context.ignore is not None and not context.files and source.node.name != "RUN":
            yield found(source.span, variant="all", path=source.value, file=context.ignore_path)
        elif not path and _is_left_alone(context) and source.node.name != "RUN":
            yield found(source.span, variant="rest", severity="warning", path=source.value, file=context.ignore_path)
        if not path or has_wildcards(path) or not context.is_ignored(path) or context.exists(path):
            continue
        if context.is_on_disk(path) and not context.under(path):
            yield found(source.span, _let_through(context, path), path=source.value, file=context.ignore_path)


def _is_left_alone(context: BuildContext) -> bool:
    """Whether the ignore file leaves nothing but the Dockerfile and itself."""
    own = {context.dockerfile, context.ignore_path, ".dockerignore", ".gitignore"}
    return context.ignore is not None and bool(context.files) and context.excluded > 0 and set(context.files) <= own


def _let_through(context: BuildContext, path: str) -> Fix | None:
    """An exception at the ignore file's end; none for secrets, which are ignored for a reason."""
    if context.ignore is None or context.ignore_path.startswith("../") or looks_secret(path):
        return None
    file = FileEdit(context.ignore_path, context.ignore.text, extend_ignore(context.ignore.text, [f"!{path}"]))
    return fix((), safe=False, files=(file,), file=context.ignore_path, pattern=f"!{path}")


RULE = ContextRule(
    "copy-source-ignored",
    find,
    aliases=(Alias("buildkit", "CopyIgnoredFile"),),
    severity="error",
    fixes="unsafe",
    reads={"ADD": (), "COPY": ()},
)
