"""A registry that has every image that is asked for, for all platforms, and names that all lead to it."""

from __future__ import annotations

import fnmatch
import gzip
import hashlib
import http.server
import json
import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl

PLATFORMS = [
    "linux/amd64", "linux/386", "linux/arm64/v8", "linux/arm/v7", "linux/arm/v6", "linux/arm/v5", "linux/ppc64le",
    "linux/s390x", "linux/riscv64", "linux/mips64le", "linux/loong64",
    "windows/amd64", "darwin/amd64", "darwin/arm64",
]  # fmt: skip
PATH_LINUX = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def debian_mirror() -> str:
    """Debian's mirror, as the sources of this machine's apt name it."""
    for file in [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]:
        text = file.read_text() if file.is_file() else ""
        if found := re.search(
            r"^(?:URIs:|deb\s+(?:\[.*?\]\s+)?)\s*(https?://\S+/debian/?)(?:\s|$)", text, re.MULTILINE
        ):
            return found[1]
    raise SystemExit("apt's sources name no Debian mirror")


def answer_names():
    """A DNS server: each name is this machine."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))
    while True:
        query, peer = server.recvfrom(4096)
        end = query.index(0, 12) + 5
        is_a = query[end - 4 : end - 2] == b"\0\1"
        answer = b"\xc0\x0c" + query[end - 4 : end] + b"\0\0\0\x3c\0\4\x7f\0\0\1" if is_a else b""
        server.sendto(
            query[:2] + b"\x81\x80\0\1" + (b"\0\1" if is_a else b"\0\0") + b"\0\0\0\0" + query[12:end] + answer, peer
        )


class Registry(http.server.BaseHTTPRequestHandler):
    """The part of the registry's HTTP API that a pull needs."""

    protocol_version = "HTTP/1.1"
    images: Path
    secure: ssl.SSLContext
    blobs: dict[str, tuple[bytes, str]]
    LAYER, TYPE = gzip.compress(bytes(1024), mtime=0), "application/vnd.docker."

    def setup(self):
        """With TLS for who begins with it, on each port."""
        if self.request.recv(1, socket.MSG_PEEK) == b"\x16":
            self.request = self.secure.wrap_socket(self.request, server_side=True)
        super().setup()

    def put(self, content: bytes, kind: str) -> dict:
        digest = "sha256:" + hashlib.sha256(content).hexdigest()
        self.blobs[digest] = content, self.TYPE + kind
        return {"mediaType": self.TYPE + kind, "size": len(content), "digest": digest}

    def manifest(self, platform: str, configured: dict) -> dict:
        system, architecture, variant = [*platform.split("/"), ""][:3]
        place = {"os": system, "architecture": architecture, **({"variant": variant} if variant else {})}
        environment = [PATH_LINUX] * (system == "linux") + configured.get("Env", [])
        config = {
            **place,
            "config": {**configured, "Env": environment},
            "history": [{"created_by": "oracle"}],
            "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(bytes(1024)).hexdigest()]},
        }
        content = {
            "schemaVersion": 2,
            "mediaType": self.TYPE + "distribution.manifest.v2+json",
            "config": self.put(json.dumps(config).encode(), "container.image.v1+json"),
            "layers": [self.put(self.LAYER, "image.rootfs.diff.tar.gzip")],
        }
        return {**self.put(json.dumps(content).encode(), "distribution.manifest.v2+json"), "platform": place}

    def image(self, name: str) -> str:
        """The digest of the image's index, of its `platforms` or of all, or of its one manifest, where it has one `platform`."""
        known = json.loads(self.images.read_text()) if self.images.exists() else {}
        configured = dict(next((known[pattern] for pattern in known if fnmatch.fnmatch(name, pattern)), {}))
        if platform := configured.pop("platform", None):
            return self.manifest(platform, configured)["digest"]
        platforms = configured.pop("platforms", PLATFORMS)
        index = {
            "schemaVersion": 2,
            "mediaType": self.TYPE + "distribution.manifest.list.v2+json",
            "manifests": [self.manifest(one, configured) for one in platforms],
        }
        return self.put(json.dumps(index).encode(), "distribution.manifest.list.v2+json")["digest"]

    def do_GET(self):
        asked = re.match(r"/v2/(?:library/)?(.+)/(?:manifests|blobs)/([^?]+)", self.path)
        digest = asked and (asked[2] if asked[2].startswith("sha256:") else self.image(f"{asked[1]}:{asked[2]}"))
        content, kind = self.blobs.get(digest, (b"{}", "application/json"))
        self.send_response(200 if digest in self.blobs or not asked else 404)
        for key, value in {
            "Content-Type": kind,
            "Content-Length": len(content),
            **({"Docker-Content-Digest": digest} if digest else {}),
        }.items():
            self.send_header(key, str(value))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    do_HEAD = do_GET  # noqa: N815  # the name that http.server asks for

    def log_message(self, *_):
        pass
