"""A service that nobody checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context import manifests
from gorae.facts.image import final_image
from gorae.facts.packages import runs
from gorae.facts.ports import listening
from gorae.facts.scripts import script
from gorae.lint.fixes.health_probe import request, request_by
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.lint.rule import Inputs
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_SERVERS = frozenset((
    "nginx", "httpd", "apache2-foreground", "caddy", "gunicorn", "uvicorn", "hypercorn", "daphne", "flask", "puma", "unicorn",
    "php-fpm", "redis-server", "mysqld", "postgres", "mongod", "haproxy", "traefik", "catalina.sh",
))  # fmt: skip


# Other protocols than HTTP: a check that speaks HTTP would call a healthy server ill.
_NOT_HTTP = frozenset((
    21, 22, 25, 53, 110, 123, 143, 389, 443, 465, 514, 587, 636, 873, 993, 995, 1433, 1521, 1883, 2181, 2379, 3306, 3389, 4222, 4369, 5222, 5671,
    5432, 5672, 5900, 6379, 6443, 7000, 7001, 7199, 8443, 8883, 9000, 9042, 9092, 9160, 11211, 27017, 50051,
))  # fmt: skip
# The official images' own tools (their documentation).
_OWN = {
    "postgres": "pg_isready -U postgres", "redis": "redis-cli ping", "valkey": "valkey-cli ping",
    "mysql": "mysqladmin ping -h 127.0.0.1 --silent", "mariadb": "healthcheck.sh --connect --innodb_initialized",
    "mongo": "mongosh --quiet --eval 'db.runCommand({ping: 1}).ok'", "rabbitmq": "rabbitmq-diagnostics -q ping",
}  # fmt: skip
# Official images that answer 404 at `/` until an application is put there (their pages on Docker Hub, 2026-11).
_NO_FIRST_PAGE = frozenset(("tomcat", "tomee", "jetty"))
# Configuration of platforms that ask a container by themselves and do not look at HEALTHCHECK (their documentation).
_PLATFORMS = (
    "fly.toml", "render.yaml", "railway.json", "railway.toml", "app.yaml", "cloudbuild.yaml", "heroku.yml", "Procfile",
    "apprunner.yaml", "captain-definition", "config/deploy.yml",
)  # fmt: skip
_BARE = ("gcr.io/distroless/static", "gcr.io/distroless/base", "gcr.io/distroless/cc", "cgr.dev/chainguard/static")


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report EXPOSE, or the CMD that starts a known server, of the stage that is built.

    Not in an image that has nothing to check with (from scratch, or distroless without a language), and not where
    somebody else checks: every compose service that builds the file, or Kubernetes by its probes, which does not look at
    HEALTHCHECK, or a platform that asks by itself. Nor for servers that no HTTP client can ask: UDP, php-fpm.
    """
    stage = build.last
    if inputs.context is not None and _is_checked_elsewhere(inputs.context):
        return
    if stage is None or stage.in_force("HEALTHCHECK") is not None or _has_no_program(stage):
        return
    start = stage.last("ENTRYPOINT") or stage.last("CMD")
    if start is None:
        return
    expose = stage.last("EXPOSE")
    if expose is not None and [word.value.partition("/")[0] for word in expose.instruction.words] == ["22"]:
        return  # for people to log in
    program = next((command.program for command in script(start.instruction, stage.scope_of(start)).commands), "")
    if expose is None and program not in _SERVERS:
        return
    if program.startswith("php-fpm") or (expose is not None and _is_udp(expose)) or _is_fpm(stage, start):
        return
    place = expose or start
    server = listening(stage)
    port = server.port if server is not None else _port(expose) if expose is not None else None
    yield found(place.to_document(place.instruction.keyword), _check(build, stage, start, port) if port else None)


def _is_checked_elsewhere(context: BuildContext) -> bool:
    services = [caller for caller in context.callers if caller.kind == "compose"]
    if services:
        return all(service.is_checked or not service.is_health_asked for service in services)
    found = manifests(context)
    if found is not None:
        return found.probes
    return any(context.is_on_disk(sign) for sign in _PLATFORMS)


