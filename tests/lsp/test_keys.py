"""Hovers on the keys of compose and bake files: each key that Docker's reference has is explained, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from gorae.around.keys import card_of, key_at
from gorae.reference.library import index, rows

# Each key once, as Docker's readers take it: `bake --print` and `compose config` were given these.
BAKE = """\
# 고래 🐳
group "default" { targets = ["web"] }
variable "TAG" {
  default = "dev"
  type = string
  description = "d"
  validation {
    condition = TAG != ""
    error_message = "none"
  }
}
function "named" {
  params = [name]
  variadic_params = more
  result = "example/${name}"
}
target "web" {
  annotations = ["a=b"]
  args = { VERSION = "1" }
  attest = [{ type = "sbom", mode = "max" }]
  cache-from = [{ type = "registry", ref = "a/b", scope = "s" }]
  cache-to = [{ type = "registry", ref = "a/b", mode = "max", scope = "s" }]
  call = "check"
  context = "."
  contexts = { base = "target:base" }
  description = "d"
  dockerfile = "Dockerfile"
  dockerfile-inline = "FROM scratch"
  entitlements = ["network.host"]
  extra-hosts = { a = "10.0.0.5" }
  inherits = ["_common"]
  labels = { a = "b" }
  matrix = { node = ["22"] }
  name = "web-${node}"
  network = "none"
  no-cache = true
  no-cache-filter = ["build"]
  output = [{ type = "local", dest = "out", name = "n", push = false }]
  platforms = ["linux/amd64"]
  pull = true
  secret = [{ id = "t", type = "env", env = "T", src = "a", source = "a" }]
  shm-size = "1m"
  ssh = [{ id = "default", paths = ["k"] }]
  tags = ["a"]
  target = "run"
  ulimits = ["nofile=1"]
}
"""
CHOSEN = {"VERSION", "base", "a", "node"}


def told(path: Path, kind: str, text: str, language: str) -> dict[str, bool]:
    """Each key of the text, by its path, and whether something is said of it."""
    found: dict[str, bool] = {}
    for offset in range(len(text)):
        key = key_at(path, kind, text, offset)
        if key is not None and key.span.start == offset:
            assert text[key.span.start : key.span.end] == key.path[-1], "the key alone"
            found[".".join(key.path)] = card_of(key, kind, language) is not None  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_key_of_bake(language: str, line_end: str) -> None:
    found = told(Path("docker-bake.hcl"), "bake", BAKE.replace("\n", line_end), language)
    silent = {path.rpartition(".")[2] for path, said in found.items() if not said}
    assert silent - {"default", "web", "TAG", "named"} == CHOSEN
    named = {name for row in rows("tables", "bake", "ko", "row") for name in row.names}
    asked = {".".join((path.split(".")[0], *path.split(".")[2:])) for path in found}
    assert named - asked == {"group.description"}, "a row that no key of this file reaches"


def test_bake_in_json() -> None:
    text = '{"target": {"web": {"inherits": ["a"], "args": {"VERSION": "1"}, "secret": [{"id": "t"}]}}}'
    found = told(Path("docker-bake.json"), "bake", text, "ko")
    assert [path for path, said in found.items() if said] == [
        "target", "target.web", "target.web.inherits", "target.web.args", "target.web.secret", "target.web.secret.id",
    ]  # fmt: skip


COMPOSE = """\
# 고래 🐳
name: shop
x-build: &build
  context: .
  cache_from: [a]
services:
  web:
    <<: *build
    build:
      <<: *build
      args: {VERSION: "1"}
    depends_on:
      db: {condition: service_healthy, restart: true}
    develop:
      watch:
        - {action: sync, path: ./src, target: /app}
    deploy:
      resources:
        limits: {memory: 1G}
        reservations:
          devices: [{driver: nvidia, count: 1, capabilities: [gpu]}]
    networks:
      back: {aliases: [w]}
    ports:
      - {target: 80, published: "8080"}
    volumes:
      - {type: bind, source: ., target: /x, bind: {create_host_path: false}}
networks:
  back: {internal: true}
secrets:
  token: {file: ./t}
"""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_keys_of_compose(language: str) -> None:
    found = told(Path("compose.yaml"), "compose", COMPOSE, language)
    assert {path.rpartition(".")[2] for path, said in found.items() if not said} == {
        "web",
        "VERSION",
        "db",
        "back",
        "token",
    }
    assert len(found) > 35


def test_a_key_of_a_later_document() -> None:
    text = "services: {a: {image: x}}\n---\nservices: {a: {build: .}}\n"
    at = key_at(Path("compose.yaml"), "compose", text, text.index("build"))
    assert at is not None
    assert at.path == ("services", "a", "build")


@pytest.mark.parametrize("page", [name for name in index()["compose"] if name != "services"])
def test_pages_of_compose_are_reached(page: str) -> None:
    """Each page is the hover of the key that it is named after, in a service or in its build."""
    key = page.replace("-", "_")
    for text in (
        f"services:\n  a:\n    {key}: x\n",
        f"services:\n  a:\n    build:\n      {key}: x\n",
        f"{key}:\n  a: x\n",
    ):
        at = key_at(Path("compose.yaml"), "compose", text, text.index(key))
        if at is not None and (card := card_of(at, "compose", "en")) is not None and card.startswith(f"**{key}**"):
            return
        if card is not None and card.startswith("**" + key.replace("_", "\\_")):
            return
    raise AssertionError(page)


@pytest.mark.parametrize("name", [name for row in rows("tables", "compose", "en", "row") for name in row.names])
def test_rows_of_compose_are_reached(name: str) -> None:
    """Each row of the table is the hover of a key somewhere: none is misspelt, none hidden behind a page."""
    if name in ("x-", "<<"):
        return
    top = name.startswith("/")
    first, *rest = name.removeprefix("/").split(".")
    path = [first, *(["a"] if rest and first != "include" else []), *rest] if top else ["services", "a", first, *rest]
    text = "".join(f"{'  ' * depth}{part}:\n" for depth, part in enumerate(path)) + "  " * len(path) + "v: 1\n"
    at = key_at(Path("compose.yaml"), "compose", text, text.rindex(path[-1]))
    assert at is not None
    assert at.path == tuple(path)
    card = card_of(at, "compose", "en")
    assert card is not None
    assert card.startswith(f"**`{path[-1]}`**"), card
