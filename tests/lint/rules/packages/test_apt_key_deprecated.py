"""`apt-key-deprecated`: an image that has no such command ends the build, any other trusts the key everywhere."""

import pytest

from gorae.lint.messages import message
from lint.cases import problems_of

RULE = "apt-key-deprecated"


@pytest.mark.parametrize(
    ("base", "severity", "said"),
    [
        ("debian:13-slim", "error", "has no `apt-key`"),
        ("debian:12-slim", "warning", "trusted for every repository"),
        ("ghcr.io/team/app:1", "warning", "trusted for every repository"),
    ],
)
def test_where_the_command_is_gone_the_build_ends(base, severity, said):
    (problem,) = problems_of(f"FROM {base}\nRUN apt-key add key.asc\n", RULE)
    assert (problem.severity, said in message(problem, "en")) == (severity, True)


def test_a_failure_that_is_allowed_for_ends_nothing():
    (problem,) = problems_of("FROM debian:13-slim\nRUN apt-key add key.asc || true\n", RULE)
    assert problem.severity == "warning"
