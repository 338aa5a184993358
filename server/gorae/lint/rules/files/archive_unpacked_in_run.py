"""RUN loads an archive and unpacks it, where ADD does both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.archives import is_tar
from gorae.facts.downloads import downloads
from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.downloads import Download
    from gorae.shell import Command
    from gorae.stages import Build
    from gorae.syntax import Node

_PLAIN = re.compile(r"[\w./@:+%=?&-]+")
_UNPACKS = re.compile(r"-?[a-wyzA-Z]*x[a-zA-Z]*$|--extract$|--get$")


def find(build: Build) -> Iterator[Finding]:
    """Report the address of each archive that the same RUN passes to tar."""
    for stage in build.stages:
        for node in stage.instructions("RUN"):
            read = script(node.instruction, stage.scope_of(node))
            tars = [one for one in read.commands if one.effective.program in {"tar", "bsdtar"} and _unpacks(one)]
            if not tars:
                continue
            for download in downloads(read):
                later = [tar for tar in tars if tar.span.start > download.command.span.start]
                if later and is_tar(download.address.value):
                    change = _fix(node, download, later[0]) if len(read.commands) == 2 else None
                    yield found(node.to_document(download.address.span), change)


def _unpacks(tar: Command) -> bool:
    args = tar.effective.args
    return bool(args) and any(_UNPACKS.match(word.value) for word in args[:3])


def _fix(node: Node, download: Download, tar: Command) -> Fix | None:
    """ADD of the archive; None where tar has other options than where to put all of it."""
    address, instruction = download.address, node.instruction
    folder = tar.effective.option_value("-C", "--directory")
    if download.command.operator_after != "|" or folder is None or not folder.static or instruction.flags:
        return None
    if not address.static or not _PLAIN.fullmatch(address.value) or not _PLAIN.fullmatch(folder.value):
        return None
    known = {folder.text, "-C", "--directory", "-", "-f", f"--directory={folder.text}"}
    rest = [word.value for word in tar.effective.args if word.value not in known]
    if not all(re.fullmatch(r"-?[xzjJvf]+", one) for one in rest):
        return None
    add = instruction.in_case("ADD")
    target = folder.value.rstrip("/") + "/"
    return fix(Edit(node.span, f"{add} --unpack=true {address.value} {target}"), safe=False)


RULE = FileRule(
    "archive-unpacked-in-run",
    find,
    aliases=(Alias("tally", "tally/prefer-add-unpack"),),
    severity="hint",
    default=False,
    fixes="unsafe",
)
