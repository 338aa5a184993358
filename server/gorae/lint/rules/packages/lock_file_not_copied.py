"""An install that insists on a lock file, which no COPY has brought yet."""

from __future__ import annotations

import posixpath
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from gorae.context.patterns import has_wildcards
from gorae.facts.copies import landings_of_chain, source_of
from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.context import BuildContext
    from gorae.shell import Effective
    from gorae.stages import Stage
    from gorae.syntax import Node


_MOVES = ("cd ", "pushd", "cp ", "mv ", "curl", "git ")
_MAKES = ("npm install", "npm i ", "pnpm install", "uv lock", "pipenv lock", "cargo generate")  # these make a lock file


class _Wanted(NamedTuple):
    files: tuple[str, ...]  # one of them has to be there
    manifest: str


def find(stage: Stage) -> Iterator[Finding]:
    """Report the command, where the COPYs above bring its manifest by name and no lock file."""
    copies: list[Node] = [node for one in stage.chain[1:] for node in one.instructions("COPY", "ADD")]
    for node in stage.nodes:
        if node.name in ("COPY", "ADD"):
            copies.append(node)
        if node.name != "RUN" or node.instruction.flags_named("mount"):
            continue
        for command in script(node.instruction, stage.scope_of(node)).commands:
            effective = command.effective
            wanted = _wanted(effective)
            if wanted is None or effective.name is None:
                continue
            bringing = _bringing(copies, wanted)
            if bringing is not None:
                span = effective.name.span | effective.args[0].span
                lock = wanted.files[0]
                yield found(
                    node.to_document(span),
                    _fix(bringing, lock),
                    command=" ".join(word.value for word in effective.words[:2]),
                    lock=lock,
                )
                return


def _wanted(effective: Effective) -> _Wanted | None:
    """What a command needs beside its manifest; None where it does without, or makes it."""
    if effective.program not in ("npm", "pnpm", "uv", "pipenv", "cargo"):
        return None
    words = [word.value for word in effective.args]
    first = next((word for word in words if not word.startswith("-")), "")
    if (
        any(
            word in ("-g", "--global", "--prefix", "-C", "--cwd", "--dir", "--filter", "-F", "-w", "--workspace")
            for word in words
        )
        or not words
    ):
        return None
    if effective.program == "npm" and first in ("ci", "clean-install"):
        return _Wanted(("package-lock.json", "npm-shrinkwrap.json"), "package.json")
    if effective.program == "pnpm" and first in ("install", "i") and "--frozen-lockfile" in words:
        return _Wanted(("pnpm-lock.yaml",), "package.json")
    if effective.program == "uv" and first == "sync" and {"--frozen", "--locked"} & set(words):
        return _Wanted(("uv.lock",), "pyproject.toml")
    if effective.program == "pipenv" and (first == "sync" or (first == "install" and "--deploy" in words)):
        return _Wanted(("Pipfile.lock",), "Pipfile")
    if (
        effective.program == "cargo"
        and {"--locked", "--frozen"} & set(words)
        and first in ("build", "fetch", "test", "check")
    ):
        return _Wanted(("Cargo.lock",), "Cargo.toml")
    return None


def find_in_context(stage: Stage, context: BuildContext) -> Iterator[Finding]:
    """Where a pattern or a folder is copied: the manifest comes from a folder that has no lock file beside it."""
    yield from _unused_lock(stage, context)
    every = landings_of_chain(stage)
    for node in stage.instructions("RUN"):
        if node.instruction.flags_named("mount"):
            continue
        workdir = stage.scope_of(node).workdir
        for command in script(node.instruction, stage.scope_of(node)).commands:
            effective = command.effective
            wanted = _wanted(effective)
            if wanted is None or workdir is None or effective.name is None or _is_moved(stage, node, wanted):
                continue
            before = [one for one in every if one.node.index < node.index]
            manifest = source_of(posixpath.join(workdir, wanted.manifest), before, context)
            locks = [posixpath.join(posixpath.dirname(manifest[1]), name) for name in wanted.files] if manifest else []
            is_by_name = _bringing([one.node for one in before], wanted) is not None
            if not locks or is_by_name or any(context.exists(lock) for lock in locks):
                continue
            if any(not one.is_local and f"{one.target}/".startswith(f"{workdir.rstrip('/')}/") for one in before):
                continue  # another stage may have it
            yield found(
                node.to_document(effective.name.span | effective.args[0].span),
                variant="absent",
                command=" ".join(word.value for word in effective.words[:2]),
                lock=wanted.files[0],
            )
            return


# Installs that take the newest versions where no lock file is there: the words that say so, the lock files, the manifest.
_FLOATING = {
    "npm": (("install", "i"), ("package-lock.json", "npm-shrinkwrap.json"), "package.json"),
    "yarn": (("install", ""), ("yarn.lock",), "package.json"), "pnpm": (("install", "i"), ("pnpm-lock.yaml",), "package.json"),
    "bun": (("install", "i"), ("bun.lock", "bun.lockb"), "package.json"), "poetry": (("install",), ("poetry.lock",), "pyproject.toml"),
    "composer": (("install", "i"), ("composer.lock",), "composer.json"), "bundle": (("install", ""), ("Gemfile.lock",), "Gemfile"),
    "pipenv": (("install",), ("Pipfile.lock",), "Pipfile"),
}  # fmt: skip


def _floating(effective: Effective) -> _Wanted | None:
    """What an install of the whole project would keep to; None for one that names packages, or insists on the file."""
    known = _FLOATING.get(effective.program)
    plain = [word.value for word in effective.args if not word.is_option]
    others = (
        "-g",
        "--global",
        "--prefix",
        "-C",
        "--cwd",
        "--dir",
        "--no-lockfile",
        "--no-package-lock",
        "--filter",
        "-w",
        "--workspace",
    )
    if known is None or len(plain) > 1 or (plain or [""])[0] not in known[0] or _wanted(effective) is not None:
        return None
    return None if any(word.value in others for word in effective.args) else _Wanted(known[1], known[2])


def _unused_lock(stage: Stage, context: BuildContext) -> Iterator[Finding]:
    """The lock file lies beside the manifest, and only the manifest is copied."""
    every = landings_of_chain(stage)
    for node in stage.instructions("RUN"):
        workdir = stage.scope_of(node).workdir
        if workdir is None or node.instruction.flags_named("mount"):
            continue
        for command in script(node.instruction, stage.scope_of(node)).commands:
            wanted = _floating(command.effective)
            if wanted is None or command.effective.name is None or _is_moved(stage, node, wanted, makes=()):
                continue
            before = [one for one in every if one.node.index < node.index]
            manifest = source_of(posixpath.join(workdir, wanted.manifest), before, context)
            bringing = _bringing(list(dict.fromkeys(one.node for one in before)), wanted)
            if manifest is None or bringing is None:
                continue
            folder = posixpath.dirname(manifest[1])
            lock = next((name for name in wanted.files if context.exists(posixpath.join(folder, name))), None)
            if lock is not None:
                words = " ".join(word.value for word in command.effective.words[:2])
                span = command.effective.name.span
                yield found(
                    node.to_document(span),
                    _fix(bringing, lock),
                    variant="unused",
                    severity="warning",
                    command=words,
                    lock=lock,
                )
                return


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
