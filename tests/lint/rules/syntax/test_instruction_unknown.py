"""`instruction-unknown` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import fixed

UNKNOWN = "instruction-unknown"


@pytest.mark.parametrize(
    ("written", "right"),
    [("RUNN", "RUN"), ("runn", "run"), ("Runn", "RUN"), ("ENTRYPIONT", "ENTRYPOINT"), ("FOO", "FOO")],
)
def test_the_nearest_instruction(written, right):
    assert fixed(f"FROM debian:13\n{written} x\n", UNKNOWN) == f"FROM debian:13\n{right} x\n"
