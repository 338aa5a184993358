"""Bake files that build a Dockerfile: `docker-bake.hcl` and `docker-bake.json`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from gorae.context.compose import Caller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = re.compile(r"docker-bake(?:\.override)?\.(?:hcl|json)")
_MOST_BYTES = 1_000_000
_BLOCK = re.compile(r'^[ \t]*target[ \t]+"([^"\n]+)"[ \t]*\{', re.MULTILINE)
_ATTRIBUTE = re.compile(
    r'^[ \t]*(context|dockerfile|dockerfile-inline|target|inherits)[ \t]*=[ \t]*("(?:[^"\\\n]|\\.)*"|\[[^\]]*\])',
    re.MULTILINE,
)
_ARGUMENTS = re.compile(r"^[ \t]*args[ \t]*=[ \t]*\{", re.MULTILINE)
_ARGUMENT = re.compile(r'(?:^|,)[ \t]*"?([A-Za-z_]\w*)"?[ \t]*[=:][ \t]*"((?:[^"\\\n]|\\.)*)"', re.MULTILINE)
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_NOISE = re.compile(r'"(?:[^"\\\n]|\\.)*"|(?:#|//)[^\n]*|/\*.*?\*/', re.DOTALL)
_MOST_INHERITANCE = 8


def bake_callers(file: Path) -> tuple[Caller, ...]:
    """The targets of a bake file that build a Dockerfile from a local folder; none where it cannot be read.

    Of HCL only plain strings are understood: a target whose context or Dockerfile is worked out is left out.
    """
    try:
        if file.stat().st_size > _MOST_BYTES:
            return ()
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ()
    targets = _from_json(text) if file.suffix == ".json" else _from_hcl(text)
    return tuple(caller for name in targets for caller in _caller(file, name, targets))


def _from_json(text: str) -> dict[str, dict[str, object]]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    targets = document.get("target") if isinstance(document, dict) else None
    if not isinstance(targets, dict):
        return {}
    return {name: target for name, target in targets.items() if isinstance(target, dict)}


def _from_hcl(text: str) -> dict[str, dict[str, object]]:
    # Comments and the braces within strings must not count: blanked to the same length.
    plain = blanked(text)
    found: dict[str, dict[str, object]] = {}
    for block in _BLOCK.finditer(plain):
        end = block_end(plain, block.end())
        body = text[block.end() : end]
        attributes: dict[str, object] = {}
        for match in _ATTRIBUTE.finditer(body):
            strings = [string.group(1) for string in _STRING.finditer(match[2])]
            attributes[match[1]] = strings if match[2].startswith("[") else strings[0]
        arguments = _ARGUMENTS.search(plain, block.end(), end)
        if arguments is not None:
            inside = text[arguments.end() : block_end(plain, arguments.end())]
            attributes["args"] = dict(_ARGUMENT.findall(inside))
        found[block[1]] = attributes
    return found


def _arguments(facts: dict[str, object]) -> tuple[tuple[str, str], ...]:
    """The build arguments with plain values."""
    given = facts.get("args")
    if not isinstance(given, dict):
        return ()
    return tuple((str(key), value) for key, value in given.items() if isinstance(value, str) and "${" not in value)


def _blanked(match: re.Match[str]) -> str:
    return match[0].replace("{", " ").replace("}", " ") if match[0].startswith('"') else " " * len(match[0])


def blanked(text: str) -> str:
    """The text with comments blanked, and the braces within strings, to the same length."""
    return _NOISE.sub(_blanked, text)


def block_end(text: str, at: int) -> int:
    """Where the block ends that begins before an offset of a blanked text."""
    depth = 1
    for match in re.compile(r"[{}]").finditer(text, at):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return len(text)


def _caller(file: Path, name: str, targets: dict[str, dict[str, object]]) -> Iterator[Caller]:
    facts = _inherited(name, targets, _MOST_INHERITANCE)
    context, dockerfile, target = facts.get("context", "."), facts.get("dockerfile", "Dockerfile"), facts.get("target")
    if "dockerfile-inline" in facts or not isinstance(context, str) or not isinstance(dockerfile, str):
        return
    if "${" in context or "${" in dockerfile or "://" in context:
        return
    folder = file.parent / context
    yield Caller(
        file, name, folder, folder / dockerfile, target if isinstance(target, str) else None, _arguments(facts)
    )


def _inherited(name: str, targets: dict[str, dict[str, object]], depth: int) -> dict[str, object]:
    own = targets.get(name, {})
    parents = own.get("inherits")
    facts: dict[str, object] = {}
    if depth and isinstance(parents, list):
        for parent in parents:
            if isinstance(parent, str):
                facts = _merged(facts, _inherited(parent, targets, depth - 1))
    return _merged(facts, own)


def _merged(facts: dict[str, object], more: dict[str, object]) -> dict[str, object]:
    before, after = facts.get("args"), more.get("args")
    both = {"args": before | after} if isinstance(before, dict) and isinstance(after, dict) else {}
    return facts | more | both
