"""A package that the image's system does not have: apt and apk end the build, or apt installs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.image import written as written_as
from gorae.facts.image_missing import system_name, unknown_elsewhere, unknown_packages
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.rewrites.edit_command import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.image_missing import OtherName, Unknown
    from gorae.stages import Stage


def find(stage: Stage) -> Iterator[Finding]:
    """Report the name, where no other archive was added and a failing command fails the RUN."""
    for one in unknown_packages(stage):
        system = str(one.image.release) if one.image.release is not None else ""
        name, written = one.package.name, written_as(one.package)
        if one.word.kind == "version":
            version = one.package.version or ""
            edit = replaced(one.node.instruction, one.package.span, name).shift(one.node.start)
            repair = fix(edit, safe=False, variant="unpinned", instead=name) if one.package.word.static else None
            yield found(
                one.span, repair, variant="version", name=name,
                version=version.lstrip("="), system=system,
            )  # fmt: skip
        elif one.word.kind == "found":
            yield found(one.span, variant="kept-out" if one.is_kept_out else "cmdtest", package=written, system=system)
        elif one.is_kept_out:
            yield found(one.span, variant="kept-out", package=written)
        elif one.word.kind == "empty":
            yield found(one.span, _instead(one), variant="nothing", severity="warning", package=written, system=system)
        elif one.instead is not None:
            yield found(one.span, _instead(one), variant="instead", instead=one.instead, package=written, system=system)
        else:
            yield found(one.span, package=written, system=system)
    for other in unknown_elsewhere(stage):
        if other.newest:
            yield _version_gone(other)
            continue
        if other.in_epel:
            yield found(other.span, variant="epel", package=other.package.word.value, system=system_name(other.image))
            continue
        edit = replaced(other.node.instruction, other.package.span, other.instead).shift(other.node.start)
        is_apk = other.image.apk is not None
        repair = (
            fix(edit, safe=False, package=other.package.word.value, instead=other.instead) if other.instead else None
        )
        variant = (
            "apk"
            if is_apk
            else "apt"
            if other.image.system is not None and other.image.system.name == "ubuntu"
            else "rpm"
        ) + ("" if other.instead else "-none")
        yield found(
            other.span, repair, variant=variant, package=other.package.word.value, instead=other.instead, system=system_name(other.image),
        )  # fmt: skip


def _version_gone(other: OtherName) -> Finding:
    """A version that Alpine's archive no longer has: it keeps the newest alone."""
    edit = replaced(other.node.instruction, other.package.span, other.instead).shift(other.node.start)
    repair = fix(edit, safe=False, variant="unpinned", instead=other.instead)
    version = (other.package.version or "").lstrip("=")
    return found(
        other.span, repair, variant="version-apk", name=other.package.name, version=version, newest=other.newest,
        system=system_name(other.image),
    )  # fmt: skip


def _instead(one: Unknown) -> Fix | None:
    if one.instead is None or not one.package.word.static:
        return None
    edit = replaced(one.node.instruction, one.package.span, one.instead).shift(one.node.start)
    return fix(edit, safe=False, package=one.package.name, instead=one.instead)


RULE = StageRule("package-unknown", find, severity="error", fixes="unsafe")
