"""Packages that are installed whoever signed them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.rewrites.edit_command import taken_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command, Effective, Word
    from gorae.source import Span
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_RPM = ("--nodigest", "--nosignature", "--noverify", "--nofiledigest")
# By program: the options that let unsigned packages in, and checkov's code.
_OPTIONS: dict[str, dict[str, str]] = {
    "apk": {"--allow-untrusted": "CKV2_DOCKER_7"},
    "apt-get": {
        "--allow-unauthenticated": "CKV2_DOCKER_8",
        "--force-yes": "CKV2_DOCKER_11",
        "--allow-insecure-repositories": "",
    },
    "apt": {
        "--allow-unauthenticated": "CKV2_DOCKER_8",
        "--force-yes": "CKV2_DOCKER_11",
        "--allow-insecure-repositories": "",
    },
    **{name: {"--nogpgcheck": "CKV2_DOCKER_9", "--no-gpgchecks": ""} for name in ("yum", "dnf", "tdnf", "microdnf")},
    "rpm": dict.fromkeys(_RPM, "CKV2_DOCKER_10"),
    "zypper": {"--no-gpg-checks": "", "--allow-unsigned-rpm": ""},
}
_CODES = ("CKV2_DOCKER_7", "CKV2_DOCKER_8", "CKV2_DOCKER_9", "CKV2_DOCKER_10", "CKV2_DOCKER_11")
_GPGCHECK = re.compile(r"(?<![\w.])(?:repo_|pkg_)?gpgcheck\s*=\s*(?:0|false|no)\b", re.IGNORECASE)
_SETOPT = re.compile(r"(?<=--setopt=)(?:[\w*-]+\.)?gpgcheck=(?:0|false|no)", re.IGNORECASE)
_APT = re.compile(
    r"APT::Get::(?:AllowUnauthenticated|allow)\s*=\s*[\"']?(?:true|1|yes)|Acquire::AllowInsecureRepositories=[\"']?(?:true|1|yes)",
    re.IGNORECASE,
)
# The same as a line of a file below /etc/apt/apt.conf.d.
_APT_CONF = re.compile(
    r"APT::Get::AllowUnauthenticated\s+\"?(?:true|1|yes)|Acquire::AllowInsecureRepositories\s+\"?(?:true|1|yes)",
    re.IGNORECASE,
)
_SIG_LEVEL = re.compile(r"SigLevel\s*=\s*(?:Never|TrustAll)\b")
_SETTINGS: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(("apt-get", "apt"), _APT), **dict.fromkeys(("yum", "dnf", "microdnf", "tdnf", "yum-config-manager"), _SETOPT),
    **dict.fromkeys(("echo", "printf", "sed", "tee"), re.compile(f"{_GPGCHECK.pattern}|{_SIG_LEVEL.pattern}|{_APT_CONF.pattern}", re.IGNORECASE)),
}  # fmt: skip
_OLD_RELEASES = re.compile(
    r"archive\.debian\.org|old-releases\.ubuntu|vault\.centos|snapshot\.debian|Check-Valid-Until"
)
_LOCAL_PACKAGE = re.compile(r"\.?\.?/?(?!.*://).*\.(?:apk|rpm|deb)")
# Go's own (go.dev/ref/mod#environment-variables); one module pattern is what GOPRIVATE is for.
_GO = re.compile(r"GOSUMDB=[\"']?off|GONOSUM(?:DB|CHECK)=[\"']?(?:\*|1|true)|GOFLAGS=(?:.*\s)?-insecure(?:\s.*)?")
_TRUSTED = re.compile(r"\[(?=[^\[\]\n]*\btrusted\s*=\s*yes\b)[^\[\]\n]*\]\s+(?!file:|copy:|cdrom:)")


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report each option that switches signature checks off, and `[trusted=yes]` in a line for apt's sources."""
    if instruction.name in ("ENV", "ARG"):
        for pair in instruction.pairs:
            if pair.value is not None and _GO.fullmatch(f"{pair.key.value}={pair.value.value}"):
                yield _of_go(pair.span, f"{pair.key.value}={pair.value.value}")
    if instruction.name != "RUN":
        return
    read = script(instruction, scope)
    for command in read.commands:
        effective = command.effective
        for word in effective.args:
            code = _OPTIONS.get(effective.program, {}).get(word.value)
            if code is None or _is_local(effective, word):
                continue
            others = [alias for alias in _CODES if alias != code]
            if _OLD_RELEASES.search(instruction.text):
                # The keys of a closed archive have expired: without the option nothing is installed.
                yield found(word.span, unmatched_aliases=others, word=word.value)
                continue
            repair = fix(taken_out(instruction, word.span), safe=False, word=word.value)
            yield found(word.span, repair, unmatched_aliases=others, word=word.value)
        yield from _settings(effective)
        for span, text in _of_commands(command):
            yield _of_go(span, text)
        for word in effective.args:
            match = _TRUSTED.search(word.value)
            if match is not None and ("deb " in word.value or "deb-src " in word.value):
                yield found(word.span, unmatched_aliases=_CODES, variant="source")


def _of_go(span: Span, word: str) -> Finding:
    # The checksums in `go.sum` still hold: only what is new there goes unchecked.
    return found(span, severity="information", unmatched_aliases=_CODES, variant="go", word=word)


def _of_commands(command: Command) -> Iterator[tuple[Span, str]]:
    """`GOSUMDB=off go build`, `export GOSUMDB=off`, `go env -w GOSUMDB=off`, `go get -insecure`."""
    effective = command.effective
    for assignment in effective.assignments or command.assignments:
        text = f"{assignment.name}={assignment.value.value}"
        if _GO.fullmatch(text):
            yield assignment.span, text
    words = command.args if command.kind == "declaration" else effective.args if effective.program == "go" else ()
    for word in words:
        if _GO.fullmatch(word.value) or (word.value in ("-insecure", "--insecure") and effective.subcommand == "get"):
            yield word.span, word.value


def _settings(effective: Effective) -> Iterator[Finding]:
    """Settings of package managers that do the same: `-o APT::Get::AllowUnauthenticated=true`, `gpgcheck=0`, `SigLevel = Never`."""
    for word in effective.args:
        pattern = _SETTINGS.get(effective.program)
        if pattern is not None and (match := pattern.search(word.value.replace("\\n", "\n"))) is not None:
            yield found(word.span, unmatched_aliases=_CODES, word=match[0])


def _is_local(effective: Effective, option: Word) -> bool:
    """Whether only files that are there already are installed: apk has no other way for an own package."""
    if option.value not in ("--allow-untrusted", "--nogpgcheck", "--allow-unsigned-rpm"):
        return False
    operands = [
        word
        for word in effective.operands(("-X", "--repository", "-p", "--root"))
        if word.value not in ("add", "install", "in", "localinstall", "upgrade")
    ]
    return bool(operands) and all(_LOCAL_PACKAGE.fullmatch(word.value) for word in operands)


RULE = InstructionRule(
    "package-signature-unchecked",
    find,
    aliases=tuple(Alias("checkov", code) for code in _CODES),
    fixes="unsafe",
    instructions=frozenset({"ARG", "ENV", "RUN"}),
)
