"""What is known of a base image, as lines of a hover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.hover.phrases import say

if TYPE_CHECKING:
    from gorae.images import ImageReference
    from gorae.texts import Language


def about(reference: ImageReference, language: Language) -> list[str]:
    """Sentences on where the image is from and how its version is fixed."""
    lines = []
    if reference.digest:
        lines.append(say("image-digest", language))
    elif not reference.tag:
        lines.append(say("image-untagged", language))
    elif reference.tag == "latest":
        lines.append(say("image-latest", language))
    return lines


def size(number: int) -> str:
    """Bytes as people read them."""
    amount = float(number)
    for unit in ("B", "KB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            return f"{amount:.0f} {unit}" if unit == "B" or amount >= 100 else f"{amount:.1f} {unit}"
        amount /= 1000
    return str(number)
