"""Names of packages behind `apt-get install` (Debian, of the stage's release) and `apk add`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.completion.model import Item
from gorae.completion.phrases import say
from gorae.facts.image import final_image
from gorae.facts.image_missing import missing_programs
from gorae.packages import alpine, names, record, usual
from gorae.shell.packages import APT
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from gorae.completion.place import Place
    from gorae.facts.image import Image
    from gorae.shell import Command
    from gorae.source import Span

_PARTS = ("-doc", "-pyc", "-dbg", "-lang", "-openrc", "-bash-completion", "-zsh-completion", "-fish-completion")
_LEAST_TYPED = 2  # letters, before all names of the release are looked through
_MOST = 200


def items(place: Place, command: Command, span: Span, offset: int) -> list[Item]:
    """Packages that bring a program that the stage misses, then the usual ones, then all that begin as typed."""
    effective = command.effective
    verb = next((word.value for word in effective.args if not word.is_option and word.span.start != offset), "")
    if effective.program == "apk" and verb == "add" and place.stage is not None:
        return _of_alpine(place, {word.value for word in effective.args if word.span.start != offset}, span)
    if effective.program not in APT or verb not in ("install", "reinstall") or place.stage is None:
        return []
    image = final_image(place.stage.parent) if place.stage.parent is not None else _base(place)
    if image is None or image.release is None or image.packages is None:
        return []
    typed = place.typed(span)
    there = {word.value for word in effective.args if word.span.start != offset}
    wanted = {one.packages[0]: one.call.program for one in missing_programs(place.stage) if one.packages}
    # The most installed first; reading what each of two thousand weighs takes half a second.
    often = [name for name in usual() if name.startswith(typed)][:_MOST]
    found = [*wanted, *often]
    if len(typed) >= _LEAST_TYPED:
        known = sorted(name for name, kind in names(image.release).items() if kind == "r" and name.startswith(typed))
        found += known[:_MOST]
    rows = [
        name
        for name in dict.fromkeys(found)
        if name not in there and name not in image.packages and name.startswith(typed)
    ]
    return [
        item for order, name in enumerate(rows) if (item := _item(place, image, name, span, order, wanted.get(name)))
    ]


def _of_alpine(place: Place, there: set[str], span: Span) -> list[Item]:
    """The same of Alpine's: what the stage misses, then all of `main` that begin as typed."""
    stage, typed = place.stage, place.typed(span)
    image = _base(place) if stage is not None else None
    if stage is None or image is None or image.apk is None:
        return []
    wanted = {one.packages[0]: one.call.program for one in missing_programs(stage) if one.packages}
    is_asked = len(typed) >= _LEAST_TYPED
    known = sorted(name for name in alpine.names() if name.startswith(typed)) if is_asked else []
    known = [name for name in known if not name.endswith(_PARTS)]
    rows = [name for name in dict.fromkeys((*wanted, *known)) if name not in there and name.startswith(typed)]
    found = []
    for order, name in enumerate(rows[:_MOST]):
        weight = alpine.size_alone(name)
        if weight is None:
            continue
        program, programs = wanted.get(name), alpine.own_programs(name)
        detail = say("package-for", place.language, size=size(weight), program=program) if program else size(weight)
        note = say("package-brings", place.language, programs=", ".join(programs[:8])) if programs else ""
        found.append(Item(name, "module", name, span, detail=detail, sort=f"1{order:04}", filter=name, note=note))
    return found


def _base(place: Place) -> Image | None:
    from gorae.facts.image import steps

    return steps(place.stage)[0].before if place.stage is not None else None


def _item(place: Place, image: Image, name: str, span: Span, order: int, program: str | None) -> Item | None:
    if image.release is None:
        return None
    known = record(image.release, name, image.arch)
    if known is None or not known.version:
        return None
    weight = size(known.size * 1024)
    detail = say("package-for", place.language, size=weight, program=program) if program else weight
    note = say("package-brings", place.language, programs=", ".join(known.programs[:8])) if known.programs else ""
    return Item(name, "module", name, span, detail=detail, sort=f"1{order:04}", filter=name, note=note)
