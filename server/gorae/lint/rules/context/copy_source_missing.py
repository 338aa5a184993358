"""A source that is not in the build context."""

from __future__ import annotations

import difflib
import posixpath
import re
from typing import TYPE_CHECKING

from gorae.context import has_wildcards, relative
from gorae.context.gitignore import is_ignored_by_git
from gorae.facts.copies import context_sources, mount_sources
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import ContextRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.copies import ContextSource
    from gorae.stages import Build

# What a build on the host, or in CI, makes before `docker build`; it is not there while somebody edits.
_MADE = re.compile(
    r"(?:^|/)(?:dist|build|builds?|target|out|output|bin|obj|release|releases|publish|artifacts?|_build|pkg|node_modules|vendor"
    r"|\.next|\.output|public|generated|gen|tmp|temp|linux|amd64|arm64|deps|stage|packages?|downloads?)(?:/|$)"
    r"|\.(?:jar|war|ear|tar|gz|tgz|xz|bz2|zip|whl|deb|rpm|apk|snap|msix?|nupkg|dmg|wasm|exe|so|dll|a|o|bin|egg|pyz|sha256|sig|asc|pem|crt|cer|key|p12|jks|env)$",
    re.IGNORECASE,
)
_GENERATED = re.compile(r"frozen|generated|_version|version_|build[-_]?info|\.gen\.", re.IGNORECASE)
_HAS_SUFFIX = re.compile(r"(?<![^/])\.*[^/.][^/]*\.[A-Za-z][A-Za-z0-9]{0,5}$")
_LIKE = 0.88


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report a source that neither exists nor is ignored.

    Only where the folder is certainly the context (another source of the Dockerfile exists), or where a file of almost
    that name exists instead: files that are built first, and another context, would look the same.
    """
    absent = []
    proofs = 0
    for source in (*context_sources(build), *mount_sources(build)):
        path = relative(source.value)
        if not path or has_wildcards(path) or "\\" in path:
            continue
        if context.is_on_disk(path):
            proofs += 1
        elif context.is_ignored(path) or source.value.startswith(("$", "<")):
            continue
        elif not is_ignored_by_git(context.root / path):  # what git ignores is made before the build
            absent.append((source, path))
    if len(absent) > proofs + 1 or any(context.is_above(path) for _, path in absent):
        return  # the context is another folder
    guessed = context.origin is not None and context.origin.origin == "sources"
    folder = context.root.name
    told: dict[tuple[int, str], list[ContextSource]] = {}  # by instruction and missing folder
    for source, path in absent:
        close = _nearest(context, path)
        if close is not None:
            right = source.value[: len(source.value) - len(path)] + close if source.value.endswith(path) else close
            edit = fix(Edit(source.span, right), safe=False, right=right)
            plain = source.span.of(build.document.text.value) == source.value
            yield found(
                source.span,
                edit if plain else None,
                variant="near-guessed" if guessed else "near",
                path=source.value,
                right=right,
                folder=folder,
            )
        elif proofs and _HAS_SUFFIX.search(path) and not _MADE.search(path) and not _GENERATED.search(path):
            above = path.rpartition("/")[0]
            alone = not above or context.is_on_disk(above)
            told.setdefault((source.node.index, path if alone else above), []).append(source)
    for first, *others in told.values():
        yield found(
            first.span,
            variant="guessed" if guessed else "",
            related=[other.span for other in others],
            path=first.value,
            folder=folder,
        )


def _nearest(context: BuildContext, path: str) -> str | None:
    """A file of almost the same name in the same folder, or the same path with another letter case."""
    folder, _, name = path.rpartition("/")
    prefix = f"{folder}/" if folder else ""
    beside = {
        one[len(prefix) :]
        for one in (*context.files, *context.folders)
        if one.startswith(prefix) and one != prefix and "/" not in one[len(prefix) :]
    }
    same = [one for one in beside if one.lower() == name.lower()]
    if len(same) == 1:
        return prefix + same[0]
    if _MADE.search(path) or not _HAS_SUFFIX.search(path):
        return None
    close = difflib.get_close_matches(name, beside, n=2, cutoff=_LIKE)
    ends = posixpath.splitext(name)[1]
    close = [one for one in close if posixpath.splitext(one)[1] == ends]
    return prefix + close[0] if len(close) == 1 else None


RULE = ContextRule("copy-source-missing", find, severity="error", fixes="unsafe", reads={"ADD": (), "COPY": ()})
