"""Gorae: the Dockerfile language server that teaches."""

from typing import TYPE_CHECKING

from gorae.version import __version__

if TYPE_CHECKING:
    from gorae.api import CheckError as CheckError
    from gorae.api import Finding as Finding
    from gorae.api import FindingFix as FindingFix
    from gorae.api import FixEdit as FixEdit
    from gorae.api import check as check

__all__ = ["CheckError", "Finding", "FindingFix", "FixEdit", "__version__", "check"]  # see __getattr__


def __getattr__(name: str) -> object:
    """What tools import is loaded when it is asked for: an editor's server starts without it."""
    if name not in __all__:
        raise AttributeError(f"module 'gorae' has no attribute {name!r}")
    from gorae import api

    return getattr(api, name)
