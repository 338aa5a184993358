"""Which heredoc of a RUN is its script: its commands are read as the RUN's own."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

# The words behind the marker, and whether the body is a script.
BEHIND = {
    "": True,
    " bash": True,
    " bash -eux": True,
    " bash -euo pipefail": True,  # `pipefail` is the value of `-o`
    " bash -o pipefail -e": True,
    " bash script.sh": False,
    " bash -e script.sh": False,
    " python3": False,
    " cat > /x": False,
}


@pytest.mark.parametrize("behind", BEHIND)
def test_script(behind: str) -> None:
    text = f"FROM debian:13\nRUN <<EOF{behind}\napt-get install curl\nEOF\n"
    assert bool(findings_of(text, "apt-assume-yes-missing")) is BEHIND[behind]
