"""ARG and ENV that hold a secret."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.facts.secrets import literals, names_secret
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import ELSEWHERE, Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Scope
    from gorae.syntax import Node

_HARMLESS_VALUE = re.compile(
    r"true|false|yes|no|on|off|null|none|\d{1,4}|/[\w./-]*|(?:file|classpath):.*|\.{1,2}/.*|\$.*"
    # What stands there until somebody fills it in: `_`, `**None**`.
    r"|[\W_]+|[^\w$]+(?:none|null|secret|password|changeme)\W+",
    re.IGNORECASE,
)

# What a switch has no need of, and a password for the tests of a tutorial has: `MYSQL_ROOT_PASSWORD=1234`.
_NUMBER = re.compile(r"\d{3,4}")
_PASSWORD = re.compile(r"PASS(?:WORD|WD)?$|PWD$", re.IGNORECASE)

# The number of a public key: `GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568`.
_FINGERPRINT = re.compile(r"[0-9A-F]{16,40}", re.IGNORECASE)
_NEVER_PUBLIC = re.compile(r"SECRET|PASS|TOKEN|JWT|API_?KEY|ENCRYPT|PRIVATE|SESSION|SALT", re.IGNORECASE)

# What a build needs to go on, and nobody uses: reported to those who choose the rule.
_STANDS_IN = re.compile(r"placeholder|dummy|fake[-_]|not[-_]?(?:a[-_])?real|build[-_]?(?:time|only)", re.IGNORECASE)

# What begins as a service's keys do says what will stand there.
_OF_SERVICE = re.compile(r"(?:sk|rk|whsec|ghp|xox[a-z])[_-](?:test|live|proj)?")
_WRITERS = frozenset(("echo", "printf", "cat"))


def find(build: Build) -> Iterator[Finding]:
    """Report the name, unless the value is a path, a switch, empty or a placeholder, or `secret-literal` reports it."""
    for node in build.document.nodes:
        if node.name not in ("ARG", "ENV"):
            continue
        for pair in node.instruction.pairs:
            name = pair.key.value
            if not names_secret(name):
                continue
            value = pair.value.value if pair.value is not None else None
            if value is not None and _is_harmless(name, value):
                continue
            if pair.value is not None and any(literals(pair.value.text)):
                continue
            fixed = _mounted(build, node, name) if node.name == "ARG" and pair.value is None else None
            stands_in = value is not None and _STANDS_IN.search(value) is not None and not _OF_SERVICE.match(value)
            yield found(node.to_document(pair.key.span), fixed, opt_in=stands_in, variant=node.name.lower(), name=name)


def _is_harmless(name: str, value: str) -> bool:
    """Whether the value of a variable of such a name is a path, a switch, empty or a public key's number."""
    if _NUMBER.fullmatch(value) and _PASSWORD.search(name):
        return False
    if not value or _HARMLESS_VALUE.fullmatch(value):
        return True
    return _FINGERPRINT.fullmatch(value) is not None and not _NEVER_PUBLIC.search(name)


def _mounted(build: Build, node: Node, name: str) -> Fix | None:
    """Takes the ARG out and gives the value to the RUNs that name it; None where something else names it, too."""
    stage = build.stage_of(node)
    if stage is None or len(node.instruction.pairs) != 1 or node.instruction.comments:
        return None
    edits = [Edit(build.document.lines_of(node), "")]
    used = False
    named = re.compile(r"\b" + re.escape(name) + r"\b")
    for other in build.document.nodes:
        if other.index == node.index or not named.search(other.instruction.text):
            continue
        if other.name != "RUN" or build.stage_of(other) is not stage or other.index < node.index:
            return None
        if other.instruction.form == "exec" or not stage.scope_of(other).has_bourne_shell:
            return None
        if _is_written(other, stage.scope_of(other), named):
            return None  # it stays in that file of the image
        used = True
        end = other.start + other.instruction.keyword.end
        edits.append(Edit(Span(end, end), f" --mount=type=secret,id={name},env={name}"))
    return fix(edits, safe=False, name=name) if used else None


def _is_written(run: Node, scope: Scope, named: re.Pattern[str]) -> bool:
    """Whether a RUN writes the value into a file that stays: `echo "TOKEN=$TOKEN" >> .env`."""
    text = run.instruction.text
    commands = script(run.instruction, scope).commands
    return not any(command.effective.program == "rm" for command in commands) and any(
        command.effective.program in _WRITERS and command.redirections and named.search(command.span.of(text))
        for command in commands
    )


RULE = FileRule(
    "secret-in-arg-env",
    find,
    aliases=(
        Alias("buildkit", "SecretsUsedInArgOrEnv"),
        Alias("hadolint", "DL3064"),
        Alias("trivy", "DS-0031"),
        Alias("tally", "tally/ruby/secrets-in-arg-or-env"),
        Alias("tally", "tally/ruby/prefer-secret-mounts-for-build-credentials"),
    ),
    fixes="unsafe",
    report="once_per_file",
    reads={
        ELSEWHERE: (
            "pass",
            "psw",
            "pword",
            "secret",
            "token",
            "credential",
            "key",
            "bundle_",
        )
    },
)
