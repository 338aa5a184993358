"""`label-set-by-buildx` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

from lint.cases import findings_of, fixed, fixes_of

BUILDX = "label-set-by-buildx"


DEBIAN = "FROM debian:13\n"


OCI = "org.opencontainers.image."


TWICE = "label-duplicate"


def test_one_pair_of_an_instruction_at_a_time():
    assert [len(fixes) for fixes in fixes_of(DEBIAN + f"LABEL {OCI}revision=a {OCI}source=b\n", BUILDX)] == [1, 0]
    assert [len(fixes) for fixes in fixes_of(DEBIAN + "LABEL a=1 b=1\nLABEL a=2 b=2\n", TWICE)] == [1, 0]


REVISION = "org.opencontainers.image.revision"


def test_what_buildx_sets():
    text = f"FROM a\nLABEL {REVISION}=x title=y org.opencontainers.image.source=z\n"
    assert findings_of(text, "label-set-by-buildx") == [REVISION, "org.opencontainers.image.source"]
    assert fixed(text, "label-set-by-buildx") == "FROM a\nLABEL title=y\n"
