"""COPY --from a path that the other stage never makes."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.artifacts import outputs
from gorae.facts.copies import landings
from gorae.facts.image_paths import absolute
from gorae.facts.packages import calls_of
from gorae.facts.scripts import script
from gorae.images import parse_reference, right_place
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import FileRule
from gorae.source import Edit
from gorae.source.derived import derived, inherited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Instruction, Word

_FOLDERS = "bin boot dev etc home lib lib32 lib64 libx32 media mnt opt proc root run sbin srv sys tmp usr var go"
_IMAGES = (
    "golang node python rust maven gradle alpine debian ubuntu eclipse-temurin openjdk ruby php gcc buildpack-deps busybox "
    "amazoncorretto elixir haskell swift perl"
)
_PROGRAMS = (
    "mkdir cp mv rm echo printf chmod chown cat ls test [ set export true javac rustup strip upx sed grep find touch "
    "update-ca-certificates corepack go cargo pip pip3 mvn mvnw gradle gradlew dotnet"
)
# Folders that an image may bring; what is below them is not known.
_BROUGHT = frozenset(_FOLDERS.split())
_KNOWN_IMAGES = frozenset(_IMAGES.split())
# Programs that write nowhere but where they are told to, or below the folder that they work in.
_TAME = frozenset(_PROGRAMS.split())
_INSTALLS = frozenset(("install", "ci", "update", "download", "upgrade", "clean", "add"))


class _Asked(NamedTuple):
    """A path that a COPY takes from another stage."""

    number: int  # of the COPY among the stage's instructions
    word: Word
    stage: str
    source: str
    path: str


def find(build: Build) -> Iterator[Finding]:
    """Report the path, where everything that the source stage does is understood and nothing creates or names it."""
    for stage in build.stages:
        if _moved_in_images(stage):
            yield from _of_images(build, stage)
        for one in _asked(stage) if stage.copies_from else ():
            origin = build.stage(one.stage)
            if origin is None or origin.index >= stage.index:
                continue
            made = _made(origin)
            if made is None or _is_below(one.path, made) or any(_meet(one.path, path) for path in made):
                continue
            right = _right(one.path, one.source, made, origin)
            # Where no WORKDIR is set, commands write into `/`.
            beside = one.path.count("/") == 1 and any(scope.workdir in (None, "/") for scope in _run_scopes(origin))
            if right is None and (one.path.split("/")[1] in _BROUGHT or beside or not _is_understood(origin)):
                continue
            span = stage.nodes[one.number].to_document(one.word.span)
            repair = fix(Edit(span, right), safe=False, right=right) if right and _plain(one.word.text) else None
            name = origin.name or str(origin.index)
            yield found(span, repair, variant="near" if right else "", path=one.source, stage=name, right=right or "")


def _of_images(build: Build, stage: Stage) -> Iterator[Finding]:
    """The paths that the stage takes from images which have them elsewhere."""
    for number, word, image, right in _moved_in_images(stage):
        if build.stage(image) is None:
            span = stage.nodes[number].to_document(word.span)
            repair = fix(Edit(span, right), safe=False, right=right) if _plain(word.text) else None
            yield found(span, repair, variant="image", path=word.value, image=image, right=right)


@inherited
def _moved_in_images(stage: Stage) -> tuple[tuple[int, Word, str, str], ...]:
    """The COPYs from what may be an image that has the path elsewhere: their numbers among the stage's instructions, the
    words, the images, the right paths."""
    rows: list[tuple[int, Word, str, str]] = []
    for number, node in enumerate(stage.nodes):
        flag = node.instruction.flag("from") if node.instruction.name == "COPY" else None
        reference = parse_reference(flag.value) if flag is not None and flag.value else None
        if reference is None:
            continue
        for word in node.instruction.words[:-1]:
            right = right_place(reference, "/" + word.value.lstrip("/")) if word.is_static else None
            if right is not None:
                rows.append((number, word, reference.text, right))
    return tuple(rows)


@inherited
def _asked(stage: Stage) -> tuple[_Asked, ...]:
    """The paths that the stage takes from others, where they name one file or folder."""
    first = stage.nodes[0].index
    rows: list[_Asked] = []
    for landing in landings(stage):
        flag, source = landing.node.instruction.flag("from"), landing.source
        if flag is None or not flag.value or re.search(r"[*?\[\\]", source) or not landing.word.is_static:
            continue
        path = posixpath.normpath("/" + source.lstrip("/"))
        if path != "/" and path.split("/")[1]:
            rows.append(_Asked(landing.node.index - first, landing.word, flag.value, source, path))
    return tuple(rows)


def _run_scopes(stage: Stage) -> list[Scope]:
    return [one.scope_of(node) for one in stage.chain for node in one.instructions("RUN")]


def _plain(text: str) -> bool:
    return re.fullmatch(r"[\w./@+-]+", text) is not None


def _is_below(path: str, made: set[str]) -> bool:
    """Whether the path or a folder above it is made: what is so most often, without looking at all paths."""
    while path not in made:
        path = path.rpartition("/")[0]
        if not path:
            return False
    return True


def _meet(path: str, made: str) -> bool:
    return path == made or path.startswith(made.rstrip("/") + "/") or made.startswith(path + "/")


def _right(path: str, source: str, made: set[str], origin: Stage) -> str | None:
    """The path that was meant: `server` for `/src/server`, where the stage works in `/src`."""
    folder = origin.scopes[-1].workdir
    node = origin.last("WORKDIR")
    if node is not None and node.index == origin.nodes[-1].index:
        folder = None
    if not source.startswith("/") and folder is not None:
        meant = posixpath.normpath(posixpath.join(folder, source))
        if meant != path and meant in made:
            return meant
    return None


@inherited
def _made(stage: Stage) -> set[str] | None:
    """All paths that the stage and those it is based on name; None where one cannot be read."""
    if stage.os_family == "windows" or stage.instructions("ONBUILD"):
        return None
    paths: set[str] = set()
    for one in stage.chain:
        for node in one.nodes:
            if node.name == "WORKDIR" and node.instruction.words:
                path = absolute(one, node, one.evaluate(node, node.instruction.words[0]))
                if path is None:
                    return None
                paths.add(path)
        copied = landings(one)
        if len({landing.node.index for landing in copied}) < len(one.instructions("COPY", "ADD")):
            return None
        paths |= {landing.target for landing in copied if landing.target != "/"}
        paths |= {landing.path for landing in copied if landing.heredoc is not None and landing.path is not None}
        if any(landing.target == "/" and landing.heredoc is None for landing in copied):
            return None  # a folder's content may be anything
        for node in one.instructions("RUN"):
            paths |= _written(node.instruction)
        paths |= {
            volume for node in one.instructions("VOLUME") for volume in (word.value for word in node.instruction.words)
        }
    paths |= {output.path.rstrip("/") for output in outputs(stage) if output.path is not None}
    return paths


@derived
def _written(instruction: Instruction) -> frozenset[str]:
    """The absolute paths that an instruction's text has."""
    return frozenset(re.findall(r"(?<![\w.])/[\w./@+-]+", instruction.text))


@inherited
def _is_understood(stage: Stage) -> bool:
    """Whether the image is a known one, and its commands are all tame and name the paths that they write."""
    reference = stage.root.reference
    if not stage.root.is_scratch and (reference is None or reference.official_name not in _KNOWN_IMAGES):
        return False
    if not any(one.instructions("RUN") for one in stage.chain):
        return False  # a stage that does nothing stands for one that is given to the build
    for one in stage.chain:
        for node in one.instructions("RUN"):
            read = script(node.instruction, one.scope_of(node))
            if not read.commands or node.instruction.heredocs:
                return False
            calls = {id(call.command): call for call in calls_of(node.instruction, one.scope_of(node))}
            for command in read.commands:
                call = calls.get(id(command))
                tame = command.effective.program in _TAME or (call is not None and call.action in _INSTALLS)
                if command.effective.words and not tame:
                    return False
    return True


RULE = FileRule("copy-from-unknown-path", find, fixes="unsafe")
