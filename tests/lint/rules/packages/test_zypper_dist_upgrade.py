"""`zypper-dist-upgrade`: cases that are more than a text."""

import pytest

from lint.cases import check_offers

RULE = "zypper-dist-upgrade"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "FROM a\nRUN zypper -n dist-upgrade; ls\n", ["FROM a\nRUN ls\n"], id="the command goes, what follows stays"
        ),
    ],
)
def test_fixes(before, after):
    check_offers(RULE, before, after)
