"""A debugger in an image that is shipped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import commands_of
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Effective
    from gorae.stages import Build

_INSTALLERS = frozenset((
    "pecl", "pie", "docker-php-ext-install", "docker-php-ext-enable", "install-php-extensions", "phpenmod",
    "apt-get", "apt", "apk", "dnf", "yum", "microdnf",
))  # fmt: skip
_PACKAGE = re.compile(
    r"(?:php[\d.]{0,4}-)?(?:pecl-)?xdebug(?:[\d.]{1,12}|[-@=][\d.]\w{0,12}(?:\.\w{1,12}){0,4})?|xdebug/xdebug"
)


def find(build: Build) -> Iterator[Finding]:
    """Report the package, or the extension, where nothing asks whether it is wanted, in the stages of the shipped image."""
    stage = build.last
    if stage is None:
        return
    for one in stage.chain:
        for node, command in commands_of(one):
            effective = command.effective
            if effective.program in _INSTALLERS and command.runs_unconditionally and _installs(effective):
                word = next((word for word in effective.args if _PACKAGE.fullmatch(word.value.lower())), None)
                if word is not None:
                    yield found(node.to_document(word.span))
                    return


def _installs(effective: Effective) -> bool:
    values = {word.value for word in effective.args}
    return not values & {"remove", "purge", "del", "uninstall", "autoremove"}


RULE = FileRule(
    "xdebug-in-image",
    find,
    aliases=(Alias("tally", "tally/php/no-xdebug-in-final-image"),),
    shipped_only=True,
    last_only=True,
    reads={"RUN": ("xdebug",)},
)
