"""Packages of the system that a command, or a package of Python's, cannot do without, and that the image does not have.

In a debootstrap of Debian 12, 2026-11-30: `curl https://…` without certificates ends with status 77, wget with 5; `python3 -m venv`
ends with 1 and asks for python3-venv, `dpkg-reconfigure` of a package that is not there with 1. Composer unpacks with `unzip`, else it
clones with git (its documentation, "System Requirements").
What wheels leave to the system: `NEEDED` of their libraries, and what ctypes looks for (opencv-python 5.0, lightgbm 4.7,
python-magic 0.4, pyzbar 0.1, weasyprint 70, cairosvg 2.9, psycopg 3.3, 2026-11-30).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.build_libraries import lacking, pip_calls, requirement_lines
from gorae.facts.image import final_image, step_of
from gorae.facts.scripts import commands_of, ends_run
from gorae.packages import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.build_libraries import Needs
    from gorae.facts.image import Image
    from gorae.shell import Command, Word
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.syntax import Node

_CERTIFICATES: Needs = ((("ca-certificates",),), None)
_HAS_OTHERS = re.compile(
    r"ssl/certs|ca-certificates|ca-bundle|cacert|SSL_|_SSL|CURL_CA|sslverify|\.(?:crt|pem)\b|--ca|curlrc|wgetrc|gitconfig", re.IGNORECASE
)  # fmt: skip
_UNCHECKED = re.compile(r"-[a-zA-Z]*k[a-zA-Z]*|--insecure|--no-check-certificate|--proxy-insecure")
_ZONES = "/usr/share/zoneinfo/"
_ZONE_DATA: Needs = ((("tzdata",),), (("tzdata",),))
_WORDS = (
    "https://",
    "venv",
    _ZONES,
    "dpkg-reconfigure",
    "composer",
    "playwright",
    "localedef",
    "gcc ",
    "g++ ",
)
_COMPILERS = frozenset(("gcc", "cc", "g++", "c++"))
_HEADERS: Needs = ((("libc6-dev",),), (("musl-dev",),))
_LOCALES: Needs = ((("locales",),), None)
_VENV = re.compile(r"python3(?:\.\d+)?-(?:venv|full)|virtualenv")
_UNPACKERS = ("unzip", "git")
_BROWSER_LIBRARY = "libnss3"
_OPENCV = (("libgl1", "libgl1-mesa-glx"), ("libglib2.0-0t64", "libglib2.0-0"))
# Packages of PyPI and the libraries of Debian's that they open when they are imported.
_IMPORTED: dict[str, tuple[tuple[str, ...], ...]] = {
    **dict.fromkeys(("opencv-python", "opencv-contrib-python", "ultralytics", "mediapipe"), _OPENCV),
    "cairosvg": (("libcairo2",),),
    "lightgbm": (("libgomp1",),),
    "psycopg": (("libpq5",),),
    "python-magic": (("libmagic1t64", "libmagic1"),),
    "pyzbar": (("libzbar0t64", "libzbar0"),),
    "weasyprint": (("libpango-1.0-0",), ("libpangoft2-1.0-0",)),
}
_OTHERWISE = re.compile(r"headless|psycopg[-_\[](?:binary|c\b|2)|libmagic|python-magic-bin|conda", re.IGNORECASE)


class Needed(NamedTuple):
    """A command, or a package of Python's, and what of the system's packages it lacks."""

    kind: str  # https, venv, zone, zone-link, configure, composer, browser, import, headers, locale, aspnet, extension
    node: Node
    span: Span  # in the document
    name: str  # what needs them, as written
    missing: tuple[str, ...]
    image: Image
    file: str = ""  # of the context, where the name stands in it
    line: int = 0  # from 1


def needed(stage: Stage) -> Iterator[Needed]:
    """What the stage's RUNs lack, in the order of the text."""
    for node, command in commands_of(stage, *_WORDS):
        if command.kind != "simple" or not command.words or not command.runs_unconditionally:
            continue
        if command.operator_after == "||" or not ends_run(node.instruction, stage.scope_of(node), command):
            continue
        for kind, word, needs in _of_command(stage, node, command):
            missing = lacking(stage, node, needs)
            if missing and not (kind == "zone-link" and _may_come_later(stage)):
                name = " ".join(one.value for one in command.effective.words[:2]) if kind != "https" else word.value
                yield Needed(kind, node, node.to_document(word.span), name, missing, step_of(stage, node).during)
        yield from _browser(stage, node, command)


def _of_command(stage: Stage, node: Node, command: Command) -> Iterator[tuple[str, Word, Needs]]:
    effective = command.effective
    program, words = effective.program, effective.words
    if program in ("curl", "wget", "git"):
        if _fetches(stage, node, command):
            yield "https", words[0], _CERTIFICATES
    elif re.fullmatch(r"python3(?:\.\d+)?", program):
        values = [word.value for word in effective.args]
        if values[:2] == ["-m", "venv"] and "--without-pip" not in values and _is_debians(stage, node):
            yield "venv", words[0], ((("python3-venv",),), None)
    elif program in ("cp", "ln", "install"):
        zone = next((word for word in effective.args if word.value.startswith(_ZONES)), None)
        if zone is not None and not _mentions(stage, node, "zoneinfo", "tzdata", program=program):
            yield "zone-link" if program == "ln" else "zone", zone, _ZONE_DATA
    elif program == "dpkg-reconfigure":
        for word in effective.args:
            if word.static and re.fullmatch(r"[a-z][a-z0-9.+-]+", word.value) and word.value != "noninteractive":
                yield "configure", word, (((word.value,),), None)
    elif program in _COMPILERS:
        bare = any(word.value in ("-ffreestanding", "-nostdinc", "-nostdlib") for word in effective.args)
        source = next(
            (word for word in effective.args if re.fullmatch(r"[\w./-]+\.(?:c|cc|cpp|cxx)", word.value)), None
        )
        if source is not None and not bare and step_of(stage, node).during.has(program) is True:
            yield "headers", words[0], _HEADERS
    elif program == "localedef":
        if any(word.value in ("-i", "--inputfile") for word in effective.args):
            yield "locale", words[0], _LOCALES
    elif program == "composer" and _unpacks_nothing(stage, node, command):
        yield "composer", words[0], ((("unzip",),), None)


