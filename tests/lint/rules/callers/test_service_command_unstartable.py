"""`service-command-unstartable`: a command of a service that its image cannot start."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.facts.caller_file import read_caller_file
from gorae.lint.other_files import check_caller_file

NODE = 'FROM node:24-slim\nEXPOSE 3000\nCMD ["node", "s.js"]\n'


def found(tmp_path, text: str, files: dict[str, str], rule: str, name: str = "compose.yaml") -> list[str]:
    """The words that the rule's findings stand on."""
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    file = read_caller_file(tmp_path / name, text)
    return [one.span.of(text) for one in check_caller_file(file, Settings(select=(rule,)))]


COMMAND = [
    ("one word that is two", "services: {w: {build: ., entrypoint: [npm start]}}", NODE, ["npm start"]),
    ("a text is split", "services: {w: {build: ., entrypoint: npm start}}", NODE, []),
    ("a shell of Alpine", "services: {w: {build: ., command: bash -c x}}", "FROM alpine:3.22\n", ["bash -c x"]),
    ("a shell that is installed", "services: {w: {build: ., command: bash -c x}}", "FROM alpine:3.22\nRUN apk add bash\n", []),
    ("a shell of Debian", "services: {w: {build: ., command: bash -c x}}", "FROM debian:13\n", []),
    ("a shell in an empty image", "services: {w: {build: ., command: sh -c x}}", "FROM scratch\nCOPY a /a\n", ["sh -c x"]),
    ("a program that no package brought", "services: {w: {build: ., command: redis-server}}", "FROM debian:13\n", ["redis-server"]),
    ("a program that a package brought", "services: {w: {build: ., command: redis-server}}", "FROM debian:13\nRUN apt-get update && apt-get install -y redis\n", []),
    ("a start script that hands it on", "services: {w: {build: ., command: bash}}", "FROM node:24-alpine\n", ["bash"]),
    ("an entrypoint that takes it", "services: {w: {build: ., command: bash}}", 'FROM alpine:3.22\nENTRYPOINT ["x"]\n', []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "dockerfile", "words"), [row[1:] for row in COMMAND], ids=[row[0] for row in COMMAND])
def test_command(tmp_path, text, dockerfile, words):
    assert found(tmp_path, text, {"Dockerfile": dockerfile}, "service-command-unstartable") == words
