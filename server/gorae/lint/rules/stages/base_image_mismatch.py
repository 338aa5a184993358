"""A program linked against one C library, copied to an image that has another one, or none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.artifacts import compiled_in_c, is_output, outputs
from gorae.facts.copies import landings
from gorae.facts.image import step_of
from gorae.images import contents, parse_reference, tags
from gorae.images.c_library import glibc_of, needed_glibc
from gorae.images.contents import tags_ever
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import ELSEWHERE, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.artifacts import Output
    from gorae.facts.compilers import Building
    from gorae.facts.copies import Landing
    from gorae.stages import Build, Stage

_GLIBC = frozenset(("debian", "ubuntu", "redhat", "suse", "arch"))
_BRINGS_GLIBC = re.compile(r"gcompat|libc6-compat|glibc|ld-linux")
_STATIC = re.compile(r"-static\b|\bnetgo\b|osusergo|crt-static|musl", re.IGNORECASE)
_CODENAMES = ("trixie", "bookworm", "bullseye")


def find(build: Build) -> Iterator[Finding]:
    """Report the path that is copied from the builder."""
    built: dict[int, list[Output]] = {}
    for stage in build.stages:
        if not stage.is_needed or (wanted := _library(stage)) is None:
            continue
        copying = [node for node in stage.nodes if node.name == "COPY" and "--from" in node.instruction.text]
        if not copying:
            continue
        if any("/bin/" in node.instruction.text for node in copying):
            yield from _interpreters(build, stage, wanted)
        if not stage.copies_from:
            continue
        for landing in landings(stage):
            flag = landing.node.instruction.flag("from")
            builder = build.stage(flag.value) if flag is not None and flag.value else None
            if builder is None or builder.index >= stage.index:
                continue
            if builder.index not in built:
                built[builder.index] = [one for one in outputs(builder) if one.building.kind in ("go", "rust")] + [
                    *compiled_in_c(builder)
                ]
            for output in built[builder.index]:
                made = _needs(build, builder, output.building) if is_output(output, landing.source) else None
                if made == wanted == "glibc" and (older := _older(build, stage, builder, landing, output)) is not None:
                    yield older
                    break
                if made is None or made == wanted or (wanted == "musl" and _brings_glibc(build, stage)):
                    continue
                span = landing.node.to_document(landing.word.span)
                fixes = _fixes(stage, builder, output.building)
                yield found(span, *fixes, variant=f"{made}-{wanted}", path=landing.source, image=stage.root.image or "")
                break


# Programs of official images that are linked with their system's C library; those in Go and Rust mostly are not.
_LINKED = {
    "node": frozenset(("node",)), "python": frozenset(("python", "python3")), "php": frozenset(("php",)), "ruby": frozenset(("ruby",)),
    "postgres": frozenset(("psql", "pg_dump", "pg_restore", "pg_isready")), "redis": frozenset(("redis-cli", "redis-server")),
    "nginx": frozenset(("nginx",)), "perl": frozenset(("perl",)), "mongo": frozenset(("mongosh", "mongodump", "mongod")),
}  # fmt: skip


def _interpreters(build: Build, stage: Stage, wanted: str) -> Iterator[Finding]:
    """The program of a language's or a server's official image, copied to an image with another C library."""
    for landing in landings(stage):
        flag = landing.node.instruction.flag("from")
        if flag is None or not flag.value or not re.match(r"/usr/(?:local/)?bin/", landing.source):
            continue
        builder = build.stage(flag.value)
        reference = builder.root.reference if builder is not None else parse_reference(flag.value)
        program = landing.source.rpartition("/")[2]
        if reference is None or "$" in flag.value or program not in _LINKED.get(reference.official_name or "", ()):
            continue
        known = contents(reference)
        system = known.system.name if known is not None and known.system is not None else ""
        made = {"alpine": "musl", "debian": "glibc", "ubuntu": "glibc"}.get(system)
        if made is None or made == wanted or (wanted == "musl" and _brings_glibc(build, stage)):
            continue
        if wanted == "glibc" and "musl" in stage.span.of(build.document.text.value):
            continue
        span = landing.node.to_document(landing.word.span)
        yield found(span, variant=f"{made}-{wanted}", path=landing.source, image=stage.root.image or "")


def _older(build: Build, stage: Stage, builder: Stage, landing: Landing, output: Output) -> Finding | None:
    """The finding of a program that needs a newer glibc than the image has; None where that is not so, or not known."""
    made, here = builder.root.reference, stage.root.reference
    linked = glibc_of(made) if made is not None else None
    there = glibc_of(here) if here is not None else None
    needed = needed_glibc(output.building.kind, linked) if linked is not None else None
    if made is None or needed is None or there is None or there >= needed or _brings_glibc(build, stage):
        return None
    span = landing.node.to_document(landing.word.span)
    repairs = [*_with_same_system(builder, stage), *_fixes(stage, builder, output.building)]
    return found(span, *repairs, variant="glibc-older", path=landing.source, image=stage.root.image or "",
        needed=f"{needed[0]}.{needed[1]}", there=f"{there[0]}.{there[1]}")  # fmt: skip


def _with_same_system(builder: Stage, stage: Stage) -> list[Fix]:
    """The builder's tag on the Debian that the program runs on, where there is one."""
    reference, here = builder.root.reference, stage.root.reference
    known = contents(here) if here is not None else None
    match = re.search(r"-debian(\d+)$", here.name) if here is not None else None
    release = (
        match[1] if match else known.system.release if known and known.system and known.system.name == "debian" else ""
    )
    codename = {"13": "trixie", "12": "bookworm", "11": "bullseye"}.get(release)
    if reference is None or codename is None or reference.official_name is None or builder.parent is not None:
        return []
    version = re.sub(r"-?(?:trixie|bookworm)", "", reference.tag or "")
    tag = "-".join(part for part in (version, codename) if part and part != "latest")
    if tag not in tags(reference.official_name) and tag not in tags_ever(reference.official_name):
        return []
    image = f"{reference.name}:{tag}"
    return [fix(Edit(builder.image_span, image), safe=False, variant="builder", image=image)]


