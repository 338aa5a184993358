"""A check that fits: the port's protocol, and a tool that the image has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of, fixed, write_files

if TYPE_CHECKING:
    from pathlib import Path

RULE = "healthcheck-missing"

CHECK = "HEALTHCHECK --interval=30s --timeout=3s CMD {} || exit 1\n"


@pytest.mark.parametrize(
    ("why", "image", "port", "command"),
    [
        ("BusyBox has wget", "node:24-alpine", 3000, "wget -qO- http://127.0.0.1:3000/"),
        ("nginx's image has curl", "nginx:1.29", 80, "curl -fsS http://127.0.0.1:80/"),
        (
            "the stage has installed curl",
            "debian:13\nRUN apt-get install -y curl",
            80,
            "curl -fsS http://127.0.0.1:80/",
        ),
        ("PHP's image has curl", "php:8-apache", 80, "curl -fsS http://127.0.0.1:80/"),
        ("Go's full image has curl", "golang:1.26", 8080, "curl -fsS http://127.0.0.1:8080/"),
        (
            "Node asks by itself where there is neither",
            "node:24",
            3000,
            "node -e \"fetch('http://127.0.0.1:3000/').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))\"",
        ),
        ("PostgreSQL has a program to ask with", "postgres:18", 5432, "pg_isready -U postgres"),
        ("Redis has one", "redis:8", 6379, "redis-cli ping"),
        ("MySQL has one", "mysql:9", 3306, "mysqladmin ping -h 127.0.0.1 --silent"),
    ],
)
def test_checks(why, image, port, command):
    text = f"FROM {image}\nEXPOSE {port}\nCMD x\n"
    assert fixed(text, RULE) == f"FROM {image}\nEXPOSE {port}\n{CHECK.format(command)}CMD x\n", why


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("no tool that is known", "FROM debian:13\nEXPOSE 8080\nCMD x\n"),
        ("no HTTP", "FROM alpine\nEXPOSE 5432\nCMD x\n"),
        ("many ports", "FROM alpine\nEXPOSE 8000-8010\nCMD x\n"),
        ("a server that answers 404 until there is an application", "FROM tomcat:11\nEXPOSE 8080\nCMD x\n"),
        (
            "a health check of a program that is taken away",
            "FROM debian:13\nRUN apt-get install -y wget && apt-get purge -y wget\nEXPOSE 80\nCMD x\n",
        ),
        ("nothing to ask with", "FROM perl:5-slim\nEXPOSE 8080\nCMD x\n"),
    ],
)
def test_no_check_is_made_up(why, text):
    assert findings_of(text, RULE) == ["EXPOSE"], why
    assert fixed(text, RULE) == text, why


def test_the_port_of_a_known_server_needs_no_expose():
    text = 'FROM python:3.14-alpine\nCMD ["gunicorn", "-b", ":8000", "w"]\n'
    check = CHECK.format("wget -qO- http://127.0.0.1:8000/")
    assert fixed(text, RULE) == f'FROM python:3.14-alpine\n{check}CMD ["gunicorn", "-b", ":8000", "w"]\n'


def test_what_is_said_of_the_start_stays_above_it():
    text = "FROM alpine\nEXPOSE 80\n# 시작\nENTRYPOINT []\nCMD x\n"
    check = CHECK.format("wget -qO- http://127.0.0.1:80/")
    assert fixed(text, RULE) == f"FROM alpine\nEXPOSE 80\n{check}# 시작\nENTRYPOINT []\nCMD x\n"


DEBIAN = "FROM debian:13\n"
NODE = "FROM node:24\n"
PYTHON = "FROM python:3.14\n"
URL = "http://127.0.0.1:80/"


@pytest.mark.parametrize(
    ("why", "head", "command"),
    [
        (
            "Node can ask by itself",
            NODE,
            f"node -e \"fetch('{URL}').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))\"",
        ),
        (
            "Python can ask by itself",
            PYTHON,
            f"python -c \"import urllib.request as u; u.urlopen('{URL}', timeout=2)\"",
        ),
        ("BusyBox's wget can", "FROM alpine:3.22\n", f"wget -qO- {URL}"),
        ("curl is taken where it was installed", "FROM alpine:3.22\nRUN apk add curl\n", f"curl -fsS {URL}"),
        ("the stage below has installed it", "FROM alpine:3.22 AS a\nRUN apk add curl\nFROM a\n", f"curl -fsS {URL}"),
        ("apt has installed curl", DEBIAN + "RUN apt-get install -y curl\n", f"curl -fsS {URL}"),
        ("apt has installed wget", DEBIAN + "RUN apt-get install -y wget\n", f"wget -qO- {URL}"),
        ("what is removed is not installed", DEBIAN + "RUN apt-get remove curl\n", None),
        ("Debian has nothing to ask with", DEBIAN, None),
        ("nobody knows what the image has", "FROM $BASE\n", None),
        ("nginx's image has curl", "FROM nginx:1.29\n", f"curl -fsS {URL}"),
        ("Go's full image has curl", "FROM golang:1.26\n", f"curl -fsS {URL}"),
        ("a tag that is left out is the full image", "FROM golang\n", f"curl -fsS {URL}"),
        (
            "Ruby can ask by itself",
            "FROM ruby:3-slim\n",
            f"ruby -rnet/http -e \"exit Net::HTTP.get_response(URI('{URL}')).is_a?(Net::HTTPSuccess)\"",
        ),
        ("PostgreSQL has a program of its own, whatever the port", "FROM postgres:18\n", "pg_isready -U postgres"),
    ],
)
def test_the_check_that_the_image_can_do(why, head, command):
    start = 'EXPOSE 80\nCMD ["a"]\n'
    line = f"HEALTHCHECK --interval=30s --timeout=3s CMD {command} || exit 1\n"
    wanted = head + start.replace("CMD", f"{line}CMD") if command else head + start
    assert fixed(head + start, RULE) == wanted, why


@pytest.mark.parametrize(
    ("why", "text", "place"),
    [
        ("above the instruction that starts the program", 'EXPOSE 80\nENTRYPOINT ["a"]\nCMD ["b"]\n', "ENTRYPOINT"),
        ("above the first of the two", 'EXPOSE 80\nCMD ["b"]\nENTRYPOINT ["a"]\n', "CMD"),
        ("nothing goes above a RUN that follows the start", 'EXPOSE 80\nCMD ["b"]\nRUN ls\n', None),
        ("what stands before the start stays before it", 'EXPOSE 80\nRUN ls\nCMD ["b"]\n', "CMD"),
        ("UDP cannot be asked by HTTP", 'EXPOSE 53/udp\nCMD ["b"]\n', None),
        ("the protocol may be in capitals", 'EXPOSE 80/TCP\nCMD ["b"]\n', "CMD"),
        ("HTTPS would need a certificate that holds for the machine itself", 'EXPOSE 443\nCMD ["b"]\n', None),
        ("the port is not known", 'EXPOSE $P\nCMD ["b"]\n', None),
    ],
)
def test_where_the_check_is_put(why, text, place):
    after = fixed(NODE + text, RULE)
    assert (after == NODE + text) is (place is None)
    assert place is None or f"exit 1\n{place}" in after


WEB = 'FROM node:24-alpine\nWORKDIR /srv\nCOPY . .\nEXPOSE 3000\nCMD ["node", "app.js"]\n'
SERVICES = "services:\n  web:\n    build: .\n"


def written(folder: Path, files: dict[str, str], text: str, name: str = "Dockerfile"):
    write_files(folder, {**files, name: text})
    return context_of(folder / name, text, {})


def asked(folder: Path, files: dict[str, str], text: str, name: str = "Dockerfile") -> str:
    after = fixed(text, RULE, context=written(folder, files, text, name))
    return next((line for line in after.split("\n") if line.startswith("HEALTHCHECK")), "")


@pytest.mark.parametrize(
    ("why", "files", "is_found"),
    [
        ("nothing says where it runs", {"app.js": ""}, True),
        ("the only service of a compose file", {"compose.yaml": SERVICES}, True),
        (
            "another service waits for this one",
            {"compose.yaml": SERVICES + "  proxy:\n    image: nginx\n    depends_on: [web]\n"},
            True,
        ),
        (
            "another service that is built has a check, this one has none",
            {
                "compose.yaml": SERVICES + "  api:\n    build: ./api\n    healthcheck:\n      test: x\n",
                "api/Dockerfile": WEB,
            },
            True,
        ),
        (
            "a database is checked, and nobody asks the program that waits for it",
            {
                "compose.yaml": SERVICES
                + "    depends_on:\n      db:\n        condition: service_healthy\n"
                + "  db:\n    image: postgres:18\n    healthcheck:\n      test: pg_isready\n"
            },
            False,
        ),
        (
            "the service is checked, and the tests that are built of the same file serve nobody",
            {"compose.yaml": SERVICES + "    healthcheck:\n      test: x\n  tests:\n    build: .\n"},
            False,
        ),
        ("Fly.io asks by itself", {"fly.toml": "app = 'a'\n"}, False),
        ("Lambda has no health checks", {"serverless.yml": "service: a\n"}, False),
        ("CI brings it to Cloud Run", {".github/workflows/a.yml": "run: gcloud run deploy web\n"}, False),
        ("CI brings it to Kubernetes", {".gitlab-ci.yml": "deploy:\n  script: kubectl apply -f web.yaml\n"}, False),
        ("a script of CI brings it to Kubernetes", {"scripts/deploy.sh": "kubectl apply -f web.yaml\n"}, False),
        ("CircleCI brings it to ECS", {".circleci/config.yml": "run: aws ecs update-service\n"}, False),
        ("Skaffold brings it to Kubernetes", {"skaffold.yaml": "deploy:\n  kubectl: {}\n"}, False),
        ("CI that only builds", {".github/workflows/a.yml": "run: docker build .\n"}, True),
    ],
)
def test_who_would_look(tmp_path: Path, why: str, files: dict[str, str], is_found: bool) -> None:
    (tmp_path / ".git").mkdir()
    assert findings_of(WEB, RULE, written(tmp_path, files, WEB)) == ["EXPOSE"] * is_found, why


@pytest.mark.parametrize(
    ("why", "start"),
    [
        ("Celery's worker", '["celery", "-A", "app", "worker"]'),
        ("Django's migration ends by itself", '["python", "manage.py", "migrate"]'),
        ("Sidekiq by Bundler", '["bundle", "exec", "sidekiq"]'),
        ("a file that is named for it", '["node", "dist/worker.js"]'),
        ("Laravel's queue", '["php", "artisan", "queue:work"]'),
        ("a script of npm's that is named for it", '["npm", "run", "worker"]'),
    ],
)
def test_what_works_off_a_queue_serves_nobody(why, start: str) -> None:
    assert findings_of(f"FROM node:24\nEXPOSE 3000\nCMD {start}\n", RULE) == [], why


@pytest.mark.parametrize(
    ("why", "files", "path"),
    [
        ("a route of Express", {"app.js": "app.get('/health', (q, s) => s.send('ok'))\n"}, "/health"),
        ("Fastify, with a template string", {"src/main.ts": "fastify.get(`/healthz`, async () => 1)\n"}, "/healthz"),
        ("FastAPI, below a prefix", {"main.py": '@app.get("/api/v1/health")\ndef health(): ...\n'}, "/api/v1/health"),
        ("Go's mux, with the method in the pattern", {"main.go": 'mux.HandleFunc("GET /readyz", ready)\n'}, "/readyz"),
        ("ASP.NET maps its checks", {"Program.cs": 'app.MapHealthChecks("/healthz");\n'}, "/healthz"),
        (
            "Spring's actuator has a path of its own",
            {"pom.xml": "<artifactId>spring-boot-starter-actuator</artifactId>\n"},
            "/actuator/health",
        ),
        ("Rails has a check of its own", {"config/routes.rb": 'get "up" => "rails/health#show", as: :x\n'}, "/up"),
        ("Laravel has one, too", {"bootstrap/app.php": "->withRouting(\n    health: '/up',\n)\n"}, "/up"),
    ],
)
def test_the_path_that_the_sources_serve(why, tmp_path: Path, files: dict[str, str], path: str) -> None:
    assert f"http://127.0.0.1:3000{path} " in asked(tmp_path, files, WEB), why


@pytest.mark.parametrize(
    ("why", "files"),
    [
        ("no route of that name", {"app.js": "app.get('/users', list)\n"}),
        ("a router's own prefix is not known", {"routes.js": "router.get('/health', ok)\n"}),
        ("a test asks for it", {"app.js": "listen()\n", "tests/a.js": "app.get('/health')\n"}),
        (
            "actuator below another path",
            {
                "pom.xml": "spring-boot-starter-actuator\n",
                "src/main/java/A.java": "class A {}\n",
                "src/main/resources/application.yml": "server.servlet.context-path: /x\n",
            },
        ),
    ],
)
def test_any_answer_will_do_where_no_path_is_known(tmp_path: Path, why: str, files: dict[str, str]) -> None:
    assert " CMD nc -z 127.0.0.1 3000 || exit 1" in asked(tmp_path, files, WEB), why


@pytest.mark.parametrize(
    ("why", "image", "command"),
    [
        (
            "Python opens a socket",
            "python:3.14-slim",
            "python -c \"import socket; socket.create_connection(('127.0.0.1', 3000), 2)\"",
        ),
        (
            "Node asks and takes any answer",
            "node:24",
            "node -e \"fetch('http://127.0.0.1:3000/').then(() => process.exit(0), () => process.exit(1))\"",
        ),
        ("curl takes any answer without -f", "golang:1.26", "curl -sS -o /dev/null http://127.0.0.1:3000/"),
        (
            "Ruby opens a socket",
            "ruby:3-slim",
            "ruby -rsocket -e \"Socket.tcp('127.0.0.1', 3000, connect_timeout: 2).close\"",
        ),
    ],
)
def test_any_answer_by_what_the_image_has(why, tmp_path: Path, image: str, command: str) -> None:
    text = WEB.replace("node:24-alpine", image)
    assert asked(tmp_path, {"app.js": "listen()\n"}, text).endswith(f" CMD {command} || exit 1"), why


def test_a_web_server_has_its_first_page(tmp_path: Path) -> None:
    text = "FROM nginx:1.31-alpine\nCOPY . /usr/share/nginx/html\nEXPOSE 80\nCMD nginx\n"
    assert "http://127.0.0.1:80/ " in asked(tmp_path, {"app.js": "x()\n"}, text)
