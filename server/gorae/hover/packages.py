"""Hovers on package names in apt's calls: version, size with what comes along, programs, what the next release has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts import image_alpine, image_rpm
from gorae.facts.image import image_at, steps
from gorae.facts.image_missing import system_name, unknown_elsewhere, unknown_packages
from gorae.facts.other_manager import name_on_alpine
from gorae.facts.packages import calls_of
from gorae.hover import operands
from gorae.hover.cursor import Hover
from gorae.packages import about, alpine, new_name, next_release, record, resolve, size_of
from gorae.reference.cards import bullets, card, code
from gorae.reference.library import entry
from gorae.reference.phrases import listed, say
from gorae.shell.packages import APT, RPM
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from gorae.facts.image import Install
    from gorae.hover.cursor import Cursor
    from gorae.packages import Release
    from gorae.packages import Word as AptWord
    from gorae.shell.packages import Package
    from gorae.stages import Stage
    from gorae.texts import Language

_MOST_PROGRAMS = 8
_INSTALLS = frozenset(("install", "reinstall", "build-dep"))


def hover(cursor: Cursor) -> Hover | None:
    """The hover of a package: what Debian's release says of it where that is known, else what it is generally for."""
    if (cursor.instruction.name != "RUN") or cursor.instruction is not cursor.node.instruction:
        return None
    stage = cursor.build.stage_of(cursor.node)
    if stage is None:
        return None
    for call in calls_of(cursor.instruction, stage.scope_of(cursor.node)):
        for package in call.packages:
            if package.span.holds(cursor.offset) and call.action in _INSTALLS and not package.local:
                known = _of_release(cursor, stage) if call.manager in APT else None
                if call.manager == "apk":
                    known = _of_alpine(cursor, stage, package)
                if known is None:
                    known = _elsewhere(cursor, stage, package)
                if known is None and call.manager in RPM:
                    known = _of_red_hat(cursor, package)
                if known is not None or "$" in package.name:
                    return known
                version = (package.version or "").lstrip("=@~<>!: ")
                return Hover(package.span, operands.package(cursor, call.manager, package.name, version))
    return None


def _of_release(cursor: Cursor, stage: Stage) -> Hover | None:
    step = next(step for step in steps(stage) if step.node.index == cursor.node.index)
    for install in step.installs:
        for package, word in install.words:
            if package.span.holds(cursor.offset) and install.before.release is not None:
                if word.kind != "found" and not _is_surely_missing(cursor, stage, package):
                    return None  # another archive may have it: that of the base image, or one that was added above
                text = _text(install, install.before.release, package, word, cursor.language)
                return Hover(package.span, text)
    return None


def _is_surely_missing(cursor: Cursor, stage: Stage, package: Package) -> bool:
    place = cursor.node.to_document(package.span)
    return any(one.span == place for one in unknown_packages(stage))


def _elsewhere(cursor: Cursor, stage: Stage, package: Package) -> Hover | None:
    """What serves in place of another system's name, as `package-unknown` says it."""
    place = cursor.node.to_document(package.span)
    other = next((one for one in unknown_elsewhere(stage) if one.span == place), None)
    if other is None:
        return None
    language = cursor.language
    lines = [say("package-none", language, system=system_name(other.image))]
    lines += [say("package-instead", language, package=code(other.instead))] if other.instead else []
    return Hover(package.span, card(code(package.word.value), [bullets(lines)], language))


