"""`apt-dist-upgrade`: cases that are more than a text."""

import pytest

from lint.cases import check_offers

RULE = "apt-dist-upgrade"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "FROM a\nRUN apt-get update && apt-get dist-upgrade -y\n",
            ["FROM a\nRUN apt-get update\n"],
        ),
        (  # the lines keep their breaks
            "FROM a\nRUN apt-get update && apt-get dist-upgrade -y && \\\n    ls\n",
            ["FROM a\nRUN apt-get update && \\\n    ls\n"],
        ),
        (  # a comment before it stays
            "FROM a\nRUN apt-get update && \\\n    # 왜\n    apt-get dist-upgrade -y && \\\n    ls\n",
            ["FROM a\nRUN apt-get update && \\\n    # 왜\n    ls\n"],
        ),
        ("FROM a\nRUN ls; apt-get dist-upgrade -y && pwd\n", []),
        ("FROM a\nRUN apt-get dist-upgrade -y || true\n", []),
        ("FROM a\nRUN apt-get dist-upgrade -y\n", []),
    ],
)
def test_fixes(before, after):
    check_offers(RULE, before, after)
