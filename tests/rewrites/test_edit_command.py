"""A command that goes leaves the script as it was: with its operator, and only where nothing else hangs on it."""

import pytest

from lint.cases import findings_of, fixed

D = "FROM debian:13\n"
OUT, MOUNT = "apt-dist-upgrade", "cache-mount-missing"
UP = "apt-get dist-upgrade -y"
LISTS = "rm -rf /var/lib/apt/lists/*"


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        ("the first of two", f"RUN {UP} && b\n", "RUN b\n"),
        ("the last of two", f"RUN a && {UP}\n", "RUN a\n"),
        ("the middle one", f"RUN a && {UP} && b\n", "RUN a && b\n"),
        ("the middle one, on a line of its own", f"RUN a \\\n  && {UP} \\\n  && b\n", "RUN a \\\n  && b\n"),
        ("the middle one between semicolons", f"RUN a; {UP}; b\n", "RUN a; b\n"),
        ("the last one behind a semicolon", f"RUN a; {UP}\n", "RUN a\n"),
        ("a line of a heredoc", f"RUN <<E\na\n{UP}\nb\nE\n", "RUN <<E\na\nb\nE\n"),
        ("the only command of the RUN stays", f"RUN {UP}\n", None),
        ("a row that mixes both operators", f"RUN a && {UP}; b\n", None),
        ("the same the other way round", f"RUN a; {UP} && b\n", None),
        ("it runs only where a fails", f"RUN a || {UP}\n", None),
        ("b runs only where it fails", f"RUN {UP} || b\n", None),
        ("b would run where a fails", f"RUN a || {UP} && b\n", None),
        ("the row goes on where it fails", f"RUN a && ! {UP} && b\n", None),
        ("its failure is success", f"RUN a && ! {UP}\n", None),
        ("what it prints goes into a pipe", f"RUN a && {UP} | c && b\n", None),
        ("the pipe is the last of the row", f"RUN a && {UP} | c\n", None),
        ("it reads from a pipe", f"RUN a && c | {UP}\n", None),
        ("it runs in the background", f"RUN a && {UP} &\n", None),
        ("it runs in a subshell, in the middle", f"RUN a && ({UP}) && b\n", None),
        ("it runs in a subshell, at the end", f"RUN a && ({UP})\n", None),
        ("a condition decides about it", f"RUN if a; then {UP}; fi && b\n", None),
        ("the comment behind it would lose its place", f"RUN a && {UP} \\\n# why\n && b\n", None),
        ("the comment above it would lose its place", f"RUN a \\\n# why\n && {UP}\n", None),
        ("the comment stays above what follows", f"RUN a \\\n# why\n && {UP} && b\n", "RUN a \\\n# why\n && b\n"),
    ],
)
def test_a_command_is_taken_out(why, before, after):
    assert findings_of(D + before, OUT) == [UP.removesuffix(" -y")], why
    assert fixed(D + before, OUT) == D + (after or before), why


@pytest.mark.parametrize(
    ("why", "end", "left"),
    [
        ("the lists are deleted at the end", f" && {LISTS}", ""),
        ("the same behind a semicolon", f"; {LISTS}", ""),
        ("rm deletes something else, too", f" && {LISTS} /x", " && rm -rf /x"),
        ("it runs only where the install fails", f" || {LISTS}", None),
        ("the lists are only read", " && ls /var/lib/apt/lists", None),
        ("it runs in a subshell", f" && ({LISTS})", None),
        ("it goes into a pipe", f" && {LISTS} | cat", None),
        ("a comment stands above it", f" \\\n# why\n && {LISTS}", None),
        ("another command follows", f" && {LISTS} && b", " && b"),
        ("nothing empties it", "", ""),
    ],
)
def test_what_would_empty_the_cache_goes(why, end, left):
    text = f"{D}RUN apt-get update && apt-get install -y a{end}\n"
    assert fixed(text, MOUNT).endswith(f"apt-get install -y a{end if left is None else left}\n"), why
