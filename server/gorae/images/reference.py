"""Image references: `[domain/]path[:tag][@digest]` (the distribution project's grammar), each part with its range."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gorae.source import Span

DOCKER_HUB = "docker.io"
_OFFICIAL_NAMESPACE = "library"
_HUB_DOMAINS = frozenset(("docker.io", "index.docker.io", "registry-1.docker.io"))

# Where Docker's official images are served as well, and the path that they have there.
_MIRRORS = {"public.ecr.aws": "docker/library/", "mirror.gcr.io": "library/"}
# Namespaces of the same images for one architecture (https://github.com/docker-library/official-images#architectures).
_ARCHITECTURES = frozenset(
    ("amd64", "arm32v5", "arm32v6", "arm32v7", "arm64v8", "i386", "mips64le", "ppc64le", "riscv64", "s390x")
)

_PATH_PART = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_HOST_PART = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_REFERENCE = re.compile(
    rf"""(?:(?P<domain>localhost(?::[0-9]+)?
            |(?:{_HOST_PART}(?:\.{_HOST_PART})*:[0-9]+)
            |(?:{_HOST_PART}(?:\.{_HOST_PART})+)
            |\[[0-9a-fA-F:]+\](?::[0-9]+)?
            |[a-z0-9-]*[A-Z][A-Za-z0-9-]*)/)?
    (?P<path>{_PATH_PART}(?:/{_PATH_PART})*)
    (?::(?P<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{{0,127}}))?
    (?:@(?P<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{{32,}}))?""",
    re.VERBOSE,
)


class ImageReference(NamedTuple):
    """A well-formed reference. Spans are offsets in its own text, None for a part that is not written."""

    text: str
    domain: str  # `docker.io` where none is written
    path: str  # `library/nginx` where `nginx` is written
    tag: str | None
    digest: str | None
    repository_span: Span  # domain and path
    tag_span: Span | None
    digest_span: Span | None

    @property
    def repository(self) -> str:
        """Domain and path as written."""
        return self.repository_span.of(self.text)

    @property
    def familiar(self) -> str:
        """The repository as people say it: `nginx`, `grafana/grafana`, `ghcr.io/owner/name`."""
        if self.domain != DOCKER_HUB:
            return f"{self.domain}/{self.path}"
        return self.path.removeprefix(f"{_OFFICIAL_NAMESPACE}/")

    @property
    def namespace(self) -> str:
        """The path's first part: `library` for official images."""
        return self.path.split("/", 1)[0]

    @property
    def name(self) -> str:
        """The path's last part."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def is_official(self) -> bool:
        """Whether it is one of Docker Hub's official images (`library/…`), also under an address that mirrors them."""
        return self.official_name is not None

    @property
    def official_name(self) -> str | None:
        """The official image's name; None for any other image."""
        if self.domain == DOCKER_HUB:
            owner, _, name = self.path.partition("/")
            return name if owner == _OFFICIAL_NAMESPACE or owner in _ARCHITECTURES else None
        prefix = _MIRRORS.get(self.domain)
        return self.path.removeprefix(prefix) if prefix is not None and self.path.startswith(prefix) else None


@lru_cache(maxsize=1024)
def parse_reference(text: str) -> ImageReference | None:
    """The parts of an image reference; None where the text is none."""
    match = _REFERENCE.fullmatch(text)
    if match is None:
        return None
    domain, path = match["domain"] or DOCKER_HUB, match["path"]
    if domain in _HUB_DOMAINS:
        domain = DOCKER_HUB
        if "/" not in path:
            path = f"{_OFFICIAL_NAMESPACE}/{path}"
    tag_span = Span(*match.span("tag")) if match["tag"] else None
    digest_span = Span(*match.span("digest")) if match["digest"] else None
    return ImageReference(
        text,
        domain,
        path,
        tag=match["tag"],
        digest=match["digest"],
        repository_span=Span(0, match.end("path")),
        tag_span=tag_span,
        digest_span=digest_span,
    )


_LONGEST_PATH = 255
_IDENTIFIER = re.compile("[a-f0-9]{64}")
_DIGEST_LENGTHS = {"sha256": 64, "sha384": 96, "sha512": 128}


@lru_cache(maxsize=1024)
def reference_problem(text: str) -> str:
    """Why the Engine takes the text for no image's name; empty where it is one.

    `capitals` in the repository, `identifier` (64 hexadecimal digits), `digest` of a wrong kind or length, `form`.
    """
    if _IDENTIFIER.fullmatch(text):
        return "identifier"
    reference = parse_reference(text)
    if reference is None:
        lowered = parse_reference(_in_small_letters(text))
        return "capitals" if lowered is not None else "form"
    if len(reference.path) > _LONGEST_PATH:
        return "form"
    if reference.digest is not None:
        algorithm, _, encoded = reference.digest.partition(":")
        if _DIGEST_LENGTHS.get(algorithm) != len(encoded) or encoded != encoded.lower():
            return "digest"
    return ""


def _in_small_letters(text: str) -> str:
    """The repository in small letters; the tag and the digest as they are."""
    start = text.rfind("/") + 1
    end = min((sign for sign in (text.find(":", start), text.find("@", start)) if sign >= 0), default=len(text))
    return text[:end].lower() + text[end:]