def _is_udp(expose: Node) -> bool:
    """Whether all that is exposed is UDP."""
    words = expose.instruction.words
    return bool(words) and all(word.value.lower().endswith("/udp") for word in words)


def _is_fpm(stage: Stage, start: Node) -> bool:
    """Whether the image starts PHP's FastCGI server: its base's start, or a script that gets its name."""
    tag = stage.root.reference.tag if stage.root.reference is not None else None
    words = " ".join(word.value for word in start.instruction.words)
    return tag is not None and "fpm" in tag and ("php-fpm" in words or start.name == "ENTRYPOINT")


def _has_no_program(stage: Stage) -> bool:
    reference = stage.root.reference
    if stage.root.is_scratch:
        return stage.last("ADD") is None  # an archive may bring a whole system
    return reference is not None and reference.familiar.startswith(_BARE)


def _port(expose: Node) -> int | None:
    for word in expose.instruction.words:
        number, _, protocol = word.value.partition("/")
        if number.isdecimal() and protocol.lower() in ("", "tcp"):
            return int(number)
    return None


def _check(build: Build, stage: Stage, start: Node, port: int) -> Fix | None:
    command = _command(stage, port)
    if (
        command is None
        or _answers_nothing(stage)
        or any(other.index > start.index for other in stage.instructions("RUN", "COPY", "ADD"))
    ):
        return None
    first = next((one for one in stage.instructions("CMD", "ENTRYPOINT")), start)
    begin = build.document.lines_with_comments(min(first, start, key=lambda node: node.index)).start
    line = f"HEALTHCHECK --interval=30s --timeout=3s CMD {command} || exit 1{build.document.newline}"
    if start.instruction.is_lower_case:
        line = line.replace("HEALTHCHECK", "healthcheck", 1).replace(" CMD ", " cmd ", 1)
    return fix(Edit(Span(begin, begin), line), safe=False, port=port)


def _answers_nothing(stage: Stage) -> bool:
    """Whether the server has no page at `/`: a check of it would call a healthy container ill."""
    reference = stage.root.reference
    if reference is None or reference.official_name not in _NO_FIRST_PAGE:
        return False
    return not any("ROOT" in node.instruction.text for one in stage.chain for node in one.nodes)


def _installed(stage: Stage) -> set[str]:
    """The packages that package managers install and do not remove again."""
    names: set[str] = set()
    for one in reversed(stage.chain):
        for _, _, row in runs(one):
            for call in row:
                packages = {package.name for package in call.packages}
                if call.action in ("remove", "purge", "autoremove"):
                    names -= packages
                elif call.action == "install" and not call.option_values("-t", "--virtual"):
                    names |= packages
    return names


def _command(stage: Stage, port: int) -> str | None:
    """A check by a tool that the image has for sure; None where none is known."""
    reference = stage.root.reference
    name = reference.official_name if reference is not None else None
    if name in _OWN:
        return _OWN[name]
    if port in _NOT_HTTP:
        return None
    url = f"http://127.0.0.1:{port}/"
    if name in ("node", "python") and stage.os_family == "debian":
        return request_by(name, url)  # known without a look at what else is there
    asked = request(final_image(stage), url)
    if asked is not None:
        return asked[1]
    # Of an image that is not known: what its own RUNs install, and BusyBox's program.
    installed = _installed(stage)
    if "curl" in installed:
        return f"curl -fsS {url}"
    return f"wget -qO- {url}" if "wget" in installed or stage.os_family in ("alpine", "busybox") else None


RULE = FileRule(
    "healthcheck-missing",
    find_with=find,
    aliases=(Alias("hadolint", "DL3057"), Alias("trivy", "DS-0026")),
    severity="hint",
    fixes="unsafe",
    shipped_only=True,
    last_only=True,
)
