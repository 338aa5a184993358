"""`service-command-unstartable`: a command of a service that its image cannot start."""

from __future__ import annotations

import pytest

from lint.caller_cases import NODE, found

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
