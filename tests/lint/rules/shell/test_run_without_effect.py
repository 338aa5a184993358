"""`run-without-effect`: a RUN after which nothing is as it was told to be."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.syntax import parse
from lint.cases import check, findings_of, fixed

RULE = "run-without-effect"
LOST = {
    "a variable": "RUN export A=b",
    "several variables at once": "RUN export A=b C=d",
    "a variable of the shell alone": "RUN A=b",
    "an alias": "RUN alias ll='ls -l'",
    "a virtual environment": "RUN . /opt/venv/bin/activate",
    "a virtual environment, bash's way": "RUN source venv/bin/activate",
    "an option of the shell": "RUN set -ex",
    "the profile of a login": "RUN . /etc/profile",
    "a mask": "RUN umask 002",
    "a folder and a variable": "RUN cd /app && export A=b",
    "an old form without a sign": "RUN export A b",
    "an environment of conda's": "RUN conda activate ml",
    "an environment of conda's, the old way": "RUN source activate ml",
    "a version of nvm's": "RUN . $NVM_DIR/nvm.sh && nvm use 24",
    "what a later build runs": "ONBUILD RUN export A=b",
}
STARTED = {
    "a service that is started": ("RUN service postgresql start", "service postgresql start"),
    "a service of systemd's": ("RUN systemctl start nginx", "systemctl start nginx"),
    "a server in the background": ("RUN nohup redis-server &", "nohup redis-server"),
    "a service, and a pause": ("RUN /etc/init.d/mysql start && sleep 5", "/etc/init.d/mysql start"),
}
KEPT = {
    "a program that uses it": "RUN export A=b && make",
    "a variable before a command": "RUN A=b make",
    "a file that is written": "RUN export > /etc/environment",
    "what a script does is not known": "RUN . ./setup.sh",
    "cd alone is another rule's": "RUN cd /app",
    "a value that a program gives": "RUN export A=$(make)",
    "an option of the shell for what follows": "RUN set -e && make",
    "a service that the next command needs": "RUN service postgresql start && psql -c 'create database a'",
    "a service that is switched on": "RUN systemctl enable nginx",
    "a job that the RUN waits for": "RUN make -C a & make -C b && wait",
    "a folder": "RUN mkdir /app",
    "an environment that is used": "RUN conda activate ml && pip install x",
    "a version that is fetched": "RUN . $NVM_DIR/nvm.sh && nvm install 24",
    "a version that stays": "RUN rvm use 3.4 --default",
}


@pytest.mark.parametrize("line", LOST.values(), ids=LOST.keys())
def test_lost(line: str) -> None:
    assert findings_of(f"FROM debian:13\n{line}\n", RULE) == ["RUN"]


@pytest.mark.parametrize(("line", "words"), STARTED.values(), ids=STARTED.keys())
def test_a_service_is_said_once(line: str, words: str) -> None:
    """The words that start it; `command-pointless`, which says the same of fewer forms, waits."""
    text = f"FROM debian:13\n{line}\n"
    assert findings_of(text, RULE) == [words]
    assert "command-pointless" not in {one.rule.name for one in check(parse(text), Settings())}


@pytest.mark.parametrize("line", KEPT.values(), ids=KEPT.keys())
def test_kept(line: str) -> None:
    assert findings_of(f"FROM debian:13\n{line}\n", RULE) == []


def test_the_fix_writes_env() -> None:
    assert fixed('FROM debian:13\nRUN export A="b c" D=$E\n', RULE) == 'FROM debian:13\nENV A="b c" D=$E\n'
    assert fixed("FROM debian:13\nRUN export A b\n", RULE) == "FROM debian:13\nRUN export A b\n"


@pytest.mark.parametrize(
    ("why", "line"),
    [
        ("an empty list", "RUN []"),
        ("an empty list with a blank", "RUN [ ]"),
        ("the same as a trigger", "ONBUILD RUN []"),
    ],
)
def test_a_list_of_nothing_fails_the_build(why: str, line: str) -> None:
    """As the Engine ends it: `arguments are required`, in a build and not in `--check`."""
    assert findings_of(f"FROM debian:13\n{line}\n", RULE) == [line[line.index("[") :]], why
