"""An install that insists on a lock file, which no COPY has brought yet."""

from __future__ import annotations

import posixpath
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from gorae.context.patterns import has_wildcards
from gorae.facts.copies import landings_of_chain, source_of
from gorae.facts.other_project import is_for_another_project
from gorae.facts.scripts import commands_of
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gorae.context import BuildContext
    from gorae.facts.copies import Landing
    from gorae.shell import Effective
    from gorae.stages import Stage
    from gorae.syntax import Node


_MOVES = ("cd ", "pushd", "cp ", "mv ", "curl", "git ")
_MAKES = ("npm install", "npm i ", "pnpm install", "uv lock", "pipenv lock", "cargo generate")  # these make a lock file


class _Wanted(NamedTuple):
    files: tuple[str, ...]  # one of them has to be there
    manifest: str


class _Install(NamedTuple):
    """An install in a RUN that no mount brings files to, and what it wants."""

    node: Node
    effective: Effective
    program: Span  # the words' places in the document
    call: Span  # the program and its first argument
    wanted: _Wanted

    @property
    def words(self) -> str:
        return " ".join(word.value for word in self.effective.words[:2])


def _installs(stage: Stage, wants: Callable[[Effective], _Wanted | None]) -> Iterator[_Install]:
    for node, command in commands_of(stage, *_MANAGERS):
        effective, name = command.effective, command.effective.name
        wanted = wants(effective)
        if wanted is None or name is None or node.instruction.flags_named("mount"):
            continue
        if not command.is_unguarded:
            continue  # the RUN asks for the lock file first, or goes on without it
        call = name.span | effective.args[0].span if effective.args else name.span
        yield _Install(node, effective, node.to_document(name.span), node.to_document(call), wanted)


def find(stage: Stage) -> Iterator[Finding]:
    """Report the command, where the COPYs above bring its manifest by name and no lock file."""
    below = [node for one in stage.chain[1:] for node in one.instructions("COPY", "ADD")]
    own = stage.instructions("COPY", "ADD")
    for install in _installs(stage, _insists):
        copies = [*below, *(node for node in own if node.index < install.node.index)]
        bringing = _bringing(copies, install.wanted)
        if bringing is not None:
            lock = install.wanted.files[0]
            yield found(install.call, _fix(bringing, lock), command=install.words, lock=lock)
            return


def _insists(effective: Effective) -> _Wanted | None:
    """What a command needs beside its manifest; None where it does without, or makes it."""
    program = effective.program
    words = [word.value for word in effective.args]
    if program not in ("npm", "pnpm", "uv", "pipenv", "cargo") or is_for_another_project(program, effective.args):
        return None
    first = next((word for word in words if not word.startswith("-")), "")
    if program == "npm" and first in ("ci", "clean-install"):
        return _Wanted(("package-lock.json", "npm-shrinkwrap.json"), "package.json")
    if program == "pnpm" and first in ("install", "i") and "--frozen-lockfile" in words:
        return _Wanted(("pnpm-lock.yaml",), "package.json")
    if program == "uv" and first == "sync" and {"--frozen", "--locked"} & set(words):
        return _Wanted(("uv.lock",), "pyproject.toml")
    if program == "pipenv" and (first == "sync" or (first == "install" and "--deploy" in words)):
        return _Wanted(("Pipfile.lock",), "Pipfile")
    if program == "cargo" and {"--locked", "--frozen"} & set(words) and first in ("build", "fetch", "test", "check"):
        return _Wanted(("Cargo.lock",), "Cargo.toml")
    return None


# Installs that take the newest versions where no lock file is there: the words that say so, the lock files, the manifest.
_FLOATING = {
    "npm": (("install", "i"), ("package-lock.json", "npm-shrinkwrap.json"), "package.json"),
    "yarn": (("install", ""), ("yarn.lock",), "package.json"), "pnpm": (("install", "i"), ("pnpm-lock.yaml",), "package.json"),
    "bun": (("install", "i"), ("bun.lock", "bun.lockb"), "package.json"), "poetry": (("install",), ("poetry.lock",), "pyproject.toml"),
    "composer": (("install", "i"), ("composer.lock",), "composer.json"), "bundle": (("install", ""), ("Gemfile.lock",), "Gemfile"),
    "pipenv": (("install",), ("Pipfile.lock",), "Pipfile"),
}  # fmt: skip
_MANAGERS = (
    "npm",
    "uv",
    "pipenv",
    "cargo",
    "yarn",
    "bun",
    "poetry",
    "composer",
    "bundle",
)  # of `_insists` and `_floats`
_IGNORES_LOCK = frozenset(("--no-lockfile", "--no-package-lock"))


def _floats(effective: Effective) -> _Wanted | None:
    """What an install of the whole project would keep to; None for one that names packages, or insists on the file."""
    known = _FLOATING.get(effective.program)
    plain = [word.value for word in effective.args if not word.is_option]
    if known is None or len(plain) > 1 or (plain or [""])[0] not in known[0] or _insists(effective) is not None:
        return None
    if is_for_another_project(effective.program, effective.args) or effective.flags & _IGNORES_LOCK:
        return None
    return _Wanted(known[1], known[2])


