"""Families of operating systems that images are made of, as far as their names tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.images.reference import ImageReference

_ALPINE = re.compile(r"(?:^|[-_.])alpine")
_WINDOWS = re.compile(r"(?:^|[-_.])(?:windowsservercore|nanoserver)|(?:^|-)ltsc\d{4}")
_UBUNTU = re.compile(r"(?:^|[-_.])(?:ubuntu|jammy|focal|noble|bionic|xenial|trusty|resolute|plucky)")
_DEBIAN = re.compile(r"(?:^|[-_.])(?:debian|bookworm|bullseye|buster|stretch|jessie|trixie|slim|forky)")
_REDHAT = re.compile(
    r"(?:^|[-_.])(?:ubi\d*|centos|rhel|fedora|rockylinux|almalinux|oraclelinux|ol\d|amazonlinux|al2|al2023)"
)

_BY_NAME = {
    "alpine": "alpine", "debian": "debian", "ubuntu": "ubuntu", "busybox": "busybox",
    "fedora": "redhat", "centos": "redhat", "rockylinux": "redhat", "almalinux": "redhat", "oraclelinux": "redhat",
    "amazonlinux": "redhat", "ubi8": "redhat", "ubi9": "redhat", "ubi10": "redhat", "rhel": "redhat",
    "photon": "photon", "opensuse": "suse", "leap": "suse", "tumbleweed": "suse", "archlinux": "arch",
    "clearlinux": "clear", "mageia": "mageia", "hello-world": "scratch",
    "servercore": "windows", "nanoserver": "windows", "windows": "windows",
}  # fmt: skip
# Official images whose plain tag is built on Debian (their Dockerfiles' FROM, 2026-08).
_ON_DEBIAN = frozenset((
    "buildpack-deps", "cassandra", "couchdb", "drupal", "elixir", "erlang", "gcc", "ghost", "golang", "haskell",
    "haproxy", "httpd", "influxdb", "joomla", "julia", "mariadb", "matomo", "memcached", "mono", "nextcloud", "nginx",
    "node", "perl", "php", "postgres", "pypy", "python", "r-base", "rabbitmq", "redis", "redmine", "ruby", "rust",
    "solr", "swift", "tomcat", "valkey", "varnish", "wordpress",
))  # fmt: skip
_ON_UBUNTU = frozenset(
    (
        "eclipse-temurin",
        "gradle",
        "jetty",
        "maven",
        "mariadb",
        "mongo",
        "neo4j",
        "rabbitmq",
        "sonarqube",
        "swift",
        "tomcat",
        "solr",
    )
)
_ON_REDHAT = frozenset(("mysql", "openjdk", "amazoncorretto"))
_OLD_JDK = re.compile(r"(?:[6-9]|1[01])(?!\d)")  # until 11 the plain images of openjdk were Debian
_ON_ALPINE = frozenset(("caddy", "composer", "docker", "registry", "traefik", "eclipse-mosquitto", "kong"))


def os_family(reference: ImageReference) -> str | None:
    """`debian`, `ubuntu`, `alpine`, `redhat`, `busybox`, `windows`, `distroless`, `wolfi` …; None where the name tells nothing."""
    familiar, name, tag = reference.familiar, reference.name, reference.tag or ""
    if familiar.startswith("gcr.io/distroless/"):
        return "distroless"
    if familiar.startswith("mcr.microsoft.com/dotnet/") and ("chiseled" in tag or "distroless" in tag):
        return "distroless"
    if familiar.startswith("cgr.dev/chainguard"):
        without_shell = name in ("python", "jre", "static", "glibc-dynamic", "nginx") and "-dev" not in tag
        return "distroless" if without_shell else "wolfi"
    if _WINDOWS.search(tag) or _WINDOWS.match(name) or "windows/" in familiar or "dotnet/framework/" in familiar:
        return "windows"
    if _ALPINE.search(tag):
        return "alpine"
    if familiar.startswith("alpine/"):  # alpine/git, alpine/curl …
        return "alpine"
    if name in _BY_NAME:
        return _BY_NAME[name]
    if _UBUNTU.search(tag):
        return "ubuntu"
    if _REDHAT.search(tag) or _REDHAT.search(name):
        return "redhat"
    if _DEBIAN.search(tag):
        return "debian"
    if _ALPINE.search(name):
        return "alpine"
    if not reference.is_official:
        return _elsewhere(familiar, tag)
    if name in _ON_UBUNTU:
        return "ubuntu"
    if name in _ON_DEBIAN:
        return "debian"
    if name in _ON_REDHAT:
        return "debian" if name == "openjdk" and _OLD_JDK.match(tag) else "redhat"
    return "alpine" if name in _ON_ALPINE else None


def _elsewhere(familiar: str, tag: str) -> str | None:
    if familiar.startswith("mcr.microsoft.com/dotnet/"):
        if "azurelinux" in tag or "cbl-mariner" in tag:
            return "azurelinux"
        return "ubuntu" if tag.startswith(("10.", "11.")) else "debian"  # .NET 10's plain tags are Ubuntu
    if familiar.startswith(("mcr.microsoft.com/azurelinux/", "mcr.microsoft.com/cbl-mariner/")):
        return "distroless" if "/distroless/" in familiar else "azurelinux"
    if familiar.startswith(("nvidia/cuda", "nvcr.io/nvidia/")):
        return "ubuntu"
    if familiar.startswith("ghcr.io/astral-sh/uv") or familiar == "oven/bun":
        return "distroless" if "distroless" in tag else "debian"
    if familiar == "quay.io/keycloak/keycloak":
        return "redhat"
    if familiar.startswith(("mcr.microsoft.com/devcontainers/", "mcr.microsoft.com/vscode/devcontainers/")):
        return "debian"
    return None
