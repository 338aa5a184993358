"""Where images have the programs that are copied out of them, and where they do not (their Dockerfiles, 2026-08)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.images.reference import ImageReference

# A place that people name, and the one where the image has it.
_RIGHT = {
    "node": {"/usr/bin/node": "/usr/local/bin/node", "/usr/bin/npm": "/usr/local/bin/npm", "/usr/lib/node_modules": "/usr/local/lib/node_modules"},
    "golang": {"/usr/bin/go": "/usr/local/go/bin/go", "/usr/local/bin/go": "/usr/local/go/bin/go", "/go/bin/go": "/usr/local/go/bin/go"},
    "composer": {"/usr/local/bin/composer": "/usr/bin/composer", "/composer": "/usr/bin/composer"},
    "docker": {"/usr/bin/docker": "/usr/local/bin/docker"},
    "rust": {"/usr/bin/cargo": "/usr/local/cargo/bin/cargo", "/root/.cargo": "/usr/local/cargo", "/root/.cargo/bin": "/usr/local/cargo/bin"},
    "caddy": {"/usr/local/bin/caddy": "/usr/bin/caddy", "/caddy": "/usr/bin/caddy"},
    "eclipse-temurin": {"/usr/lib/jvm": "/opt/java/openjdk", "/usr/local/openjdk": "/opt/java/openjdk"},
    "nginx": {"/usr/local/bin/nginx": "/usr/sbin/nginx", "/usr/bin/nginx": "/usr/sbin/nginx"},
    "ghcr.io/astral-sh/uv": {"/usr/bin/uv": "/uv", "/usr/local/bin/uv": "/uv", "/bin/uv": "/uv", "/usr/bin/uvx": "/uvx", "/root/.local/bin/uv": "/uv", "/root/.cargo/bin/uv": "/uv"},
    "oven/bun": {"/usr/bin/bun": "/usr/local/bin/bun", "/root/.bun/bin/bun": "/usr/local/bin/bun", "/bun": "/usr/local/bin/bun"},
    "tianon/gosu": {"/usr/local/bin/gosu": "/gosu", "/usr/bin/gosu": "/gosu"},
}  # fmt: skip


def right_place(reference: ImageReference, path: str) -> str | None:
    """Where an image has what is looked for at a path that it does not have; None where nothing is known against the path."""
    tag = reference.tag or ""
    if reference.familiar == "ghcr.io/astral-sh/uv" and not (
        tag in ("", "latest") or (tag[:1].isdecimal() and "-" not in tag)
    ):
        return None  # those on a system have it in a folder of PATH
    if "windows" in tag or "nanoserver" in tag:
        return None
    return _RIGHT.get(reference.official_name or reference.familiar, {}).get(path.rstrip("/"))
