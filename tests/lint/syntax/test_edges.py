"""Words that Docker does not know, and templates that are no Dockerfiles yet."""

import pytest

from lint.cases import findings_of, fixed

UNKNOWN, TEMPLATE = "instruction-unknown", "template-unrendered"


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (UNKNOWN, "FROM debian:13\nRUNN ls\nFOO bar\n", ["RUNN", "FOO"]),
        (UNKNOWN, "FROM debian:13\nrun ls\n", []),
        (TEMPLATE, "FROM {{ base }}\n", ["{{ base }}"]),
        (TEMPLATE, "FROM <%= base %>\n", ["<%= base %>"]),
        (TEMPLATE, "{% if x %}\nFROM debian:13\n{% endif %}\n", ["{%"]),
        (TEMPLATE, "{# note #}\nFROM debian:13\n", ["{#"]),
        (TEMPLATE, "FROM debian:13\nRUN echo {{ x }}\n", []),
        (TEMPLATE, "FROM debian:13\nLABEL a={{x}}\n", []),
        (TEMPLATE, "FROM debian:13\nRUN docker inspect -f '{{.Id}}' x\n", []),
        (TEMPLATE, "FROM debian:13\nENV {{key}}\nCOPY {{x}}\n", ["{{key}}"]),
        (TEMPLATE, "FROM debian:13\nHEALTHCHECK x\n", []),
    ],
)
def test_found(rule, text, found):
    assert findings_of(text, rule) == found


@pytest.mark.parametrize(
    ("written", "right"),
    [("RUNN", "RUN"), ("runn", "run"), ("Runn", "RUN"), ("ENTRYPIONT", "ENTRYPOINT"), ("FOO", "FOO")],
)
def test_the_nearest_instruction(written, right):
    assert fixed(f"FROM debian:13\n{written} x\n", UNKNOWN) == f"FROM debian:13\n{right} x\n"
