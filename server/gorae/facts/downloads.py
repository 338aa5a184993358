"""What curl and wget load in a script, and where they put it."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.packages import said_before
from gorae.facts.scripts import script as script_of
from gorae.shell import Command

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.shell import Script, Word
    from gorae.stages import Stage
    from gorae.syntax import Node

_ADDRESS = re.compile(r"https?://|ftp://", re.IGNORECASE)
_HERE = re.compile(r"https?://(?:localhost|127\.|\[::1\]|0\.0\.0\.0)", re.IGNORECASE)
# Options of one letter that take the next word where they end a bundle (`-fsSLo FILE`).
_CURL_VALUES = "oHdXuAbeEmTwxyYzCcDFKPQrt"
_WGET_VALUES = "OPoaeitTUwQl"
_LONG_VALUES = frozenset((
    "--output", "--header", "--data", "--request", "--user", "--user-agent", "--cookie", "--max-time", "--retry",
    "--retry-delay", "--connect-timeout", "--output-dir", "--proto", "--cacert", "--cert", "--key", "--proxy",
    "--retry-max-time", "--ciphers", "--tls-max", "--write-out", "--dump-header", "--output-document",
    "--directory-prefix", "--tries", "--timeout", "--waitretry", "--progress", "--limit-rate", "--post-data",
))  # fmt: skip


_RUNS = re.compile(r"(?:ba|da|a|z|k|fi)?sh|python[\d.]*|perl|ruby|node|php")
_FILTERS = frozenset(("tee", "sed", "tr", "cat", "gunzip", "zcat", "grep", "awk"))
_INTERPRETS_ITS_ARGUMENTS = frozenset(("-c", "-e", "-m", "-n"))


# Configuration files that say how often to try.
_CONFIGURED = {"curl": re.compile(r"curlrc|CURL_HOME"), "wget": re.compile(r"wgetrc|WGETRC")}


class Download(NamedTuple):
    """One call of curl or wget: what it loads, and the file it writes (None: it goes to standard output)."""

    command: Command
    address: Word
    file: str | None  # as written, or the address' last part; "" where it is written to a file that is not known


def downloads(script: Script) -> Iterator[Download]:
    """The calls that load something from another machine."""
    for command in script.commands:
        program = command.effective.program
        if program not in ("curl", "wget"):
            continue
        found = _read(command, program)
        if found is not None:
            yield found


def _read(command: Command, program: str) -> Download | None:
    values = _CURL_VALUES if program == "curl" else _WGET_VALUES
    address: Word | None = None
    maybe: Word | None = None
    target: str | None = None
    folder, remote, asks = "", False, False
    words = list(command.effective.args)
    while words:
        word = words.pop(0)
        text = word.value
        if not word.is_option:
            if _ADDRESS.match(text) and address is None:
                address = word
            elif not word.static and maybe is None:
                maybe = word
            continue
        name, sign, value = text.partition("=")
        if name.startswith("--"):
            if not sign and name in _LONG_VALUES and words:
                value = words.pop(0).value
            if name in ("--output", "--output-document"):
                target = value
            folder = value if name in ("--directory-prefix", "--output-dir") else folder
            remote |= name.startswith("--remote-name")
            asks |= name in ("--head", "--spider", "--data", "--post-data", "--request", "--version")
            continue
        offset = next((offset for offset, letter in enumerate(text[1:], 1) if letter in values), None)
        bundle = text if offset is None else text[: offset + 1]
        remote |= program == "curl" and "O" in bundle
        asks |= program == "curl" and any(letter in bundle for letter in "IdXTV")
        if offset is None:
            continue
        given = text[offset + 1 :] or (words.pop(0).value if words else "")
        if text[offset] == ("o" if program == "curl" else "O"):
            target = given
        if program == "wget" and text[offset] == "P":
            folder = given
    address = address or maybe
    if address is None or asks or _HERE.match(address.value):
        return None
    return Download(command, address, _target(command, program, address, target, folder, remote=remote))


def _target(
    command: Command, program: str, address: Word, target: str | None, folder: str, *, remote: bool
) -> str | None:
    if target is None and (remote or program == "wget"):
        target = posixpath.basename(address.value.split("?", 1)[0]) if address.value.count("/") > 2 else ""
    if target is not None and target not in ("-", "/dev/stdout"):
        return posixpath.join(folder, target) if target else ""
    for one in command.redirections:
        if one.operator in (">", ">>", ">|") and one.descriptor in ("", "1") and one.target is not None:
            return one.target.value
    return None


def run_by(one: Download) -> Command | None:
    """The command that runs what is loaded: `curl … | sh`, `sh -c "$(curl …)"`, `bash <(curl …)`; None where nothing does at once."""
    if one.file is not None:
        return None
    element = one.command.element
    steps = element.steps if element is not None else ()
    for step in steps[one.command.pipeline_position + 1 :]:
        if not isinstance(step, Command):
            return None
        if _RUNS.fullmatch(step.effective.program):
            return step if _reads_input(step) else None
        if step.effective.program not in _FILTERS:
            return None
    host = one.command.scope.host
    if one.command.scope.kind not in ("substitution", "backticks", "process") or not isinstance(host, Command):
        return None
    program = host.effective.program
    if one.command.scope.kind == "process":
        return host if _RUNS.fullmatch(program) or program in ("source", ".") else None
    return host if program == "eval" or (_RUNS.fullmatch(program) and _is_argument_of_c(host, one)) else None


def _reads_input(step: Command) -> bool:
    """Whether an interpreter runs its standard input, and not a program among its arguments."""
    words = [word.value for word in step.effective.args]
    if any(word in _INTERPRETS_ITS_ARGUMENTS for word in words):
        return False
    if re.fullmatch(r"python[\d.]*|perl|ruby|node|php", step.effective.program):
        return not words or words[0] == "-"
    return not words or "-s" in words or words[0].startswith("-") or words[0] == "/dev/stdin"


def _is_argument_of_c(host: Command, one: Download) -> bool:
    words = host.effective.args
    return any(
        before.value.startswith("-") and before.value.endswith("c") and word.span.covers(one.command.span)
        for before, word in pairwise(words)
    )


def tried_once(stage: Stage, program: str, options: Sequence[str]) -> Iterator[tuple[Node, Word]]:
    """The calls of curl or wget with none of the options that try again, in a stage that configures none: their names."""
    configured = _CONFIGURED[program]
    for node in stage.instructions("RUN"):
        for download in downloads(script_of(node.instruction, stage.scope_of(node))):
            effective = download.command.effective
            name = effective.name
            if name is None or effective.program != program or effective.has_flag(*options):
                continue
            if configured.search(node.instruction.text) or said_before(stage, node, configured):
                return
            yield node, name
