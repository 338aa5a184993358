"""Files by their URIs."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit


def path_of(uri: str) -> Path | None:
    """The file that a URI names; None for `untitled:`, for other schemes, for what is no URI and for a name that no file has."""
    try:
        parts = urlsplit(uri)
    except ValueError:  # an IPv6 host without its bracket
        return None
    if parts.scheme != "file" or not parts.path:
        return None
    name = _file_name(f"//{parts.netloc}{parts.path}" if parts.netloc else parts.path)
    return None if "\0" in name else Path(name)


def _file_name(path: str) -> str:
    """The path of a URL as the system writes it, as `urllib.request.url2pathname`, which is slow to import."""
    if sys.platform != "win32":
        return unquote(path)
    from urllib.request import url2pathname

    return url2pathname(path)


def is_earlier_version(uri: str) -> bool:
    """Whether the document is an earlier version, which a client shows beside today's: nothing is found in it."""
    return uri.startswith(("git:", "gitlens:", "gitfs:", "review:", "pr:"))


def is_read_only(uri: str) -> bool:
    """Whether no change is offered: an earlier version, or a file of a file system that is not this machine's, whose other
    files nobody here can read."""
    return is_earlier_version(uri) or uri.startswith(("vscode-vfs:", "vscode-test-web:"))


def is_notebook(uri: str) -> bool:
    """Whether the document is a cell of a notebook: a piece of a text, and no Dockerfile."""
    return uri.startswith(("vscode-notebook-cell:", "vscode-interactive-input:"))


def name_of(uri: str) -> str:
    """The last part of a URI, for messages."""
    return unquote(uri.rsplit("/", 1)[-1])
