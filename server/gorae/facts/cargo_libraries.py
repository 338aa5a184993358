"""Libraries of the system that Rust crates are linked with: to build them, and to start what was built.

The crates' own documentation (openssl: "Building"; pq-sys, libudev-sys, alsa-sys, prost-build: README). A
crate that brings its library along (openssl-src, pq-src, protoc-bin-vendored) stands in Cargo.lock beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.artifacts import is_output, outputs
from gorae.facts.build_libraries import Unbuildable, lacking
from gorae.facts.copies import file_named, landings, landings_of_chain
from gorae.facts.image import final_image, step_of
from gorae.facts.needed_packages import Needed
from gorae.facts.scripts import commands_of, ends_run
from gorae.packages import record
from gorae.stages import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.build_libraries import Needs
    from gorae.shell import Command
    from gorae.stages import Stage
    from gorae.syntax import Node

_PKG_CONFIG = ("pkgconf", "pkg-config")
_OPENSSL: Needs = ((_PKG_CONFIG, ("libssl-dev",)), (("pkgconf",), ("openssl-dev",)))
# What is needed, the crates that bring it along, and the variables that say where it is.
_CRATES: dict[str, tuple[Needs, tuple[str, ...], str]] = {
    "alsa-sys": (((_PKG_CONFIG, ("libasound2-dev",)), (("pkgconf",), ("alsa-lib-dev",))), (), ""),
    "libudev-sys": (((_PKG_CONFIG, ("libudev-dev",)), (("pkgconf",), ("eudev-dev",))), (), ""),
    "openssl-sys": (_OPENSSL, ("openssl-src",), "OPENSSL_"),
    "pq-sys": (((("libpq-dev",),), (("libpq-dev", "postgresql-dev"),)), ("pq-src",), "PQ_LIB"),
    "prost-build": (
        ((("protobuf-compiler",),), (("protobuf", "protobuf-dev", "protoc"),)), ("protoc-bin-vendored", "protobuf-src", "protox"), "PROTOC",
    ),
}  # fmt: skip
# Programs that `cargo install` builds with its default features.
_PROGRAMS: dict[str, Needs] = {"cargo-generate": _OPENSSL, "sqlx-cli": _OPENSSL}
_BUILDS = frozenset(("build", "b", "install", "test", "run", "chef"))
_NAMES_OF_LOCK = re.compile(r'(?m)^name = "([\w-]+)"$')
# A package of the project's own has no source. What others' crates compile of protocol buffers is generated beforehand.
_OWN_PROTOCOLS = re.compile(
    r'(?m)^\[\[package\]\]\nname = "[^"]+"\nversion = "[^"]+"\n(?!source)(?:[^\[]|\[(?!\[))*?"(?:prost-build|tonic-build|tonic-prost-build)[ "]'
)
_MOST_BYTES = 1_000_000
_SSL = ("libssl3t64", "libssl3", "libssl1.1")


def compiled_by_cargo(stage: Stage, context: BuildContext) -> Iterator[Unbuildable]:
    """The crates of a copied Cargo.lock that cannot be built, on the first cargo that builds."""
    for node, command in _cargo(stage):
        if command.effective.subcommand == "install" and not command.effective.has_flag("--path"):
            continue
        found = _lock(stage, node, context)
        if found is None:
            continue
        file, lines = found
        for name, (needs, bundled, variable) in _CRATES.items():
            if name not in lines or any(one in lines for one in bundled) or _says(stage, variable):
                continue
            missing = lacking(stage, node, needs)
            if missing:
                span, image = node.to_document(command.effective.words[0].span), step_of(stage, node).during
                yield Unbuildable(node, span, name, missing, image, file=file, line=lines[name])
        return


def installed_by_cargo(stage: Stage) -> Iterator[Unbuildable]:
    """The programs that a `cargo install` names and cannot build."""
    for node, command in _cargo(stage):
        effective = command.effective
        if effective.subcommand != "install" or effective.has_flag("--path"):
            continue
        is_bare, values = effective.has_flag("--no-default-features"), " ".join(word.value for word in effective.args)
        for word in effective.args[1:]:
            needs = None if is_bare else _PROGRAMS.get(word.value.partition("@")[0])
            if word.value == "diesel_cli" and "bundled" not in values and (not is_bare or "postgres" in values):
                needs = _CRATES["pq-sys"][0]
            missing = lacking(stage, node, needs) if needs is not None and not _says(stage, "OPENSSL_") else ()
            if missing:
                image = step_of(stage, node).during
                yield Unbuildable(node, node.to_document(word.span), word.value, missing, image)


def linked_with_openssl(stage: Stage, context: BuildContext) -> Iterator[Needed]:
    """A program of Rust's that is copied into an image without the OpenSSL it is linked with."""
    stages = build(stage.document) if stage.copies_from else None
    for landing in landings(stage) if stages is not None else ():
        flag = landing.node.instruction.flag("from")
        builder = stages.stage(flag.value) if stages is not None and flag is not None and flag.value else None
        if builder is None or builder.reference is None or builder.root.reference is None:
            continue
        if builder.root.reference.official_name != "rust" or builder.os_family == "alpine":
            continue
        made = next((one for one in outputs(builder) if is_output(one, landing.source)), None)
        if (
            made is None
            or made.building.kind != "rust"
            or _says(builder, "OPENSSL_STATIC")
            or "-musl" in landing.source
        ):
            continue
        found = _lock(builder, made.building.node, context)
        image = final_image(stage)
        if found is None or "openssl-sys" not in found[1] or "openssl-src" in found[1]:
            continue
        if image.release is None or image.packages is None or image.doubt == "all" or image.packages.intersection(_SSL):
            continue
        known = [one for one in _SSL if (there := record(image.release, one)) is not None and there.version]
        span = landing.node.to_document(landing.word.span)
        yield Needed("library", landing.node, span, landing.source, tuple(known[:1]), image)


def _cargo(stage: Stage) -> Iterator[tuple[Node, Command]]:
    reference = stage.root.reference
    if reference is None or reference.official_name != "rust":
        return
    for node, command in commands_of(stage, "cargo"):
        effective = command.effective
        if effective.program != "cargo" or effective.subcommand not in _BUILDS or not command.is_unguarded:
            continue
        is_cross = effective.option_value("--target") is not None and stage.os_family != "alpine"
        if not is_cross and ends_run(node.instruction, stage.scope_of(node), command):
            yield node, command


def _lock(stage: Stage, node: Node, context: BuildContext) -> tuple[str, dict[str, int]] | None:
    """The Cargo.lock that a RUN reads, and its crates with their lines."""
    file = file_named(landings_of_chain(stage), stage, node, "Cargo.lock", context)
    text = context.read_text(file, _MOST_BYTES) if file is not None else None
    if file is None or not text:
        return None
    lines = {match[1]: text.count("\n", 0, match.start()) + 1 for match in _NAMES_OF_LOCK.finditer(text)}
    if not _OWN_PROTOCOLS.search(text):
        lines.pop("prost-build", None)
    return file, lines


def _says(stage: Stage, variable: str) -> bool:
    return bool(variable) and any(variable in node.instruction.text for one in stage.chain for node in one.nodes)
