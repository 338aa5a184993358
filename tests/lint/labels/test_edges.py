"""Where the rules on labels begin and end to speak: a text on either side of each condition."""

import pytest

from lint.cases import findings_of, fixed, fixes_of

OCI = "org.opencontainers.image."
DIGEST = "sha256:" + "1" * 64
D = "FROM debian:13\n"
PINNED = f"FROM debian:13@{DIGEST}\n"
STALE, ROW, TWICE, SORTED = "label-base-digest-stale", "label-consecutive", "label-duplicate", "labels-unsorted"
BUILDX, KEY, MISSING, WANTED = "label-set-by-buildx", "label-key-invalid", "label-missing", "label-required"

FOUND = [
    (STALE, D + f"LABEL {OCI}base.digest=sha256:0\n", ["sha256:0"]),
    (STALE, D + f"LABEL {OCI}base.digest=$DIGEST\n", []),
    (STALE, D + f"LABEL {OCI}base.digest=\n", []),
    (STALE, D + f"LABEL {OCI}base.digest\n", []),
    (STALE, D + "LABEL other=sha256:0\n", []),
    (STALE, f"FROM $BASE\nLABEL {OCI}base.digest=sha256:0\n", []),
    (STALE, f"FROM scratch\nLABEL {OCI}base.digest=sha256:0\n", ["sha256:0"]),
    (STALE, PINNED + f"LABEL {OCI}base.digest={DIGEST}\n", []),
    (STALE, PINNED + f"LABEL {OCI}base.digest=sha256:0\n", ["sha256:0"]),
    (ROW, D + "LABEL a=1\nLABEL b=2\n", ["LABEL a=1\nLABEL b=2"]),
    (ROW, D + "LABEL a=1\n\nLABEL b=2\n", ["LABEL a=1\n\nLABEL b=2"]),
    (ROW, D + "LABEL a=1\n# b\nLABEL b=2\n", []),
    (ROW, D + "LABEL a=1\nRUN ls\nLABEL b=2\n", []),
    (ROW, D + "LABEL a=1\n" + D + "LABEL b=2\n", []),
    (ROW, D + "LABEL a=1\nLABEL b=2\nRUN ls\nLABEL c=1\nLABEL d=2\n", ["LABEL a=1\nLABEL b=2", "LABEL c=1\nLABEL d=2"]),
    (TWICE, D + "LABEL a=1 b=2\nLABEL a=2\n", ["a=1"]),
    (TWICE, D + "LABEL $A=1\nLABEL $A=2\n", []),
    (TWICE, D + "LABEL a=1\n" + D + "LABEL a=2\n", []),
    (TWICE, D + "LABEL a\nLABEL a=2\n", []),
    (KEY, D + "LABEL com.docker.x=1\n", ["com.docker.x"]),
    (KEY, D + "LABEL com.docker.extension.screenshots=1\n", []),
    (KEY, D + "LABEL -a=1\nLABEL a-=1\nLABEL a..b=1\nLABEL a--b=1\n", ["-a", "a-", "a..b", "a--b"]),
    (KEY, D + "LABEL a@b=1\nLABEL a가b=1\nLABEL a.b_c-d/e=1\nLABEL A.B=1\n", ["a@b", "a가b"]),
    (KEY, D + "LABEL com.docker.$X=1\nLABEL =1\n", []),
    (MISSING, D + f"LABEL {OCI}source=a {OCI}description=b {OCI}licenses=c\n", []),
    (MISSING, D + f"LABEL {OCI}source=a {OCI}description=b\n", ["debian:13"]),
    (MISSING, D + f"LABEL {OCI}source=a {OCI}description=b $X=c\n", []),
    (MISSING, f"FROM debian:13 AS a\nLABEL {OCI}source=a {OCI}description=b\nFROM a\nLABEL {OCI}licenses=c\n", []),
    (MISSING, f"FROM debian:13 AS a\nLABEL {OCI}source=a {OCI}description=b {OCI}licenses=c\nFROM debian:13\n", ["debian:13"]),
    (BUILDX, D + f"LABEL {OCI}revision=a b=c\n", [f"{OCI}revision"]),
    (BUILDX, D + f"LABEL {OCI}title=a b=c\n", []),
    (SORTED, D + "LABEL b=1 a=2\n", ["a=2"]),
    (SORTED, D + "LABEL a=1 b=2\n", []),
    (SORTED, D + "LABEL b=1 a=2 b=3\n", []),
    (SORTED, D + "LABEL b=1 $X=2 a=3\n", []),
    (SORTED, D + "LABEL b a\n", []),
    (SORTED, D + f"LABEL {OCI}title=a {OCI}source=b {OCI}created=c\n", []),
    (SORTED, D + f"LABEL {OCI}title=a {OCI}created=b {OCI}source=c\n", [f"{OCI}created=b"]),
    (SORTED, D + "LABEL title=a source=b\n", ["source=b"]),
    (SORTED, D + f"LABEL {OCI}title=a {OCI}other=b {OCI}source=c\n", [f"{OCI}other=b"]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "found"), FOUND)
