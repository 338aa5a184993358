"""Where the rules on variables begin and end to speak: a text on either side of each condition."""

import pytest

from lint.cases import findings_of, fixed, problems_of

SELF, DEFAULT, FROM, UNDEFINED, SCOPE = (
    "env-self-reference", "from-arg-default-invalid", "from-arg-undefined", "variable-undefined", "arg-not-in-scope",
)  # fmt: skip
D = "FROM debian:13\n"

FOUND = [
    (SELF, D + "ENV A=1 B=$A\n", ["$A"]),
    (SELF, D + "ENV A=1 B=$C\n", []),
    (SELF, D + "ENV A=$A B=1\n", []),
    (SELF, D + "ENV A=0\nENV A=1 B=$A\n", []),
    (SELF, D + "ENV A=1 B=${A:-2}\n", []),
    (SELF, D + "ENV A=1\nENV B=$A\n", []),
    (SELF, D + "ENV A B=$A\n", []),
    (DEFAULT, "ARG V\nFROM debian:$V\n", ["debian:$V"]),
    (DEFAULT, "ARG IMAGE\nFROM $IMAGE\n", ["$IMAGE"]),
    (DEFAULT, "ARG V=13\nFROM debian:$V\n", []),
    (DEFAULT, "ARG V\nFROM debian:${V:-13}\n", []),
    (DEFAULT, "FROM debian:$V\n", []),
    (DEFAULT, "FROM debian:\n", []),
    (DEFAULT, "ARG V\nFROM debian:$V$W\n", []),
    (DEFAULT, "ARG V\nFROM debian:${W:-13}$V\n", []),
    (DEFAULT, "ARG V\nFROM debian:${W:-}$V\n", ["debian:${W:-}$V"]),
    (DEFAULT, "FROM debian:13-$TARGETARCH\n", []),
    (DEFAULT, "ARG V\nFROM debian:$V$TARGETARCH\n", []),
    (DEFAULT, "ARG V\nFROM debian:$V${TARGETARCH:+}\n", ["debian:$V${TARGETARCH:+}"]),
    (DEFAULT, "ARG V=scratch\nFROM $V\n", []),
    (DEFAULT, "ARG V=base\nFROM debian:13 AS base\nFROM $V\n", []),
    (DEFAULT, "ARG V=:\nFROM $V\n", ["$V"]),
    (FROM, "FROM debian:$V\n", ["V"]),
    (FROM, "ARG V\nFROM debian:$V\n", []),
    (FROM, "FROM debian:${V:-13}\n", []),
    (FROM, "FROM --platform=$BUILDPLATFORM debian:13\n", []),
    (FROM, "FROM proxy/$HTTP_PROXY\n", []),
    (UNDEFINED, D + "WORKDIR $APP\n", ["APP"]),
    (UNDEFINED, "FROM scratch\nCOPY a $APP\n", ["APP"]),
    (UNDEFINED, "FROM node:24\nWORKDIR $APP\n", []),
    (UNDEFINED, "FROM $BASE\nWORKDIR $APP\n", []),
    (UNDEFINED, D + "WORKDIR ${APP:-/x}\n", []),
    (UNDEFINED, D + "WORKDIR $HOME/$PATH\n", []),
    (UNDEFINED, D + "ENV P=$HTTP_PROXY\n", []),
    (UNDEFINED, D + "ENV APP=$APP\n", []),
    (UNDEFINED, D + "ENV APP=$OTHER\n", ["OTHER"]),
    (UNDEFINED, D + "LABEL APP=$APP\n", ["APP"]),
    (UNDEFINED, D + "ONBUILD WORKDIR $APP\n", []),
    (UNDEFINED, D + "WORKDIR $TARGETARCH\n", []),
    (UNDEFINED, "FROM node:24\nARG VERSION\nENV V=$VERSON\n", ["VERSON"]),
    (UNDEFINED, "FROM node:24\nARG VERSION\nENV V=$VERSON$VERSION\n", []),
    (UNDEFINED, "FROM node:24\nARG ABC\nENV V=$AC\n", []),
    (UNDEFINED, "FROM node:24\nARG ABCD\nENV V=$ABD\n", ["ABD"]),
    (UNDEFINED, "FROM node:24\nARG APP_PORT1\nENV V=$APP_PORT2\n", []),
    (UNDEFINED, "FROM node:24\nARG APP_PORT\nENV V=$APP_PORTS\n", ["APP_PORTS"]),
    (UNDEFINED, "FROM node:24\nARG APP_PORT\nENV V=$APPPORT\n", []),
    (UNDEFINED, "FROM node:24\nARG APPS_PORT\nENV V=$APP_PORTS\n", []),
    (SCOPE, "ARG V=1\n" + D + "ENV A=$V\n", ["V"]),
    (SCOPE, "ARG V=1\n" + D + "RUN echo $V\n", ["V"]),
    (SCOPE, "ARG V=1\n" + D + 'RUN ["echo", "$V"]\n', []),
    (SCOPE, "ARG V=1\n" + D + "CMD echo $V\n", []),
    (SCOPE, "ARG V=1\n" + D + "ONBUILD RUN echo $V\n", []),
    (SCOPE, D + "ENV A=$TARGETARCH\n", []),
    (SCOPE, "ARG V=1 W=2\n" + D + "ENV A=$V B=$W\n", ["V", "W"]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "found"), FOUND)
def test_found(rule, text, found):
    assert findings_of(text, rule) == found


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (SELF, D + "env A=1 B=$A C=3\n", D + "env A=1\nenv B=$A\nenv C=3\n"),
        (SELF, D + "ENV A=1 \\\n  B=$A\n", None),
        (FROM, "ARG VERSION\nFROM debian:$VERSON\n", "ARG VERSION\nFROM debian:$VERSION\n"),
        (FROM, "FROM --platform=$BUILDPLATFROM debian:13\n", "FROM --platform=$BUILDPLATFORM debian:13\n"),
        (FROM, "FROM debian:$V\n", None),
        (UNDEFINED, "FROM node:24\nARG VERSION\nENV V=$VERSON\n", "FROM node:24\nARG VERSION\nENV V=$VERSION\n"),
        (UNDEFINED, D + "WORKDIR $APP\n", None),
    ],
)
def test_fixed(rule, text, after):
    assert fixed(text, rule) == (after or text)


@pytest.mark.parametrize(
    ("rule", "text", "variant"),
    [
        (DEFAULT, "ARG IMAGE\nFROM $IMAGE\n", "empty"),
        (DEFAULT, "ARG V\nFROM debian:$V\n", ""),
        (FROM, "ARG VERSION\nFROM debian:$VERSON\n", "near"),
        (FROM, "ARG VERSION\nFROM debian:$OTHER\n", ""),
        (UNDEFINED, D + "ARG VERSION\nENV V=$VERSON\n", "near"),
    ],
)
def test_what_it_says(rule, text, variant):
    (problem,) = problems_of(text, rule)
    assert problem.finding.variant == variant


def test_it_names_the_line_of_the_argument():
    (problem,) = problems_of("# one\nARG U=1\nARG V=1\n" + D + "ENV A=$V\n", SCOPE)
    assert dict(problem.finding.facts)["line"] == 3
