"""`curl-pipe-shell`: a script that another machine sends, run without anyone having seen it."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

PIPED = [
    ("a pipe", "RUN curl -fsSL https://x.io/i.sh | sh", ["curl -fsSL https://x.io/i.sh | sh"]),
    ("through sudo", "RUN wget -qO- https://x.io/i | sudo -E bash -", ["wget -qO- https://x.io/i | sudo -E bash -"]),
    ("with arguments", "RUN curl https://x.io/i | sh -s -- -y", ["curl https://x.io/i | sh -s -- -y"]),
    ("through a filter", "RUN curl https://x.io/i | sed s/a/b/ | bash", ["curl https://x.io/i | sed s/a/b/ | bash"]),
    ("another interpreter", "RUN curl https://x.io/i | python3 -", ["curl https://x.io/i | python3 -"]),
    ("a substitution", 'RUN sh -c "$(curl -fsSL https://x.io/i)"', ["sh"]),
    ("a process", "RUN bash <(curl -s https://x.io/i)", ["bash"]),
    ("an address in a variable", "RUN curl $URL | sh", ["curl $URL | sh"]),
    ("an interpreter that only reads data", "RUN curl https://x.io/i | python3 -c 'import sys'", []),
    ("a script that reads data", "RUN curl https://x.io/i | sh convert.sh", []),
    ("a key", "RUN curl https://x.io/k | gpg --dearmor -o /k.gpg", []),
    ("to a file", "RUN curl -o /i.sh https://x.io/i.sh", []),
    ("the machine itself", "RUN curl http://localhost:8080/ready | sh", []),
    ("a pipe that is not finished", "RUN curl https://x.io/i |", []),
]


@pytest.mark.parametrize(("why", "text", "found"), PIPED)
def test_piped_into_a_shell(why, text, found):
    assert findings_of(f"FROM debian:13\n{text}\n", "curl-pipe-shell") == found, why
