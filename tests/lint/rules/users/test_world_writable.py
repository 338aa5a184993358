"""`world-writable`: Files that everyone may write: chmod 777 and the like."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "run", "mode", "narrower"),
    [
        ("others lose the right to write", "RUN chmod 777 /a", "777", "775"),
        ("the digit in front stays", "RUN chmod -R 0666 /a", "0666", "0664"),
        ("others keep the right to read", "RUN chmod 0776 /a", "0776", "0774"),
        ("others keep the rest of what all get", "RUN chmod a+rwx /a", "a+rwx", "ug+rwx,o+rx"),
        ("there is no short way to say what is left of three classes", "RUN chmod ugo+w /a", "ugo+w", None),
        ("nothing is left for others", "RUN chmod a+w /a", "a+w", "ug+w"),
        ("mkdir makes the folder with it", "RUN mkdir -m 777 /a", "777", "775"),
        ("the option ends a bundle", "RUN mkdir -pm 777 /a", "777", "775"),
        ("the mode is joined to the bundle", "RUN install -dm777 /a", "777", "775"),
        ("install makes files and folders with it", "RUN install -d --mode=777 /a", "777", "775"),
        ("COPY gives it to what it brings", "COPY --chmod=777 a /a", "777", "775"),
    ],
)
def test_modes(why, run, mode, narrower):
    text = f"{HEAD}{run}\n"
    assert findings_of(text, "world-writable") == [mode], why
    assert fixed(text, "world-writable") == (text.replace(mode, narrower) if narrower else text), why


@pytest.mark.parametrize(
    ("why", "run"),
    [
        ("others may read and start it", "RUN chmod 755 /a"),
        ("with the sticky bit only the owner may delete", "RUN chmod 1777 /tmp"),
        ("the group is not all", "RUN chmod g+w /a"),
        ("a group with its owner's rights is not all", "RUN chmod g=u /a"),
        ("without a class the umask holds others off", "RUN chmod +w /a"),
        ("others may only start it", "RUN chmod o+x /a"),
        ("no file is named", "RUN chmod 777"),
        ("a device is for all", "RUN chmod 666 /dev/null"),
        ("nothing is changed", "RUN echo chmod 777 /a"),
        ("COPY's mode is narrow", "COPY --chmod=755 a /a"),
        ("the sticky bit is given along", "RUN chmod a+rwxt /a"),
        ("the right is taken away", "RUN chmod o-w /a"),
        ("another file's mode is not known", "RUN chmod --reference=/b /a"),
        ("a bundle without a mode", "RUN mkdir -pv /a"),
        ("the last word of a bundle is missing", "RUN mkdir -pm"),
    ],
)
def test_modes_that_are_fine(why, run):
    assert findings_of(f"{HEAD}{run}\n", "world-writable") == [], why


def test_a_builder_may_write():
    assert (
        findings_of(f"FROM debian:13-slim AS a\nRUN chmod 777 /a\n{HEAD}COPY --from=a /b /b\n", "world-writable") == []
    )
