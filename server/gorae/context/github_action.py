"""Whether a folder is a GitHub action whose steps run in the image of its Dockerfile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.context.reading import read_small

if TYPE_CHECKING:
    from gorae.context.folder import BuildContext

_FILES = ("action.yml", "action.yaml")
_MOST_BYTES = 64_000
_BUILDS = re.compile(r"^\s*image:\s*['\"]?(?!docker://)\S", re.MULTILINE)
_IN_DOCKER = re.compile(r"^\s*using:\s*['\"]?docker\b", re.MULTILINE)


def is_action(context: BuildContext) -> bool:
    """Whether `action.yml` beside the context's files has its action built from a Dockerfile (GitHub's metadata syntax).

    Read from the folder itself: an ignore file may well keep it from the builder.
    """
    if "github-action" not in context.derived:
        texts = (read_small(context.root / name, _MOST_BYTES) for name in _FILES)
        context.derived["github-action"] = any(
            text and _IN_DOCKER.search(text) and _BUILDS.search(text) for text in texts
        )
    found: bool = context.derived["github-action"]
    return found
