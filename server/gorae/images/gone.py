"""What moved or is gone: images that cannot be pulled, and archives that no longer answer. From a dated table."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.images.ends import temurin
from gorae.source.packaged import folder_of

if TYPE_CHECKING:
    from gorae.images.contents import System
    from gorae.images.reference import ImageReference


_LAST_JAVA = "eclipse-temurin:8-jdk"  # what `java` without a version was, when it was given up

# Official images that Docker's library has given up; their last tags are still pulled (removed from its list by 2026-11).
_FORMER = frozenset((
    "adoptopenjdk", "celery", "centos", "consul", "django", "docker-dev", "euleros", "express-gateway", "fsharp", "glassfish",
    "hipache", "iojs", "java", "jenkins", "kaazing-gateway", "known", "mono", "nats-streaming", "notary", "nuxeo", "opensuse",
    "owncloud", "php-zendserver", "piwik", "plone", "rails", "sl", "sourcemage", "swarm", "thrift", "ubuntu-debootstrap",
    "ubuntu-upstart", "vault",
))  # fmt: skip


class GoneImage(NamedTuple):
    """An image that cannot be pulled; `instead` is the reference that serves, empty where there is none."""

    state: str  # removed, refused or missing
    instead: str


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    text = (folder_of("gorae.images") / "data" / "gone.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _is_named(familiar: str, pattern: str) -> bool:
    """Whether the table's pattern, whose one `*` is its last letter, names an image."""
    return familiar.startswith(pattern[:-1]) if pattern.endswith("*") else familiar == pattern


def gone_image(reference: ImageReference) -> GoneImage | None:
    """What became of an image that cannot be pulled any more; None where nothing is known against it."""
    familiar, tag = reference.familiar, reference.tag or ""
    if reference.digest:
        return None
    for row in _table()["images"]:
        if not _is_named(familiar, row["image"]):
            continue
        if row["tag"] and not re.fullmatch(row["tag"], tag):
            continue
        java = temurin(tag) or _LAST_JAVA
        return GoneImage(row["state"], row["instead"].format(name=reference.name, tag=tag, temurin=java))
    return None


def gone_archive(system: System) -> str | None:
    """The host that keeps the archive of a system whose usual mirrors no longer do; None where they do."""
    for row in _table()["archives"]:
        if row["system"] == system.name and system.release.split("-")[0] in row["releases"]:
            return str(row["host"])
    return None


def was_official(name: str) -> bool:
    """Whether the name without `library/` was an official image's, which has been given up."""
    return name in _FORMER
