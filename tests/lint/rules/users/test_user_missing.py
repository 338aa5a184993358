"""`user-missing` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from lint.cases import findings_of, fixed, problems_of, reported_of

RULE = "user-missing"

DEBIAN = "FROM debian:13\n"
SCRATCH = "FROM scratch\n"
START = 'CMD ["serve"]\n'
STATIC = "FROM gcr.io/distroless/static-debian13\n"
TEAM_IMAGE = "FROM ghcr.io/team/app:1\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (DEBIAN + START, ["CMD"]),
        (DEBIAN + "HEALTHCHECK CMD x\n", ["debian:13"]),
        ("FROM httpd:2.4\n", ["httpd:2.4"]),
        ("FROM $X\n", []),
        ('FROM python:3.14\nCMD ["python3"]\n', []),
        ('FROM python:3.14\nEXPOSE 80\nCMD ["python3"]\n', ["CMD"]),
        ('FROM python:3.14\nCMD ["python3", "a.py"]\n', ["CMD"]),
        (DEBIAN + 'CMD ["a"]\nENTRYPOINT []\n', ["CMD"]),
        (DEBIAN, []),
        (DEBIAN + "RUN ls\n" + START + "RUN ls\n", ["CMD"]),
        (DEBIAN + 'ENTRYPOINT ["a"]\nCMD ["b"]\nRUN ls\n', ["CMD"]),
        (DEBIAN + START + 'ENTRYPOINT ["a"]\n', ["CMD"]),
        (SCRATCH + "COPY a /\n", []),
        (SCRATCH + START, ["CMD"]),
        (TEAM_IMAGE + START, []),
        (STATIC.replace("13\n", "13:nonroot\n") + START, []),
        (DEBIAN + "RUN apt-get install gosu\n" + START, []),
        (DEBIAN + "USER root\n" + START, []),
    ],
)
def test_found(text, found):
    assert reported_of(text, RULE) == found


def test_who_chooses_the_rule_by_its_name_is_reported_of_tools_too():
    assert findings_of('FROM python:3.14\nCMD ["python3"]\n', RULE) == ["CMD"]
    assert findings_of("FROM debian:13\n", RULE) == ["debian:13"]


@pytest.mark.parametrize(
    ("text", "script", "found"),
    [
        ('COPY run.sh /r\nENTRYPOINT ["/r"]\n', "#!/bin/sh\nexec gosu app x\n", []),
        ('COPY run.sh /r\nENTRYPOINT ["/r"]\n', "#!/bin/sh\nexec x\n", ["ENTRYPOINT"]),
        ('COPY run.sh /r/\nENTRYPOINT ["run.sh"]\n', "#!/bin/sh\nexec su-exec app x\n", []),
        ('COPY --from=x run.sh /r/\nENTRYPOINT ["run.sh"]\n', "#!/bin/sh\nexec su-exec app x\n", ["ENTRYPOINT"]),
        (
            'COPY run.sh /r/\nENTRYPOINT ["a", "b", "c", "d", "run.sh"]\n',
            "#!/bin/sh\nexec su-exec app x\n",
            ["ENTRYPOINT"],
        ),
    ],
)
def test_a_start_script_may_give_root_up(tmp_path, text, script, found):
    (tmp_path / "run.sh").write_text(script, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(DEBIAN + text, RULE, context) == found


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("#!/bin/sh\nenv > /etc/environment\nexec cron -f\n", []),
        ("#!/bin/sh\nservice nginx start; exec /app\n", []),
        ("#!/bin/sh\n# cron is not used here\nexec /app --with cron\n", ["ENTRYPOINT"]),
    ],
)
def test_a_start_script_may_start_what_has_to_be_root(tmp_path, script, found):
    (tmp_path / "run.sh").write_text(script, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert reported_of(DEBIAN + 'COPY run.sh /r\nENTRYPOINT ["/r"]\n', RULE, context) == found


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        ("using: docker\n  image: Dockerfile\n", []),
        ("using: 'docker'\n  image: 'build/Dockerfile'\n", []),
        ("using: docker\n  image: docker://alpine:3.24\n", ["CMD"]),
        ("using: node24\n  main: index.js\n", ["CMD"]),
    ],
)
def test_github_runs_the_image_of_an_action_as_root(tmp_path, runs, found):
    """GitHub's page on Dockerfiles of actions: without root the workspace cannot be written."""
    (tmp_path / "action.yml").write_text(f"name: x\nruns:\n  {runs}", encoding="utf-8")
    (tmp_path / ".dockerignore").write_text("*.yml\n", encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert reported_of(DEBIAN + START, RULE, context) == found


@pytest.mark.parametrize(
    "start",
    [
        pytest.param("CMD printenv > /etc/environment && cron -f", id="cron gives each job its user"),
        pytest.param(
            'CMD ["sh", "-c", "cron && tail -f /var/log/cron.log"]', id="in the script of a shell in exec form"
        ),
        pytest.param("CMD service ssh start && exec java -jar /app.jar", id="Debian's scripts start a server as root"),
        pytest.param('ENTRYPOINT ["openvpn", "--config", "/c.conf"]', id="a VPN changes the network's interfaces"),
    ],
)
def test_what_works_only_as_root_is_reported_to_those_who_ask(start):
    assert reported_of(DEBIAN + start + "\n", RULE) == []
    assert findings_of(DEBIAN + start + "\n", RULE) == [start.split()[0]]


def test_it_is_found_by_trivys_code():
    assert findings_of("FROM debian:13\n", "DS-0002") == ["debian:13"]
    assert findings_of('FROM python:3.14\nCMD ["python3"]\n', "DS-0002") == ["CMD"]


@pytest.mark.parametrize(
    ("text", "severity", "variant"),
    [
        ("FROM nginx:1.31\nCOPY dist /usr/share/nginx/html\n", "information", "master"),
        ('FROM nginx:1.31\nCMD ["nginx", "-g", "daemon off;"]\n', "information", "master"),
        ("FROM httpd:2.4\nCOPY dist /usr/local/apache2/htdocs\nCMD httpd-foreground\n", "information", "master"),
        ("FROM php:8.4-apache\nCMD apache2-foreground\n", "information", "master"),
        ("FROM nginx:1.31\nCMD /start.sh\n", "warning", ""),
        ("FROM php:8.4-cli\nCMD php /srv/a.php\n", "warning", ""),
        ("FROM node:24\nCMD node a.js\n", "warning", ""),
        ("FROM debian:13\nRUN apt-get install -y nginx\nCMD nginx\n", "information", "master"),
    ],
)
def test_severity(text: str, severity: str, variant: str) -> None:
    (problem,) = problems_of(text, RULE)
    assert (problem.severity, problem.finding.variant) == (severity, variant)


TEXT = 'FROM debian:13\nCOPY start.sh /usr/local/bin/\nENTRYPOINT ["tini", "--", "start.sh"]\nCMD ["server"]\n'


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('#!/bin/sh\nexec setpriv --reuid=app "$@"\n', []),
        ('#!/bin/sh\nexec gosu app "$@"\n', []),
        ('#!/bin/sh\nexec "$@"\n', ["ENTRYPOINT"]),
        ("#!/bin/sh\necho mygosub\n", ["ENTRYPOINT"]),
    ],
)
def test_scripts(tmp_path, script, found):
    (tmp_path / "start.sh").write_text(script)
    (tmp_path / "Dockerfile").write_text(TEXT)
    assert findings_of(TEXT, RULE, read_context(tmp_path, tmp_path / "Dockerfile")) == found


def test_without_the_script_root_it_is():
    assert findings_of(TEXT, RULE) == ["ENTRYPOINT"]


def test_a_script_that_a_link_leads_to(tmp_path):
    text = (
        "FROM debian:13\nCOPY start.sh /usr/local/bin/\nRUN ln -s /usr/local/bin/start.sh /start.sh\n"
        'ENTRYPOINT ["tini", "--", "/start.sh"]\n'
    )
    (tmp_path / "start.sh").write_text('#!/bin/sh\nexec setpriv --reuid=app "$@"\n')
    (tmp_path / "Dockerfile").write_text(text)
    assert findings_of(text, RULE, read_context(tmp_path, tmp_path / "Dockerfile")) == []


def test_nginx_gets_the_folders_that_it_writes_to():
    run = "RUN chown -R nginx /var/cache/nginx && touch /run/nginx.pid && chown nginx /run/nginx.pid\n"
    assert fixed("FROM nginx:1.29\nCOPY site /x\n", RULE) == f"FROM nginx:1.29\nCOPY site /x\n{run}USER nginx\n"
