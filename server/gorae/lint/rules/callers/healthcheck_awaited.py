"""A service that is waited for until it is healthy, and that nothing ever asks for its health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.images import parse_reference
from gorae.lint.model import Finding, found
from gorae.lint.rule import CallerRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context.compose import Service
    from gorae.facts.caller_file import CallerFile
    from gorae.stages import Stage

# Official images whose Dockerfiles have no HEALTHCHECK (all of their tags, read on 2026-11-29).
_WITHOUT = frozenset(
    ("alpine", "busybox", "caddy", "debian", "eclipse-temurin", "golang", "haproxy", "httpd", "mariadb", "memcached", "mongo", "mysql",
     "nginx", "node", "openjdk", "php", "postgres", "python", "rabbitmq", "redis", "ruby", "rust", "tomcat", "ubuntu", "wordpress")
)  # fmt: skip


def find(file: CallerFile) -> Iterator[Finding]:
    """Report the condition, where neither the compose file, the Dockerfile nor the image has a health check."""
    stages = {request.caller.name: request.stage for request in file.requests}
    for service in file.services.values():
        for needed in service.depends_on:
            word = needed.condition_word
            other = file.services.get(needed.service.value)
            if needed.condition != "service_healthy" or word is None or other is None or not file.has(word):
                continue
            if other.healthcheck == "own":
                continue
            if other.healthcheck == "disabled":
                yield found(word.span, variant="disabled", service=other.name)
            elif _has_none(other, stages.get(other.name)):
                yield found(word.span, variant="" if other.build is None else "build", service=other.name)


def _has_none(service: Service, stage: Stage | None) -> bool:
    """Whether it is known that the image has no HEALTHCHECK."""
    if service.build is None:
        if service.image is None or not service.image.known:
            return False
        reference = parse_reference(service.image.value)
        return reference is not None and reference.familiar in _WITHOUT
    if stage is None:
        return False
    check = stage.in_force("HEALTHCHECK")
    if check is not None:
        return [word.value.upper() for word in check.instruction.words[:1]] == ["NONE"]
    root = stage.root
    return root.is_scratch or (root.reference is not None and root.reference.familiar in _WITHOUT)


RULE = CallerRule("healthcheck-awaited", find, severity="error")
