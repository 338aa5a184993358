"""Files by their URIs."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname


def path_of(uri: str) -> Path | None:
    """The file that a URI names; None for `untitled:`, for other schemes and for what is no URI."""
    try:
        parts = urlsplit(uri)
    except ValueError:  # an IPv6 host without its bracket
        return None
    if parts.scheme != "file" or not parts.path:
        return None
    return Path(url2pathname(f"//{parts.netloc}{parts.path}" if parts.netloc else parts.path))


def name_of(uri: str) -> str:
    """The last part of a URI, for messages."""
    return unquote(uri.rsplit("/", 1)[-1])
