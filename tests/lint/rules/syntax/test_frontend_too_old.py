"""`frontend-too-old`: a flag that the file's own frontend does not know yet."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from lint.cases import findings_of, problems_of


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("older than the flag", "# syntax=docker/dockerfile:1.4\nFROM a\nADD --unpack a.tar /b\n", ["--unpack"]),
        ("new enough", "# syntax=docker/dockerfile:1.17\nFROM a\nADD --unpack a.tar /b\n", []),
        ("the newest of the series", "# syntax=docker/dockerfile:1\nFROM a\nADD --unpack a.tar /b\n", []),
        ("an exact version", "# syntax=docker/dockerfile:1.3.1\nFROM a\nCOPY <<E /b\nE\n", ["<<E"]),
        ("stable since 1.27, so in the newest", "# syntax=docker/dockerfile:1\nFROM a\nRUN --device=x b\n", []),
        ("and in that one", "# syntax=docker/dockerfile:1.27\nFROM a\nRUN --device=x b\n", []),
        ("labs alone before", "# syntax=docker/dockerfile:1.26\nFROM a\nRUN --device=x b\n", ["--device"]),
        ("before there was any", "# syntax=docker/dockerfile:1.13-labs\nFROM a\nRUN --device=x b\n", ["--device"]),
        ("the labs frontend has it", "# syntax=docker/dockerfile:1-labs\nFROM a\nRUN --device=x b\n", []),
        ("in labs before it was settled", "# syntax=docker/dockerfile:1.7-labs\nFROM a\nCOPY --parents a b\n", []),
        ("not settled yet", "# syntax=docker/dockerfile:1.7\nFROM a\nCOPY --parents a b\n", ["--parents"]),
        ("no frontend named", "FROM a\nRUN --device=x b\n", ["--device"]),
        ("no frontend named", "FROM a\nCOPY --exclude=x a b\n", []),
        ("newer than any Engine of today has built in", "FROM a\nCOPY --parents a b\n", ["--parents"]),
    ],
)
def test_flags_and_the_frontend_that_is_asked_for(why, text, found):
    assert findings_of(text, "frontend-too-old") == found, why


@pytest.mark.parametrize(
    ("why", "text", "severity"),
    [
        ("hardly any Engine has 1.27, and that of 28.5 refuses the flag", "RUN --device=x b\n", "error"),
        ("some Engines have 1.20", "COPY --parents a b\n", "warning"),
    ],
)
def test_what_engines_have_built_in(why, text, severity):
    assert [one.severity for one in problems_of("FROM a\n" + text, "frontend-too-old")] == [severity], why


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("Buildah refuses it", "FROM a\nRUN --security=insecure b\n", [("buildah", "--security")]),
        (
            "and these",
            "FROM a\nRUN --device=x b\nADD --unpack a /b\n",
            [("buildah", "--device"), ("buildah", "--unpack")],
        ),
        ("it has no frontends that could be too old", "FROM a\nRUN --mount=type=cache,target=/c b\n", []),
        ("with a frontend it is for Docker", "# syntax=docker/dockerfile:1\nFROM a\nRUN --security=insecure b\n", []),
    ],
)
def test_a_containerfile(why, text, found, tmp_path):
    context = read_context(tmp_path, tmp_path / "Containerfile")
    problems = problems_of(text, "frontend-too-old", context)
    assert [(one.finding.variant, one.span.of(text)) for one in problems] == found, why
