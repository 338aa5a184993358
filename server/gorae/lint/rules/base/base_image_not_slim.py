"""A final stage on a full image, where a lighter one exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.compilers import buildings
from gorae.facts.image import image_of, steps
from gorae.facts.image_base import base_image
from gorae.facts.image_missing import called_programs, installs_by_apt
from gorae.facts.scripts import commands_of
from gorae.images import lighter_variants, parse_reference
from gorae.lint.fixes.image_tag import with_tag
from gorae.lint.fixes.install_package import install
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import FileRule
from gorae.packages import programs_of
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.image_base import Base
    from gorae.images import ImageReference
    from gorae.stages import Build, Stage
    from gorae.syntax import Node


_DEBIANS = frozenset((
    "apt", "apt-get", "apt-cache", "aptitude", "apt-key", "apt-mark", "dpkg", "dpkg-reconfigure", "useradd", "usermod", "groupadd",
    "locale-gen", "update-alternatives", "bash",
))  # fmt: skip

# Images in which extensions are compiled, and that have no slim variant.
_COMPILES = frozenset((
    "php", "golang", "wordpress", "drupal", "joomla", "nextcloud", "matomo", "phpmyadmin", "haskell", "swift", "gcc", "friendica",
))  # fmt: skip

# Databases whose indices are sorted as the C library sorts: data that glibc has sorted is out of order for musl
# (PostgreSQL's wiki, "Locale data changes").
_SORTED = frozenset(("postgres",))

# Package managers that compile in nearly every project, with a compiler and headers that the lighter image lacks.
_COMPILERS_OF = {
    "ruby": frozenset(("bundle", "bundler", "gem")),
    "rust": frozenset(("cargo",)),
    "perl": frozenset(("cpan", "cpanm", "carton")),
}


def find(build: Build) -> Iterator[Finding]:
    """Report the image of the target stage, unless a stage that it is based on or the tag says what is wanted."""
    stage = build.last
    if stage is None or stage.reference is None or not stage.reference.is_official:
        return
    reference = stage.reference
    if not reference.tag or reference.digest:
        return
    lighter = lighter_variants(reference.name, reference.tag)
    if any(True for _ in buildings(stage)):
        lighter = [tag for tag in lighter if "-jre" not in tag]  # there is no compiler in it
    if reference.name in _COMPILES | _SORTED and all("alpine" in tag for tag in lighter):
        return  # what is compiled on another C library, or sorted by it, is a work of its own
    if _compiles(stage, _COMPILERS_OF.get(reference.name, frozenset())):
        return
    if _is_debians(stage):
        lighter = [tag for tag in lighter if not tag.endswith("alpine")]
    fixes = [with_tag(build, stage, tag, "alpine" if tag.endswith("alpine") else "") for tag in lighter]
    if not lighter:
        return
    calls = called_programs(stage) if stage.parent is None else ()
    if not calls and not installs_by_apt(stage):
        yield found(stage.image_span, *fixes, image=reference.text, tag=lighter[0])
        return
    fixes = [_keeping(stage, one, tag, calls) for one, tag in zip(fixes, lighter, strict=True)]
    saved = _saved(reference, lighter[0])
    variant = "saves" if saved > 0 else ""
    yield found(
        stage.image_span, *fixes, variant=variant, image=reference.text, tag=lighter[0], size=size(max(saved, 0))
    )


def _with(reference: ImageReference, tag: str) -> Base | None:
    other = parse_reference(f"{reference.repository}:{tag}")
    return base_image(other) if other is not None else None


def _saved(reference: ImageReference, tag: str) -> int:
    """How many bytes the lighter image is smaller by, as far as that is known."""
    heavy, light = base_image(reference), _with(reference, tag)
    if heavy is None or light is None or heavy.size is None or light.size is None:
        return 0
    return heavy.size - light.size


def _keeping(stage: Stage, change: Fix | None, tag: str, calls: tuple[tuple[Node, str], ...]) -> Fix | None:
    """The change of the tag with what the stage then misses installed; None where that cannot be said."""
    reference = stage.reference
    light = _with(reference, tag) if reference is not None else None
    if change is None or light is None:
        return change
    image = image_of(light)
    there = _brought(stage)
    missing = {name: node for node, name in reversed(calls) if image.has(name) is False and name not in there}
    if not missing:
        return change
    packages = [image.bringers(name)[:1] for name in missing]
    if not all(packages):
        return None
    first = min(missing.values(), key=lambda node: node.index)
    names = dict.fromkeys(one for row in packages for one in row)
    more = install(stage, first, image, " ".join(names))
    return (
        fix((*change.edits, *more.edits), safe=False, variant="installs", tag=tag, packages=", ".join(names))
        if more
        else None
    )


def _brought(stage: Stage) -> frozenset[str]:
    """The programs of the packages that the stage installs itself."""
    done = steps(stage)
    release = done[0].before.release
    new = frozenset(name for step in done for one in step.installs for name in one.answer.new)
    return programs_of(release, new) if release is not None else frozenset()


def _is_debians(stage: Stage) -> bool:
    """Whether it runs what Alpine does not have: another distribution is no lighter variant of it."""
    if any(
        node.instruction.words and "bash" in node.instruction.words[0].value for node in stage.instructions("SHELL")
    ):
        return True
    return _calls(stage, _DEBIANS)


def _compiles(stage: Stage, managers: frozenset[str]) -> bool:
    """Whether one of these runs, in a stage that installs no compiler itself."""
    return bool(managers) and _calls(stage, managers) and not _brought(stage) & {"gcc", "cc"}


def _calls(stage: Stage, programs: frozenset[str]) -> bool:
    """Whether a RUN of the stage calls one of the programs."""
    return any(command.effective.program in programs for _, command in commands_of(stage))


RULE = FileRule("base-image-not-slim", find, severity="information", fixes="unsafe", shipped_only=True, last_only=True)
