"""Sources that are copied above an install which has no use for them, beside or below its manifest."""

from __future__ import annotations

import itertools
import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.context import relative
from gorae.facts.copies import landings_of_chain, source_of
from gorae.facts.dependency_installs import MANIFESTS, kind_of, manager_of
from gorae.facts.scripts import script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.shell import Command
    from gorae.stages import Stage
    from gorae.syntax import Node, Word

_SOURCE = re.compile(r".*\.(?:py|[cm]?jsx?|tsx?|vue|svelte|go|rb|php|rs|java|kt|cs|ex|html|css)")
# Files that installers read, or that decide what they do.
_READ_FILE = re.compile(
    r"^(?:setup|conftest)\.py$|version|\.config\.[cm]?[jt]s$|pnpmfile|install|allowed|patch|script|^Gemfile"
)
_READ_FOLDER = re.compile(
    r"prisma|patch|script|vendor|package|plugin|tool|bin|lib|deps|wheel|requirements|env|^ci$|docker|\.yarn|\.npm|hook|proto",
    re.IGNORECASE,
)
_MANIFEST = re.compile(
    r"package\.json|pyproject\.toml|setup\.(?:py|cfg)|requirements[\w.-]*\.txt|go\.mod|Gemfile|.*\.gemspec|Cargo\.toml|pom\.xml"
    r"|build\.gradle(?:\.kts)?|.*\.csproj|composer\.json|mix\.exs"
)
_MANAGERS = frozenset(("npm", "yarn", "pnpm", "bun", "go", "bundle", "pip", "pipenv"))
_MOST_FILES = 3_000


class Early(NamedTuple):
    """A COPY of sources, the words that name them, and the install below it."""

    copy: Node
    words: tuple[Word, ...]
    run: Node
    command: Command
    manager: str
    manifests: tuple[str, ...]  # of the context


def early_sources(stage: Stage, context: BuildContext) -> Iterator[Early]:
    """Each first install of a manager in the stage that has sources above it, and those."""
    copies: list[tuple[Node, tuple[Word, ...]]] = []
    done: set[str] = set()
    for node in stage.nodes:
        if node.name in ("COPY", "ADD"):
            words = _sources(node, context)
            if words:
                copies.append((node, words))
        if node.name != "RUN" or any(flag.name == "mount" for flag in node.instruction.flags):
            continue
        folder = stage.scope_of(node).workdir
        for command in script(node.instruction, stage.scope_of(node)).commands:
            if command.effective.program in ("cd", "pushd"):
                break
            manager = manager_of(command.effective)
            if (
                manager not in _MANAGERS
                or not command.is_top_level
                or kind_of(manager, command.effective.args) != "install"
            ):
                continue
            if manager in done:
                continue
            done.add(manager)
            if not copies or folder is None:
                continue
            manifests = _manifests(stage, node, command, manager, folder, context)
            first = next(((copy, words) for copy, words in copies if _is_below(stage, copy, folder)), None)
            if manifests and first is not None:
                yield Early(first[0], first[1], node, command, manager, manifests)


def _sources(node: Node, context: BuildContext) -> tuple[Word, ...]:
    """The words that name sources and nothing that an installer reads."""
    instruction = node.instruction
    if (
        instruction.flag("from") is not None
        or instruction.heredocs
        or not all(word.is_static for word in instruction.words)
    ):
        return ()
    return tuple(word for word in instruction.words[:-1] if _is_source(relative(word.value), context))


def _is_source(path: str, context: BuildContext) -> bool:
    name = posixpath.basename(path)
    if not path:
        return False
    if not context.is_dir(path):
        return path in context.files and _SOURCE.fullmatch(name) is not None and _READ_FILE.search(name) is None
    if _READ_FOLDER.search(name):
        return False
    files = list(context.under(path))
    if len(files) > _MOST_FILES:
        return False
    names = [posixpath.basename(file.path) for file in files]
    return any(_SOURCE.fullmatch(one) for one in names) and not any(_MANIFEST.fullmatch(one) for one in names)


def _is_below(stage: Stage, copy: Node, folder: str) -> bool:
    """Whether a COPY puts its files into a folder, or below it."""
    places = [one.target for one in landings_of_chain(stage) if one.node is copy]
    return bool(places) and all(f"{place}/".startswith(folder.rstrip("/") + "/") for place in places)


def _manifests(
    stage: Stage, node: Node, command: Command, manager: str, folder: str, context: BuildContext
) -> tuple[str, ...]:
    """The manifest and its lock file where copies bring them, the first of them needed; none where that is not sure."""
    names = MANIFESTS[manager]
    if manager == "pip":
        args = [word.value for word in command.effective.args]
        names = tuple(name for before, name in itertools.pairwise(args) if before in ("-r", "--requirement"))
    rows = [one for one in landings_of_chain(stage) if one.node.index < node.index]
    found = [source_of(posixpath.normpath(posixpath.join(folder, name)), rows, context) for name in names]
    if not found or found[0] is None:
        return ()
    return tuple(dict.fromkeys(hit[1] for hit in found if hit is not None))
