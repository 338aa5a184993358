"""Hovers of what is left: paths, addresses and plain arguments of a command, packages, values of variables."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gorae.facts.image_paths import absolute
from gorae.hover.arguments import address
from gorae.reference import library
from gorae.reference.cards import card, code
from gorae.reference.phrases import say

if TYPE_CHECKING:
    from gorae.hover.cursor import Cursor
    from gorae.reference.library import Option
    from gorae.texts import Language

_BACKSLASH = "\\"
_WINDOWS = re.compile(r"[A-Za-z]:[\\/]")
_FILE = re.compile(r"[\w.@%+-]+\.[A-Za-z][A-Za-z0-9]{0,4}")
_NO_PATH = re.compile(r"[$*^\\\s]|^/.*/[sdpcia](?:/|$)")  # patterns, and what sed does with lines
_CHANGES_FOLDER = re.compile(r"\b(?:cd|pushd)\s")
# Programs whose words with a slash are texts, models or packages: `Qwen/Qwen2.5-7B`, `@scope/name`, `Asia/Seoul`.
_NAME_NO_FILES = frozenset((
    "echo", "printf", "export", "hf", "huggingface-cli", "vllm", "ollama", "npm", "npx", "pnpm", "yarn", "bun", "go", "confluent-hub", "docker", "kubectl", "helm",
))  # fmt: skip
_LONGEST = 120  # of a word in a title


def operand(cursor: Cursor, program: str, value: str) -> str:
    """What a word is to a program that has nothing of its own to say about it."""
    language = cursor.language
    known = path_row(value, language)
    if known is not None:
        return card(code(value), [known.text], language)
    if value.startswith(("http://", "https://")) and urlsplit(value).netloc:
        return address(cursor, value)
    name = library.command_name(program)
    about = library.page("commands", name, language) if name is not None else None
    lines = [_said(cursor, program, value)]
    if about is not None:
        lines.append(f"{code(program)}: {about.text('summary')}")
    title = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
    return card(code(title), lines, language, (f"commands/{name}",) if about is not None else ())


def _said(cursor: Cursor, program: str, value: str) -> str:
    if value.startswith("-"):
        return say("operand-option", cursor.language, program=code(program))
    names_no_file = program.rpartition("/")[2] in _NAME_NO_FILES and not value.startswith(("/", "./", "../"))
    path = _path(cursor, value) if not names_no_file else None
    if path is not None or not program:
        return say("operand-path", cursor.language, path=code(path or value))
    return say("operand", cursor.language, program=code(program))


def _path(cursor: Cursor, value: str) -> str | None:
    """The word as a path in the image; None where it looks like none."""
    if _WINDOWS.match(value):
        return value
    if _NO_PATH.search(value) or "://" in value or not value.strip("./"):
        return None
    if value.startswith("/"):
        return posixpath.normpath(value)
    if not (
        value.startswith(("./", "../")) or _FILE.fullmatch(value) or re.fullmatch(r"[\w.@+-]+(?:/[\w.@+-]+)+/?", value)
    ):
        return None
    if _CHANGES_FOLDER.search(cursor.node.instruction.text, 0, cursor.offset):
        return value
    stage = cursor.stage
    workdir = stage.scope_of(cursor.node).workdir if stage is not None else None
    if workdir and _WINDOWS.match(workdir):
        return f"{workdir.rstrip(_BACKSLASH)}{_BACKSLASH}{value.removeprefix('./').replace('/', _BACKSLASH)}"
    return (absolute(stage, cursor.node, value) if stage is not None else None) or value


def path_row(value: str, language: Language) -> Option | None:
    """What the table of paths says of one, or of the folder that it is in (`/usr/share/zoneinfo/Asia/Seoul`)."""
    known = library.entry("paths", value, language)
    if known is None and value.startswith("/usr/share/zoneinfo/"):
        return library.entry("paths", "/usr/share/zoneinfo", language)
    if known is None and value.startswith("/var/lib/apt/lists/"):
        return library.entry("paths", "/var/lib/apt/lists", language)
    return known


def package(cursor: Cursor, manager: str, name: str, version: str) -> str:
    """What is known of a package of any manager: what it is for, the version that is written."""
    language = cursor.language
    lines = [say("package-of", language, manager=code(manager))]
    known = library.entry("packages", name.partition("[")[0], language)
    if known is not None:
        lines.insert(0, known.text)
    elif name.endswith(("-dev", "-devel")):
        lines.insert(0, say("package-headers", language))
    lines.append(say("package-pinned", language, version=code(version)) if version else say("package-open", language))
    page = library.command_name(manager)
    return card(code(name), lines, language, (f"commands/{page}",) if page is not None else ())
