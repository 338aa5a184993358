"""What FROM and `COPY --from` may name beside stages and public images: what a bake or compose file gives or builds."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from gorae.context.caller_names import COMPOSE
from gorae.source.derived import derived

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gorae.context.folder import BuildContext

_BAKE = re.compile(r"[\w.-]+\.hcl|docker-bake(?:[.-][\w.-]+)?\.json")  # `bake --file` takes any name


def is_named_context(context: BuildContext, name: str) -> bool:
    """Whether a bake or compose file beside the Dockerfile, or in a folder above it, gives a context, or builds an image,
    of that name.

    Of a bake file each target counts: which of them builds the Dockerfile may be worked out there.
    """
    return name in _named(context)


@derived
def _named(context: BuildContext) -> frozenset[str]:
    return frozenset(given for folder in context.above for given in _names_in(folder))


def _names_in(folder: Path) -> Iterator[str]:
    try:
        files = sorted(os.listdir(folder))
    except OSError:
        return
    for file in files:
        if COMPOSE.fullmatch(file):
            from gorae.context import compose

            yield from compose.additional_contexts(folder / file)
            yield from compose.built_images(folder / file)
        elif _BAKE.fullmatch(file):
            from gorae.context import bake

            yield from bake.context_names(bake.read_bake(bake.read_files([folder / file])))
