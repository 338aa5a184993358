"""Names that two stages share."""

import pytest

from lint.cases import findings_of


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("twice", "FROM a AS b\nFROM c AS b\n", ["b"]),
        ("three times", "FROM a AS b\nFROM c AS b\nFROM d AS b\n", ["b", "b"]),
        ("letter case is no difference", "FROM a AS b\nFROM c AS B\n", ["B"]),
        ("a stage without a name between", "FROM a AS b\nFROM c\nFROM d AS b\n", ["b"]),
        ("two without a name", "FROM a\nFROM b\n", []),
        ("other names", "FROM a AS b\nFROM a AS c\n", []),
    ],
)
def test_duplicates(why, text, found):
    assert findings_of(text, "stage-name-duplicate") == found, why