def _fetches(stage: Stage, node: Node, command: Command) -> bool:
    """Whether a program that is there fetches over https, and nothing but ca-certificates could have brought certificates."""
    effective = command.effective
    if not any(word.text.strip("\"'").startswith("https://") for word in effective.args):
        return False
    if effective.program == "git" and effective.subcommand != "clone":
        return False
    if any(_UNCHECKED.fullmatch(word.value) for word in effective.args):
        return False
    if step_of(stage, node).during.has(effective.program) is not True:
        return False
    above = (one for each in stage.chain for one in each.nodes[1:] if each is not stage or one.index <= node.index)
    return not any(_HAS_OTHERS.search(one.instruction.text) for one in above)


def _is_debians(stage: Stage, node: Node) -> bool:
    """Whether the system's Python is the one that runs, without the module that puts pip into an environment."""
    image = step_of(stage, node).during
    if image.packages is None or (image.programs is not None and "python3" in image.programs):
        return False
    has_python = "python3-minimal" in image.packages
    return has_python and not any(_VENV.fullmatch(name) for name in image.packages)


def _mentions(stage: Stage, node: Node, *words: str, program: str) -> bool:
    """Whether a COPY may have brought zones, or a later RUN installs what a link leads to."""
    return any(
        word in one.instruction.text
        for each in stage.chain
        for one in each.nodes[1:]
        for word in words
        if (one.name in ("COPY", "ADD") and one.index < node.index)
        or (program == "ln" and one.name == "RUN" and one.index > node.index)
    )


def _may_come_later(stage: Stage) -> bool:
    """Whether the zones that a link leads to may be there in the end: PHP's and other packages need tzdata."""
    image = final_image(stage)
    if image.doubt == "all" or image.has_foreign_archive:
        return True
    return "tzdata" in (image.packages or image.apk or ())


def _unpacks_nothing(stage: Stage, node: Node, command: Command) -> bool:
    """Whether Composer has neither PHP's zip, nor a program that unpacks, nor git."""
    reference, effective = stage.root.reference, command.effective
    if reference is None or reference.official_name != "php":
        return False
    if effective.subcommand not in ("install", "i", "require", "update", "create-project"):
        return False
    image = step_of(stage, node).during
    if any(image.has(program) is not False for program in _UNPACKERS):
        return False
    texts = (one.instruction.text for each in stage.chain for one in each.nodes[1:])
    return not any(re.search(r"\bzip\b|7z|install-php-extensions", text) for text in texts)


def _browser(stage: Stage, node: Node, command: Command) -> Iterator[Needed]:
    """Playwright's browsers without the libraries that they are linked with, which `--with-deps` installs."""
    values = [word.value for word in command.effective.words]
    index = next((n for n, one in enumerate(values[:6]) if re.fullmatch(r"(?:.*/)?playwright(?:@[\w.]+)?", one)), None)
    if index is None or values[index + 1 : index + 2] != ["install"]:
        return
    others = [one for one in values[index + 2 :] if not one.startswith("-")]
    if "--with-deps" in values or "--dry-run" in values or (others and not any("chrom" in one for one in others)):
        return
    text = stage.document.text.value
    image = step_of(stage, node).before
    end = final_image(stage).packages
    if "install-deps" in text or "--with-deps" in text or image.release is None or image.packages is None:
        return
    if _BROWSER_LIBRARY in image.packages or (end is not None and _BROWSER_LIBRARY in end):
        return
    word = command.effective.words[index + 1]
    yield Needed("browser", node, node.to_document(word.span), "playwright install", (_BROWSER_LIBRARY,), image)


def imported(stage: Stage) -> Iterator[Needed]:
    """The packages of Python's that the RUNs of a stage with a start name, and whose libraries it does not have."""
    if not _starts(stage):
        return
    for node in stage.instructions("RUN"):
        if _OTHERWISE.search(node.instruction.text):
            continue
        for call in pip_calls(stage, node):
            for package in call.packages:
                if not package.local and package.word.static:
                    span = node.to_document(package.span)
                    yield from _of_package(stage, node, span, package.name)


def imported_by_files(stage: Stage, context: BuildContext) -> Iterator[Needed]:
    """The same of the requirements that these RUNs read."""
    if not _starts(stage):
        return
    for one in requirement_lines(stage, context):
        if not _OTHERWISE.search(one.text):
            yield from _of_package(stage, one.node, one.span, one.name, file=one.file, line=one.line)


def _starts(stage: Stage) -> bool:
    reference = stage.root.reference
    return reference is not None and reference.official_name == "python" and stage.last("CMD", "ENTRYPOINT") is not None


def _of_package(stage: Stage, node: Node, span: Span, name: str, *, file: str = "", line: int = 0) -> Iterator[Needed]:
    groups = _IMPORTED.get(re.sub(r"[-_.]+", "-", name).lower())
    image = final_image(stage)
    if groups is None or image.release is None or image.packages is None or image.doubt == "all":
        return
    missing = []
    for group in groups:
        if image.packages.intersection(group):
            continue
        known = [one for one in group if (there := record(image.release, one)) is not None and there.version]
        missing += known[:1]
    if missing:
        yield Needed("import", node, span, name, tuple(missing), image, file=file, line=line)
