"""What BuildKit refuses in an instruction whose parts are known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.syntax.mounts import fields, read_mount
from gorae.syntax.nodes import SyntaxIssue

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.source import Span
    from gorae.syntax.mounts import MountIssue
    from gorae.syntax.nodes import Flag, Instruction

FLAGS: dict[str, frozenset[str]] = {
    "ADD": frozenset(("chown", "chmod", "link", "keep-git-dir", "checksum", "exclude", "unpack")),
    "COPY": frozenset(("from", "chown", "chmod", "link", "parents", "exclude")),
    "FROM": frozenset(("platform",)),
    "HEALTHCHECK": frozenset(("interval", "timeout", "start-period", "start-interval", "retries")),
    "RUN": frozenset(("mount", "network", "security", "device")),
}  # the source of the names: BuildKit, frontend/dockerfile/instructions/parse.go
BOOLEAN_FLAGS = frozenset(("link", "keep-git-dir", "parents", "unpack"))
_REPEATABLE_FLAGS = frozenset(("mount", "device", "exclude"))
# BuildKit reads their flags and never looks at them.
_IGNORES_FLAGS = frozenset(("ARG", "STOPSIGNAL"))

CHOICES = {"network": ("default", "none", "host"), "security": ("insecure", "sandbox")}
_DURATION = re.compile(r"0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+", re.ASCII)
_DURATION_PART = re.compile(r"(?<![\d.])([\d.]+)(ns|us|µs|μs|ms|s|m|h)")
_NANOSECONDS = {
    "ns": 1,
    "us": 10**3,
    "µs": 10**3,
    "μs": 10**3,
    "ms": 10**6,
    "s": 10**9,
    "m": 60 * 10**9,
    "h": 3600 * 10**9,
}
_SHORTEST, _LONGEST = 10**6, 2**63 - 1  # nanoseconds
_RETRIES = re.compile(r"[+-]?\d+", re.ASCII)
_MOST_RETRIES = 2**31 - 1

# As a stage's name, and as a context's that could take its place, which has to be an image's path; no digest is one.
_STAGE_NAME = re.compile(r"(?![0-9a-f]{64}\Z)[a-z][a-z0-9]*(?:(?:\.|__?|-+)[a-z0-9]+)*")
_NEEDS_READING = re.compile(r"[$'\"\\`]")
_NO_TRIGGERS = frozenset(("ONBUILD", "FROM", "MAINTAINER"))


def check_flags(instruction: Instruction, issues: list[SyntaxIssue]) -> None:
    """Adds what is wrong with the builder flags."""
    name = instruction.name
    first = instruction.words[0].text.upper() if instruction.words else ""
    if name in _IGNORES_FLAGS or (name == "HEALTHCHECK" and first == "NONE"):
        return
    known = FLAGS.get(name, frozenset())
    seen: set[str] = set()
    for flag in instruction.flags:
        if flag.name not in known:
            issues.append(SyntaxIssue("flag-unknown", flag.name_span, (("instruction", name), ("flag", flag.name))))
        elif flag.value is None and flag.name not in BOOLEAN_FLAGS:
            issues.append(SyntaxIssue("flag-without-value", flag.span, (("flag", flag.name),)))
        elif flag.name in seen and flag.name not in _REPEATABLE_FLAGS:
            issues.append(SyntaxIssue("flag-twice", flag.span, (("flag", flag.name),)))
        else:
            _check_flag_value(flag, issues)
        seen.add(flag.name)


def _check_flag_value(flag: Flag, issues: list[SyntaxIssue]) -> None:
    name, value, span = flag.name, flag.value, flag.value_span
    if value is None or span is None:
        return
    if name in BOOLEAN_FLAGS and not value:
        issues.append(SyntaxIssue("flag-without-value", flag.span, (("flag", name),)))
    elif name == "from" and flag.variables:
        issues.append(SyntaxIssue("from-variable", flag.variables[0].span, (("text", value),)))
    elif name == "mount":
        _check_mount(flag, issues)
    elif not _is_value(name, value):
        issues.append(SyntaxIssue("flag-value-invalid", span, (("flag", name), ("value", value))))


def _is_value(name: str, value: str) -> bool:
    if name in BOOLEAN_FLAGS:
        return value.lower() in ("true", "false")
    if name in CHOICES:
        return value in CHOICES[name]
    if name == "retries":
        return not value or (_RETRIES.fullmatch(value) is not None and 0 <= int(value) <= _MOST_RETRIES)
    if name in FLAGS["HEALTHCHECK"]:
        return not value or _is_duration(value)
    return True


def _is_duration(value: str) -> bool:
    bare = value[1:] if value[:1] in ("+", "-") else value
    if _DURATION.fullmatch(bare) is None:
        return False
    total = 0
    for number, unit in _DURATION_PART.findall(bare):
        whole, _, part = number.partition(".")
        total += int(whole or 0) * _NANOSECONDS[unit] + int(part or 0) * _NANOSECONDS[unit] // 10 ** len(part)
    return total == 0 or (value[0] != "-" and _SHORTEST <= total <= _LONGEST)


def _check_mount(flag: Flag, issues: list[SyntaxIssue]) -> None:
    """What is wrong with a mount whatever the variables in it are; the rest is known where the values are."""
    value = flag.value or ""
    for option in flag.options:
        if option.key == "from" and option.value_span and "$" in (option.value or "")[:-1]:
            issues.append(SyntaxIssue("from-variable", option.value_span, (("text", option.value or ""),)))
            return
    issue = read_mount(value, lambda text: None if _NEEDS_READING.search(text) else text).issue
    if issue is not None:
        issues.append(SyntaxIssue(issue.kind, mount_issue_span(flag, issue), issue.facts))


def mount_issue_span(flag: Flag, issue: MountIssue) -> Span:
    """Where in a `--mount` the Engine's refusal is."""
    parts = fields(flag.value or "") or []
    filled = [number for number, part in enumerate(parts) if part]
    if issue.field in filled and len(filled) == len(flag.options):
        option = flag.options[filled.index(issue.field)]
        in_value = issue.kind == "mount-value-invalid" and option.value_span is not None
        return option.value_span if in_value and option.value_span else option.key_span
    return flag.value_span or flag.span


