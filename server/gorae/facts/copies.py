"""Where the files of COPY and ADD stand in the image."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from gorae.context import has_wildcards, relative
from gorae.facts.archives import is_tar
from gorae.facts.image_paths import absolute
from gorae.facts.scripts import commands_of
from gorae.source.derived import derived

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.syntax import Heredoc, Node, Word

# Folders that every Linux image has: a file that is copied to one of these names goes into it.
SYSTEM_FOLDERS = frozenset(
    ("/", "/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/usr/local", "/usr/lib",
     "/etc", "/opt", "/srv", "/tmp", "/var", "/var/lib", "/var/tmp", "/root", "/home", "/lib", "/usr", "/mnt")  # noqa: S108 - paths in an image, not here
)  # fmt: skip

_WHOLE = frozenset((".", "./", "*", "./*", "/"))  # what names the whole context


class Landing(NamedTuple):
    """One source of a COPY or ADD, and where it is copied to."""

    node: Node
    word: Word
    source: str  # variables replaced; a heredoc's name
    target: str  # absolute, without a slash at the end
    is_folder: bool  # the target is a folder for what is copied; where False, a folder's content or the file itself
    heredoc: Heredoc | None = None  # the source is its text
    kept: str | None = None  # with --parents: the source's path below the target

    @property
    def is_local(self) -> bool:
        """Whether the source is of the build context."""
        return self.node.instruction.flag("from") is None and not self.is_remote and self.heredoc is None

    @property
    def is_remote(self) -> bool:
        """Whether the source is a URL, or a repository that is cloned."""
        return "://" in self.source or self.source.startswith("git@")

    @property
    def is_unpacked(self) -> bool:
        """Whether ADD unpacks an archive of the context into the target."""
        unpack = self.node.instruction.flag("unpack")
        kept = unpack is not None and (unpack.value or "").lower() == "false"
        return self.node.name == "ADD" and self.is_local and is_tar(self.source) and not kept

    @property
    def path(self) -> str | None:
        """Where the source stands if it is a file; None where a pattern, an archive or the whole context hides that."""
        if self.is_unpacked or (has_wildcards(self.source) and not self.is_remote):
            return None
        if self.kept is not None:
            return posixpath.join(self.target, self.kept)
        base = posixpath.basename(self.source.partition("?")[0].rstrip("/"))
        if base in ("", ".", ".."):
            return None
        return posixpath.join(self.target, base) if self.is_folder else self.target


@derived
def landings(stage: Stage) -> list[Landing]:
    """The sources of the stage's own COPY and ADD whose places are known; worked out once a stage."""
    return [landing for node in stage.instructions("COPY", "ADD") for landing in _of_node(stage, node)]


def _is_folder(stage: Stage, node: Node, path: str) -> bool:
    """Whether a folder is known to stand there when the instruction is built."""
    if path == "/" or (path in SYSTEM_FOLDERS and not stage.root.is_scratch):
        return True
    own, *below = stage.chain
    made = _folders(own).get(path)
    return (made is not None and made < node.index) or any(path in _folders(one) for one in below)


@derived
def _folders(stage: Stage) -> dict[str, int]:
    """The folders that the stage's own instructions are known to make, each with the index of the first that does."""
    found: dict[str, int] = {}
    for index, folder in sorted((*_folders_of_files(stage), *_folders_of_mkdir(stage))):
        for one in with_parents(folder):
            if one in found:
                break  # and with it all that are above it
            found[one] = index
    return found


def _folders_of_files(stage: Stage) -> Iterator[tuple[int, str]]:
    for node in stage.instructions("WORKDIR", "COPY", "ADD"):
        words = node.instruction.words
        written = stage.evaluate(node, words[-1]) if words else None
        path = absolute(stage, node, written)
        if path is None or written is None:
            continue
        is_folder = (
            written.endswith("/")
            or node.name == "WORKDIR"
            or any(one.value.endswith("/") or one.value in _WHOLE for one in words[:-1])
        )
        yield node.index, path if is_folder else posixpath.dirname(path)


def _folders_of_mkdir(stage: Stage) -> Iterator[tuple[int, str]]:
    for node, command in commands_of(stage, "mkdir"):
        if command.effective.program == "mkdir":
            for word in command.effective.operands(("-m", "--mode")):
                if word.static and word.value.startswith("/"):
                    yield node.index, posixpath.normpath(word.value)


