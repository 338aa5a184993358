"""Secret files that COPY and ADD bring into the image."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.context import extend_ignore, is_credential_by_name, looks_secret, relative, secrets_under, sets_placeholders
from gorae.facts.copies import context_sources, is_carried
from gorae.facts.image_paths import absolute
from gorae.lint.model import FileEdit, Finding, Fix, fix, found
from gorae.lint.rule import ContextRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build
    from gorae.syntax import Node

_SHOWN = 3
# By its name alone such a file may as well be a public key or an example.
_DOUBTFUL = re.compile(
    r"repomd|gpg|keyring|archive|release|trust|public|\d{4}\.key$|example|sample|test|docker$", re.IGNORECASE
)

_OF_TESTS = re.compile(r"test|\bdev(?:elopment)?\b|localhost|snakeoil|self[-_]?signed", re.IGNORECASE)


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report the source; ignored files do not count, nor those that an earlier source of the stage brings already."""
    told: dict[int, set[str]] = {}  # by stage
    for source in context_sources(build):
        path = relative(source.value)
        if context.is_dir(path):
            names = list(secrets_under(context, path))
        else:
            names = [name for match in context.matches(source.value) for name in secrets_under(context, match)]
            if not names and not context.is_ignored(path) and not context.is_on_disk(path):
                names = [path] if _is_secret_by_name(build, source.node, path) else []
        holder = build.stage_of(source.node)
        known = told.setdefault(holder.index if holder is not None else -1, set())
        names = [name for name in names if name not in known]
        known.update(names)
        if names:
            shown = ", ".join(f"`{name}`" for name in names[:_SHOWN])
            repair = _ignore(context, names) if context.is_dir(path) else None
            stage = holder
            if stage is None or stage.reaches_image or is_carried(build, stage, source.node):
                yield found(source.span, repair, names=shown)
            else:
                # A certificate of the tests or a password for the own machine, in a stage that is thrown away.
                of_tests = all(
                    _OF_TESTS.search(posixpath.basename(name)) or sets_placeholders(context, name) for name in names
                )
                yield found(source.span, repair, variant="builder", severity="warning", opt_in=of_tests, names=shown)


def _is_secret_by_name(build: Build, copy: Node, path: str) -> bool:
    """Whether a file that is not there yet is one by its own name, or by the one that it gets: `/root/.docker/config.json`."""
    if is_credential_by_name(path):
        return True
    stage = build.stage_of(copy)
    target = absolute(stage, copy, stage.evaluate(copy, copy.instruction.words[-1])) if stage is not None else None
    is_called_so = target is not None and (is_credential_by_name(target) or ("/." in target and looks_secret(target)))
    return (looks_secret(path) or is_called_so) and not _DOUBTFUL.search(path)


def _ignore(context: BuildContext, names: list[str]) -> Fix | None:
    if context.ignore_path.startswith("../"):
        return None
    before = context.ignore.text if context.ignore is not None else None
    text = extend_ignore(before, names)
    return fix((), safe=False, files=(FileEdit(context.ignore_path, before, text),), file=context.ignore_path)


RULE = ContextRule(
    "copy-secret-file",
    find,
    severity="error",
    fixes="unsafe",
    report="once_per_context_message",
    reads={"ADD": (), "COPY": ()},
)
