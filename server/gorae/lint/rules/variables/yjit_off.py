"""A Ruby server whose compiler is not switched on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.bundler import rails_version
from gorae.facts.entrypoint import command_line, has_variable
from gorae.facts.official_image import version_today
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.rewrites.lines import line_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build

_SERVER = re.compile(r"(?:\S*/)?(?:rails|puma|unicorn|thrust|rackup|sidekiq|falcon|thin|passenger|iodine)")
_YJIT_IN_RAILS = (7, 2)  # it switches it on by itself since (`config.yjit`)


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the program of a server on an official image of Ruby 3.3 or newer, unless YJIT is on."""
    stage = build.last
    version = version_today(stage, "ruby") if stage is not None else None
    if stage is None or version is None or version < (3, 3):
        return
    rails = rails_version(inputs.context)
    if rails is not None and rails >= _YJIT_IN_RAILS:
        return
    words = command_line(stage)
    server = next((word for word in words[:3] if _SERVER.fullmatch(word.value)), None)
    if server is None or has_variable(stage, "RUBY_YJIT_ENABLE") or any("--yjit" in word.value for word in words):
        return
    options = stage.final_environment.get("RUBYOPT")
    if options is None or "yjit" not in (options.value or ""):
        edit = line_above(build.document, server.node, "ENV", "RUBY_YJIT_ENABLE=1")
        yield found(server.span, fix(edit, safe=False))


RULE = FileRule(
    "yjit-off",
    find_with=find,
    aliases=(Alias("tally", "tally/ruby/yjit-not-enabled-on-supported-runtime"),),
    severity="hint",
    default=False,
    fixes="unsafe",
    shipped_only=True,
    last_only=True,
)
