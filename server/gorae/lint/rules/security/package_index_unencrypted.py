"""Packages that come over plain HTTP: whoever is on the way may put in others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import InstructionRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Effective, Word
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_URL = re.compile(r"http://(?P<host>[\w.-]+)(?::\d+)?(?:/[^\s\"',)|]*)?")
# Hosts of a network of one's own: nobody but its owner is on the way.
_PRIVATE = re.compile(
    r"[\w-]+|localhost|(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+|.+\.(?:local|localdomain|internal|intra|intranet|lan|corp|home|svc|test)",
    re.IGNORECASE,
)
# Variables that name a package index (the documentation of pip, uv, npm, Yarn, Go and Bundler, 2026-11).
_VARIABLES = re.compile(
    r"PIP_(?:EXTRA_)?INDEX_URL|UV_(?:EXTRA_|DEFAULT_)?INDEX(?:_URL)?|NPM_CONFIG_REGISTRY|YARN_(?:NPM_)?REGISTRY(?:_SERVER)?|GOPROXY|BUNDLE_MIRROR__\w+",
    re.IGNORECASE,
)
_PIPS = re.compile(r"pip[\d.]*|pipx|pipenv|uv")
_OTHERS = frozenset(
    ("npm", "yarn", "pnpm", "bun", "cnpm", "gem", "bundle", "bundler", "conda", "mamba", "poetry", "pdm")
)
# A single file, or a repository of sources, is no index.
_FILE = re.compile(r"\.(?:git|tgz|zip|whl|gem|tar)(?:[.#?@]|$)|git\+")
_OF_R = re.compile(r"repos?\s?=\s?(?:c\()?[\"']?http://")


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report the address of each public package index without TLS: options, settings and variables.

    Of pip, which is told that the host is trusted, `tls-verification-off` speaks.
    """
    if "http://" not in instruction.text:
        return
    if instruction.name in ("ENV", "ARG"):
        for pair in instruction.pairs:
            if pair.value is not None and _VARIABLES.fullmatch(pair.key.value):
                yield from _told(instruction, pair.value.span, is_refused=pair.key.value.upper().startswith("PIP_"))
        return
    is_trusted = "trusted-host" in instruction.text or bool(scope.value("PIP_TRUSTED_HOST"))
    for command in script(instruction, scope).commands:
        effective = command.effective
        is_pip = _PIPS.fullmatch(effective.program) is not None or "pip" in [word.value for word in effective.args[:2]]
        if is_pip and is_trusted:
            continue
        for word in _addresses(effective, is_pip=is_pip):
            yield from _told(instruction, word.span, is_refused=is_pip and effective.program != "uv")


def _addresses(effective: Effective, *, is_pip: bool) -> Iterator[Word]:
    """The words that name an index."""
    program = effective.program
    if program in ("R", "Rscript", "r", "install2.r"):
        yield from (word for word in effective.args if _OF_R.search(word.value))
    elif program == "go":
        yield from (word for word in effective.args if word.value.startswith("GOPROXY="))
    elif is_pip or program in _OTHERS:
        yield from (word for word in effective.args if "http://" in word.value and not _FILE.search(word.value))


def _told(instruction: Instruction, span: Span, *, is_refused: bool) -> Iterator[Finding]:
    for match in _URL.finditer(instruction.text, span.start, span.end):
        if _PRIVATE.fullmatch(match["host"]):
            continue
        offset = Span(match.start(), match.start() + len("http"))
        repair = fix(Edit(offset, "https"), safe=False)
        yield found(Span(*match.span()), repair, variant="refused" if is_refused else "", url=match[0])


RULE = InstructionRule(
    "package-index-unencrypted",
    find,
    fixes="unsafe",
    report="once_per_message",
    instructions=frozenset({"ARG", "ENV", "RUN"}),
)
