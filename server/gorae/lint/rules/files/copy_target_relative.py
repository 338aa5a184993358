"""Files are copied to wherever the base image happens to be."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.facts.copies import SYSTEM_FOLDERS
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import ELSEWHERE, Alias, FileRule
from gorae.rewrites.lines import line_above
from gorae.source import Edit, Span
from gorae.source.derived import inherited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage
    from gorae.syntax import Node

# Official images that leave the working folder at `/`; of the others it is not known here.
_AT_ROOT = frozenset((
    "almalinux", "alpine", "amazoncorretto", "amazonlinux", "archlinux", "buildpack-deps", "busybox", "centos", "debian",
    "eclipse-temurin", "erlang", "fedora", "gcc", "haskell", "mariadb", "maven", "mongo", "mysql", "nginx", "node",
    "openjdk", "oraclelinux", "postgres", "pypy", "python", "rockylinux", "ruby", "rust", "sapmachine", "swift", "ubuntu",
))  # fmt: skip
_FOLDER = "/app"
_PLAIN = re.compile(r"[\w./-]+")
_TOP = re.compile(r"(?<![\w.$}/:-])(/[\w.-]+)")  # the first part of an absolute path
_SYSTEM = SYSTEM_FOLDERS | {"/dev", "/proc", "/run", "/sys", "/lib64"}


def find(build: Build) -> Iterator[Finding]:
    """Report a relative target before any WORKDIR, where the stage is known to start in `/`; not in scratch."""
    for stage in build.stages:
        targets = [(stage.nodes[number], span, path) for number, span, path in _relative(stage)]
        is_of_system = any(_of_system(path) for _, _, path in targets)
        repair = _with_folder(build, stage, targets[0][0]) if targets and not is_of_system else None
        for node, span, path in targets:
            if is_of_system and (absolute := _of_system(path)) is not None:
                repair = fix(Edit(node.to_document(span), absolute), safe=True, variant="absolute", path=absolute)
            # What a builder keeps at `/` is of no matter to the image, and whoever names `/app.jar` knows where it is.
            is_known = not stage.reaches_image or _is_named(stage, node, path)
            yield found(node.to_document(span), repair, opt_in=is_known, path=path)
            repair = None if is_of_system else repair


def _is_named(stage: Stage, copy: Node, path: str) -> bool:
    """Whether a later instruction names a file that is copied to a relative path by its absolute one."""
    name = re.escape(posixpath.normpath(path))
    absolute = re.compile(rf"(?<![\w.$}}/:-])/{name}(?![\w.-])")
    return any(absolute.search(node.instruction.text) for node in stage.nodes if node.index > copy.index)


def _of_system(path: str) -> str | None:
    """The absolute path that `./usr/src/app` comes to in `/`, where it begins with a folder of the system's; else None."""
    plain = posixpath.normpath(path)
    if not _PLAIN.fullmatch(path) or f"/{plain.partition('/')[0]}" not in _SYSTEM or plain.startswith("."):
        return None
    return f"/{plain}/" if path.endswith("/") else f"/{plain}"


@inherited
def _relative(stage: Stage) -> tuple[tuple[int, Span, str], ...]:
    """The number of each such COPY or ADD in the stage, its target's place in it, and the path."""
    return tuple(_each_relative(stage))


def _each_relative(stage: Stage) -> Iterator[tuple[int, Span, str]]:
    reference = stage.root.reference
    if reference is None or reference.official_name not in _AT_ROOT:
        return
    if any(one.instructions("WORKDIR") for one in stage.chain[1:]):
        return
    first = next(iter(stage.instructions("WORKDIR")), stage.nodes[-1])
    for node in stage.instructions("COPY", "ADD"):
        words = node.instruction.words
        if len(words) < 2 or node.index > first.index:
            continue
        target = words[-1]
        if target.value and target.value[0] not in "/\\$%" and target.value[1:2] != ":":
            yield node.index - stage.nodes[0].index, target.span, target.value


def _with_folder(build: Build, stage: Stage, first: Node) -> Fix | None:
    """A WORKDIR above the first of them; None where anything may look for the files at `/`.

    That is another stage that takes from this one, or an absolute path outside of the system's own folders.
    """
    if any(stage in other.chain or stage.index in other.copies_from for other in build.stages if other is not stage):
        return None
    later = [node for node in stage.nodes if node.index >= first.index]
    if any(top not in _SYSTEM for node in later for top in _TOP.findall(node.instruction.text)):
        return None
    return fix(line_above(build.document, first, "WORKDIR", _FOLDER), safe=False, folder=_FOLDER)


RULE = FileRule(
    "copy-target-relative",
    find,
    aliases=(Alias("hadolint", "DL3045"),),
    fixes="safe",
    report="once_per_file",
    reads={ELSEWHERE: ("/",), "ADD": (), "COPY": ()},
)
