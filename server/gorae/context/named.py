"""What FROM and `COPY --from` may name beside stages and public images: what a bake or compose file gives or builds."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

from gorae.context import compose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gorae.context.folder import BuildContext

_MOST_BYTES = 1_000_000
_BAKE = re.compile(r"[\w.-]+\.hcl|docker-bake(?:[.-][\w.-]+)?\.json")  # `bake --file` takes any name
_CONTEXTS = re.compile(r"\bcontexts[ \t]*=[ \t]*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
_KEY = re.compile(r'^[ \t]*"?([A-Za-z0-9_.-]+)"?[ \t]*[=:]', re.MULTILINE)


def is_named_context(context: BuildContext, name: str) -> bool:
    """Whether a bake or compose file beside the Dockerfile, or in a folder above it, gives a context, or builds an image,
    of that name.

    Of a bake file each target counts: which of them builds the Dockerfile may be worked out there.
    """
    known = context.memo.get("named")
    if known is None:
        known = context.memo["named"] = frozenset(given for folder in context.above for given in _names_in(folder))
    return name in known  # type: ignore[operator]  # the memo holds objects of any kind


def _names_in(folder: Path) -> Iterator[str]:
    try:
        files = sorted(os.listdir(folder))
    except OSError:
        return
    for file in files:
        if compose.NAMES.fullmatch(file):
            yield from compose.additional_contexts(folder / file)
            yield from compose.built_images(folder / file)
        elif _BAKE.fullmatch(file):
            yield from _of_bake(folder / file)


def _of_bake(file: Path) -> Iterator[str]:
    try:
        if file.stat().st_size > _MOST_BYTES:
            return
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    if file.suffix == ".hcl":
        for block in _CONTEXTS.finditer(text):
            yield from _KEY.findall(_in_lines(block[1]))
        return
    try:
        targets = json.loads(text).get("target", {})
        yield from (name for target in targets.values() for name in target.get("contexts", {}))
    except (ValueError, RecursionError, AttributeError, TypeError):
        return


def _in_lines(block: str) -> str:
    """`a = "x", b = "y"` on one line as two."""
    return re.sub(r'(?<="),', "\n", block)
