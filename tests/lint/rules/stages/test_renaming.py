"""Names of stages: where they are used, which other name is offered, and what a name that nothing has may mean."""

import pytest

from lint.cases import findings_of, fixed, problems_of

CASING, TWICE, RESERVED, UNKNOWN, UNUSED = (
    "stage-name-casing", "stage-name-duplicate", "stage-name-reserved", "stage-unknown", "stage-unused",
)  # fmt: skip
A = "FROM debian:13 AS a\n"
FIRST = "FROM debian:13 AS a-1\n"
LAST = "FROM debian:13 AS last\n"


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (
            CASING,
            ("FROM debian:13 AS Build\nFROM Build AS c\nFROM debian:13\nCOPY --from=BUILD /x /y\n"
            "RUN --mount=type=bind,from=Build,target=/b ls\nCOPY --from=c /x /y\n"),
            ("FROM debian:13 AS build\nFROM build AS c\nFROM debian:13\nCOPY --from=build /x /y\n"
            "RUN --mount=type=bind,from=build,target=/b ls\nCOPY --from=c /x /y\n"),
        ),
        (
            CASING,
            "FROM debian:13 AS Build\nFROM debian:13\nCOPY --chown=Build --from=x /x /y\nRUN --mount=type=bind,from,target=/b ls\n",
            "FROM debian:13 AS build\nFROM debian:13\nCOPY --chown=Build --from=x /x /y\nRUN --mount=type=bind,from,target=/b ls\n",
        ),
        (
            CASING,
            "FROM debian:13 AS Build\nFROM debian:13\nCOPY --from /x /y\nCOPY --from= /x /y\nRUN --mount=type=cache,id=Build,target=/b ls\n",
            "FROM debian:13 AS build\nFROM debian:13\nCOPY --from /x /y\nCOPY --from= /x /y\nRUN --mount=type=cache,id=Build,target=/b ls\n",
        ),
        (
            CASING,
            "FROM debian:13 AS c\nFROM debian:13 AS Build\nFROM c AS d\nRUN --mount=type=bind,from=c,target=/b ls\n",
            "FROM debian:13 AS c\nFROM debian:13 AS build\nFROM c AS d\nRUN --mount=type=bind,from=c,target=/b ls\n",
        ),
        (TWICE, A + "COPY --from=a /x /y\n" + A, None),
        (TWICE, A + A, FIRST + A),
        (TWICE, A + A + LAST + "COPY --from=a /x /y\n", FIRST + A + LAST + "COPY --from=a /x /y\n"),
        (TWICE, A + A + "FROM a AS b\n", FIRST + A + "FROM a AS b\n"),
        (TWICE, A + "FROM a AS b\n" + A, FIRST + "FROM a-1 AS b\n" + A),
        (TWICE, FIRST + A + A, FIRST + "FROM debian:13 AS a-2\n" + A),
        (TWICE, A + LAST + "COPY --from=a /x /y\n" + A, None),
        (RESERVED, "FROM debian:13 AS context\nFROM context\n", "FROM debian:13 AS sources\nFROM sources\n"),
    ],
)  # fmt: skip
def test_a_name_changes_wherever_it_is_used(rule, text, after):
    assert findings_of(text, rule)
    assert fixed(text, rule) == (after or text)


def test_of_three_the_last_keeps_the_name():
    assert fixed(A + A + A, TWICE) == FIRST + "FROM debian:13 AS a-2\n" + A


@pytest.mark.parametrize(
    ("text", "found", "variant", "severity"),
    [
        ("COPY --from=build /x /y\n", ["build"], "", None),
        ("COPY --from=Builder /x /y\n", [], "", None),
        ("COPY --from=BUILDR /x /y\n", ["BUILDR"], "no-image", "error"),
        ("COPY --from=other /x /y\n", ["other"], "", "information"),
        ("COPY --from=other:1 /x /y\n", [], "", None),
        ("COPY --from=builder:1 /x /y\n", ["builder:1"], "", None),
        ("COPY --from=ghcr.io/x/y /x /y\n", [], "", None),
        ("COPY --from=7 /x /y\n", ["7"], "number", "error"),
        ("COPY --from=0 /x /y\n", [], "", None),
        ("COPY --from=later /x /y\nFROM debian:13 AS later\n", ["later"], "later", "error"),
        ("COPY --from=here /x /y\n", [], "", None),
        ("COPY --from=$X /x /y\n", [], "", None),
        ("COPY --from= /x /y\nCOPY --from /x /y\nCOPY --chown=other /x /y\n", [], "", None),
        ("RUN --mount=type=bind,from=buildr,target=/x ls\n", ["buildr"], "", None),
        ("RUN --mount=type=bind,from=builder,target=/x ls\n", [], "", None),
        ("RUN --mount=type=bind,target=/x ls\nRUN --mount=type=bind,from,target=/x ls\n", [], "", None),
    ],
)
def test_names_that_no_stage_above_has(text, found, variant, severity):
    text = f"FROM debian:13 AS builder\nFROM debian:13\nFROM debian:13 AS here\n{text}"
    assert findings_of(text, UNKNOWN) == found
    for problem in problems_of(text, UNKNOWN):
        assert (problem.finding.variant, problem.finding.severity) == (variant, severity)


@pytest.mark.parametrize(("name", "right"), [("buildr", "builder"), ("BUILDR", "builder"), ("zzz", None), ("7", None)])
def test_the_name_that_may_be_meant(name, right):
    text = f"FROM debian:13 AS builder\nFROM debian:13\nCOPY --from={name} /x /y\n"
    assert fixed(text, UNKNOWN) == (text.replace(f"={name}", f"={right}") if right else text)


def test_a_stage_without_a_name_is_called_by_its_number():
    first, second = problems_of("FROM debian:13\nFROM alpine:3.22 AS x\nFROM debian:13\n", UNUSED)
    assert [dict(problem.finding.facts)["name"] for problem in (first, second)] == [0, "x"]
    assert [problem.span.start for problem in (first, second)] == [5, 35]
