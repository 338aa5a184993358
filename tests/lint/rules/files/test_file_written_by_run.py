"""`file-written-by-run`: RUN writes a file that COPY could bring from a heredoc."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "run", "after"),
    [
        ("echo with quotes", "RUN echo 'a b' > /c", "COPY <<'EOF' /c\na b\nEOF"),
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
    ("why", "run"),
    [
        ("it is written at the end of what is there", "echo a >> /c"),
        ("nothing is written", "echo a"),
        ("another command uses the file", "echo a > /c && b"),
        ("a copy of another file is no text", "cat /a > /c"),
        ("another command's output is not known", "a | cat > /c"),
        ("messages are written", "echo a 2> /c"),
        ("the file is not known", "echo a > $C"),
        ("a subshell is not taken apart", "(echo a > /c)"),
    ],
)
def test_not_written(why, run):
    assert findings_of(f"{HEAD}RUN {run}\n", "file-written-by-run") == [], why
