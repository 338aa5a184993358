"""`variable-undefined` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of, problems_of

DEBIAN = "FROM debian:13\n"

UNDEFINED = "variable-undefined"


@pytest.mark.parametrize(
    ("rule", "text", "variant"),
    [
        (UNDEFINED, DEBIAN + "ARG VERSION\nENV V=$VERSON\n", "near"),
    ],
)
def test_what_it_says(rule, text, variant):
    (problem,) = problems_of(text, rule)
    assert problem.finding.variant == variant


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        (
            "variable-undefined",
            "FROM debian:13\nENV HTTP_PORT=1\nEXPOSE $HTTP_PORT\nWORKDIR /$HTPT_PORT\n",
            ["HTPT_PORT"],
        ),
        ("variable-undefined", "FROM a\nENV HTTP_PORT=1\nEXPOSE $HTTP_PORT $HTTPS_PORT\n", []),
        ("variable-undefined", "FROM a\nENV CUSTOM_SERVER_PORT=1\nWORKDIR /$CUSTOM_SERVE_NAME\n", []),
    ],
)
def test_what_is_reported(rule: str, text: str, words: list[str]):
    assert findings_of(text, rule) == words
