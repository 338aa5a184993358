"""`sh-relinked`: /bin/sh is made another shell."""

from __future__ import annotations

import pytest

from lint.cases import check_one_fix, findings_of

RULE = "sh-relinked"


@pytest.mark.parametrize(
    ("why", "run", "after"),
    [
        (
            "SHELL says the same without changing the image's sh",
            "RUN ln -sf /bin/bash /bin/sh",
            'SHELL ["/bin/bash", "-c"]',
        ),
        ("a link may be relative to its folder", "RUN ln -sf bash /bin/sh", 'SHELL ["/bin/bash", "-c"]'),
        (
            "another shell, in the letters of the file",
            "run ln -sf /usr/bin/zsh /bin/sh",
            'shell ["/usr/bin/zsh", "-c"]',
        ),
        ("two commands are not one instruction", "RUN rm /bin/sh && ln -s bash /bin/sh", None),
        ("a flag of the RUN has no place there", "RUN --network=none ln -sf bash /bin/sh", None),
    ],
)
def test_another_sh(why, run, after):
    check_one_fix(RULE, f"FROM debian:13\n{run}\n", f"FROM debian:13\n{after}\n" if after else None)


@pytest.mark.parametrize(
    ("why", "run"),
    [
        ("BusyBox's shell is an sh", "ln -s /busybox/sh /bin/sh"),
        ("the link is another file", "ln -s /bin/sh /x"),
        ("another program is linked", "ln -s /bin/bash /bin/x"),
        ("no target is named", "ln /bin/sh"),
    ],
)
def test_other_links(why, run):
    assert findings_of(f"FROM debian:13\nRUN {run}\n", RULE) == [], why
