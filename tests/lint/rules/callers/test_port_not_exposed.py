"""`port-not-exposed`: a container port that the image does not listen on, as far as its EXPOSE tells."""

from __future__ import annotations

import pytest

from lint.caller_cases import NODE, found

PORT = [
    ("exposed", "services: {w: {build: ., ports: ['80:3000']}}", NODE, []),
    ("another one", "services: {w: {build: ., ports: ['8080:8080']}}", NODE, ["8080:8080"]),
    ("a second server beside the program's own", "services: {w: {build: ., ports: ['80:3000', '5173:5173']}}", NODE, []),
    ("by a map", "services: {w: {build: ., ports: [{target: 8080}]}}", NODE, ["8080"]),
    ("with a protocol", "services: {w: {build: ., ports: ['80:3000/tcp']}}", NODE, []),
    ("nothing exposed", "services: {w: {build: ., ports: ['80:80']}}", "FROM node:24-slim\n", []),
    ("a base that may expose more", "services: {w: {build: ., ports: ['80:80']}}", "FROM nginx:1.29\nEXPOSE 8080\n", []),
    ("another command", "services: {w: {build: ., ports: ['80:80'], command: [a]}}", NODE, []),
    ("a port by a variable", "services: {w: {build: ., ports: ['80:80'], environment: {PORT: 80}}}", NODE, []),
    ("a Dockerfile of several services", "services: {w: {build: ., ports: ['8080:8080']}, x: {build: ., ports: ['80:3000']}}", NODE, []),
    ("a range of exposed ports", "services: {w: {build: ., ports: ['80:80']}}", "FROM node:24-slim\nEXPOSE 80-90\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "dockerfile", "words"), [row[1:] for row in PORT], ids=[row[0] for row in PORT])
def test_port(tmp_path, text, dockerfile, words):
    assert found(tmp_path, text, {"Dockerfile": dockerfile}, "port-not-exposed") == words


@pytest.mark.parametrize("port", ["9229:9229", "5005:5005", "9231:9229"])
def test_a_debuggers_port_is_exposed_by_nobody(tmp_path, port):
    text = f'services: {{w: {{build: ., ports: ["{port}"]}}}}'
    assert found(tmp_path, text, {"Dockerfile": NODE}, "port-not-exposed") == []
