"""`instruction-spacing-uneven`: Blank lines between instructions of one kind, or none between those of different kinds."""

from __future__ import annotations

import pytest

from lint.layout_cases import check_fix

RULE = "instruction-spacing-uneven"


@pytest.mark.parametrize(
    ("why", "text", "wanted"),
    [
        ("two kinds", "FROM a\nRUN b", "FROM a\n\nRUN b"),
        ("one kind", "RUN a\n\n\nRUN b", "RUN a\nRUN b"),
        ("a section", "RUN a\n\n# x\nRUN b", "RUN a\n\n# x\nRUN b"),
        ("its comment", "RUN a\n# x\nENV b=c", "RUN a\n\n# x\nENV b=c"),
        ("an empty line between stages", "FROM a\nFROM b", "FROM a\n\nFROM b"),
    ],
)  # fmt: skip
def test_fixes(why, text, wanted):
    check_fix(RULE, why, text, wanted)
