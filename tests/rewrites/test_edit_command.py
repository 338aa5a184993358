"""A command that goes leaves the script as it was: with its operator, and only where nothing else hangs on it."""

import pytest

from lint.cases import findings_of, fixed

D = "FROM debian:13\n"
OUT, MOUNT = "apt-dist-upgrade", "cache-mount-missing"
UP = "apt-get dist-upgrade -y"
LISTS = "rm -rf /var/lib/apt/lists/*"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"RUN {UP} && b\n", "RUN b\n"),
        (f"RUN a && {UP}\n", "RUN a\n"),
        (f"RUN a && {UP} && b\n", "RUN a && b\n"),
        (f"RUN a \\\n  && {UP} \\\n  && b\n", "RUN a \\\n  && b\n"),
        (f"RUN a; {UP}; b\n", "RUN a; b\n"),
        (f"RUN a; {UP}\n", "RUN a\n"),
        (f"RUN <<E\na\n{UP}\nb\nE\n", "RUN <<E\na\nb\nE\n"),
        (f"RUN {UP}\n", None),
        (f"RUN a && {UP}; b\n", None),
        (f"RUN a; {UP} && b\n", None),
        (f"RUN a || {UP}\n", None),
        (f"RUN {UP} || b\n", None),
        (f"RUN a || {UP} && b\n", None),
        (f"RUN a && ! {UP} && b\n", None),
        (f"RUN a && ! {UP}\n", None),
        (f"RUN a && {UP} | c && b\n", None),
        (f"RUN a && {UP} | c\n", None),
        (f"RUN a && c | {UP}\n", None),
        (f"RUN a && {UP} &\n", None),
        (f"RUN a && ({UP}) && b\n", None),
        (f"RUN a && ({UP})\n", None),
        (f"RUN if a; then {UP}; fi && b\n", None),
        (f"RUN a && {UP} \\\n# why\n && b\n", None),
        (f"RUN a \\\n# why\n && {UP}\n", None),
        (f"RUN a \\\n# why\n && {UP} && b\n", "RUN a \\\n# why\n && b\n"),
    ],
)
def test_a_command_is_taken_out(before, after):
    assert findings_of(D + before, OUT) == [UP.removesuffix(" -y")]
    assert fixed(D + before, OUT) == D + (after or before)


@pytest.mark.parametrize(
    ("end", "stays"),
    [
        (f" && {LISTS}", False),
        (f"; {LISTS}", False),
        (f" && {LISTS} /x", True),
        (f" || {LISTS}", True),
        (" && ls /var/lib/apt/lists", True),
        (f" && ({LISTS})", True),
        (f" && {LISTS} | cat", True),
        (f" \\\n# why\n && {LISTS}", True),
        (f" && {LISTS} && b", True),
        ("", False),
    ],
)
def test_what_would_empty_the_cache_goes(end, stays):
    text = f"{D}RUN apt-get install -y a{end}\n"
    assert fixed(text, MOUNT).endswith(f"apt-get install -y a{end if stays else ''}\n")
