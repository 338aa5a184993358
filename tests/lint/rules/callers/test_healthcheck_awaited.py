"""`healthcheck-awaited`: a service that is waited for until it is healthy, and that nothing ever asks for its health."""

from __future__ import annotations

import pytest

from lint.caller_cases import STAGES, found

HEALTH = [
    ("an official image", "services: {w: {image: x, depends_on: {d: {condition: service_healthy}}}, d: {image: 'postgres:18'}}", ["service_healthy"]),
    ("with a check", "services: {w: {image: x, depends_on: {d: {condition: service_healthy}}}, d: {image: 'postgres:18', healthcheck: {test: [CMD, a]}}}", []),
    ("switched off", "services: {w: {image: x, depends_on: {d: {condition: service_healthy}}}, d: {image: mine, healthcheck: {disable: true}}}", ["service_healthy"]),
    ("an image of one's own", "services: {w: {image: x, depends_on: {d: {condition: service_healthy}}}, d: {image: shop/db}}", []),
    ("a Dockerfile with a check", "services: {w: {image: x, depends_on: {d: {condition: service_healthy}}}, d: {build: checked}}", []),
    ("a Dockerfile without", "services: {w: {image: x, depends_on: {d: {condition: service_healthy}}}, d: {build: .}}", ["service_healthy"]),
    ("started is enough", "services: {w: {image: x, depends_on: [d]}, d: {image: 'postgres:18'}}", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in HEALTH], ids=[row[0] for row in HEALTH])
def test_health(tmp_path, text, words):
    files = {"Dockerfile": STAGES, "checked/Dockerfile": "FROM alpine:3.22\nHEALTHCHECK CMD true\n"}
    assert found(tmp_path, text, files, "healthcheck-awaited") == words
