"""A program that is called and is not in the image."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.accounts import failing_accounts
from gorae.facts.called_programs import DOTNET_SDK, JDK
from gorae.facts.image_missing import missing_in_scripts, missing_programs, system_name
from gorae.facts.language_programs import unstartable
from gorae.facts.scripts import script
from gorae.lint.fixes.health_probe import Probe, request
from gorae.lint.fixes.install_package import install
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.rewrites.lines import line_above
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.severity import Severity
    from gorae.context import BuildContext
    from gorae.facts.image import Image
    from gorae.facts.image_missing import Missing
    from gorae.facts.language_programs import Unstartable
    from gorae.stages import Stage
    from gorae.syntax import Node

_URL = re.compile(r"https?://[^\s'\"|;&]+$")
_CHECKS = frozenset(("curl", "wget"))
_OF_NPM = ("yarn", "corepack", "pnpm")
_OF_PHPS_IMAGES = "docker-php-ext-install"


def find(stage: Stage) -> Iterator[Finding]:
    """Report each program's first call in the stage."""
    first: dict[tuple[str, bool], Missing] = {}
    # Debian's program fails on BusyBox's options too, wherever it comes from: `user-command-fails` says what does not.
    elsewhere = {
        one.command.effective.words[0].span.shift(one.node.start)
        for one in failing_accounts(stage)
        if one.kind == "option"
    }
    for one in missing_programs(stage):
        if one.call.span not in elsewhere:
            first.setdefault(_kind(one), one)
    yield from (_found(stage, one) for one in first.values())


def find_in_scripts(stage: Stage, context: BuildContext) -> Iterator[Finding]:
    """Report the word that runs a script of the context whose program is missing, unless the stage calls that program too."""
    seen: set[tuple[str, bool]] = set()
    for one in missing_in_scripts(stage, context):
        seen = seen or {_kind(other) for other in missing_programs(stage)}
        if _kind(one) not in seen:
            seen.add(_kind(one))
            yield _found(stage, one)
    for started in unstartable(stage, context):
        instead = started.instead
        plain = started.word.span.of(stage.document.text.value).strip("\"'") == started.word.value
        repair = (
            fix(_replaced(stage, started), safe=False, variant="elsewhere", instead=instead)
            if instead and plain
            else None
        )
        yield found(
            started.word.span, repair, variant="elsewhere" if instead else "of-language", program=started.word.value,
            package=started.package, instead=instead,
        )  # fmt: skip


def _replaced(stage: Stage, one: Unstartable) -> Edit:
    """The word with the path that the program has, its quotes kept."""
    return Edit(one.word.span, one.word.span.of(stage.document.text.value).replace(one.word.value, one.instead))


def _kind(one: Missing) -> tuple[str, bool]:
    """The program, and whether the build calls it."""
    return one.call.program, one.call.node.name == "RUN"


def _found(stage: Stage, one: Missing) -> Finding:
    node, program = one.call.node, one.call.program
    if program == DOTNET_SDK:
        return found(one.call.span, variant="dotnet")
    if program == JDK:
        return found(one.call.span, variant="jdk")
    if one.instead:
        return _renamed(stage, one)
    package = one.packages[0] if one.packages else ""
    repairs = [_checks_with(stage, one)] if node.name == "HEALTHCHECK" and not one.call.file else []
    if program == "composer" and one.image.has(_OF_PHPS_IMAGES):
        return found(one.call.span, _composer(stage, node, one.image), variant="composer", system=_system(one))
    if program in _OF_NPM and node.name == "RUN" and one.image.has("npm") is True:
        # The distribution's package would bring a second Node.js.
        line = line_above(stage.document, node, "RUN", f"npm install --global {program}")
        repair = fix(line, safe=False, variant="npm", program=program)
        return found(one.call.span, repair, system=_system(one), program=program)
    if package:
        repairs.append(install(stage, node, one.image, package))
    in_run = "-piped" if one.call.is_swallowed else ""
    place = {"RUN": in_run, "HEALTHCHECK": "-healthcheck"}.get(node.name, "-start")
    variant = "script" if one.call.file else (("packaged" if package else "") + place).strip("-")
    return found(
        one.call.span, *repairs, variant=variant,
        severity="warning" if node.name == "HEALTHCHECK" or one.call.file else None,
        program=program, package=package, system=_system(one), file=one.call.file, line=one.call.line,
    )  # fmt: skip


def _renamed(stage: Stage, one: Missing) -> Finding:
    """The image's own program under its new name."""
    called = one.call
    is_here = not called.file and called.span.of(stage.document.text.value) == called.program
    repair = fix(Edit(called.span, one.instead), safe=False, variant="check", instead=one.instead) if is_here else None
    severity: Severity | None = "warning" if called.node.name == "HEALTHCHECK" or called.file else None
    return found(called.span, repair, variant="renamed", severity=severity, program=called.program, instead=one.instead)


def _composer(stage: Stage, node: Node, image: Image) -> Fix | None:
    """Composer from its own image, as its documentation says, and `unzip` for what it fetches.

    PHP's images keep Debian's packages of PHP out, and with them Debian's composer.
    """
    if node.name != "RUN":
        return None
    line = line_above(stage.document, node, "COPY", "--from=composer:2 /usr/bin/composer /usr/local/bin/")
    unpacks = image.has("unzip") is not False or image.has("git") is not False
    more = None if unpacks else install(stage, node, image, "unzip")
    if more is None and not unpacks:
        return None
    return fix((*(more.edits if more else ()), line), safe=False, variant="composer")


def _system(one: Missing) -> str:
    return system_name(one.image) or "scratch"


def _checks_with(stage: Stage, one: Missing) -> Fix | None:
    """The same check with a program that the image has; None where it is more than a request of an address."""
    if one.call.program not in _CHECKS or one.call.node.instruction.form != "shell":
        return None
    body = script(one.call.node.instruction, stage.scope_of(one.call.node))
    command = next((row for row in body.commands if row.effective.program == one.call.program), None)
    if command is None or command.is_piped or command.redirections:
        return None
    urls = [word.value for word in command.effective.args if word.static and _URL.match(word.value)]
    loose = [word for word in command.effective.args if not word.static]
    others = [word.value for word in command.effective.args if not word.is_option and not _URL.match(word.value)]
    if len(urls) != 1 or loose or any(not re.fullmatch(r"[\d.]+|/dev/null|-", word) for word in others):
        return None
    asked = request(one.image, Probe(urls[0]))
    if asked is None:
        return None
    program, text = asked
    edit = Edit(command.effective.span.shift(one.call.node.start), text)
    return fix(edit, safe=False, variant="check", instead=program)


RULE = StageRule("program-missing", find, in_context=find_in_scripts, severity="error", fixes="unsafe")
