"""`executable-owned-by-user`: the program belongs to the user that runs it, who may then change it."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

OWNED = "executable-owned-by-user"
NODE = "FROM node:24\n"
START = '\nUSER node\nENTRYPOINT ["/x.sh"]\n'


@pytest.mark.parametrize(
    ("why", "copy", "found"),
    [
        ("the program alone", "COPY --chown=node:node x.sh /x.sh", ["node:node"]),
        ("from another stage", "COPY --chown=node --from=b /o/x.sh /", ["node"]),
        ("with its folder", "COPY --chown=node . /", []),
        ("of root's", "COPY --chown=root x.sh /", []),
        ("of another user's", "COPY --chown=app x.sh /", []),
        ("another file", "COPY --chown=node y.sh /", []),
        ("no owner", "COPY x.sh /", []),
    ],
)
def test_owned_programs(why, copy, found):
    assert findings_of(f"{NODE}{copy}{START}", OWNED) == found, why
    if found:
        plain = copy.replace(f" --chown={found[0]}", "")
        assert fixed(f"{NODE}{copy}{START}", OWNED) == f"{NODE}{plain}{START}"
