"""What Rust crates are linked with: `build-library-missing` where it is built, `package-missing` where it is to start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import problems_of

if TYPE_CHECKING:
    from pathlib import Path

BUILD = "FROM {}\nWORKDIR /a\nCOPY . .\nRUN cargo build --release\n"
RUN = BUILD.format("rust:1.85-bookworm AS build") + 'FROM {}\n{}COPY --from=build /a/target/release/a /a\nCMD ["/a"]\n'
INSTALL = "RUN apt-get update && apt-get install -y --no-install-recommends {}\n"


def _said(folder: Path, text: str, rule: str, *crates: str) -> list[str]:
    lock = 'version = 4\n\n[[package]]\nname = "a"\nversion = "0.1.0"\n'
    lock += "dependencies = [\n" + "".join(f' "{crate}",\n' for crate in crates) + "]\n"
    source = 'source = "registry+https://github.com/rust-lang/crates.io-index"\n'
    lock += "".join(f'\n[[package]]\nname = "{crate}"\nversion = "1.0.0"\n{source}' for crate in crates)
    for name, content in {"Dockerfile": text, "Cargo.toml": "[package]\n", "Cargo.lock": lock}.items():
        (folder / name).write_text(content, encoding="utf-8")
    found = problems_of(text, rule, context_of(folder / "Dockerfile", text, {}))
    return [dict(one.finding.facts)["packages"].replace("`", "") for one in found]


@pytest.mark.parametrize(
    ("why", "image", "crates", "missing"),
    [
        ("the slim image has a compiler alone", "rust:1.85-slim", ["openssl-sys"], ["pkgconf, libssl-dev"]),
        ("Alpine calls it otherwise", "rust:1.85-alpine", ["openssl-sys"], ["pkgconf, openssl-dev"]),
        ("the whole image has OpenSSL's headers", "rust:1.85-bookworm", ["openssl-sys"], []),
        ("openssl-src compiles OpenSSL itself", "rust:1.85-slim", ["openssl-src", "openssl-sys"], []),
        ("rustls is Rust alone", "rust:1.85-slim", ["rustls"], []),
        ("no image has a compiler of protocol buffers", "rust:1.85-bookworm", ["prost-build"], ["protobuf-compiler"]),
        ("a crate that brings one", "rust:1.85-bookworm", ["protoc-bin-vendored", "prost-build"], []),
    ],
)
def test_crates_that_are_built(tmp_path: Path, why: str, image: str, crates: list[str], missing: list[str]) -> None:
    assert _said(tmp_path, BUILD.format(image), "build-library-missing", *crates) == missing, why


def test_a_variable_says_where_openssl_is(tmp_path: Path) -> None:
    text = BUILD.format("rust:1.85-slim").replace("RUN", "ENV OPENSSL_DIR=/opt/ssl\nRUN")
    assert _said(tmp_path, text, "build-library-missing", "openssl-sys") == []


def test_programs_that_cargo_installs(tmp_path: Path) -> None:
    text = "FROM rust:1.85-slim\nRUN cargo install {}\n"
    assert _said(tmp_path, text.format("sqlx-cli"), "build-library-missing") == ["pkgconf, libssl-dev"]
    assert _said(tmp_path, text.format("sqlx-cli --no-default-features"), "build-library-missing") == []


@pytest.mark.parametrize(
    ("why", "image", "more", "crates", "missing"),
    [
        ("a slim Debian has no OpenSSL", "debian:bookworm-slim", "", ["openssl-sys"], ["libssl3"]),
        ("Debian 13 has it: apt is linked with it", "debian:trixie-slim", "", ["openssl-sys"], []),
        ("it is installed", "debian:bookworm-slim", INSTALL.format("libssl3"), ["openssl-sys"], []),
        ("curl needs it", "debian:bookworm-slim", INSTALL.format("curl"), ["openssl-sys"], []),
        ("OpenSSL is built in", "debian:bookworm-slim", "", ["openssl-src", "openssl-sys"], []),
        ("no crate of OpenSSL", "debian:bookworm-slim", "", ["rustls"], []),
        ("what another image has is not known", "registry.example.com/base:1", "", ["openssl-sys"], []),
    ],
)
def test_programs_that_are_to_start(
    tmp_path: Path, *, why: str, image: str, more: str, crates: list[str], missing: list[str]
) -> None:
    assert _said(tmp_path, RUN.format(image, more), "package-missing", *crates) == missing, why


def test_protocols_that_another_crate_compiled(tmp_path: Path) -> None:
    """Its build script finds them generated, so that no compiler of protocol buffers is called."""
    text = BUILD.format("rust:1.85-bookworm")
    lock = 'version = 4\n\n[[package]]\nname = "b"\nversion = "1.0.0"\nsource = "registry+https://x"\ndependencies = [\n "prost-build",\n]\n'
    lock += '\n[[package]]\nname = "prost-build"\nversion = "1.0.0"\nsource = "registry+https://x"\n'
    for name, content in {"Dockerfile": text, "Cargo.toml": "[package]\n", "Cargo.lock": lock}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert problems_of(text, "build-library-missing", context_of(tmp_path / "Dockerfile", text, {})) == []
