"""A package that the image's system does not have: apt and apk end the build, or apt installs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.image_missing import unknown_apks, unknown_packages
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.rewrites.edit_command import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.image_missing import Unknown
    from gorae.stages import Stage


def find(stage: Stage) -> Iterator[Finding]:
    """At the name, where no other archive was added and the command decides the RUN's end."""
    for one in unknown_packages(stage):
        system = str(one.image.release) if one.image.release is not None else ""
        name, written = one.package.name, one.package.word.value
        if one.word.kind == "version":
            version = one.package.version or ""
            edit = replaced(one.node.instruction, one.package.span, name).shift(one.node.start)
            yield found(
                one.span, fix(edit, safe=False, variant="unpinned", instead=name), variant="version", name=name,
                version=version.lstrip("="), system=system,
            )  # fmt: skip
        elif one.is_kept_out:
            yield found(one.span, variant="kept-out", package=written)
        elif one.word.kind == "empty":
            yield found(one.span, _instead(one), variant="nothing", severity="warning", package=written, system=system)
        elif one.instead is not None:
            yield found(one.span, _instead(one), variant="instead", instead=one.instead, package=written, system=system)
        else:
            yield found(one.span, package=written, system=system)
    for apk in unknown_apks(stage):
        edit = replaced(apk.node.instruction, apk.package.span, apk.instead).shift(apk.node.start)
        repair = fix(edit, safe=False, package=apk.package.name, instead=apk.instead)
        system = f"Alpine {apk.image.system.release}" if apk.image.system is not None else "Alpine"
        yield found(apk.span, repair, variant="apk", package=apk.package.word.value, instead=apk.instead, system=system)


def _instead(one: Unknown) -> Fix | None:
    if one.instead is None:
        return None
    edit = replaced(one.node.instruction, one.package.span, one.instead).shift(one.node.start)
    return fix(edit, safe=False, package=one.package.name, instead=one.instead)


RULE = StageRule("package-unknown", find, severity="error", fixes="unsafe")
