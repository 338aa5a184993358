"""Archives by the ends of their names."""

from __future__ import annotations

# What ADD unpacks by itself (Dockerfile reference, "ADD"): tar archives, packed or not. No zip, no single .gz files.
TAR_SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".tzst")
# Other packed files, which ADD leaves as they are.
PACKED_SUFFIXES = (".gz", ".bz2", ".xz", ".zst", ".lzma", ".tlz", ".Z", ".zip")


def is_tar(name: str) -> bool:
    """Whether a path or the path of a URL is named like an archive that ADD unpacks."""
    return name.partition("?")[0].partition("#")[0].lower().endswith(TAR_SUFFIXES)