def with_parents(path: str) -> Iterator[str]:
    """A path of the image and the folders above it, but for the root."""
    while path and path != "/":
        yield path
        path = posixpath.dirname(path)


@derived
def landings_of_chain(stage: Stage) -> list[Landing]:
    """The same for the stage and those that it is based on, in the order in which they are built."""
    return [landing for one in reversed(stage.chain) for landing in landings(one)]


def _of_node(stage: Stage, node: Node) -> Iterator[Landing]:
    instruction = node.instruction
    if len(instruction.words) < 2:
        return
    *sources, last = instruction.words
    target = stage.evaluate(node, last)
    path = absolute(stage, node, target)
    if target is None or path is None:
        return
    keeps = instruction.flag("parents")
    keeps_parents = keeps is not None and (keeps.value or "true").lower() != "false"
    folder = (
        target.endswith(("/", "/.", "/.."))
        or target in (".", "..")
        or len(sources) > 1
        or _is_folder(stage, node, path)
    )
    heredocs = {heredoc.marker: heredoc for heredoc in instruction.heredocs}
    for word in sources:
        heredoc = heredocs.get(word.span)
        source = heredoc.name if heredoc is not None else stage.evaluate(node, word)
        if source is not None:
            kept = _below_pivot(source) if keeps_parents and heredoc is None else None
            yield Landing(
                node, word, source, target=path, is_folder=folder or kept is not None, heredoc=heredoc, kept=kept
            )


def _below_pivot(source: str) -> str:
    """What --parents keeps of a path: all of it, or what stands behind `/./` (Dockerfile reference, "COPY --parents")."""
    _, pivot, below = source.partition("/./")
    return posixpath.normpath("/" + (below if pivot else source)).lstrip("/")


def _file_at(path: str, landing: Landing, context: BuildContext) -> str | None:
    """The file of the context that a landing brings to a path of the image."""
    if not landing.is_local or landing.is_unpacked:
        return None
    for match in reversed(context.matches(relative(landing.source))):  # the last one is copied over the others
        is_folder = context.is_dir(match)
        if landing.kept is not None:
            place = posixpath.join(landing.target, _below_pivot(_like(landing.source, match)))
        elif landing.is_folder and not is_folder:
            place = posixpath.join(landing.target, posixpath.basename(match))
        else:
            place = landing.target
        if not is_folder:
            if place == path:
                return match
        elif path.startswith(_slash(place)):
            file = posixpath.join(match, path[len(_slash(place)) :])
            if file in context.files:
                return file
    return None


def _like(source: str, match: str) -> str:
    """A path of the context with the pivot of the source that it matches."""
    before, pivot, _ = source.partition("/./")
    parts = relative(before).count("/") + 1 if relative(before) else 0
    words = match.split("/")
    return "/".join([*words[:parts], ".", *words[parts:]]) if pivot else match


def source_of(path: str, all_landings: list[Landing], context: BuildContext) -> tuple[Landing, str] | None:
    """The COPY that brings a file of the image last, and the context's file; None where something else makes it."""
    below = path + "/"
    for landing in reversed(all_landings):
        if not below.startswith(landing.target.rstrip("/") + "/"):
            continue
        if landing.heredoc is not None and landing.path == path:
            return None
        if not landing.is_local:
            continue
        file = _file_at(path, landing, context)
        if file is not None:
            return landing, file
        if landing.path == path and not has_wildcards(landing.source) and not context.is_dir(relative(landing.source)):
            return None  # a file that is not there
    return None


def file_named(rows: list[Landing], stage: Stage, node: Node, name: str, context: BuildContext) -> str | None:
    """The file of the context that a RUN finds under a path of its folder, where one of the landings above has put it."""
    path = absolute(stage, node, name)
    hit = source_of(path, [row for row in rows if row.node.index < node.index], context) if path is not None else None
    return hit[1] if hit is not None else None


def known_paths(stage: Stage, context: BuildContext | None) -> list[str]:
    """Absolute paths that a stage is known to have: where it works, and what it copies; folders end in a slash."""
    found: list[str] = []
    for one in stage.chain:
        for node in one.nodes:
            if node.name == "WORKDIR" and node.instruction.words:
                path = absolute(one, node, one.evaluate(node, node.instruction.words[0]))
                found += [_slash(path)] if path is not None else []
            elif node.name in ("COPY", "ADD"):
                found += [
                    path for landing in landings(one) if landing.node is node for path in _shown(landing, context)
                ]
    return list(dict.fromkeys(found))


