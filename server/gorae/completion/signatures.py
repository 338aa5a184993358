"""What is being written: the instruction's forms, a flag's, a variable's modifier's, and which part comes now."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.completion.place import place_at
from gorae.reference import library

if TYPE_CHECKING:
    from gorae.completion.place import Place
    from gorae.context import BuildContext
    from gorae.stages import Build
    from gorae.syntax import Directive, Document, Flag, Instruction
    from gorae.texts import Language

_MODIFIER = re.compile(r"\$\{(?P<name>[A-Za-z_]\w*)(?P<sign>:?[-+?]|##?|%%?|//?)(?P<word>[^}]*)\Z")

_MOUNT_PART = re.compile(r"(?P<key>[a-z]+)(?:=[^,\[\]\s]+)?")


class Parameter(NamedTuple):
    """A part of a signature: where it stands in the label, in code points."""

    start: int
    end: int


class Signature(NamedTuple):
    """One form. `active` is the number of the part that is being written; None where it is none of them."""

    label: str
    parameters: tuple[Parameter, ...]
    active: int | None
    note: str  # Markdown


def signature_at(
    document: Document, build: Build, offset: int, language: Language, context: BuildContext | None = None
) -> list[Signature]:
    """The forms of what is being written, the one that fits first; none on a new line or in a comment."""
    directive = next((one for one in document.directives if one.span.holds(offset)), None)
    if directive is not None:
        return _directive(directive, language)
    place = place_at(document, build, offset, language, context, dt.date.min)
    written = place.written
    if written is None or place.line.lstrip().startswith("#"):
        return []
    if any(place.offset - place.start >= heredoc.body.start for heredoc in written.heredocs):
        return []  # a file's or a script's text
    match = _MODIFIER.search(place.text[place.start : place.offset])
    if match is not None:
        return _modifier(match["sign"], match["word"], language)
    if written.keyword.holds(place.offset - place.start):
        return []
    trigger = written.trigger if written.name == "ONBUILD" else None
    if trigger is not None and not trigger.keyword.holds(place.offset - place.start):
        written = trigger
    flag = written.flags[-1] if written.flags else None
    if flag is not None and flag.value is not None and flag.span.end == place.offset - place.start:
        return _flag(place, flag)
    return _instruction(place, written)


def _directive(directive: Directive, language: Language) -> list[Signature]:
    known = library.page("directives", directive.name, language)
    if known is None:
        return []
    label = next(iter(known.texts("signature")), f"# {directive.name}=").removeprefix("# ")
    offset = label.find("=") + 1
    parts = (Parameter(offset, len(label)),) if 0 < offset < len(label) else ()
    return [Signature(label, parts, 0 if parts else None, known.text("summary"))]


def _modifier(sign: str, word: str, language: Language) -> list[Signature]:
    known = library.entry("modifiers", sign, language)
    if known is None:
        return []
    label = known.value
    parts = [match.span() for match in re.finditer(r"NAME|word|message|pattern", label)]
    active = 2 if len(parts) > 2 and "/" in word else 1
    return [Signature(label, tuple(Parameter(*part) for part in parts), min(active, len(parts) - 1), known.text)]


def _flag(place: Place, flag: Flag) -> list[Signature]:
    name = flag.name
    if name == "mount":
        kind = flag.option("type")
        mount = kind.value if kind is not None and kind.value in library.index()["mounts"] else None
        if mount is not None:
            return _mount(place, flag, mount)
    known = library.page("flags", name, place.language)
    if known is None:
        return []
    label = next(iter(known.texts("signature")), f"--{name}")
    offset = label.find(f"--{name}")
    start = offset + len(name) + 3
    end = re.compile(r"[\[\]\s]|\Z").search(label, start)
    value = Parameter(start, end.start() if end is not None else len(label))
    return [Signature(label, (value,) if offset >= 0 and value.start < value.end else (), 0, known.text("summary"))]


def _mount(place: Place, flag: Flag, mount: str) -> list[Signature]:
    known = library.page("mounts", mount, place.language)
    if known is None:
        return []
    label = next(iter(known.texts("signature")), f"--mount=type={mount}")
    begin = label.find("--mount=") + len("--mount=")
    end = label.find(" ", begin) if " " in label[begin:] else len(label)
    parts = [(match["key"], Parameter(*match.span())) for match in _MOUNT_PART.finditer(label, begin, end)]
    last = flag.options[-1].key if flag.options else ""
    names = {"src": "source", "dst": "target", "destination": "target", "readonly": "ro", "readwrite": "rw"}
    wanted = names.get(last, last)
    active = next((number for number, (key, _) in enumerate(parts) if key == wanted), None)
    row = library.row("mounts", mount, place.language, last)
    note = row.text if row is not None else known.text("summary")
    return [Signature(label, tuple(part for _, part in parts), active, note)]


def _instruction(place: Place, written: Instruction) -> list[Signature]:
    known = library.page("instructions", written.name.lower(), place.language)
    if known is None:
        return []
    exec_form = place.text[place.start + written.arguments.start : place.offset].startswith("[")
    heredoc = bool(written.heredocs)
    found = []
    begun = place.text[place.offset - 1 : place.offset] in (" ", "\t", "\n")
    number = len(written.words) - (0 if begun or not written.words else 1)
    for label in known.texts("signature"):
        spans = _parts(label)
        rank = (('["' in label) != exec_form, ("<<" in label) != heredoc)
        positional = [index for index, part in enumerate(spans) if not label[part.start : part.end].startswith("[--")]
        active = positional[min(number, len(positional) - 1)] if positional else None
        found.append((rank, Signature(label, tuple(spans), active, known.text("summary"))))
    found.sort(key=lambda row: row[0])
    return [signature for _, signature in found]


def _parts(label: str) -> list[Parameter]:
    """The words behind the keyword; a bracket's inside is one."""
    found: list[Parameter] = []
    depth, start = 0, -1
    offset = label.find(" ") + 1
    if offset == 0:
        return found
    for index in range(offset, len(label)):
        char = label[index]
        if char == " " and depth == 0:
            if start >= 0:
                found.append(Parameter(start, index))
            start = -1
            continue
        if start < 0:
            start = index
        depth += (char == "[") - (char == "]")
    if start >= 0:
        found.append(Parameter(start, len(label)))
    return found
