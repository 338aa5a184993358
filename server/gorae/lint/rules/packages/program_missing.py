"""A program that is called and is not in the image."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.image_missing import missing_programs
from gorae.facts.scripts import script
from gorae.facts.system_python import is_guarded
from gorae.lint.fixes.health_probe import request
from gorae.lint.fixes.install_package import install
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.image_missing import Missing
    from gorae.stages import Stage

_URL = re.compile(r"https?://[^\s'\"|;&]+$")
_CHECKS = frozenset(("curl", "wget"))


def find(stage: Stage) -> Iterator[Finding]:
    """At each program's first call in the stage."""
    seen: set[tuple[str, bool]] = set()
    for one in missing_programs(stage):
        at_build = one.node.name == "RUN"
        if (one.program, at_build) in seen:
            continue
        seen.add((one.program, at_build))
        package = one.packages[0] if one.packages else ""
        repairs = [_checks_with(stage, one)] if one.node.name == "HEALTHCHECK" else []
        if package and not (one.program in ("pip", "pip3") and one.image.system and is_guarded(one.image.system)):
            repairs.append(install(stage, one.node, one.image, package))
        place = {"RUN": "", "HEALTHCHECK": "-healthcheck"}.get(one.node.name, "-start")
        variant = (("packaged" if package else "") + place).strip("-")
        yield found(
            one.span, *repairs, variant=variant, severity="warning" if one.node.name == "HEALTHCHECK" else None,
            program=one.program, package=package, system=_system(one),
        )  # fmt: skip


def _system(one: Missing) -> str:
    system = one.image.system
    return f"{system.name.capitalize()} {system.release}" if system is not None else "scratch"


def _checks_with(stage: Stage, one: Missing) -> Fix | None:
    """The same check with a program that the image has; None where it is more than a request of an address."""
    if one.program not in _CHECKS or one.node.instruction.form != "shell":
        return None
    body = script(one.node.instruction, stage.scope_of(one.node))
    command = next((row for row in body.commands if row.effective.program == one.program), None)
    if command is None or command.is_piped or command.redirections:
        return None
    urls = [word.value for word in command.effective.args if word.static and _URL.match(word.value)]
    loose = [word for word in command.effective.args if not word.static]
    others = [word.value for word in command.effective.args if not word.is_option and not _URL.match(word.value)]
    if len(urls) != 1 or loose or any(not re.fullmatch(r"[\d.]+|/dev/null|-", word) for word in others):
        return None
    asked = request(one.image, urls[0])
    if asked is None:
        return None
    program, text = asked
    edit = Edit(command.effective.span.shift(one.node.start), text)
    return fix(edit, safe=False, variant="check", instead=program)


RULE = StageRule("program-missing", find, severity="error", fixes="unsafe")
