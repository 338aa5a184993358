"""FROM of a name that Docker Hub has not, and that is almost an official image's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context import is_named_context
from gorae.images import given_up
from gorae.images.catalog import official_images
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build

# Those that are written so often that a slip is likelier than an image of one's own with that name.
_USUAL = (
    "alpine", "amazoncorretto", "amazonlinux", "busybox", "caddy", "composer", "debian", "eclipse-temurin", "elasticsearch", "elixir",
    "fedora", "golang", "gradle", "haproxy", "httpd", "kibana", "logstash", "mariadb", "maven", "memcached", "mongo", "mysql", "nginx",
    "node", "openjdk", "postgres", "python", "rabbitmq", "redis", "ruby", "rust", "tomcat", "traefik", "ubuntu", "wordpress",
)  # fmt: skip
# What people call them, and Docker Hub does not (no such official image, 2026-11).
_CALLED = {
    "nodejs": "node", "node-js": "node", "python3": "python", "postgresql": "postgres", "postgre": "postgres", "mongodb": "mongo",
    "go": "golang", "apache": "httpd", "apache2": "httpd", "temurin": "eclipse-temurin", "corretto": "amazoncorretto",
}  # fmt: skip
_LONG = 5  # letters, from which on one wrong letter tells what is meant


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the name, unless the image comes from a named context or a caller."""
    for stage in build.stages:
        reference = stage.reference
        name = reference.official_name if reference is not None else None
        if reference is None or name is None or "/" in name or name in official_images() or given_up(reference):
            continue
        right = _CALLED.get(name) or next((one for one in _USUAL if _is_slip(name, one)), None)
        if right is None or (inputs.context is not None and is_named_context(inputs.context, reference.text)):
            continue
        written = stage.image_span.of(build.document.text.value)
        offset = written.find(name) if written == reference.text else -1
        start = stage.image_span.start + offset
        span = Span(start, start + len(name)) if offset >= 0 else stage.image_span
        yield found(
            span, fix(Edit(span, right), safe=False, right=right) if offset >= 0 else None, image=name, right=right
        )


def _is_slip(written: str, meant: str) -> bool:
    """Whether two letters changed places, or, in a long name, one behind the first is wrong, missing or too many."""
    if len(written) == len(meant):
        differ = [offset for offset in range(len(meant)) if written[offset] != meant[offset]]
        if len(differ) == 2 and differ[1] == differ[0] + 1:
            return written[differ[0]] == meant[differ[1]] and written[differ[1]] == meant[differ[0]]
        return len(differ) == 1 and differ[0] > 0 and len(meant) >= _LONG and written[differ[0]].isalpha()
    shorter, longer = sorted((written, meant), key=len)
    if len(longer) - len(shorter) != 1 or len(meant) < _LONG:
        return False
    return (
        any(longer[:offset] + longer[offset + 1 :] == shorter for offset in range(1, len(longer)))
        and longer[-1].isalpha()
    )


RULE = FileRule(
    "base-image-misspelt",
    find_with=find,
    severity="error",
    fixes="unsafe",
    supersedes=frozenset({"base-image-untagged", "base-image-latest", "base-image-untrusted"}),
    reads={},
)
