"""The base image is not built for the platform that FROM asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.images import architectures
from gorae.lint.fixes.image_tag import with_tag
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span
from gorae.stages.dispatch.platforms import Platform, parse_platform, served_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage

# The platforms of Docker's official images, under the names that their sources use (docker-library/official-images).
_ARCHITECTURES = {
    Platform("linux", "amd64"): "amd64", Platform("linux", "arm64"): "arm64v8", Platform("linux", "arm", "v7"): "arm32v7",
    Platform("linux", "arm", "v6"): "arm32v6", Platform("linux", "arm", "v5"): "arm32v5", Platform("linux", "386"): "i386",
    Platform("linux", "ppc64le"): "ppc64le", Platform("linux", "s390x"): "s390x", Platform("linux", "riscv64"): "riscv64",
    Platform("linux", "mips64le"): "mips64le", Platform("windows", "amd64"): "windows-amd64",
}  # fmt: skip


def find(build: Build) -> Iterator[Finding]:
    """Report the platform; only for current tags of official images, as the registry alone knows the others."""
    for stage in build.stages:
        flag, reference = stage.from_instruction.instruction.flag("platform"), stage.reference
        if flag is None or flag.value_span is None or reference is None or not reference.is_official:
            continue
        wanted = None if flag.variables else parse_platform(flag.value or "")
        known = architectures(reference.name, reference.tag or "latest") if not reference.digest else frozenset()
        if wanted is None or not wanted.architecture or not known:
            continue
        serving = [one for one in served_by(wanted) if _ARCHITECTURES.get(one) in known]
        if not any(one in _ARCHITECTURES for one in served_by(wanted)):
            continue  # a platform that no official image is for is another check's
        if serving and serving[0].architecture == wanted.architecture:
            continue
        yield found(
            stage.from_instruction.to_document(flag.value_span),
            _without(build, stage.from_instruction.to_document(flag.span)),
            *_tags(build, stage, wanted),
            # Docker takes the image of the other architecture, and warns.
            severity="warning" if serving else None,
            variant="other" if serving else "",
            image=reference.familiar,
            platform=flag.value,
            taken="/".join(serving[0]).rstrip("/") if serving else "",
        )


def _without(build: Build, flag: Span) -> Fix:
    text = build.document.text.value
    end = flag.end + len(text[flag.end :]) - len(text[flag.end :].lstrip(" \t"))
    return fix(Edit(Span(flag.start, end), ""), safe=False)


def _tags(build: Build, stage: Stage, wanted: Platform) -> Iterator[Fix]:
    """Tags of the same version that are built for the platform: the plain one, and the slim one."""
    reference = stage.reference
    fits = {
        _ARCHITECTURES[one]
        for one in served_by(wanted)
        if one in _ARCHITECTURES and one.architecture == wanted.architecture
    }
    version, _, variant = (reference.tag or "").partition("-") if reference is not None else ("", "", "")
    for tag in (version, f"{version}-slim") if variant else ():
        made = reference is not None and not fits.isdisjoint(architectures(reference.name, tag))
        repair = with_tag(build, stage, tag, "tag") if made else None
        if repair is not None:
            yield repair


RULE = FileRule(
    "base-image-platform",
    find,
    aliases=(Alias("buildkit", "InvalidBaseImagePlatform"), Alias("tally", "tally/platform-mismatch")),
    severity="error",
    fixes="unsafe",
    supersedes=frozenset({"from-platform-constant"}),
    reads={},
)
