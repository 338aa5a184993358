"""`syntax-error`: cases that are more than a text."""

import pytest

from gorae.syntax import parse
from lint.cases import check, fixes_of, settings_of


def offered(rule: str, text: str, **more: object) -> list[str]:
    """What the fixes of the rule's first finding make of the text."""
    return fixes_of(text, rule, **more)[0]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("syntax-error", "FROM a\nCOPY --form=b /x /y\n", ["FROM a\nCOPY --from=b /x /y\n"]),
        ("syntax-error", "FROM a\nCOPY --form=b --from=c /x /y\n", []),
        ("syntax-error", "FROM a\nCOPY --nothing=b /x /y\n", []),
        (
            "syntax-error",
            "FROM a\nHEALTHCHECK --timeout=3s curl x\n",
            ["FROM a\nHEALTHCHECK --timeout=3s CMD curl x\n"],
        ),
        ("syntax-error", "from a\nhealthcheck curl x\n", ["from a\nhealthcheck cmd curl x\n"]),
        ("syntax-error", "FROM a\nSHELL /bin/bash -c\n", ['FROM a\nSHELL ["/bin/bash", "-c"]\n']),
        ("syntax-error", "FROM a\nSHELL ['bash', '-c']\n", []),
        ("syntax-error", "FROM a\nVOLUME\n", []),
        ("syntax-error", "FROM a\nSHELL bash 'x y'\n", []),
        ("syntax-error", "FROM a\nCOPY --FORM=b /x /y\n", ["FROM a\nCOPY --from=b /x /y\n"]),
        ("syntax-error", "from a\n  healthcheck curl x\n", ["from a\n  healthcheck cmd curl x\n"]),
        ("syntax-error", "FROM a\nCOPY --form=b --from=c /x /y", []),
        (  # the flag of another line does not count
            "syntax-error",
            "FROM a\nCOPY --form=b /x /y\nCOPY --from=c /x /y\n",
            ["FROM a\nCOPY --from=b /x /y\nCOPY --from=c /x /y\n"],
        ),
    ],
)
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"
