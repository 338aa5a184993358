"""A PHP server without opcache, which compiles every file again at every request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.official_image import official_image
from gorae.facts.packages import runs
from gorae.facts.php_image import opcache_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.rewrites.edit_command import inserted
from gorae.rewrites.lines import line_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage

# Alpine's packages until PHP 8.4: php-fpm does not depend on opcache there, as it does on Debian. From 8.5 on it is compiled in.
_FPM = re.compile(r"php(?P<version>7\d?|8[0-4])-fpm")
_SERVER = re.compile(r"\b(?:fpm|apache)\b")
_SETS = re.compile(r"opcache|/usr/local/etc/php|install-php-extensions", re.IGNORECASE)


def find(build: Build) -> Iterator[Finding]:
    """Report Alpine's php-fpm without opcache beside it, and official images that do not enable it, in the target stage."""
    stage = build.last
    if stage is None or any(_SETS.search(node.instruction.text) for one in stage.chain for node in one.nodes[1:]):
        return
    yield from _of_alpine(stage)
    image = official_image(stage, "php")
    if image is None or not _SERVER.search(image.tag or "") or opcache_of(stage) != "off":
        return
    nodes = stage.chain[-1].nodes
    repair = (
        fix(line_above(build.document, nodes[1], "RUN", "docker-php-ext-enable opcache"), safe=False)
        if len(nodes) > 1
        else None
    )
    yield found(stage.root.image_span, repair, variant="image")


def _of_alpine(stage: Stage) -> Iterator[Finding]:
    for one in stage.chain:
        for node, _, calls in runs(one):
            for call in calls:
                if call.manager != "apk" or call.action != "install":
                    continue
                for package in call.packages:
                    match = _FPM.fullmatch(package.name)
                    if match is None:
                        continue
                    name = f"php{match['version']}-opcache"
                    edit = inserted(node.instruction, package.span.end, name).shift(node.start)
                    yield found(node.to_document(package.span), fix(edit, safe=False, package=name), package=name)
                    return


RULE = FileRule(
    "opcache-missing",
    find,
    aliases=(Alias("tally", "tally/php/enable-opcache-in-production"),),
    severity="information",
    fixes="unsafe",
    shipped_only=True,
    last_only=True,
)
