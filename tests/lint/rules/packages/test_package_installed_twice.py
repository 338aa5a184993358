r"""`package-installed-twice`: a name alone on its line goes with the line, so that no `\` leads on to another instruction."""

from __future__ import annotations

import pytest

from lint.cases import fixed

RULE = "package-installed-twice"
HEAD = "FROM debian:13-slim\nRUN apt-get install -y \\\n"


CASES = {
    "in the middle": ("    curl \\\n    curl \\\n    git\n", "    curl \\\n    git\n"),
    "the last word of a command": ("    curl \\\n    curl \\\n && true\n", "    curl \\\n && true\n"),
    "the last line": ("    curl \\\n    git \\\n    curl\nUSER a\n", "    curl \\\n    git\nUSER a\n"),
    "the last line, under a comment": (
        "    curl \\\n    # why\n    curl\nUSER a\n",
        "    curl\n    # why\nUSER a\n",
    ),
    "behind another word": ("    curl curl \\\n    git\n", "    curl \\\n    git\n"),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES.keys())
def test_the_line_goes_with_its_word(before: str, after: str, ends: str) -> None:
    assert fixed((HEAD + before).replace("\n", ends), RULE) == (HEAD + after).replace("\n", ends)
