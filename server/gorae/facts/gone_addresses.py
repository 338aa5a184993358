"""Addresses that no longer answer: whoever downloads there has a build that ends.

GitHub's `git://` (github.blog, 2022-03-15), Bintray (2021-05-01), Kubernetes' old package repositories (kubernetes.io, 2024-03-04),
Poetry's first installer (python-poetry/poetry, issue 7278), Taobao's npm mirror, whose certificate ended on 2024-01-22 (cnpm/cnpm,
issue 438), `central.maven.org`, Maven Central without TLS (501 since 2020-01-15), the pool of SKS key servers (2021-06),
gocenter.io (2021-05). Apache's own hosts keep each project's current releases alone, all others are in its archive
(apache.org/legal/release-policy.html, "when to archive").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.gone_commands import Gone
from gorae.facts.scripts import commands_of
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command
    from gorae.stages import Stage


class _Address(NamedTuple):
    """What is gone, since when, and what serves: a text to put in its place, or nothing."""

    pattern: re.Pattern[str]
    since: str
    instead: str


_ADDRESSES = (
    _Address(re.compile(r"\bgit://github\.com/"), "2022", "https://github.com/"),
    _Address(re.compile(r"https?://(?:dl|api|akamai)\.bintray\.com/"), "2021", ""),
    _Address(re.compile(r"https?://(?:apt|yum)\.kubernetes\.io\b"), "2024", ""),
    _Address(re.compile(r"https?://packages\.cloud\.google\.com/(?:yum/repos/kubernetes-|apt/? +kubernetes-)"), "2024", ""),
    _Address(
        re.compile(r"https?://raw\.githubusercontent\.com/(?:sdispater|python-poetry)/poetry/(?:master|HEAD|develop)/(?:get|install)-poetry\.py"),
        "2023", "https://install.python-poetry.org",
    ),
    _Address(re.compile(r"https://registry\.npm\.taobao\.org\b"), "2024", "https://registry.npmmirror.com"),
    _Address(re.compile(r"https?://central\.maven\.org/"), "2020", "https://repo1.maven.org/"),
    _Address(re.compile(r"http://repo1?\.maven\.(?:apache\.)?org/"), "2020", "https://repo1.maven.org/"),
    _Address(re.compile(r"(?<![\w.-])(?:hkps?://)?(?:[\w-]+\.)*sks-keyservers\.net\b"), "2021", "keyserver.ubuntu.com"),
    _Address(re.compile(r"https?://gocenter\.io\b"), "2021", "https://proxy.golang.org"),
)  # fmt: skip
_HINTS = (
    "git://",
    "bintray",
    "kubernetes",
    "poetry.py",
    "taobao",
    "maven",
    "sks-keyservers",
    "gocenter",
    ".apache.org",
)
# Of each project the lowest line that may still be among the current releases (2026-11); what is below is in the archive alone.
_APACHE: dict[str, tuple[int, ...]] = {
    "maven/maven-3": (3, 8, 9), "spark": (3, 5), "kafka": (3, 9), "hadoop": (3, 3), "zookeeper": (3, 8), "flink": (1, 20), "ant": (1, 10, 15),
    "tomcat/tomcat-7": (7, 1), "tomcat/tomcat-8": (8, 6), "tomcat/tomcat-9": (9, 0, 100), "tomcat/tomcat-10": (10, 1, 30),
    "cassandra": (4, 0), "activemq": (5, 18), "jmeter": (5, 6), "nifi": (1, 28), "httpd": (2, 4, 60), "hive": (3, 1), "lucene/solr": (9,),
}  # fmt: skip
_APACHES = re.compile(r"https?://(?:downloads|dlcdn|www-us|www-eu|www|dist)\.apache\.org/(?:dist/)?(?P<path>[\w./-]+)")
_VERSION = re.compile(r"(?<!\d)\d+\.\d+(?:\.\d+)?")
_FETCHERS = frozenset(("curl", "wget", "git", "npm", "yarn", "pnpm", "cnpm", "gpg", "gpg2", "apt-key", "aria2c", "mvn", "go", "pip", "pip3", "axel"))  # fmt: skip
_WRITERS = frozenset(("echo", "printf", "add-apt-repository", "yum-config-manager"))
_LISTED = re.compile(r"kubernetes")  # a package manager's list: its next refresh is what fails
_LET_PASS = re.compile(r"insteadOf|strict-ssl|NODE_TLS_REJECT_UNAUTHORIZED|\bfor\s+\w+\s+in\b")


def gone_addresses(stage: Stage) -> Iterator[Gone]:
    """The downloads of the stage's RUNs and ADDs from an address that is gone, and lists of packages that name one; each address once."""
    seen: set[str] = set()
    for node, command in commands_of(stage, *_HINTS):
        text = node.instruction.text
        if not _counts(command) or _LET_PASS.search(text):
            continue
        for gone in _in_text(text, command.span, is_list=command.effective.program not in _FETCHERS):
            if (name := gone.facts[0][1]) not in seen:
                seen.add(name)
                yield _moved(gone, node.start)
    for node in stage.instructions("ADD", "ENV"):
        words = node.instruction.words[:-1] if node.name == "ADD" else node.instruction.words
        for word in words:
            for gone in _in_text(node.instruction.text, word.span, is_list=False):
                if node.name == "ADD" or "registry" in gone.facts[0][1]:
                    yield _moved(gone, node.start)