def _brings_glibc(build: Build, stage: Stage) -> bool:
    text = build.document.text.value
    return any(_BRINGS_GLIBC.search(one.span.of(text)) for one in stage.chain)


def _library(stage: Stage) -> str | None:
    """The C library that an image has: `glibc`, `musl`, `none`; None where it is not known."""
    root = stage.root
    if root.is_scratch:
        return "none"
    known = contents(root.reference) if root.reference is not None else None
    system = known.system if known is not None else None
    if system is not None and system.name in ("alpine", "busybox"):
        return "musl" if system.name == "alpine" else None
    if system is not None or stage.os_family in _GLIBC:
        return "glibc"
    if stage.os_family == "distroless" and root.reference is not None:
        return "none" if root.reference.name.startswith("static") else "glibc"
    return "musl" if stage.os_family == "alpine" else None


def _needs(build: Build, builder: Stage, building: Building) -> str | None:
    """The C library that a program needs at run time; None for a static one, and where it is not known."""
    library = _library(builder)
    reference = builder.root.reference
    if library not in ("glibc", "musl") or reference is None or _STATIC.search(building.node.instruction.text):
        return None
    texts = " ".join(one.span.of(build.document.text.value) for one in builder.chain)
    if building.kind == "rust":
        hidden = "--target" in building.node.instruction.text or _STATIC.search(texts) or "RUSTFLAGS" in texts
        return None if library == "musl" or hidden or reference.official_name != "rust" else "glibc"
    if building.kind == "c":
        return None if re.search(r"LDFLAGS|\bCC=", texts) else library
    if building.kind != "go" or reference.official_name != "golang":
        return None
    # `-X`, a shell variable or a Makefile may say what is not seen here.
    if re.search(r"\bCGO_ENABLED[= ]\"?0|GOARCH[= ]|GOOS[= ]\"?(?!linux)|GOFLAGS|--platform", texts):
        return None
    owner = next(one for one in builder.chain if building.node in one.nodes)
    enabled = owner.environment_at(building.node).get("CGO_ENABLED")
    if enabled is not None and enabled.value != "1":
        return None
    # The golang image on Alpine has no C compiler: cgo is off there until one is installed.
    return library if library == "glibc" or step_of(owner, building.node).during.has("gcc") else None


def _fixes(stage: Stage, builder: Stage, building: Building) -> list[Fix]:
    """Go without C; an image with the builder's C library, where nothing is installed in the one there is."""
    fixes = []
    name = building.command.effective.name
    shell = building.node.instruction.form == "shell"
    if building.kind == "go" and shell and name is not None and builder.os_family != "alpine":
        offset = building.node.to_document(name.span).start
        fixes.append(fix(Edit(Span(offset, offset), "CGO_ENABLED=0 "), safe=False))
    tag = builder.root.reference.tag if builder.root.reference is not None else None
    if stage.parent is None and builder.os_family == "debian" and not stage.instructions("RUN"):
        codename = next((word for word in _CODENAMES if word in (tag or "")), _CODENAMES[0])
        here = stage.root.reference
        line, _, number = here.familiar.rpartition("-debian") if here is not None else ("", "", "")
        release = {"trixie": "13", "bookworm": "12", "bullseye": "11"}[codename]
        is_distroless = stage.os_family == "distroless" and number.isdecimal()
        image = f"{line}-debian{release}" if is_distroless else f"debian:{codename}-slim"
        fixes.append(fix(Edit(stage.image_span, image), safe=False, variant="image", image=image))
    return fixes


RULE = FileRule(
    "base-image-mismatch",
    find,
    fixes="unsafe",
    reads={
        ELSEWHERE: (
            "go",
            "cargo",
            "rust",
            "static",
            "musl",
            "osusergo",
            "libc",
            "gcompat",
            "ld-linux",
            "gcc",
            "clang",
            "build-base",
            "alpine-sdk",
            "--target",
            "--platform",
        ),
        "ADD": (),
        "COPY": (),
    },
)
