"""`file-written-by-run`: RUN writes a file that COPY could bring from a heredoc."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "run", "after"),
    [
        ("echo", "RUN echo 'a b' > /c", "COPY <<'EOF' /c\na b\nEOF"),
        ("a dollar stays one", "run echo 'a$b' > /c", "copy <<'EOF' /c\na$b\nEOF"),
        ("a quoted heredoc", "RUN cat <<'E' > /c\n$a\nE", "COPY <<'E' /c\n$a\nE"),
        ("a heredoc", "RUN cat <<E > /c\na\nE", "COPY <<E /c\na\nE"),
        ("a heredoc with a variable", "RUN cat <<E > /c\n$a\nE", "same"),
        ("a variable", 'RUN echo "$a" > /c', "same"),
        ("an escape", "RUN echo 'a\\nb' > /c", "same"),
        ("two lines", "RUN echo a > /c && echo b >> /c", "same"),
    ],
)
def test_written_files(why, run, after):
    assert findings_of(HEAD + run, "file-written-by-run") != [], why
    assert fixed(HEAD + run, "file-written-by-run") == HEAD + (run if after == "same" else after), why


@pytest.mark.parametrize(
    "run",
    [
        "echo a >> /c",
        "echo a",
        "echo a > /c && b",
        "cat /a > /c",
        "a | cat > /c",
        "echo a 2> /c",
        "echo a > $C",
        "(echo a > /c)",
    ],
)
def test_not_written(run):
    assert findings_of(f"{HEAD}RUN {run}\n", "file-written-by-run") == []