def test_found(rule, text, found):
    assert findings_of(text, rule) == found


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (STALE, D + f"LABEL {OCI}base.digest=sha256:0 a=b\n", D + "LABEL a=b\n"),
        (STALE, D + f"LABEL {OCI}base.digest=sha256:0\n", D),
        (STALE, D + f"LABEL {OCI}base.digest sha256:0\n", D),
        (STALE, D + f"LABEL a=b \\\n # why\n {OCI}base.digest=sha256:0\n", D + f"LABEL a=b \\\n # why\n {OCI}base.digest=sha256:0\n"),
        (STALE, PINNED + f'LABEL {OCI}base.digest="sha256:0"\n', PINNED + f'LABEL {OCI}base.digest="{DIGEST}"\n'),
        (STALE, PINNED + f"LABEL {OCI}base.digest=sha256:0\n", PINNED + f"LABEL {OCI}base.digest={DIGEST}\n"),
        (ROW, D + "LABEL a=1\nLABEL b=2\n", D + "LABEL a=1 \\\n      b=2\n"),
        (ROW, D + "LABEL a 1\nLABEL b=2\n", D + "LABEL a 1\nLABEL b=2\n"),
        (ROW, D + "LABEL a=1 \\\n # why\n\nLABEL b=2\n", D + "LABEL a=1 \\\n # why\n\nLABEL b=2\n"),
        (TWICE, D + "LABEL a=1 b=1 c=1\nLABEL a=2 b=2\n", D + "LABEL c=1\nLABEL a=2 b=2\n"),
        (SORTED, D + "LABEL c=1 b=2 a=3\n", D + "LABEL a=3 b=2 c=1\n"),
        (SORTED, D + "LABEL c=1 \\\n # why\n a=3\n", D + "LABEL c=1 \\\n # why\n a=3\n"),
        (BUILDX, D + f"LABEL {OCI}revision=a b=c\n", D + "LABEL b=c\n"),
        (BUILDX, D + f"LABEL {OCI}revision=a {OCI}source=b\n", D),
    ],
)  # fmt: skip
def test_fixed(rule, text, after):
    assert fixed(text, rule) == after


def test_one_pair_of_an_instruction_at_a_time():
    assert [len(fixes) for fixes in fixes_of(D + f"LABEL {OCI}revision=a {OCI}source=b\n", BUILDX)] == [1, 0]
    assert [len(fixes) for fixes in fixes_of(D + "LABEL a=1 b=1\nLABEL a=2 b=2\n", TWICE)] == [1, 0]


SCHEMA = (("owner", "text"), ("mail", "email"), ("terms", "spdx"))


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (WANTED, D + "LABEL owner=a mail=b terms=c\n", []),
        (WANTED, D + "LABEL owner=a\n", ["debian:13"]),
        (WANTED, D + "LABEL owner=a $X=b\n", []),
        ("label-empty", D + 'LABEL owner=""\nLABEL owner\nLABEL other=""\nLABEL owner=a\n', ['owner=""', "owner"]),
        (
            "label-email-invalid",
            D + "LABEL mail=a@b.co\nLABEL mail=a\nLABEL mail=$X\nLABEL mail=\nLABEL owner=a\n",
            ["a"],
        ),
        ("label-license-invalid", D + "LABEL terms=MIT\nLABEL terms='MIT OR ISC'\nLABEL terms=mine\n", ["mine"]),
    ],
)
def test_what_the_schema_wants(rule, text, found):
    assert findings_of(text, rule, label_schema=SCHEMA) == found
    assert findings_of(text, rule) == []
