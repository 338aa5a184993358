"""Who would look at a HEALTHCHECK, and which address it asks: what the files around the Dockerfile say."""

from pathlib import Path

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of, fixed

RULE = "healthcheck-missing"
WEB = 'FROM node:24-alpine\nWORKDIR /srv\nCOPY . .\nEXPOSE 3000\nCMD ["node", "app.js"]\n'
SERVICES = "services:\n  web:\n    build: .\n"


def written(folder: Path, files: dict[str, str], text: str, name: str = "Dockerfile"):
    for path, content in {**files, name: text}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return context_of(folder / name, text, {})


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
        ("CI that only builds", {".github/workflows/a.yml": "run: docker build .\n"}, True),
    ],
)
def test_who_would_look(tmp_path: Path, why: str, files: dict[str, str], is_found: bool) -> None:
    (tmp_path / ".git").mkdir()
    assert findings_of(WEB, RULE, written(tmp_path, files, WEB)) == ["EXPOSE"] * is_found, why


@pytest.mark.parametrize(
    "start",
    [
        '["celery", "-A", "app", "worker"]',
        '["python", "manage.py", "migrate"]',
        '["bundle", "exec", "sidekiq"]',
        '["node", "dist/worker.js"]',
        '["php", "artisan", "queue:work"]',
        '["npm", "run", "worker"]',
    ],
)
def test_what_works_off_a_queue_serves_nobody(start: str) -> None:
    assert findings_of(f"FROM node:24\nEXPOSE 3000\nCMD {start}\n", RULE) == []


def asked(folder: Path, files: dict[str, str], text: str, name: str = "Dockerfile") -> str:
    after = fixed(text, RULE, context=written(folder, files, text, name))
    return next((line for line in after.split("\n") if line.startswith("HEALTHCHECK")), "")


@pytest.mark.parametrize(
    ("files", "path"),
    [
        ({"app.js": "app.get('/health', (q, s) => s.send('ok'))\n"}, "/health"),
        ({"src/main.ts": "fastify.get(`/healthz`, async () => 1)\n"}, "/healthz"),
        ({"main.py": '@app.get("/api/v1/health")\ndef health(): ...\n'}, "/api/v1/health"),
        ({"main.go": 'mux.HandleFunc("GET /readyz", ready)\n'}, "/readyz"),
        ({"Program.cs": 'app.MapHealthChecks("/healthz");\n'}, "/healthz"),
        ({"pom.xml": "<artifactId>spring-boot-starter-actuator</artifactId>\n"}, "/actuator/health"),
        ({"config/routes.rb": 'get "up" => "rails/health#show", as: :x\n'}, "/up"),
        ({"bootstrap/app.php": "->withRouting(\n    health: '/up',\n)\n"}, "/up"),
    ],
)
def test_the_path_that_the_sources_serve(tmp_path: Path, files: dict[str, str], path: str) -> None:
    assert f"http://127.0.0.1:3000{path} " in asked(tmp_path, files, WEB)


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
    ("image", "command"),
    [
        ("python:3.14-slim", "python -c \"import socket; socket.create_connection(('127.0.0.1', 3000), 2)\""),
        (
            "node:24",
            "node -e \"fetch('http://127.0.0.1:3000/').then(() => process.exit(0), () => process.exit(1))\"",
        ),
        ("golang:1.26", "curl -sS -o /dev/null http://127.0.0.1:3000/"),
        ("ruby:3-slim", "ruby -rsocket -e \"Socket.tcp('127.0.0.1', 3000, connect_timeout: 2).close\""),
    ],
)
def test_any_answer_by_what_the_image_has(tmp_path: Path, image: str, command: str) -> None:
    text = WEB.replace("node:24-alpine", image)
    assert asked(tmp_path, {"app.js": "listen()\n"}, text).endswith(f" CMD {command} || exit 1")


def test_a_web_server_has_its_first_page(tmp_path: Path) -> None:
    text = "FROM nginx:1.31-alpine\nCOPY . /usr/share/nginx/html\nEXPOSE 80\nCMD nginx\n"
    assert "http://127.0.0.1:80/ " in asked(tmp_path, {"app.js": "x()\n"}, text)