def _counts(command: Command) -> bool:
    """Whether the build depends on what the command fetches, or on the list that it writes."""
    if command.kind != "simple" or not command.is_unguarded:
        return False
    program = command.effective.program
    return program in _FETCHERS or program in _WRITERS


def _in_text(text: str, where: Span, *, is_list: bool) -> Iterator[Gone]:
    """The addresses within a span of an instruction's text; spans and edits are the instruction's."""
    part = where.of(text)
    for address in _ADDRESSES:
        match = address.pattern.search(part)
        if match is None or (is_list and _LISTED.search(match[0]) is None):
            continue
        span = Span(where.start + match.start(), where.start + match.end())
        edit = Edit(span, address.instead) if address.instead else None
        yield Gone(
            "address",
            span,
            (("address", _shown(match[0])), ("since", address.since), ("instead", address.instead)),
            edit,
        )
    match = _APACHES.search(part) if not is_list else None
    if match is not None and "$" not in part[match.start() :].split()[0]:
        yield from _of_apache(match, where.start)


def _of_apache(match: re.Match[str], start: int) -> Iterator[Gone]:
    """A release that Apache's own hosts no longer have; spans are the instruction's."""
    first, _, rest = match["path"].partition("/")
    project = next((one for one in (first, f"{first}/{rest.partition('/')[0]}") if one in _APACHE), None)
    folder, _, name = match["path"].rpartition("/")
    number = _VERSION.search(folder) or _VERSION.search(name)  # `kafka/4.1.0/kafka_2.13-4.1.0.tgz`
    if project is None or number is None:
        return
    least, version = _APACHE[project], tuple(map(int, number[0].split(".")))
    if version < least[: len(version)]:
        span = Span(start + match.start(), start + match.end())
        edit = Edit(span, f"https://archive.apache.org/dist/{match['path']}")
        host = match[0].partition("://")[2].partition("/")[0]
        tool = project.rpartition("/")[2].partition("-")[0]
        yield Gone("apache", span, (("host", host), ("version", number[0]), ("project", tool)), edit)


def _shown(text: str) -> str:
    return text.rstrip("/").partition(" ")[0]


def _moved(gone: Gone, start: int) -> Gone:
    """The same with the document's spans."""
    edit = gone.edit.shift(start) if gone.edit is not None else None
    return gone._replace(span=gone.span.shift(start), edit=edit)
