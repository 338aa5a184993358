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
    ("why", "text", "found"),
    [
        ("nothing says who runs the program", DEBIAN + START, ["CMD"]),
        ("what is checked for health runs", DEBIAN + "HEALTHCHECK CMD x\n", ["debian:13"]),
        ("Apache's image starts a server without an instruction of its own", "FROM httpd:2.4\n", ["httpd:2.4"]),
        ("nobody knows who the base runs as", "FROM $X\n", []),
        ("a language's prompt is a base for others", 'FROM python:3.14\nCMD ["python3"]\n', []),
        ("it fills a volume of another and ends", 'FROM node:24-slim\nCMD ["cp", "-r", "dist", "/result"]\n', []),
        ("a driver mounts the host's disks", DEBIAN + 'COPY volume-csi /opt/\nENTRYPOINT ["/opt/volume-csi"]\n', []),
        ("a prompt with a port is a server", 'FROM python:3.14\nEXPOSE 80\nCMD ["python3"]\n', ["CMD"]),
        ("a program of the language is no prompt", 'FROM python:3.14\nCMD ["python3", "a.py"]\n', ["CMD"]),
        ("an empty entry point leaves CMD to start the program", DEBIAN + 'CMD ["a"]\nENTRYPOINT []\n', ["CMD"]),
        ("an image that starts nothing is a base for others", DEBIAN, []),
        ("the start need not be the last instruction", DEBIAN + "RUN ls\n" + START + "RUN ls\n", ["CMD"]),
        (
            "of entry point and command the later one is reported",
            DEBIAN + 'ENTRYPOINT ["a"]\nCMD ["b"]\nRUN ls\n',
            ["CMD"],
        ),
        ("the entry point is the later one here", DEBIAN + START + 'ENTRYPOINT ["a"]\n', ["CMD"]),
        ("an empty image that starts nothing holds files", SCRATCH + "COPY a /\n", []),
        ("a program in an empty image runs as root, too", SCRATCH + START, ["CMD"]),
        ("another team's image may end as any user", TEAM_IMAGE + START, []),
        ("distroless images of that tag end as nonroot", STATIC.replace("13\n", "13:nonroot\n") + START, []),
        ("gosu is there to change the user", DEBIAN + "RUN apt-get install gosu\n" + START, []),
        ("USER root is another rule's", DEBIAN + "USER root\n" + START, []),
    ],
)
def test_found(why, text, found):
    assert reported_of(text, RULE) == found, why


def test_who_chooses_the_rule_by_its_name_is_reported_of_tools_too():
    assert findings_of('FROM python:3.14\nCMD ["python3"]\n', RULE) == ["CMD"]
    assert findings_of("FROM debian:13\n", RULE) == ["debian:13"]