def find_in_context(stage: Stage, context: BuildContext) -> Iterator[Finding]:
    """Report installs that leave the lock file unused, and those whose manifest comes from a folder without one."""
    unused = next(_unused(stage, context), None)
    absent = next(_absent(stage, context), None)
    yield from (one for one in (unused, absent) if one is not None)


def _absent(stage: Stage, context: BuildContext) -> Iterator[Finding]:
    """A pattern or a folder is copied, and beside the manifest there is no lock file."""
    for install in _installs(stage, _insists):
        wanted, workdir = install.wanted, stage.scope_of(install.node).workdir
        if workdir is None or _is_moved(stage, install.node, wanted):
            continue
        before, manifest = _copied(stage, install, workdir, context)
        # A member of a workspace is installed by the lock file of the folder above that lists it.
        folders = _with_parents(posixpath.dirname(manifest)) if manifest else []
        locks = [posixpath.join(folder, name) for folder in folders for name in wanted.files]
        is_by_name = _bringing([one.node for one in before], wanted) is not None
        if not locks or is_by_name or any(context.exists(lock) for lock in locks):
            continue
        if any(not one.is_local and f"{one.target}/".startswith(f"{workdir.rstrip('/')}/") for one in before):
            continue  # another stage may have it
        yield found(install.call, variant="absent", command=install.words, lock=wanted.files[0])


def _unused(stage: Stage, context: BuildContext) -> Iterator[Finding]:
    """The lock file lies beside the manifest, and only the manifest is copied."""
    for install in _installs(stage, _floats):
        wanted, workdir = install.wanted, stage.scope_of(install.node).workdir
        if workdir is None or _is_moved(stage, install.node, wanted, makes=()):
            continue
        before, manifest = _copied(stage, install, workdir, context)
        bringing = _bringing(list(dict.fromkeys(one.node for one in before)), wanted)
        if manifest is None or bringing is None:
            continue
        folder = posixpath.dirname(manifest)
        lock = next((name for name in wanted.files if context.exists(posixpath.join(folder, name))), None)
        if lock is not None:
            yield found(
                install.program, _fix(bringing, lock), variant="unused", severity="warning", command=install.words, lock=lock
            )  # fmt: skip


def _copied(stage: Stage, install: _Install, workdir: str, context: BuildContext) -> tuple[list[Landing], str | None]:
    """What is copied before the install, and the file of the context that its manifest comes from."""
    before = [one for one in landings_of_chain(stage) if one.node.index < install.node.index]
    manifest = source_of(posixpath.join(workdir, install.wanted.manifest), before, context)
    return before, manifest[1] if manifest is not None else None


def _with_parents(folder: str) -> list[str]:
    folders = [folder]
    while folders[-1]:
        folders.append(posixpath.dirname(folders[-1]))
    return folders


def _is_moved(stage: Stage, node: Node, wanted: _Wanted, makes: tuple[str, ...] = _MAKES) -> bool:
    """Whether a RUN changes the folder, or may make the lock file, before the command runs."""
    texts = [one.instruction.text for one in stage.instructions("RUN") if one.index <= node.index]
    return any(word in text for text in texts for word in (*_MOVES, *makes, *wanted.files))


def _bringing(copies: Sequence[Node], wanted: _Wanted) -> Node | None:
    """The COPY that brings the manifest by its name, where none may bring a lock file; None in all other cases."""
    found_copy: Node | None = None
    for node in copies:
        instruction = node.instruction
        if (
            instruction.flag("from") is not None
            or instruction.heredocs
            or any(not word.is_static for word in instruction.words)
        ):
            return None
        for word in instruction.words[:-1]:
            name = posixpath.basename(word.value.rstrip("/"))
            if name in wanted.files or (has_wildcards(name) and any(fnmatchcase(lock, name) for lock in wanted.files)):
                return None
            if name == wanted.manifest:
                found_copy = node
            elif "." not in name.lstrip(".") or name in (".", "..", "*", ""):
                return None  # a folder, or everything
    return found_copy


def _fix(node: Node, lock: str) -> Fix | None:
    """The lock file behind the manifest, in the same COPY into a folder."""
    instruction = node.instruction
    target = instruction.words[-1]
    if instruction.form == "exec" or not target.value.endswith(("/", ".")) or len(instruction.words) != 2:
        return None
    manifest = instruction.words[0]
    folder = posixpath.dirname(manifest.value)
    end = node.to_document(manifest.span).end
    return fix(Edit(Span(end, end), f" {posixpath.join(folder, lock)}"), safe=False, lock=lock)


RULE = StageRule("lock-file-not-copied", find, in_context=find_in_context, severity="error", fixes="unsafe")
