"""`apt-dist-upgrade`: cases that are more than a text."""

import pytest

from lint.cases import check_offers

RULE = "apt-dist-upgrade"


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        (
            "the command goes with its operator",
            "FROM a\nRUN apt-get update && apt-get dist-upgrade -y\n",
            ["FROM a\nRUN apt-get update\n"],
        ),
        (
            "the lines keep their breaks",  # the lines keep their breaks
            "FROM a\nRUN apt-get update && apt-get dist-upgrade -y && \\\n    ls\n",
            ["FROM a\nRUN apt-get update && \\\n    ls\n"],
        ),
        (
            "a comment before it stays",  # a comment before it stays
            "FROM a\nRUN apt-get update && \\\n    # 왜\n    apt-get dist-upgrade -y && \\\n    ls\n",
            ["FROM a\nRUN apt-get update && \\\n    # 왜\n    ls\n"],
        ),
        (
            "behind a semicolon another operator would stand first",
            "FROM a\nRUN ls; apt-get dist-upgrade -y && pwd\n",
            [],
        ),
        ("what happens where it fails would go along", "FROM a\nRUN apt-get dist-upgrade -y || true\n", []),
        ("nothing would be left of the RUN", "FROM a\nRUN apt-get dist-upgrade -y\n", []),
    ],
)
def test_fixes(why, before, after):
    check_offers(RULE, before, after)
