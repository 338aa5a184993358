"""How much is proven: what fits into `make test`, or all of it (`make proof`, GORAE_PROOF=full)."""

from __future__ import annotations

import os

FULL = os.environ.get("GORAE_PROOF") == "full"


def examples(usual: int) -> int:
    """The number of generated examples, `usual` in `make test`."""
    return usual * 10 if FULL else usual
