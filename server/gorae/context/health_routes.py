"""The address at which a program says whether it works, as its sources say."""

from __future__ import annotations

import posixpath
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from gorae.source.derived import derived_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context.folder import BuildContext, File

_SOURCES = (
    ".py",
    ".js",
    ".mjs",
    ".cjs",
    ".ts",
    ".go",
    ".rs",
    ".rb",
    ".php",
    ".java",
    ".kt",
    ".kts",
    ".cs",
    ".ex",
    ".scala",
)
_ASIDE = re.compile(
    r"(?:^|/)(?:node_modules|vendor|dist|build|target|tests?|__tests__|spec|e2e|migrations|docs?|\.\w[^/]*)/"
    r"|[._](?:test|spec)\.\w+$|_test\.go$|(?:^|/)test_[^/]*$|(?:^|/)conftest\.py$|\.d\.ts$|\.min\.js$"
)
_MOST_FILES = 300
_MOST_BYTES = 60_000

_LAST = r"(?:health(?:z|[_-]?check)?|_health|livez?|liveness|readyz?|readiness|ping|up|status|heartbeat)"
_PATH = rf"(?P<path>(?:/(?:api|v\d+))*/{_LAST})/?"
# A route of the program itself: one of a router may stand below a prefix that another file gives.
_OWN = re.compile(
    rf"""(?:\b(?:app|application|server|fastify|e|mux|http|api|srv|engine|flask_app)\s*\.\s*(?:get|route|GET|Get|HandleFunc|Handle|MapGet|all|add_url_rule)
    |MapHealthChecks|\.route|@(?:app|application|server)\.(?:get|route)|\burl_for_health)\s*\(\s*(?:"(?:GET\s+)?|'|`){_PATH}["'`]""",
    re.VERBOSE,
)
_ACTUATOR = re.compile(r"spring-boot-starter-actuator")
_RAILS = re.compile(r"""get\s+["'](?P<path>/?[\w/-]+)["']\s*(?:=>|,\s*to:)\s*["']rails/health#show""")
_LARAVEL = re.compile(r"""\bhealth:\s*["'](?P<path>/[\w/-]+)["']""")


class HealthRoute(NamedTuple):
    """Where a program says whether it works."""

    path: str | None  # None: nowhere that is known
    is_read: bool  # whether sources were there to read


@derived_by(lambda folder: folder)
def health_route(context: BuildContext, folder: str) -> HealthRoute:
    """The path that a program below `folder` answers for its health. Sources that are copied are read, at most 300 files.

    A route that a router has is none: what it is hung below may stand in another file.
    """
    framework = _of_framework(context, folder)
    if framework is not None:
        return HealthRoute(framework, is_read=True)
    is_read = False
    for file in _sources(context, folder):
        is_read = True
        text = context.read_text(file.path, _MOST_BYTES)
        own = _OWN.search(text) if text is not None else None
        if own is not None:
            return HealthRoute(own["path"], is_read=True)
    return HealthRoute(None, is_read)


def _of_framework(context: BuildContext, folder: str) -> str | None:
    """The path that Spring Boot's actuator, Rails or Laravel give (their documentation)."""
    for name in ("pom.xml", "build.gradle", "build.gradle.kts"):
        text = context.read_text(posixpath.join(folder, name), _MOST_BYTES)
        if text is not None and _ACTUATOR.search(text):
            return _actuator_path(context, folder)
    for name, pattern in (("config/routes.rb", _RAILS), ("bootstrap/app.php", _LARAVEL)):
        text = context.read_text(posixpath.join(folder, name), _MOST_BYTES)
        found = pattern.search(text) if text is not None else None
        if found is not None:
            return "/" + found["path"].strip("/")
    return None


def _actuator_path(context: BuildContext, folder: str) -> str | None:
    """Actuator's own path; None where the settings move it, to another port or below another path."""
    settings = [
        context.read_text(posixpath.join(folder, "src/main/resources", name), _MOST_BYTES) or ""
        for name in ("application.yml", "application.yaml", "application.properties")
    ]
    moved = ("management.server.port", "base-path", "context-path", "management.port")
    return None if any(word in text for text in settings for word in moved) else "/actuator/health"


def _sources(context: BuildContext, folder: str) -> Iterator[File]:
    every = (
        file
        for file in context.under(folder)
        if file.path.endswith(_SOURCES) and file.bytes <= _MOST_BYTES and not _ASIDE.search(file.path)
    )
    return islice(every, _MOST_FILES)