def check_arguments(instruction: Instruction, issues: list[SyntaxIssue]) -> None:
    """Adds what is wrong with the arguments."""
    if any(fault.kind in ("json-not-strings", "quote-open") for fault in issues):
        return  # what is missing may stand in it
    check = _CHECKS.get(instruction.name)
    if check is not None:
        check(instruction, issues)
    elif instruction.name not in ("CMD", "ENTRYPOINT"):
        span = instruction.keyword if instruction.name else instruction.span
        issues.append(SyntaxIssue("instruction-unknown", span, (("instruction", instruction.name),)))


def check_healthcheck_command(instruction: Instruction, issues: list[SyntaxIssue]) -> None:
    """Adds what is wrong with the command of a HEALTHCHECK."""
    if not instruction.words and not issues:
        issues.append(SyntaxIssue("arguments-missing", instruction.keyword, (("instruction", "HEALTHCHECK CMD"),)))


def _needs_argument(instruction: Instruction, issues: list[SyntaxIssue]) -> None:
    if not instruction.arguments_text and not instruction.heredocs:
        issues.append(SyntaxIssue("arguments-missing", instruction.keyword, (("instruction", instruction.name),)))


def _check_from(instruction: Instruction, issues: list[SyntaxIssue]) -> None:
    words = instruction.words
    if not words:
        _needs_argument(instruction, issues)
    elif len(words) == 2 and words[1].text.upper() == "AS":
        issues.append(SyntaxIssue("stage-name-absent", words[1].span))
    elif len(words) != 1 and not (len(words) == 3 and words[1].text.upper() == "AS"):
        if not any(one.kind == "variable-open" for one in issues):  # a blank in `${X:?say why}` cuts it in words
            issues.append(SyntaxIssue("from-arguments", words[1].span | words[-1].span))
    elif len(words) == 3 and _STAGE_NAME.fullmatch(words[2].text.lower()) is None:
        issues.append(SyntaxIssue("stage-name-invalid", words[2].span, (("name", words[2].text),)))


