"""A program or archive from another machine, run or unpacked as it came."""

from __future__ import annotations

import posixpath
import re
from itertools import islice
from typing import TYPE_CHECKING

from gorae.facts.downloads import downloads
from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import StageRule
from gorae.shell import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.downloads import Download
    from gorae.shell import Script
    from gorae.stages import Stage
    from gorae.syntax import Node

_VERIFIES = re.compile(
    r"sha\d*sum|shasum|md5sum|b2sum|sha256\b|sha512\b|gpgv|--verify\b|cosign|minisign|signify|openssl\s+(?:dgst|sha)|slsa-verifier"
    r"|gh\s+attestation|rhash|checksum|shasums|sha256sums|rpm\s+-K|ssh-keygen\s+-Y",
    re.IGNORECASE,
)
_UNPACKS = frozenset(
    ("tar", "bsdtar", "unzip", "gunzip", "zcat", "xz", "unxz", "bunzip2", "zstd", "unzstd", "7z", "7za")
)
_RUNS = frozenset(
    ("sh", "bash", "ash", "dash", "zsh", "python", "python3", "perl", "java", "dpkg", "rpm", "chmod", "installer")
)
_INSTALLS = frozenset(("apt-get", "apt", "dnf", "yum", "microdnf", "zypper", "apk", "gdebi", "install"))
_NO_PROGRAM = re.compile(
    r"\.(?:asc|gpg|key|sig|sha256|sha512|md5|json|ya?ml|conf|list|repo|txt|pub|pem|crt|sql|ttf|html?|css)$"
)


def find(stage: Stage) -> Iterator[Finding]:
    """Report a stage's first download address that nothing in the stage verifies; one finding per stage."""
    yield from islice(_unverified(stage), 1)


def _unverified(stage: Stage) -> Iterator[Finding]:
    scripts = [(node, script(node.instruction, stage.scope_of(node))) for node in stage.instructions("RUN")]
    for index, (node, read) in enumerate(scripts):
        text = node.instruction.text
        if ("curl" not in text and "wget" not in text) or _VERIFIES.search(text):
            continue
        for one in downloads(read):
            if {"substitution", "backticks"} & set(one.command.scope.path):
                continue  # only a version is looked up
            use = _piped(one) if one.file is None else _used(one.file, one.command.span.end, scripts[index:])
            if use is not None:
                name = _name(one.address.value, one.file)
                yield found(node.to_document(one.address.span), variant=use, name=name)
    for node in stage.instructions("ADD"):
        yield from _added(node, scripts)


def _added(node: Node, scripts: list[tuple[Node, Script]]) -> Iterator[Finding]:
    words = node.instruction.words
    if len(words) != 2 or node.instruction.flag("checksum") is not None:
        return
    address, target = words[0].value, words[1].value
    if not re.match(r"https?://", address) or address.split("#", 1)[0].endswith(".git"):
        return
    base = posixpath.basename(address.split("?", 1)[0])
    file = posixpath.join(target, base) if target.endswith("/") or target == "." else target
    use = _used(file, 0, [one for one in scripts if one[0].index > node.index])
    chmod = node.instruction.flag("chmod")
    if use is None and chmod is not None and re.search(r"[1357]", chmod.value or ""):
        use = "run"
    if use is not None:
        yield found(node.to_document(words[0].span), variant=f"add-{use}", name=_name(address, file))


def _name(address: str, file: str | None) -> str:
    name = posixpath.basename(address.split("?", 1)[0].rstrip("/")) or posixpath.basename(file or "") or address
    if name.count("(") == name.count(")") and " " not in name.replace("$(uname -m)", ""):
        return name
    return (
        posixpath.basename(file or "") or address.split("/")[2]
    )  # of commands in the address only a part would be left


def _piped(one: Download) -> str | None:
    element = one.command.element
    for step in element.steps[one.command.pipeline_position + 1 :] if element is not None else ():
        if isinstance(step, Command) and step.effective.program in _UNPACKS:
            return "unpack"
    return None


def _used(file: str, after: int, scripts: list[tuple[Node, Script]]) -> str | None:
    """How the file is used by the commands behind the offset in the first script, and by all later ones.

    None where it is neither run nor unpacked, or where one of them compares it.
    """
    if not file or _NO_PROGRAM.search(file):
        return None
    base = posixpath.basename(file)
    use = None
    for number, (node, read) in enumerate(scripts):
        if base not in node.instruction.text and number:
            continue
        if base in node.instruction.text and _VERIFIES.search(node.instruction.text):
            return None
        for command in read.commands:
            if use is None and (number or command.span.start >= after):
                use = _use(command, file, base)
    return use


def _use(command: Command, file: str, base: str) -> str | None:
    effective = command.effective
    if not effective.words:
        return None
    program = effective.program
    is_named = any(_same(word.value, file, base) for word in effective.args) or any(
        one.operator == "<" and one.target is not None and _same(one.target.value, file, base)
        for one in command.redirections
    )
    if program in _UNPACKS and is_named:
        return "unpack"
    if "/" in effective.words[0].value and _same(effective.words[0].value, file, base):
        return "run"
    if not is_named:
        return None
    if program == "chmod":
        return "run" if re.search(r"\+[rw]*x|[1357]", effective.args[0].value) else None
    if program in _INSTALLS:
        return (
            "run" if program == "install" or effective.subcommand in ("install", "add", "localinstall", "in") else None
        )
    return "run" if program in _RUNS else None


def _same(word: str, file: str, base: str) -> bool:
    """Whether a word names the file; by its base name where one of them is relative."""
    if word == file:
        return True
    if word.startswith("/") and file.startswith("/"):
        return False
    return posixpath.basename(word) == base and "*" not in base


RULE = StageRule("download-not-verified", find, severity="information")
