"""What a fix changes, as a diff."""

from __future__ import annotations

from pathlib import Path


def unified(path: str, before: str | None, after: str) -> str:
    """A unified diff that `git apply` and `patch -p1` take in the current folder."""
    import difflib

    named, here = Path(path), Path.cwd()
    below = named.is_absolute() and named.is_relative_to(here)
    shown = (named.relative_to(here) if below else named).as_posix().lstrip("/")
    old = f"a/{shown}" if before is not None else "/dev/null"
    head = f"diff --git a/{shown} b/{shown}\n" + ("new file mode 100644\n" if before is None else "")
    rows = difflib.unified_diff(_lines(before or ""), _lines(after), old, f"b/{shown}")
    return head + "".join(row if row.endswith("\n") else row + "\n\\ No newline at end of file\n" for row in rows)


def _lines(text: str) -> list[str]:
    """Lines as git cuts them: at LF alone."""
    return [line + "\n" for line in text.split("\n")[:-1]] + (
        [text.rsplit("\n", 1)[-1]] if text.rsplit("\n", 1)[-1] else []
    )
