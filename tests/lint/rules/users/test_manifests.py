"""What Kubernetes manifests beside a Dockerfile settle: probes for `healthcheck-missing`, users for the rules on users."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of, fixed

if TYPE_CHECKING:
    from pathlib import Path

SERVER = 'FROM python:3.14-slim\nRUN useradd app\nEXPOSE 8000\nCMD ["gunicorn", "a:b"]\n'
COMPOSE = "services:\n  web:\n    build: .\n    healthcheck: {test: [CMD, check]}\n"
CASES = {
    "probes ask in place of HEALTHCHECK": ("healthcheck-missing", "k8s/a.yaml", "kind: Deployment\nlivenessProbe: {}\n", []),
    "Kubernetes looks at no HEALTHCHECK": ("healthcheck-missing", "k8s/a.yaml", "kind: Deployment\n", []),
    "a file that is no manifest": ("healthcheck-missing", "deploy/a.yaml", "livenessProbe: {}\n", ["EXPOSE"]),
    "a chart's template": ("healthcheck-missing", "charts/a/templates/d.yaml", "kind: Deployment\nreadinessProbe:\n", []),
    "a compose service that checks": ("healthcheck-missing", "compose.yaml", COMPOSE, []),
    "of two services one does not": (
        "healthcheck-missing", "compose.yaml", COMPOSE + "  worker:\n    build: .\n", ["EXPOSE"],
    ),
    "none of several is asked, and none waited for": (
        "healthcheck-missing", "compose.yaml", "services:\n  web:\n    build: .\n  db:\n    image: redis:8\n", [],
    ),
    "another service waits for it": (
        "healthcheck-missing", "compose.yaml",
        "services:\n  web:\n    build: .\n  proxy:\n    image: nginx:1.29\n    depends_on: [web]\n", ["EXPOSE"],
    ),
    "the only service": ("healthcheck-missing", "compose.yaml", "services:\n  web:\n    build: .\n", ["EXPOSE"]),
    "a number for the user": ("user-missing", "k8s/a.yaml", "kind: Deployment\nrunAsUser: 1000\n", []),
    "root by number": ("user-missing", "k8s/a.yaml", "kind: Deployment\nrunAsUser: 0\n", ["CMD"]),
    "no word on users": ("user-missing", "k8s/a.yaml", "kind: Deployment\n", ["CMD"]),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "path", "text", "words"), CASES.values(), ids=CASES.keys())
def test_cases(tmp_path: Path, rule: str, path: str, text: str, words: list[str]) -> None:
    (tmp_path / "Dockerfile").write_text(SERVER, encoding="utf-8")
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", SERVER, {})
    assert findings_of(SERVER, rule, context) == words


@pytest.mark.parametrize(
    "text",
    [
        'FROM php:8.4-fpm\nEXPOSE 9000\nCMD ["php-fpm"]\n',
        'FROM debian:13\nEXPOSE 27015/udp\nCMD ["game"]\n',
    ],
    ids=["FastCGI, which no HTTP client can ask", "a port of UDP alone"],
)
def test_servers_that_no_http_client_can_ask(text: str) -> None:
    assert findings_of(text, "healthcheck-missing") == []


@pytest.mark.parametrize(
    ("why", "base", "lines"),
    [
        (
            "Debian's useradd gives a number",
            "debian:13",
            "RUN useradd --system --uid 10001 --create-home --shell /usr/sbin/nologin app\nUSER 10001\n",
        ),
        ("Alpine's adduser gives a number", "alpine:3", "RUN adduser -S -D -u 10001 app\nUSER 10001\n"),
        ("the image has a user already", "node:24", "USER 1000\n"),
    ],
)
def test_kubernetes_that_refuses_names_gets_a_number(why: str, tmp_path: Path, base: str, lines: str) -> None:
    text = f'FROM {base}\nCMD ["app"]\n'
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    (tmp_path / "deployment.yaml").write_text(
        "kind: Deployment\nspec: {securityContext: {runAsNonRoot: true}}\n", encoding="utf-8"
    )
    context = context_of(tmp_path / "Dockerfile", text, {})
    assert fixed(text, "user-missing", context=context) == f'FROM {base}\n{lines}CMD ["app"]\n', why
