"""PHP's extensions that Composer asks for before it installs anything, and that the image does not have.

Composer ends with 2 (“Your lock file does not contain a compatible set of packages”) where `composer.lock`, or a package in it,
requires an extension that PHP has not loaded, unless another package provides it (getcomposer.org/doc/articles/composer-platform-dependencies.md).
What PHP's image has: `php -m` of its Dockerfiles' options. Composer's own has `zip` and `bz2` besides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.facts.copies import file_named, landings_of_chain
from gorae.facts.image import step_of
from gorae.facts.project_files import inner, json_of
from gorae.facts.scripts import commands_of, ends_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gorae.context import BuildContext
    from gorae.shell import Command
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.syntax import Node

# Extensions that PHP's image surely does not have; those behind the bar need no library to be built.
_WITH_LIBRARIES = """
    amqp apcu bz2 enchant ffi gd gmp grpc igbinary imagick imap intl ldap memcached mongodb pdo_pgsql pgsql rdkafka redis snmp soap ssh2
    swoole tidy xdebug xsl yaml zip
"""
_PLAIN = frozenset(
    [
        "bcmath",
        "calendar",
        "dba",
        "exif",
        "gettext",
        "mysqli",
        "pcntl",
        "pdo_mysql",
        "shmop",
        "sockets",
        "sysvmsg",
        "sysvsem",
        "sysvshm",
    ]
)
_ABSENT = _PLAIN | frozenset(_WITH_LIBRARIES.split())
_OF_COMPOSER = frozenset(("zip", "bz2"))
_BRINGS = re.compile(r"/usr/local|/etc/php|php\.ini|conf\.d")
_BRINGS_COMPOSER = re.compile(r"/composer\s+/usr/(?:local/)?bin/(?:composer)?\s*$")
_MOST_BYTES = 3_000_000


class Lacking(NamedTuple):
    """A call of Composer that ends, and the extensions that it does not find. The span is the document's."""

    node: Node
    command: Command
    span: Span
    extensions: tuple[str, ...]
    file: str
    is_composers: bool  # the image is Composer's own

    @property
    def are_plain(self) -> bool:
        """Whether `docker-php-ext-install` builds them all without a library."""
        return _PLAIN.issuperset(self.extensions)


def lacking_extensions(stage: Stage, context: BuildContext) -> Iterator[Lacking]:
    """The first `composer install` of the stage that ends because PHP lacks extensions."""
    reference = stage.root.reference
    name = reference.official_name if reference is not None else None
    if name not in ("php", "composer"):
        return
    for node, command in commands_of(stage, "composer"):
        effective = command.effective
        if effective.program != "composer" or effective.subcommand not in ("install", "i") or not command.is_unguarded:
            continue
        if any(word.value.startswith("--ignore-platform") for word in effective.args):
            return
        if not ends_run(node.instruction, stage.scope_of(node), command) or _is_told_otherwise(stage, node):
            return
        found = _asked(stage, node, context, dev=not effective.has_flag("--no-dev"))
        if found is None or step_of(stage, node).during.doubt == "all":
            return
        file, wanted = found
        texts = " ".join(
            one.instruction.text for each in stage.chain for one in each.nodes[1:] if one.index <= node.index
        )
        missing = tuple(
            one
            for one in sorted(wanted & _ABSENT)
            if not re.search(rf"(?<![\w])(?:{one}|{one.replace('_', '-')})(?![\w])", texts)
            and not (name == "composer" and one in _OF_COMPOSER)
        )
        if missing:
            span = node.to_document(effective.words[0].span)
            yield Lacking(node, command, span, missing, file, name == "composer")
        return


def _is_told_otherwise(stage: Stage, before: Node) -> bool:
    """Whether the platform is not looked at, or something else than a command of PHP's images may bring extensions."""
    for one in stage.chain:
        for node in one.nodes[1:]:
            text = node.instruction.text
            if "COMPOSER_IGNORE_PLATFORM" in text or re.search(r"composer\s+config\b|\$\{?PHP_EXT|\$\{?EXT", text):
                return True
            is_copy = node.name in ("COPY", "ADD") and node.index < before.index
            if is_copy and _BRINGS.search(text) and not _BRINGS_COMPOSER.search(text):
                return True
    return False


def _asked(stage: Stage, node: Node, context: BuildContext, *, dev: bool) -> tuple[str, frozenset[str]] | None:
    """The extensions that the copied lock file asks for, or composer.json where there is none."""
    for name in ("composer.lock", "composer.json"):
        file = file_named(landings_of_chain(stage), stage, node, name, context)
        read = json_of(context, file, _MOST_BYTES) if file is not None else None
        if file is not None and read is not None:
            return file, _of_lock(read, dev=dev) if name == "composer.lock" else _extensions(read.get("require"))
        if file is not None and context.read_text(file):
            return None  # a lock file that cannot be read says other things than composer.json
    return None


def _of_lock(lock: Mapping[str, Any], *, dev: bool) -> frozenset[str]:
    packages = [
        one
        for key in ("packages", *(("packages-dev",) if dev else ()))
        for one in lock.get(key) or ()
        if isinstance(one, dict)
    ]
    wanted = _extensions(lock.get("platform")) | (_extensions(lock.get("platform-dev")) if dev else frozenset())
    for one in packages:
        wanted |= _extensions(one.get("require"))
    given = _extensions(lock.get("platform-overrides"))
    for one in packages:
        given |= _extensions(one.get("provide")) | _extensions(one.get("replace"))
    return wanted - given


def _extensions(rows: object) -> frozenset[str]:
    names = rows if isinstance(rows, dict) else {}
    return frozenset(
        name[4:].lower()
        for name in names
        if isinstance(name, str) and name.startswith("ext-") and inner(names, name) is not False
    )