@pytest.mark.parametrize(
    ("why", "text", "script", "found"),
    [
        (
            "gosu changes the user in the script that is started",
            'COPY run.sh /r\nENTRYPOINT ["/r"]\n',
            "#!/bin/sh\nexec gosu app x\n",
            [],
        ),
        ("the script stays root", 'COPY run.sh /r\nENTRYPOINT ["/r"]\n', "#!/bin/sh\nexec x\n", ["ENTRYPOINT"]),
        (
            "the script is found on PATH, in the folder it was copied to",
            'COPY run.sh /r/\nENTRYPOINT ["run.sh"]\n',
            "#!/bin/sh\nexec su-exec app x\n",
            [],
        ),
        (
            "another stage's script is not the one in the folder",
            'COPY --from=x run.sh /r/\nENTRYPOINT ["run.sh"]\n',
            "#!/bin/sh\nexec su-exec app x\n",
            ["ENTRYPOINT"],
        ),
        (
            "the script is only the fifth word, an argument of something",
            'COPY run.sh /r/\nENTRYPOINT ["a", "b", "c", "d", "run.sh"]\n',
            "#!/bin/sh\nexec su-exec app x\n",
            ["ENTRYPOINT"],
        ),
    ],
)
def test_a_start_script_may_give_root_up(why, tmp_path, text, script, found):
    (tmp_path / "run.sh").write_text(script, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(DEBIAN + text, RULE, context) == found, why


@pytest.mark.parametrize(
    ("why", "script", "found"),
    [
        ("cron gives each job its user", "#!/bin/sh\nenv > /etc/environment\nexec cron -f\n", []),
        ("Debian's scripts start a server as root", "#!/bin/sh\nservice nginx start; exec /app\n", []),
        (
            "a comment starts nothing, neither does an argument",
            "#!/bin/sh\n# cron is not used here\nexec /app --with cron\n",
            ["ENTRYPOINT"],
        ),
    ],
)
def test_a_start_script_may_start_what_has_to_be_root(why, tmp_path, script, found):
    (tmp_path / "run.sh").write_text(script, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert reported_of(DEBIAN + 'COPY run.sh /r\nENTRYPOINT ["/r"]\n', RULE, context) == found, why


@pytest.mark.parametrize(
    ("why", "runs", "found"),
    [
        ("an action that is built of this file", "using: docker\n  image: Dockerfile\n", []),
        ("quotes and a folder before the file change nothing", "using: 'docker'\n  image: 'build/Dockerfile'\n", []),
        ("the action takes another image", "using: docker\n  image: docker://alpine:3.24\n", ["CMD"]),
        ("the action is a program in JavaScript", "using: node24\n  main: index.js\n", ["CMD"]),
    ],
)
def test_github_runs_the_image_of_an_action_as_root(why, tmp_path, runs, found):
    """GitHub's page on Dockerfiles of actions: without root the workspace cannot be written."""
    (tmp_path / "action.yml").write_text(f"name: x\nruns:\n  {runs}", encoding="utf-8")
    (tmp_path / ".dockerignore").write_text("*.yml\n", encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert reported_of(DEBIAN + START, RULE, context) == found, why


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
    ("why", "text", "severity", "variant"),
    [
        (
            "nginx's workers are another user's",
            "FROM nginx:1.31\nCOPY dist /usr/share/nginx/html\n",
            "information",
            "master",
        ),
        (
            "started by its own name it is the same",
            'FROM nginx:1.31\nCMD ["nginx", "-g", "daemon off;"]\n',
            "information",
            "master",
        ),
        (
            "Apache's workers are another user's",
            "FROM httpd:2.4\nCOPY dist /usr/local/apache2/htdocs\nCMD httpd-foreground\n",
            "information",
            "master",
        ),
        ("Apache with PHP is the same", "FROM php:8.4-apache\nCMD apache2-foreground\n", "information", "master"),
        ("what another script starts is not known", "FROM nginx:1.31\nCMD /start.sh\n", "warning", ""),
        ("a program on the command line has no workers", "FROM php:8.4-cli\nCMD php /srv/a.php\n", "warning", ""),
        ("Node has none", "FROM node:24\nCMD node a.js\n", "warning", ""),
        (
            "the distribution's nginx has workers, too",
            "FROM debian:13\nRUN apt-get install -y nginx\nCMD nginx\n",
            "information",
            "master",
        ),
    ],
)
def test_severity(why, text: str, severity: str, variant: str) -> None:
    (problem,) = problems_of(text, RULE)
    assert (problem.severity, problem.finding.variant) == (severity, variant), why


TEXT = 'FROM debian:13\nCOPY start.sh /usr/local/bin/\nENTRYPOINT ["tini", "--", "start.sh"]\nCMD ["server"]\n'


@pytest.mark.parametrize(
    ("why", "script", "found"),
    [
        ("setpriv starts the program as another user", '#!/bin/sh\nexec setpriv --reuid=app "$@"\n', []),
        ("gosu does, too", '#!/bin/sh\nexec gosu app "$@"\n', []),
        ("the script starts the program as root", '#!/bin/sh\nexec "$@"\n', ["ENTRYPOINT"]),
        ("a word that only holds gosu's name is another", "#!/bin/sh\necho mygosub\n", ["ENTRYPOINT"]),
    ],
)
def test_scripts(why, tmp_path, script, found):
    (tmp_path / "start.sh").write_text(script)
    (tmp_path / "Dockerfile").write_text(TEXT)
    assert findings_of(TEXT, RULE, read_context(tmp_path, tmp_path / "Dockerfile")) == found, why


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
