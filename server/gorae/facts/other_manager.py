"""An installation in the words of another system's package manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.image_alpine import knows
from gorae.facts.other_names import on_alpine
from gorae.facts.packages import calls_of
from gorae.facts.scripts import script
from gorae.packages import RELEASES, record
from gorae.shell.packages import APT

if TYPE_CHECKING:
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_NEWEST = next(release for release in RELEASES if release.number == "13")
# What Debian and Alpine call the same by different names.
_PAIRS = (
    ("build-essential", "build-base"), ("python3-pip", "py3-pip"), ("libc6-dev", "musl-dev"), ("libpq-dev", "postgresql-dev"),
    ("libssl-dev", "openssl-dev"), ("zlib1g-dev", "zlib-dev"), ("passwd", "shadow"), ("pkg-config", "pkgconf"), ("libpq5", "libpq"),
    ("default-mysql-client", "mysql-client"), ("default-libmysqlclient-dev", "mariadb-dev"), ("procps", "procps-ng"),
    ("netcat-openbsd", "netcat-openbsd"), ("iputils-ping", "iputils"), ("dnsutils", "bind-tools"), ("bind9-dnsutils", "bind-tools"),
    ("libjpeg-dev", "jpeg-dev"), ("libjpeg62-turbo-dev", "libjpeg-turbo-dev"), ("sqlite3", "sqlite"), ("redis-tools", "redis"),
    ("g++", "g++"), ("xz-utils", "xz"), ("libxml2-dev", "libxml2-dev"), ("libffi-dev", "libffi-dev"), ("openjdk-21-jre-headless", "openjdk21-jre"),
    ("openjdk-17-jre-headless", "openjdk17-jre"), ("gettext-base", "gettext"), ("linux-libc-dev", "linux-headers"), ("cron", "dcron"),
    ("imagemagick", "imagemagick"), ("libpng-dev", "libpng-dev"), ("libfreetype-dev", "freetype-dev"), ("libicu-dev", "icu-dev"),
)  # fmt: skip
_TO_ALPINE = dict(_PAIRS)
_TO_DEBIAN = {apk: apt for apt, apk in reversed(_PAIRS)}


def name_on_alpine(name: str, release: str) -> str | None:
    """What Alpine calls a package that it surely does not have by that name, empty where it has none; None for all others."""
    return None if knows(name) else on_alpine(name, release)


def in_words_of(family: str, instruction: Instruction, scope: Scope, newline: str) -> str | None:
    """The RUN's script with the family's own manager; None where more stands in it than an installation of known packages."""
    if instruction.form != "shell" or instruction.heredocs or instruction.comments or instruction.flags:
        return None
    calls = calls_of(instruction, scope)
    managers = {"apt-get" if call.manager in APT else call.manager for call in calls}
    body = script(instruction, scope)
    others = [
        command
        for command in body.commands
        if command.kind == "simple" and command.effective.program not in (*APT, "apk")
    ]
    if len(managers) != 1 or any(command.program not in ("rm", "set") for command in others):
        return None
    if any(call.action not in ("install", "update", "clean", "upgrade") for call in calls):
        return None
    words = [package for call in calls if call.action == "install" for package in call.packages]
    if not words or any(not package.word.static or package.version or package.local for package in words):
        return None
    names = [package.name for package in words]
    if family == "alpine" and managers == {"apt-get"}:
        apks = [_TO_ALPINE.get(name, name) for name in names]
        return f"apk add --no-cache {' '.join(dict.fromkeys(apks))}" if all(knows(name) for name in apks) else None
    if family == "debian" and managers == {"apk"}:
        debs = [_TO_DEBIAN.get(name, name) for name in names if not name.startswith(".")]
        if not all((known := record(_NEWEST, name)) is not None and known.version for name in debs):
            return None
        lines = (
            f"apt-get update {instruction.escape}",
            f"    && apt-get install -y --no-install-recommends {' '.join(dict.fromkeys(debs))} {instruction.escape}",
            "    && rm -rf /var/lib/apt/lists/*",
        )
        return newline.join(lines)
    return None
