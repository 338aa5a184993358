"""A service that nobody checks."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.context import contents, health_route, is_for_a_platform, manifests
from gorae.context.gitignore import repository_of
from gorae.facts.entrypoint import process
from gorae.facts.image import final_image
from gorae.facts.packages import runs
from gorae.facts.ports import listener_of
from gorae.facts.scripts import script
from gorae.lint.fixes.health_probe import Probe, probe_of, request, request_by
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.rewrites.lines import line_above

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
_GRPC = range(50050, 50100)  # by custom, from gRPC's own examples on
# The official images' own tools (their documentation).
_OWN = {
    "postgres": "pg_isready -U postgres", "redis": "redis-cli ping", "valkey": "valkey-cli ping",
    "mysql": "mysqladmin ping -h 127.0.0.1 --silent", "mariadb": "healthcheck.sh --connect --innodb_initialized",
    "mongo": "mongosh --quiet --eval 'db.runCommand({ping: 1}).ok'", "rabbitmq": "rabbitmq-diagnostics -q ping",
}  # fmt: skip
# Official images that answer 404 at `/` until an application is put there (their pages on Docker Hub, 2026-11).
_NO_FIRST_PAGE = frozenset(("tomcat", "tomee", "jetty"))
# Programs that work off a queue or a calendar: nobody asks them anything.
_WORKER = re.compile(
    r"celery|sidekiq|dramatiq|huey|rq|rqworker|resque|delayed_job|que|supercronic|crond?|queue:work|queue:listen|horizon|schedule:work"
    r"|(?:[\w:./-]*[-:_./])?(?:workers?|consumers?|scheduler|cron|jobs?|migrate|migrations?|seed)(?:\.\w+)?"
)
# Compose services that serve nothing, though they are built of the same file.
_NO_SERVICE = re.compile(
    r"(?:^|[-_.])(?:tests?|e2e|lint|migrat\w*|seed\w*)(?:[-_.]|$)",
    re.IGNORECASE,
)
# Servers and builds that have a page at `/`.
_HAS_PAGES = frozenset(
    ("nginx", "httpd", "apache2-foreground", "caddy", "serve", "http-server", "next", "vite", "nuxt", "streamlit")
)
_BARE = ("gcr.io/distroless/static", "gcr.io/distroless/base", "gcr.io/distroless/cc", "cgr.dev/chainguard/static")


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report EXPOSE, or the CMD that starts a known server, of the stage that is built.

    Not in an image that has nothing to check with (from scratch, or distroless without a language), and not where nobody
    would look at it: a compose service checks by itself, or none of the services waits for this one; Kubernetes and other
    platforms ask in their own way. Nor for servers that no HTTP client can ask (UDP, php-fpm), or that work off a queue.
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
    if any(_WORKER.fullmatch(word.value) for word in process(stage)):
        return
    place = expose or start
    server = listener_of(stage)
    port = server.port if server is not None else _port(expose) if expose is not None else None
    probe = _probe(stage, port, inputs.context) if port else None
    # In a repository where nothing runs the image with Docker, nobody would look at the check.
    is_idle = (
        inputs.context is not None and not inputs.context.services and repository_of(inputs.context.root) is not None
    )
    repair = _check(build, stage, start, probe) if probe else None
    yield found(place.to_document(place.instruction.keyword), repair, opt_in=is_idle)


def _is_checked_elsewhere(context: BuildContext) -> bool:
    found = manifests(context)
    if is_for_a_platform(context) or found is not None:
        return True  # Kubernetes looks at its own probes alone; compose is for development then
    services = context.services
    return bool(services) and all(
        one.is_checked or not one.is_health_asked or _NO_SERVICE.search(one.name) is not None for one in services
    )


def _probe(stage: Stage, port: int, context: BuildContext | None) -> Probe:
    """What to ask: the path that the sources serve for it, `/`, or, of a program whose paths are not known, any answer."""
    program = next((posixpath.basename(word.value) for word in process(stage)), "")
    reference = stage.root.reference
    image = reference.official_name if reference is not None else None
    if context is None or program in _HAS_PAGES or image in _HAS_PAGES:
        return probe_of(port)
    folder = posixpath.dirname(context.dockerfile or "")
    if not any(context.exists(posixpath.join(folder, name)) for name in contents.MANIFESTS):
        folder = ""
    route = health_route(context, folder)
    if route.path is None and not route.is_read:
        return probe_of(port)
    return probe_of(port, route.path)


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


def _check(build: Build, stage: Stage, start: Node, probe: Probe) -> Fix | None:
    command = _command(stage, probe)
    if (
        command is None
        or _answers_nothing(stage)
        or any(other.index > start.index for other in stage.instructions("RUN", "COPY", "ADD"))
    ):
        return None
    first = next((one for one in stage.instructions("CMD", "ENTRYPOINT")), start)
    check = f"--interval=30s --timeout=3s {start.instruction.in_case('CMD')} {command} || exit 1"
    edit = line_above(build.document, min(first, start, key=lambda node: node.index), "HEALTHCHECK", check)
    # The program that asks is the image's: another image may lack it.
    reads = (stage.root.image_span,)
    return fix(edit, safe=False, reads=reads, port=probe.port)


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


def _command(stage: Stage, probe: Probe) -> str | None:
    """A check by a tool that the image has for sure; None where none is known."""
    reference = stage.root.reference
    name = reference.official_name if reference is not None else None
    if name in _OWN:
        return _OWN[name]
    if probe.port in _NOT_HTTP or probe.port in _GRPC:
        return None
    if name in ("node", "python") and stage.os_family == "debian":
        return request_by(name, probe)  # known without a look at what else is there
    asked = request(final_image(stage), probe)
    if asked is not None:
        return asked[1]
    # Of an image that is not known: what its own RUNs install, and BusyBox's program.
    installed = _installed(stage)
    if "curl" in installed:
        return request_by("curl", probe)
    if stage.os_family in ("alpine", "busybox"):
        return request_by("nc" if probe.any_answer else "wget", probe)
    return request_by("wget", probe) if "wget" in installed else None


RULE = FileRule(
    "healthcheck-missing",
    find_with=find,
    aliases=(
        Alias("hadolint", "DL3057"),
        Alias("trivy", "DS-0026"),
        Alias("checkov", "CKV_DOCKER_2"),
        Alias("tally", "tally/ruby/healthcheck-rails-up-endpoint"),
    ),
    severity="hint",
    fixes="unsafe",
    shipped_only=True,
    last_only=True,
)
