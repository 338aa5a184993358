"""Image references: `[domain/]path[:tag][@digest]` (the distribution project's grammar), each part with its range."""

from __future__ import annotations

import re
from typing import NamedTuple

from gorae.source import Span

DOCKER_HUB = "docker.io"
_OFFICIAL_NAMESPACE = "library"
_HUB_DOMAINS = frozenset(("docker.io", "index.docker.io", "registry-1.docker.io"))

_PATH_PART = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_HOST_PART = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_REFERENCE = re.compile(
    rf"""(?:(?P<domain>localhost(?::[0-9]+)?
            |(?:{_HOST_PART}(?:\.{_HOST_PART})*:[0-9]+)
            |(?:{_HOST_PART}(?:\.{_HOST_PART})+)
            |\[[0-9a-fA-F:]+\](?::[0-9]+)?
            |[A-Za-z0-9-]*[A-Z][A-Za-z0-9-]*)/)?
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
        """Whether it is one of Docker Hub's official images (`library/…`)."""
        return self.domain == DOCKER_HUB and self.path.startswith(f"{_OFFICIAL_NAMESPACE}/")

    @property
    def official_name(self) -> str | None:
        """The official image's name; None for any other image."""
        return self.familiar if self.is_official else None


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
        text, domain, path, match["tag"], match["digest"], Span(0, match.end("path")), tag_span, digest_span
    )