def _check_copy(instruction: Instruction, issues: list[SyntaxIssue]) -> None:
    words = instruction.words
    if not instruction.arguments_text:
        _needs_argument(instruction, issues)
    elif len(words) < 2:
        span = words[0].span if words else instruction.arguments
        issues.append(SyntaxIssue("destination-missing", span, (("instruction", instruction.name),)))
    elif any(heredoc.marker == words[-1].span for heredoc in instruction.heredocs):
        issues.append(SyntaxIssue("destination-heredoc", words[-1].span, (("instruction", instruction.name),)))


def _check_healthcheck(instruction: Instruction, issues: list[SyntaxIssue]) -> None:
    words = instruction.words
    if not words:
        _needs_argument(instruction, issues)
        return
    first = words[0].text.upper()
    if first not in ("CMD", "NONE"):
        issues.append(SyntaxIssue("healthcheck-type", words[0].span, (("text", words[0].text),)))
    elif first == "NONE" and len(words) > 1:
        issues.append(SyntaxIssue("healthcheck-none-arguments", words[1].span | words[-1].span))


def _check_shell(instruction: Instruction, issues: list[SyntaxIssue]) -> None:
    if instruction.form == "exec":
        if not instruction.words:
            issues.append(SyntaxIssue("arguments-missing", instruction.arguments, (("instruction", "SHELL"),)))
    elif not instruction.arguments_text:
        _needs_argument(instruction, issues)
    else:
        issues.append(SyntaxIssue("shell-not-json", instruction.arguments))


def _check_volume(instruction: Instruction, issues: list[SyntaxIssue]) -> None:
    if not instruction.words:
        span = instruction.arguments if instruction.arguments_text else instruction.keyword
        issues.append(SyntaxIssue("arguments-missing", span, (("instruction", "VOLUME"),)))
    issues += [SyntaxIssue("volume-empty", word.span) for word in instruction.words if not word.value.strip()]


def _check_onbuild(instruction: Instruction, issues: list[SyntaxIssue]) -> None:
    trigger = instruction.trigger
    if trigger is None:
        _needs_argument(instruction, issues)
    elif trigger.name in _NO_TRIGGERS:
        issues.append(SyntaxIssue("onbuild-trigger", trigger.keyword, (("instruction", trigger.name),)))


def _check_run(instruction: Instruction, issues: list[SyntaxIssue]) -> None:
    if not instruction.arguments_text and not instruction.heredocs:
        issues.append(SyntaxIssue("run-empty", instruction.keyword, stops=False))


def _check_pairs(instruction: Instruction, issues: list[SyntaxIssue]) -> None:
    if not instruction.words:
        _needs_argument(instruction, issues)


_CHECKS: dict[str, Callable[[Instruction, list[SyntaxIssue]], None]] = {
    "FROM": _check_from,
    "COPY": _check_copy,
    "ADD": _check_copy,
    "HEALTHCHECK": _check_healthcheck,
    "SHELL": _check_shell,
    "ONBUILD": _check_onbuild,
    "ENV": _check_pairs,
    "LABEL": _check_pairs,
    "ARG": _check_pairs,
    "RUN": _check_run,
    "EXPOSE": _needs_argument,
    "VOLUME": _check_volume,
    "USER": _needs_argument,
    "WORKDIR": _needs_argument,
    "STOPSIGNAL": _needs_argument,
    "MAINTAINER": _needs_argument,
}

__all__ = ["BOOLEAN_FLAGS", "CHOICES", "FLAGS", "check_arguments", "check_flags", "check_healthcheck_command"]