def _shown(landing: Landing, context: BuildContext | None) -> list[str]:
    """The paths of one landing: files, and the first level of folders."""
    if context is None or not landing.is_local or landing.is_unpacked:
        path = landing.path
        if path is not None and (landing.heredoc is not None or landing.is_folder):
            return [_slash(landing.target), path] if landing.is_folder else [path]
        return [_slash(landing.target) if landing.is_folder or path is None else landing.target]
    found = []
    for match in context.matches(relative(landing.source)):
        top = landing.target
        if landing.kept is not None:
            top = posixpath.join(top, _below_pivot(_like(landing.source, match)))
        if context.is_dir(match):
            prefix = match + "/" if match else ""
            below = {file.path[len(prefix) :].partition("/") for file in context.under(match)}
            found += [_slash(top), *sorted(posixpath.join(top, first) + slash for first, slash, _ in below)]
        elif landing.kept is not None or not landing.is_folder:
            found.append(top)
        else:
            found.append(posixpath.join(top, posixpath.basename(match)))
    return found


def _slash(path: str) -> str:
    return path.rstrip("/") + "/"


def whole_context_target(stage: Stage, node: Node) -> str | None:
    """The absolute folder of the image that a COPY or ADD brings the whole context to; None where it brings less, or
    where the folder is not known. A relative target where nothing says what it is relative to: `.`."""
    instruction = node.instruction
    if instruction.flag("from") is not None or len(instruction.words) != 2 or instruction.heredocs:
        return None
    source, target = instruction.words
    if source.value not in _WHOLE:
        return None
    path = stage.evaluate(node, target)
    return absolute(stage, node, path) or ("." if path in (".", "./") else None)


class ContextSource(NamedTuple):
    """A source as it is written, and its place in the document."""

    value: str
    span: Span
    node: Node  # the COPY or ADD


def context_sources(build: Build) -> Iterator[ContextSource]:
    """The local sources of all COPY and ADD, without those of stages, URLs, heredocs and variables."""
    for node in build.document.nodes:
        instruction = node.instruction
        if instruction.name not in ("COPY", "ADD") or instruction.flag("from") is not None:
            continue
        markers = [heredoc.marker for heredoc in instruction.heredocs]
        for word in instruction.words[:-1]:
            remote = "://" in word.value or word.value.startswith("git@")
            if word.is_static and not remote and not any(marker.covers(word.span) for marker in markers):
                yield ContextSource(word.value, node.to_document(word.span), node)


def is_carried(build: Build, stage: Stage, copy: Node) -> bool:
    """Whether a later stage may copy what was copied here: the same folder, one above, or the file."""
    return is_copied_on(build, stage, absolute(stage, copy, stage.evaluate(copy, copy.instruction.words[-1])))


def is_copied_on(build: Build, stage: Stage, target: str | None, *, into_image: bool = False) -> bool:
    """Whether another stage copies a path of this one, by its own name or as part of a folder above it.

    `into_image`: of the stages that copy, only those count whose layers reach an image.
    """
    for other in build.stages:
        if stage.index not in other.copies_from or (into_image and not other.reaches_image):
            continue
        for node in other.instructions("COPY"):
            flag = node.instruction.flag("from")
            if flag is None or flag.value is None or build.stage(flag.value) is not stage:
                continue
            for word in node.instruction.words[:-1]:
                path = posixpath.normpath("/" + (other.evaluate(node, word) or "").lstrip("/"))
                if path == "/" or (target and f"{target}/".startswith(f"{path.rstrip('/')}/")):
                    return True
    return False


def mount_sources(build: Build) -> Iterator[ContextSource]:
    """What bind mounts take from the context, without those of stages and variables."""
    for node in build.document.nodes:
        for flag in node.instruction.flags if node.name == "RUN" else ():
            if flag.name != "mount":
                continue
            options = {option.key.lower(): option for option in flag.options}
            source = options.get("source") or options.get("src")
            kind = options["type"].value if "type" in options else "bind"
            if source is None or not source.value or source.value_span is None or kind != "bind" or "from" in options:
                continue
            if "$" not in source.value:
                yield ContextSource(source.value, node.to_document(source.value_span), node)


def context_folders(build: Build, context: BuildContext) -> list[ContextSource]:
    """Those that are folders of the context."""
    return [source for source in context_sources(build) if context.is_dir(source.value)]
