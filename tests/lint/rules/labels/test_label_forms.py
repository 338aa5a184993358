"""Labels that say something twice, apart, in no order, or what the file can't know."""

import pytest

from lint.cases import applicabilities, findings_of, fixed

ONE = "sha256:" + "1" * 64
TWO = "sha256:" + "2" * 64
BASE = "org.opencontainers.image.base.digest"
REVISION = "org.opencontainers.image.revision"


@pytest.mark.parametrize(
    ("why", "text", "after"),
    [
        ("its own instruction", "FROM a\nLABEL x=1\nLABEL x=2\n", "FROM a\nLABEL x=2\n"),
        ("within one", "FROM a\nLABEL x=1 y=2 x=3\n", "FROM a\nLABEL y=2 x=3\n"),
        ("three times", "FROM a\nLABEL x=1\nLABEL x=2\nLABEL x=3\n", "FROM a\nLABEL x=3\n"),
        ("the last of its instruction", "FROM a\nLABEL y=1 \\\n  x=1\nLABEL x=2", "FROM a\nLABEL y=1\nLABEL x=2"),
        ("neighbours", "FROM a\nLABEL x=1 y=1 z=1\nLABEL x=2 y=2", "FROM a\nLABEL z=1\nLABEL x=2 y=2"),
        ("quoted", "FROM a\nLABEL \"x\"=1\nLABEL x='2'\n", "FROM a\nLABEL x='2'\n"),
        ("the old form", "FROM a\r\nLABEL x 1\r\nLABEL x=2\r\n", "FROM a\r\nLABEL x=2\r\n"),
    ],
)
def test_duplicates(why, text, after):
    assert findings_of(text, "label-duplicate"), why
    assert fixed(text, "label-duplicate", unsafe=False) == after, why


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("two stages", "FROM a\nLABEL x=1\nFROM b\nLABEL x=2\n"),
        ("a variable in the key", "FROM a\nLABEL $x=1\nLABEL $x=2\n"),
        ("other names", "FROM a\nLABEL x=1\nLABEL X=2\n"),
    ],
)
def test_no_duplicates(why, text):
    assert findings_of(text, "label-duplicate") == [], why


def test_a_comment_keeps_its_label():
    text = "FROM a\nLABEL x=1 \\\n# why\n  y=2\nLABEL x=2\n"
    assert findings_of(text, "label-duplicate") == ["x=1"]
    assert applicabilities(text, "label-duplicate") == ["none"]


@pytest.mark.parametrize(
    ("why", "text", "after"),
    [
        ("two", "FROM a\nLABEL x=1\n\nLABEL y=2\n", "FROM a\nLABEL x=1 \\\n      y=2\n"),
        ("indented, CRLF", "FROM a\r\n  LABEL x=1\r\n  LABEL y=2", "FROM a\r\n  LABEL x=1 \\\r\n        y=2"),
        ("a comment between", "FROM a\nLABEL x=1\n# y\nLABEL y=2\n", None),
        ("something between", "FROM a\nLABEL x=1\nARG z\nLABEL y=2\n", None),
        ("the escape", "# escape=`\nFROM a\nLABEL x=1\nLABEL y=2", "# escape=`\nFROM a\nLABEL x=1 `\n      y=2"),
    ],
)
def test_rows(why, text, after):
    assert fixed(text, "label-consecutive", unsafe=False) == (after or text), why
    assert bool(findings_of(text, "label-consecutive")) == (after is not None), why


def test_the_old_form_is_not_joined():
    assert applicabilities("FROM a\nLABEL x 1\nLABEL y=2\n", "label-consecutive") == ["none"]


def test_a_label_of_nothing_is_not_joined():
    assert applicabilities("FROM a\nLABEL x=1\nLABEL\n", "label-consecutive") == ["none"]


@pytest.mark.parametrize(
    ("why", "pairs", "after"),
    [
        ("no order", "b=2 a=1 c=3", "a=1 b=2 c=3"),
        ("lines stay", "b=2 \\\n   a='1 1'", "a='1 1' \\\n   b=2"),
        ("sorted", "a=1 b=2", None),
        ("by purpose", "org.opencontainers.image.title=a org.opencontainers.image.licenses=b z=1 a=2", None),
        ("twice the same", "b=1 a=2 b=3", None),
        ("a variable", "b=1 $a=2", None),
    ],
)
def test_order(why, pairs, after):
    text = f"FROM a\nLABEL {pairs}\n"
    assert fixed(text, "labels-unsorted", unsafe=False) == f"FROM a\nLABEL {after or pairs}\n", why


def test_the_pair_that_stands_too_late_is_reported():
    assert findings_of("FROM a\nLABEL a=1 c=3 b=2\n", "labels-unsorted") == ["b=2"]


def test_comments_between_pairs_keep_their_places():
    text = "FROM a\nLABEL b=2 \\\n# why\n  a=1\n"
    assert findings_of(text, "labels-unsorted") == ["a=1"]
    assert applicabilities(text, "labels-unsorted") == ["none"]


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("no digest", f"FROM a:1\nLABEL {BASE}={ONE}\n", [ONE]),
        ("another", f"FROM a:1@{TWO}\nLABEL {BASE}={ONE}\n", [ONE]),
        ("the same", f"FROM a:1@{ONE}\nLABEL {BASE}={ONE}\n", []),
        ("through a stage", f"FROM a:1@{ONE} AS b\nFROM b\nLABEL {BASE}={ONE}\n", []),
        ("a builder's", f"FROM a:1\nLABEL {BASE}={ONE}\nFROM b:1\n", []),
        ("scratch", f"FROM scratch\nLABEL {BASE}={ONE}\n", [ONE]),
        ("filled in", f"FROM a:1\nARG D\nLABEL {BASE}=$D\n", []),
        ("an image not known", f"ARG I\nFROM $I\nLABEL {BASE}={ONE}\n", []),
        ("emptied", f'FROM a:1\nLABEL {BASE}=""\n', []),
    ],
)
def test_base_digest(why, text, found):
    assert findings_of(text, "label-base-digest-stale") == found, why


def test_the_digest_of_from_is_taken():
    text = f'FROM a:1@{TWO}\nLABEL {BASE}="{ONE}"\n'
    assert fixed(text, "label-base-digest-stale") == f'FROM a:1@{TWO}\nLABEL {BASE}="{TWO}"\n'


def test_what_buildx_sets():
    text = f"FROM a\nLABEL {REVISION}=x title=y org.opencontainers.image.source=z\n"
    assert findings_of(text, "label-set-by-buildx") == [REVISION, "org.opencontainers.image.source"]
    assert fixed(text, "label-set-by-buildx") == "FROM a\nLABEL title=y\n"


def test_the_same_line_twice_sets_each_of_its_labels_twice():
    text = "FROM debian:13\nLABEL x=1 y=2\nLABEL x=1 y=2\n"
    assert findings_of(text, "label-duplicate") == ["x=1", "y=2"]
    assert fixed(text, "label-duplicate", unsafe=False) == "FROM debian:13\nLABEL x=1 y=2\n"
