"""`world-writable`: Files that everyone may write: chmod 777 and the like."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("RUN chmod 777 /a", "775"), ("RUN chmod -R 0666 /a", "0664"), ("RUN chmod 0776 /a", "0774"),
        ("RUN chmod a+rwx /a", "ug+rwx,o+rx"), ("RUN chmod ugo+w /a", None), ("RUN chmod a+w /a", "ug+w"),
        ("RUN mkdir -m 777 /a", "775"), ("RUN mkdir -pm 777 /a", None), ("RUN install -d --mode=777 /a", "775"),
        ("COPY --chmod=777 a /a", "775"),
    ],
)  # fmt: skip
def test_modes(run, found):
    text = f"{HEAD}{run}\n"
    if found is not None:
        mode = findings_of(text, "world-writable")
        assert len(mode) == 1
        assert fixed(text, "world-writable") == text.replace(mode[0], found)


@pytest.mark.parametrize(
    "run",
    [
        "RUN chmod 755 /a", "RUN chmod 1777 /tmp", "RUN chmod g+w /a", "RUN chmod g=u /a", "RUN chmod +w /a",
        "RUN chmod o+x /a", "RUN chmod 777", "RUN chmod 666 /dev/null", "RUN echo chmod 777 /a", "COPY --chmod=755 a /a",
        "RUN chmod a+rwxt /a", "RUN chmod o-w /a", "RUN chmod --reference=/b /a",
    ],
)  # fmt: skip
def test_modes_that_are_fine(run):
    assert findings_of(f"{HEAD}{run}\n", "world-writable") == []


def test_a_builder_may_write():
    assert (
        findings_of(f"FROM debian:13-slim AS a\nRUN chmod 777 /a\n{HEAD}COPY --from=a /b /b\n", "world-writable") == []
    )
