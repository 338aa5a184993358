"""`sh-relinked`: /bin/sh is made another shell."""

from __future__ import annotations

import pytest

from lint.cases import check_one_fix, findings_of

RULE = "sh-relinked"


@pytest.mark.parametrize(
    ("run", "after"),
    [
        ("RUN ln -sf /bin/bash /bin/sh", 'SHELL ["/bin/bash", "-c"]'),
        ("RUN ln -sf bash /bin/sh", 'SHELL ["/bin/bash", "-c"]'),
        ("run ln -sf /usr/bin/zsh /bin/sh", 'shell ["/usr/bin/zsh", "-c"]'),
        ("RUN rm /bin/sh && ln -s bash /bin/sh", None),
        ("RUN --network=none ln -sf bash /bin/sh", None),
    ],
)
def test_another_sh(run, after):
    check_one_fix(RULE, f"FROM debian:13\n{run}\n", f"FROM debian:13\n{after}\n" if after else None)


@pytest.mark.parametrize(
    "run", ["ln -s /busybox/sh /bin/sh", "ln -s /bin/sh /x", "ln -s /bin/bash /bin/x", "ln /bin/sh"]
)
def test_other_links(run):
    assert findings_of(f"FROM debian:13\nRUN {run}\n", RULE) == []
