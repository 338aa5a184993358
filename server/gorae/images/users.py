"""Who runs in a container when the Dockerfile does not say: what is known of images and their users."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.images.reference import ImageReference

ROOT = "root"
# Images whose own USER is not root (their Dockerfiles, 2026-08).
_NOT_ROOT = {
    "jenkins/jenkins": "jenkins", "grafana/grafana": "grafana", "grafana/loki": "loki", "prom/prometheus": "nobody",
    "nginxinc/nginx-unprivileged": "nginx", "elasticsearch": "elasticsearch", "kibana": "kibana",
    "logstash": "logstash", "solr": "solr", "sonarqube": "sonarqube", "neo4j": "neo4j", "haproxy": "haproxy",
    "varnish": "varnish", "memcached": "memcache", "quay.io/keycloak/keycloak": "1000",
    "curlimages/curl": "curl_user", "apache/airflow": "airflow", "eclipse-mosquitto": "mosquitto",
    "adminer": "adminer", "kong": "kong", "mcr.microsoft.com/mssql/server": "mssql",
    "mcr.microsoft.com/playwright": ROOT, "n8nio/n8n": "node", "ghost": ROOT,
}  # fmt: skip
# Those of them, and further ones, whose every version does: whoever installs there has to become root first.
_ALWAYS = frozenset((
    "jenkins/jenkins", "grafana/grafana", "grafana/loki", "prom/prometheus", "nginxinc/nginx-unprivileged", "elasticsearch", "kibana", "logstash",
    "solr", "memcached", "curlimages/curl", "apache/airflow", "kong", "n8nio/n8n",
))  # fmt: skip
_OF_FAMILIES = {"jupyter/": "jovyan", "quay.io/jupyter/": "jovyan", "selenium/": "seluser", "jenkins/inbound-agent": "jenkins", "jenkins/agent": "jenkins"}  # fmt: skip
# Users that an image makes but does not switch to.
_PROVIDED = {
    "node": "node", "nginx": "nginx", "httpd": "www-data", "postgres": "postgres", "redis": "redis", "valkey": "valkey",
    "mysql": "mysql", "mariadb": "mysql", "mongo": "mongodb", "rabbitmq": "rabbitmq", "php": "www-data",
    "wordpress": "www-data", "nextcloud": "www-data", "cassandra": "cassandra", "couchdb": "couchdb",
    "gradle": "gradle", "bun": "bun", "deno": "deno", "elasticsearch": "elasticsearch", "ubuntu": "ubuntu",
    "traefik": None, "caddy": None,
}  # fmt: skip


def default_user(reference: ImageReference) -> str | None:
    """The user that the image itself starts as; None where it is not known."""
    familiar, tag = reference.familiar, reference.tag or ""
    if familiar in _NOT_ROOT:
        return _NOT_ROOT[familiar]
    if "rootless" in tag and reference.official_name == "docker":
        return "rootless"
    if familiar.startswith(("bitnami/", "bitnamilegacy/")):
        return "1001"
    if "nonroot" in tag or "rootless" in tag or "unprivileged" in familiar:
        return "nonroot"
    if familiar.startswith(("cgr.dev/", "dhi.io/")):
        return "nonroot"
    if "chiseled" in tag or "distroless" in tag:
        return "app" if familiar.startswith("mcr.microsoft.com/dotnet/") else "nonroot"
    if familiar.startswith(("registry.access.redhat.com/", "registry.redhat.io/", "quay.io/sclorg/")):
        plain = (
            reference.name in ("ubi", "ubi-minimal", "ubi-micro", "ubi-init") or reference.path.split("/")[-1] == "ubi"
        )
        return ROOT if plain else "1001"
    if reference.official_name == "influxdb" and tag.startswith("3"):
        return "influxdb3"
    if reference.is_official or familiar.startswith(("gcr.io/distroless/", "mcr.microsoft.com/dotnet/", "nvidia/cuda")):
        return ROOT
    return None


def own_user(reference: ImageReference) -> str | None:
    """The user, not root, that an image surely starts commands as; None for root, and where that is not known."""
    familiar = reference.familiar
    if familiar in _ALWAYS:
        return _NOT_ROOT[familiar]
    if familiar.startswith("cgr.dev/chainguard/") and reference.name in (
        "python",
        "node",
        "jre",
        "jdk",
        "nginx",
        "php",
    ):
        return "nonroot"
    return next((user for begin, user in _OF_FAMILIES.items() if familiar.startswith(begin)), None)


def provided_user(reference: ImageReference) -> str | None:
    """A user, not root, that the image brings and a Dockerfile may switch to."""
    familiar, tag = reference.familiar, reference.tag or ""
    if familiar.startswith("gcr.io/distroless/"):
        return "nonroot"
    if familiar in ("mcr.microsoft.com/dotnet/aspnet", "mcr.microsoft.com/dotnet/runtime"):
        major = tag.partition(".")[0]
        return "app" if major.isdecimal() and int(major) >= 8 else None
    if familiar in ("oven/bun", "denoland/deno"):
        return reference.name
    if reference.name == "ubuntu" and reference.is_official:
        return "ubuntu" if tag[:2].isdecimal() and int(tag[:2]) >= 24 else None  # since 23.04
    return _PROVIDED.get(reference.name) if reference.is_official else None
