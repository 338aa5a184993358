"""Compilers that stay in the image though there are stages."""

import pytest

from lint.cases import findings_of

RULE = "build-tools-in-final-stage"
HEAD = "FROM node:24 AS assets\nRUN npm run build\nFROM debian:13-slim{name}\nCOPY --from=assets /out /out\n"
TAIL = '\nCMD ["server"]\n'


@pytest.mark.parametrize(
    ("why", "run", "found"),
    [
        ("a compiler", "RUN apt-get update && apt-get install -y gcc curl", ["gcc"]),
        ("a version of it", "RUN apt-get install -y curl g++-14", ["g++-14"]),
        ("from the first tool to the last", "RUN apk add --no-cache build-base curl cmake", ["build-base curl cmake"]),
        ("on lines of their own", "RUN apk add \\\n  build-base \\\n  cmake", ["build-base"]),
        ("what a library needs to run", "RUN apt-get install -y libgcc-s1 libstdc++6", []),
        ("removed by the same RUN", "RUN apt-get install -y gcc && make && apt-get purge -y gcc", []),
        ("removed by a group's name", "RUN apk add --virtual .deps gcc && make && apk del .deps", []),
        ("removed too late", "RUN apt-get install -y gcc\nRUN apt-get purge -y gcc", ["gcc"]),
        ("not a system's package", "RUN pip install cmake", []),
        ("an unfinished line", "RUN apt-get install", []),
    ],
)
def test_packages(why, run, found):
    assert findings_of(HEAD.format(name="") + run + TAIL, RULE) == found, why


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("no stage", "ARG A=1\n"),
        ("one stage", "FROM debian:13-slim\nRUN apt-get install -y gcc" + TAIL),
        ("stages that hand nothing over", "FROM debian:13\nRUN a\nFROM debian:13\nRUN apt-get install -y gcc" + TAIL),
        ("a stage to work in", HEAD.format(name=" AS dev") + "RUN apt-get install -y gcc" + TAIL),
        ("starts a shell", HEAD.format(name="") + 'RUN apt-get install -y gcc\nCMD ["bash"]\n'),
        ("starts nothing", HEAD.format(name="") + "RUN apt-get install -y gcc\n"),
        (
            "in the builder",
            "FROM debian:13 AS b\nRUN apt-get install -y gcc\nFROM debian:13\nCOPY --from=b /a /a" + TAIL,
        ),
    ],
)
def test_quiet(why, text):
    assert findings_of(text, RULE) == [], why


def test_a_shell_that_runs_a_script_is_a_program():
    text = HEAD.format(name="") + 'RUN apt-get install -y gcc\nCMD ["sh", "-c", "server"]\n'
    assert findings_of(text, RULE) == ["gcc"]
