"""Bundler installs the gems for development into an image that is shipped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.bundler import installs, is_for_production, setting
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.rewrites.lines import line_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.bundler import Install
    from gorae.lint.rule import Inputs
    from gorae.stages import Build, Stage

_GROUP = re.compile(r"^\s*group\b(?P<names>[^#\n]*)\bdo\b|\bgroups?:\s*(?P<inline>\[[^]]*\]|:\w+)", re.MULTILINE)
_UNWANTED = ("development", "test")


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report a `bundle install` for production that leaves no group out, where the Gemfile has one for development."""
    groups = _groups(inputs.context)
    if not groups:
        return
    for stage in build.stages:
        if not stage.reaches_image:
            continue
        for install in installs(stage):
            if not is_for_production(stage, install) or setting(stage, install, "only") is not None:
                continue
            if setting(stage, install, "without") is None:
                yield found(
                    install.node.to_document(install.head), _fix(stage, install, groups), groups=" ".join(groups)
                )


def _groups(context: BuildContext | None) -> tuple[str, ...]:
    """The groups that production does not want; the first alone where the Gemfile cannot be read."""
    text = context.read_text("Gemfile") if context is not None else None
    if text is None:
        return _UNWANTED[:1]
    named = " ".join(match["names"] or match["inline"] for match in _GROUP.finditer(text))
    return tuple(name for name in _UNWANTED if re.search(rf":{name}\b|[\"']{name}[\"']", named))


def _fix(stage: Stage, install: Install, groups: tuple[str, ...]) -> Fix:
    value = groups[0] if len(groups) == 1 else f'"{" ".join(groups)}"'
    return fix(line_above(stage.document, install.node, "ENV", f"BUNDLE_WITHOUT={value}"), safe=False, value=value)


RULE = FileRule(
    "bundler-dev-installed",
    find_with=find,
    aliases=(Alias("tally", "tally/ruby/missing-bundle-without-development"),),
    severity="information",
    fixes="unsafe",
    report="once_per_file",
    shipped_only=True,
    reads={"RUN": ("bundle",)},
)
