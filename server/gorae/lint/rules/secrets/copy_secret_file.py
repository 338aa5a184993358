"""Secret files that COPY and ADD bring into the image."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.context import extend_ignore, looks_secret, relative, secrets_under
from gorae.lint.model import FileEdit, Finding, Fix, Rule, fix, found
from gorae.lint.rules.context.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build

_SHOWN = 3
# By its name alone such a file may as well be a public key or an example.
_DOUBTFUL = re.compile(
    r"repomd|gpg|keyring|archive|release|trust|public|\d{4}\.key$|example|sample|test|docker$", re.IGNORECASE
)


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """At the source; a file that is ignored does not count."""
    for source in sources(build):
        path = relative(source.value)
        if context.is_dir(path):
            names = list(secrets_under(context, path))
        else:
            names = [name for match in context.matches(source.value) for name in secrets_under(context, match)]
            if not names and looks_secret(path) and not context.is_ignored(path) and not context.is_on_disk(path):
                names = [] if _DOUBTFUL.search(path) else [path]
        if names:
            shown = ", ".join(f"`{name}`" for name in names[:_SHOWN])
            yield found(source.span, _ignore(context, names) if context.is_dir(path) else None, names=shown)


def _ignore(context: BuildContext, names: list[str]) -> Fix | None:
    if context.ignore_path.startswith("../"):
        return None
    before = context.ignore.text if context.ignore is not None else None
    text = extend_ignore(before, names)
    return fix((), safe=False, files=(FileEdit(context.ignore_path, before, text),), file=context.ignore_path)


RULE = Rule("copy-secret-file", find, "context", severity="error", fixes="unsafe")
