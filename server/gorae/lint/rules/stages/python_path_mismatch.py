"""Python packages that are copied to where the image's Python does not look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.image_paths import absolute
from gorae.facts.official_image import tag_version
from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import ELSEWHERE, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage
    from gorae.syntax import Node, Word

# Where the official image of Python keeps its packages, by its version.
_PACKAGES = re.compile(r"/usr/local/lib/python(3\.\d+)(?=/|$)")
_USER_PACKAGES = "/root/.local"


def find(build: Build) -> Iterator[Finding]:
    """Report the folder of another version in a COPY between stages of the official image, and environments of another one."""
    for stage in build.stages:
        for node in stage.instructions("COPY") if stage.copies_from else ():
            flag = node.instruction.flag("from")
            builder = build.stage(flag.value) if flag is not None and flag.value else None
            words = node.instruction.words
            if builder is not None and len(words) == 2 and all(word.is_static for word in words):
                yield from _in_copy(node, (builder, stage), words[0], words[1])


def _in_copy(node: Node, stages: tuple[Stage, Stage], source: Word, target: Word) -> Iterator[Finding]:
    builder, stage = stages
    made, has = _version_of(builder), _version_of(stage)
    if made is None or has is None:
        return
    if made != has:
        if source.value.rstrip("/") in _environments(builder) or _PACKAGES.match(source.value):
            yield found(node.to_document(source.span), variant="version", path=source.value, made=made, version=has)
        return
    wrong = [
        (word, Span(match.start(1), match.end(1)))
        for word in (source, target)
        if (match := _PACKAGES.match(word.value)) is not None and match[1] != has and word.text == word.value
    ]
    if not wrong:
        return
    edits = [Edit(node.to_document(place.shift(word.span.start)), has) for word, place in wrong]
    word = wrong[0][0]
    repair = fix(edits, safe=False, version=has)
    if word is source:
        yield found(
            node.to_document(word.span), repair, variant="source", severity="error", path=word.value, version=made
        )
    else:
        yield found(node.to_document(word.span), repair, path=word.value, version=has)


def _version_of(stage: Stage) -> str | None:
    """`3.14` of a stage that stands on the official image of Python by that version; None for any other."""
    version = tag_version(stage, "python")
    return f"3.{version[1]}" if version is not None and version[0] == 3 and len(version) > 1 else None


def _environments(stage: Stage) -> set[str]:
    """The folders of the virtual environments that a stage makes, and root's own packages where pip puts some there."""
    found_folders: set[str] = set()
    for one in stage.chain:
        for node in one.instructions("RUN"):
            if (
                "venv" not in node.instruction.text
                and "--user" not in node.instruction.text
                and "virtualenv" not in node.instruction.text
            ):
                continue
            for command in script(node.instruction, one.scope_of(node)).commands:
                words = [word.value for word in command.effective.words]
                joined = " ".join(words[:3])
                if re.match(r"(?:\S*python[\d.]* -m (?:venv|virtualenv)|uv venv|\S*virtualenv)\b", joined):
                    made = absolute(one, node, words[-1])
                    found_folders |= {made} if made is not None else set()
                elif "pip" in joined and "install" in words and "--user" in words:
                    found_folders.add(_USER_PACKAGES)
    return found_folders


RULE = FileRule(
    "python-path-mismatch", find, fixes="unsafe", reads={ELSEWHERE: ("venv", "virtualenv", "--user"), "COPY": ()}
)
