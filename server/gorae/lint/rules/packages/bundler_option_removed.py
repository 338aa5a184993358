"""`bundle install` with options that Bundler 4 no longer takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.bundler import installs, refuses_options
from gorae.facts.official_image import version_today
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.edit_command import taken_out
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.bundler import Install
    from gorae.stages import Stage

_PLAIN = re.compile(r"[\w./:-]+")
# Bundler 1, of Ruby's images until 2.6, knows no `bundle config set`, and remembers the options as it always did.
_FIRST = (2, 7)


def find(stage: Stage) -> Iterator[Finding]:
    """Report the first option of each call: an error where the image's Bundler refuses it."""
    version = version_today(stage, "ruby")
    if version is not None and version < _FIRST:
        return
    for install in installs(stage):
        if not install.flags:
            continue
        first = install.flags[0]
        is_refused = refuses_options(stage, install) is True and install.command.is_unguarded
        span = first.words[0].span | first.words[-1].span
        option = first.words[0].value.partition("=")[0]
        yield found(
            install.node.to_document(span),
            _fix(install),
            variant="refused" if is_refused else "",
            severity="error" if is_refused else None,
            option=option,
            setting=first.setting,
        )


def _fix(install: Install) -> Fix | None:
    """Sets what the options set before the call, as Bundler itself says when it refuses one."""
    command = install.command
    instruction = install.node.instruction
    if instruction.form == "exec" or not command.is_top_level or command.negated or command.pipeline_length > 1:
        return None
    if command.operator_before not in (None, "&&", ";", "\n") or command.operator_after in ("||", "&"):
        return None
    if command.effective.words[0].span.start != command.span.start:
        return None  # a variable or a program like `sudo` stands before it
    settings: list[str] = []
    edits: list[Edit] = []
    for flag in install.flags:
        if not flag.value or not all(word.static for word in flag.words):
            return None
        value = flag.value if _PLAIN.fullmatch(flag.value) else f"'{flag.value}'"
        if "'" in flag.value:
            return None
        settings.append(f"bundle config set --local {flag.setting} {value} && ")
        edits += [taken_out(instruction, word.span) for word in flag.words]
    start = command.span.start
    edits.append(Edit(Span(start, start), "".join(settings)))
    return fix([edit.shift(install.node.start) for edit in edits], safe=False)


RULE = StageRule(
    "bundler-option-removed",
    find,
    aliases=(Alias("tally", "tally/ruby/deprecated-bundler-install-flags"),),
    severity="information",
    fixes="unsafe",
    report="once_per_message",
)
