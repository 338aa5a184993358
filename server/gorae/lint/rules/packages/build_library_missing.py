"""Something is compiled while it is installed, and the compiler or a library for it is not there."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gorae.facts.build_libraries import unbuildable, unbuildable_in_files, unbuildable_lines
from gorae.facts.cargo_libraries import compiled_by_cargo, installed_by_cargo
from gorae.facts.native_modules import compiled_by_bundler, compiled_by_npm, compiled_gems
from gorae.facts.python_projects import project_lines
from gorae.lint.fixes.install_package import install
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.build_libraries import Unbuildable
    from gorae.stages import Stage


def find(stage: Stage) -> Iterator[Finding]:
    """Report what pip, gem, docker-php-ext-install or pecl cannot compile in a RUN, on the first name; the others are related."""
    every = (*unbuildable(stage), *compiled_gems(stage), *installed_by_cargo(stage))
    for _, group in groupby(every, key=lambda one: (one.node.index, one.since)):
        yield _found(stage, list(group))


def find_in_files(stage: Stage, context: BuildContext) -> Iterator[Finding]:
    """The same for requirements, a Gemfile.lock or package.json of the context, on the word of the RUN that names it."""
    found_in_files = (
        *unbuildable_in_files(stage, context),
        *unbuildable_lines(stage, project_lines(stage, context)),
        *compiled_by_bundler(stage, context),
        *compiled_by_npm(stage, context),
        *compiled_by_cargo(stage, context),
    )
    for _, group in groupby(found_in_files, key=lambda one: (one.node.index, one.file, one.since)):
        yield _found(stage, list(group))


def _found(stage: Stage, group: list[Unbuildable]) -> Finding:
    first = group[0]
    packages = list(dict.fromkeys(package for one in group for package in one.missing))
    repairs = [install(stage, first.node, first.image, " ".join(packages)), *(_newer(one) for one in group[:1])]
    kind = {"": "", "-": "no-wheel"}.get(first.since, "wheel")
    return found(
        first.span,
        *reversed(repairs),
        variant="-".join(filter(None, (kind, "file" if first.file else ""))),
        related=[one.span for one in group[1:] if not one.file],
        name=", ".join(f"`{one.name}`" for one in group),
        packages=", ".join(f"`{name}`" for name in packages),
        since=first.since,
        file=first.file,
        line=first.line,
    )


def _newer(one: Unbuildable) -> Fix | None:
    """The first version that is not compiled, where the RUN itself names an older one."""
    name, equals, _ = one.name.partition("==")
    if one.file or not equals or one.since in ("", "-"):
        return None
    span = one.span
    text = one.node.instruction.text
    written = text[span.start - one.node.start : span.end - one.node.start]
    return fix(
        Edit(span, written.replace(one.name, f"{name}=={one.since}")), safe=False, variant="newer", since=one.since
    )


RULE = StageRule("build-library-missing", find, in_context=find_in_files, severity="error", fixes="unsafe")
