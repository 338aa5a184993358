"""Files that everyone may write: chmod 777 and the like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.images import parse_reference, provided_user
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.shell import Command, Word
    from gorae.shell.nodes import Effective
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_OCTAL = re.compile(r"0?[0-7]{0,1}[0-7]{3}")
_CLAUSE = re.compile(r"(?P<who>[ugoa]+)(?P<how>[+=])(?P<what>[rwxXst]+)")
_MODE_OPTIONS = {"mkdir": ("-m", "--mode"), "install": ("-m", "--mode")}
# The mode at the end of several short options: `mkdir -pm 777`, `install -dm777`.
_MODE_IN_BUNDLE = {
    "mkdir": re.compile(r"-[pvZ]+m(?P<mode>.*)"), "install": re.compile(r"-[bcCdDpsTvZ]+m(?P<mode>.*)"),
}  # fmt: skip
_EVERYBODYS = frozenset(("/tmp", "/var/tmp", "/run", "/run/lock", "/dev/shm"))  # noqa: S108 - paths in an image
_OF_ROOT = re.compile(r"/(?:usr/|etc/|bin/|sbin/|lib/)|/(?:usr|etc|bin|sbin|lib|opt)/*\Z|/[\w.-]+\.sh\Z")
_SERVES = "www-data"  # PHP's images: root starts Apache or FPM, whose workers are this user's
_WRITE_BY_OTHERS = 2
_STICKY = 1
_MEANT = re.compile(
    r"arbitrary|any user|random u(?:ser|id)|openshift|_apt\b", re.IGNORECASE
)  # a comment says what it is for


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report each mode that lets all write, in stages whose layers reach the image; not where only the owner may delete.

    Nor where a comment says that the image is started as a user that nobody knows beforehand.
    """
    if not scope.reaches_image:
        return
    flag = instruction.flag("chmod") if instruction.name in {"COPY", "ADD"} else None
    if flag is not None and flag.value_span is not None:
        yield from _judge(instruction.slice(flag.value_span), flag.value_span)
    if instruction.name != "RUN":
        return
    if any(_MEANT.search(instruction.slice(comment)) for comment in instruction.comments):
        return
    for command in script(instruction, scope).commands:
        effective = command.effective
        if effective.program == "chmod":
            operands = effective.operands()
            if operands and not all(word.value.startswith("/dev/") for word in operands[1:]):
                owner = _owner(instruction, scope, command, operands[1:])
                yield from _judge(operands[0].text, operands[0].span, [word.value for word in operands[1:]], owner)
        elif effective.program in _MODE_OPTIONS:
            word = _mode_option(effective)
            if word is not None:
                yield from _judge(word.text, word.span)


def _mode_option(effective: Effective) -> Word | None:
    """The mode that mkdir or install is given, also at the end of a bundle of options."""
    given = effective.option_value(*_MODE_OPTIONS[effective.program])
    if given is not None:
        return given
    for index, word in enumerate(effective.args):
        bundle = _MODE_IN_BUNDLE[effective.program].fullmatch(word.text)
        if bundle is not None:
            return word.part(bundle.start("mode")) if bundle["mode"] else next(iter(effective.args[index + 1 :]), None)
    return None


def _owner(instruction: Instruction, scope: Scope, command: Command, paths: Sequence[Word]) -> tuple[str, Edit] | None:
    """The user whose processes serve in the base image while root starts them, and the edit that gives it the paths.

    None where nobody is known, or where the paths are given to somebody already.
    """
    reference = parse_reference(scope.base) if scope.base is not None else None
    user = provided_user(reference) if reference is not None else None
    name = command.effective.name
    if user != _SERVES or scope.user is not None or name is None or instruction.form == "exec":
        return None
    if command.effective.wrappers or command.is_piped or command.operator_before in ("|", "|&"):
        return None
    if not paths or "chown" in instruction.text:
        return None
    deep = "-R " if any(word.value in ("-R", "--recursive") for word in command.effective.args) else ""
    text = " ".join(instruction.slice(word.span) for word in paths)
    return user, Edit(Span(name.span.start, name.span.start), f"chown {deep}{user} {text} && ")


def _judge(
    mode: str, span: Span, paths: Sequence[str] = (), owner: tuple[str, Edit] | None = None
) -> Iterator[Finding]:
    """`paths` are those that the mode is given to. Programs and settings of the system are root's to change alone."""
    narrower = _narrower(mode)
    if narrower is not None:
        shared = [path.rstrip("/") in _EVERYBODYS for path in paths]
        if any(shared):
            narrower = f"1{mode[-3:]}" if all(shared) and _OCTAL.fullmatch(mode) else ""
        elif paths and all(_OF_ROOT.match(path) for path in paths) and _OCTAL.fullmatch(mode):
            narrower = f"{mode[:-2]}{int(narrower[-2]) & ~_WRITE_BY_OTHERS}{narrower[-1]}"
        repair = fix(Edit(span, narrower), safe=False) if narrower else None
        if owner is not None and repair is not None and not any(shared):
            repair = fix((owner[1], *repair.edits), safe=False, variant="owner", user=owner[0])
        yield found(span, repair, mode=mode, narrower=narrower)


def _narrower(mode: str) -> str | None:
    """The mode without the right of others to write; "" where there is no short way to say it, None where it's fine."""
    if _OCTAL.fullmatch(mode):
        special = int(mode[-4]) if len(mode) > 3 else 0
        others = int(mode[-1])
        if not others & _WRITE_BY_OTHERS or special & _STICKY:
            return None
        return f"{mode[:-1]}{others & ~_WRITE_BY_OTHERS}"
    clauses = [_CLAUSE.fullmatch(part) for part in mode.split(",")]
    if any(one and "t" in one["what"] for one in clauses):
        return None  # only the owner may delete
    wide = [one for one in clauses if one and set(one["who"]) & set("oa") and "w" in one["what"]]
    if not wide:
        return None
    if len(clauses) > 1 or "a" not in wide[0]["who"]:
        return ""
    how, what = wide[0]["how"], wide[0]["what"]
    rest = what.replace("w", "")
    return f"ug{how}{what}" + (f",o{how}{rest}" if rest else "")


RULE = InstructionRule(
    "world-writable",
    find,
    aliases=(Alias("tally", "tally/world-writable-state-path-workaround"),),
    severity="information",
    fixes="unsafe",
    instructions=frozenset({"RUN", "COPY", "ADD"}),
)