def _of_alpine(cursor: Cursor, stage: Stage, package: Package) -> Hover | None:
    """What Alpine's index says of a package; None for what is not in it."""
    image, language = image_at(stage, cursor.node), cursor.language
    system = f"Alpine {image.system.release}" if image.system is not None else "Alpine"
    release = image.system.release if image.system is not None else "edge"
    name, instead = alpine.real_name(package.name), name_on_alpine(package.name, release)
    if name is None:
        if image_alpine.brings(package.name):
            listing = listed([code(one) for one in image_alpine.brings(package.name)], language, _MOST_PROGRAMS)
            return Hover(package.span, _of_programs(package, listing, language))
        if instead is None or image.apk is None or not image.is_todays_alpine():
            return None
        lines = [say("package-none", language, system=system)]
        lines += [say("package-instead", language, package=code(instead))] if instead else []
        return Hover(package.span, card(code(package.name), [bullets(lines)], language))
    general = entry("packages", package.name, language)
    lines = [general.text] if general is not None else []
    if name != package.name:
        lines.append(say("package-provided", language, package=code(name)))
    source = alpine.about()
    if release == source["release"]:
        version = code(alpine.version_of(name) or "")
        lines.append(say("package-version", language, version=version, system=system, date=source["date"]))
    new = image_alpine.added(image.apk or frozenset(), frozenset((name,))) or ()
    if name in new:
        own, every = size(image_alpine.size_of((name,))), size(image_alpine.size_of(new))
        lines.append(_sizes(own, every, len(new) - 1, language))
    else:
        lines.append(say("package-there", language))
    if name.endswith("-dev") and general is None:
        lines.append(say("package-headers", language))
    programs = alpine.own_programs(name)
    if programs:
        listing = listed([code(one) for one in programs], language, _MOST_PROGRAMS)
        lines.append(say("package-programs", language, programs=listing))
    if release != source["release"]:
        lines.append(say("package-alpine", language, release=source["release"], date=source["date"]))
    return Hover(package.span, card(code(package.name), [bullets(lines)], language))


def _of_programs(package: Package, programs: str, language: Language) -> str:
    """What is known of a package that no packaged index has: what it is for, and its programs."""
    general = entry("packages", package.name, language)
    lines = [general.text] if general is not None else []
    return card(code(package.name), [bullets([*lines, say("package-programs", language, programs=programs)])], language)


def _of_red_hat(cursor: Cursor, package: Package) -> Hover | None:
    """The programs of a much installed package of Red Hat's family, whose index is not packaged."""
    programs = image_rpm.brought((package.name,)) or frozenset()
    if not programs:
        return None
    text = listed([code(one) for one in sorted(programs)], cursor.language, _MOST_PROGRAMS)
    return Hover(package.span, _of_programs(package, text, cursor.language))


def _text(install: Install, release: Release, package: Package, word: AptWord, language: Language) -> str:
    system = str(release)
    if word.kind != "found" or not word.packages:
        instead = new_name(release, package.name)
        lines = [say("package-none", language, system=system)]
        if word.providers:
            lines.append(
                say("package-choose", language, packages=listed([code(one) for one in word.providers], language))
            )
        elif instead is not None:
            lines.append(say("package-instead", language, package=code(instead)))
        return card(code(package.name), [bullets(lines)], language)
    name = word.packages[0]
    lines = []
    if name != package.name.partition(":")[0] and len(word.packages) == 1:
        lines.append(say("package-provided", language, package=code(name)))
    return card(code(name), [bullets(lines + _known(install, release, name, language))], language)


def _known(install: Install, release: Release, name: str, language: Language) -> list[str]:
    known = record(release, name)
    general = entry("packages", name, language)
    there = install.before.packages or frozenset()
    if known is None:
        return []
    lines = [general.text] if general is not None else []
    if known.is_named_only:
        return [*lines, say("package-only-named", language, system=str(release), date=about()["date"])]
    lines += [
        say(
            "package-version",
            language,
            version=code(known.version),
            system=str(release),
            date=about()["date"],
        )
    ]
    if name in there:
        lines.append(say("package-there", language))
    else:
        new = resolve(release, (name,), there, recommends=install.recommends).new
        lines.append(_sizes(size(known.size * 1024), size(size_of(release, new)), len(new) - 1, language))
    if name.endswith("-dev") and general is None:
        lines.append(say("package-headers", language))
    if known.programs:
        lines.append(
            say(
                "package-programs",
                language,
                programs=listed([code(one) for one in known.programs], language, _MOST_PROGRAMS),
            )
        )
    later = next_release(release)
    if later is not None and ((then := record(later, name)) is None or not then.version):
        instead = new_name(later, name)
        key = "package-gone-instead" if instead else "package-gone"
        lines.append(say(key, language, system=str(later), package=code(instead or "")))
    return lines


def _sizes(own: str, every: str, others: int, language: Language) -> str:
    """A package's size, and the sum with the packages that come along, where any do."""
    if not others:
        return say("package-size-alone", language, own=own)
    return say("package-size", language, own=own, all=every, count=others)
