"""Debian's and Ubuntu's packages by release: names, relations, sizes, programs; and the answer that apt would give."""

from gorae.packages.line import Word, read
from gorae.packages.programs import bringers, programs_of
from gorae.packages.renamed import new_name
from gorae.packages.resolver import Answer, disk_of, resolve, size_of
from gorae.packages.store import (
    RELEASES,
    Record,
    Release,
    about,
    base,
    names,
    next_release,
    packages_with,
    record,
    release_of,
    usual,
)

__all__ = [
    "RELEASES",
    "Answer",
    "Record",
    "Release",
    "Word",
    "about",
    "base",
    "bringers",
    "disk_of",
    "names",
    "new_name",
    "next_release",
    "packages_with",
    "programs_of",
    "read",
    "record",
    "release_of",
    "resolve",
    "size_of",
    "usual",
]
