"""What is known of Red Hat's family: programs that its base images surely do not have, and those that packages bring.

The base images' own lists of packages (their kickstarts and `rpm -qa`): none has a compiler, git, or a language but the
Python of its package manager.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.images import System

SYSTEMS = frozenset(("fedora", "rockylinux", "almalinux", "oraclelinux", "amazonlinux", "centos", "ubi"))
_NOWHERE = """
    git git-lfs gcc g++ cc c++ make cmake ninja meson autoconf automake bison flex nasm clang node npm npx yarn pnpm bun deno corepack java
    javac jar mvn gradle go cargo rustc rustup ruby gem bundle php composer jq nc netcat dig nslookup telnet htop tree nano vim tmux
    screen rsync ffmpeg convert identify psql pg_isready mysql mysqladmin redis-cli redis-server sqlite3 nginx supervisord tini dumb-init
    gosu su-exec sudo sshd ssh scp ssh-keygen ssh-keyscan cron crontab ifconfig lsof strace traceroute whois svn hg parallel nvcc systemd-run
    docker kubectl helm terraform ansible ansible-playbook aws ifconfig apt-get apk locale-gen add-apt-repository dos2unix envsubst
    chromium xvfb-run pandoc yum-config-manager repoquery
"""
_ABSENT = frozenset(_NOWHERE.split())
_BY_SYSTEM = {
    "amazonlinux": frozenset(("tar", "useradd", "groupadd", "wget", "unzip", "zip", "ps", "hostname", "pip3", "pip")),
    "fedora": frozenset(("wget", "ps", "hostname", "zip", "pip", "pip3")),
    "rockylinux": frozenset(("wget", "ps", "zip", "unzip")), "almalinux": frozenset(("wget", "ps", "zip", "unzip")),
}  # fmt: skip
# Packages of the family and what they bring, with what they need, as far as that is asked for.
_BRING = {
    "git": "git ssh scp ssh-keygen ssh-keyscan", "git-core": "git", "gcc": "gcc cc", "gcc-c++": "gcc cc g++ c++", "make": "make", "cmake": "cmake make", "wget": "wget",
    "curl": "", "tar": "tar", "gzip": "", "unzip": "unzip", "zip": "zip unzip", "which": "", "findutils": "find xargs", "procps-ng": "ps pgrep pkill top watch free", "procps": "ps pgrep pkill top watch free",
    "shadow-utils": "useradd groupadd usermod userdel", "hostname": "hostname", "sudo": "sudo", "vim": "vim", "vim-enhanced": "vim", "nano": "nano", "less": "", "jq": "jq", "tree": "tree",
    "rsync": "rsync", "openssh-clients": "ssh scp ssh-keygen ssh-keyscan", "openssh-server": "sshd ssh-keygen", "bind-utils": "dig nslookup host", "nmap-ncat": "nc", "net-tools": "ifconfig netstat",
    "iproute": "ip ss", "iputils": "ping", "telnet": "telnet", "lsof": "lsof", "bzip2": "bzip2", "xz": "xz", "patch": "patch", "file": "file", "diffutils": "", "python3": "python3", "python3-pip": "pip pip3 python3",
    "python3-setuptools": "", "python3-wheel": "", "nodejs": "node npm npx", "npm": "node npm npx", "nodejs-npm": "node npm npx", "golang": "go gofmt git gcc cc make", "rust": "rustc gcc cc", "cargo": "cargo rustc gcc cc",
    "ruby": "ruby gem bundle", "php": "php", "php-cli": "php", "maven": "mvn java javac", "java-11-openjdk": "java", "java-17-openjdk": "java", "java-21-openjdk": "java", "java-1.8.0-openjdk": "java",
    "java-11-openjdk-headless": "java", "java-17-openjdk-headless": "java", "java-21-openjdk-headless": "java", "java-11-openjdk-devel": "java javac jar", "java-17-openjdk-devel": "java javac jar",
    "java-21-openjdk-devel": "java javac jar", "java-17-amazon-corretto": "java javac jar", "java-17-amazon-corretto-headless": "java", "nginx": "nginx", "tzdata": "", "ca-certificates": "", "glibc-langpack-en": "",
    "glibc-locale-source": "", "langpacks-en": "", "epel-release": "", "dnf-plugins-core": "", "yum-utils": "yum-config-manager repoquery", "dnf-utils": "yum-config-manager repoquery", "cronie": "cron crontab", "gettext": "envsubst", "sqlite": "sqlite3", "postgresql": "psql pg_isready",
    "autoconf": "autoconf", "automake": "automake autoconf", "libtool": "automake autoconf gcc cc", "pkgconf-pkg-config": "pkg-config pkgconf", "pkgconfig": "pkg-config pkgconf", "bison": "bison", "flex": "flex", "ninja-build": "ninja",
    "krb5-libs": "", "libaio": "", "libicu": "", "glibc": "", "openssl": "openssl", "passwd": "", "util-linux": "", "gnupg2": "gpg", "python3-requests": "", "freetype": "", "fontconfig": "", "coreutils": "", "sed": "", "gawk": "",
}  # fmt: skip
_LIBRARY = re.compile(r"(?:lib[\w.+-]*|[\w.+-]*-(?:libs|headers|langpack-\w+))(?<!-devel)(?<!-utils)(?<!-tools)")
_HEADERS = re.compile(r"[\w.+-]+-devel")


_NOT_BUSYBOX = frozenset((
    "jq", "tar", "xz", "dos2unix", "tree", "cron", "crontab", "ps", "nc", "ifconfig", "nslookup", "vi", "telnet", "lsof", "traceroute",
    "su", "ssl_client", "netcat", "dig",
))  # fmt: skip


# `rpm -qa` of ubi8/ubi-minimal and ubi9/ubi-minimal.
_NOT_IN_MINIMAL = frozenset(("useradd", "groupadd", "usermod", "adduser", "tar", "unzip", "zip", "wget", "ps"))
_FINDUTILS = frozenset(("find", "xargs"))


def absent(system: System | None, *, is_slim: bool = False) -> frozenset[str]:
    """Programs that the base image of a system surely does not have; of None: BusyBox's own image."""
    if system is None:
        return (_ABSENT | {"curl", "bash", "openssl", "python3", "pip", "pip3"}) - _NOT_BUSYBOX
    if system.name not in SYSTEMS:
        return frozenset()
    newer = system.name == "amazonlinux" and system.release.startswith("20")
    fewer = _FINDUTILS if newer or (system.name == "oraclelinux" and is_slim) else frozenset()
    extras = frozenset(("amazon-linux-extras",)) if newer else frozenset()
    if system.name == "ubi" and is_slim:
        fewer = _FINDUTILS | _NOT_IN_MINIMAL
    return _ABSENT | _BY_SYSTEM.get(system.name, frozenset()) | fewer | extras


def brought(names: Iterable[str]) -> frozenset[str] | None:
    """The programs that packages bring, of those that are asked for; None where one of them is not known."""
    found: set[str] = set()
    for name in names:
        if name in _BRING:
            found.update(_BRING[name].split())
        elif _HEADERS.fullmatch(name):
            found.update(("pkg-config", "pkgconf", "python3"))
        elif not _LIBRARY.fullmatch(name):
            return None
    return frozenset(found)


def bringers(program: str) -> tuple[str, ...]:
    """The packages that bring a program, the plainest first."""
    found = [name for name, programs in _BRING.items() if program in programs.split()]
    return tuple(sorted(found, key=lambda name: (name != program, len(_BRING[name]), name)))
