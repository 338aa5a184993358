"""`chown-after-copy` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of, fixed

CHOWN = "chown-after-copy"


COPY = "COPY a.sh /b/\n"


DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "text", "safe"),
    [
        ("one file gets the mode", COPY + "RUN chmod 755 /b/a.sh\n", "safe"),
        ("the bits that the file has are not known", COPY + "RUN chmod +x /b/a.sh\n", "unsafe"),
        ("a source without an ending may be a folder", "COPY a /b\nRUN chmod 755 /b\n", "none"),
        ("one of two may be a folder", "COPY a.sh c /b/\nRUN chmod 755 /b/a.sh /b/c\n", "none"),
        ("the folder that the COPY makes gets it, too", COPY + "RUN chmod -R 755 /b\n", "unsafe"),
        ("a heredoc is a file", "COPY <<E /b\nx\nE\nRUN chmod 755 /b\n", "safe"),
    ],
)
def test_a_folder_s_own_mode_would_change_too(why, text, safe):
    assert applicabilities(DEBIAN + text, CHOWN) == [safe], why


HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "text", "after", "applicability"),
    [
        ("a file's mode", "COPY a.sh /a.sh\nRUN chmod 755 /a.sh\n", "COPY --chmod=755 a.sh /a.sh\n", "safe"),
        ("into a folder", "COPY a.sh /b/\nRUN chmod 0700 /b/a.sh\n", "COPY --chmod=0700 a.sh /b/\n", "unsafe"),
        ("may be a folder", "COPY a /b\nRUN chmod 700 /b\n", None, "none"),
        ("a program", "COPY a /usr/bin/\nRUN chmod 700 /usr/bin/a\n", "COPY --chmod=700 a /usr/bin/\n", "safe"),
        ("into a folder that WORKDIR made", "WORKDIR /b\nCOPY a.sh /b/\nRUN chmod 600 /b/a.sh\n", "WORKDIR /b\nCOPY --chmod=600 a.sh /b/\n", "safe"),
        ("the folder it makes would be shut", "COPY a.sh /b/\nRUN chmod 644 /b/a.sh\n", None, "none"),
        ("the folder itself, which is there", "WORKDIR /x\nCOPY . .\nRUN chown -R b:c /x\n", None, "none"),
        ("a mode by letters, which adds to the file's own", "COPY a.sh /a\nRUN chmod +x /a\n", "COPY --chmod=755 a.sh /a\n", "unsafe"),
        ("a file's owner", "COPY a.sh /a\nRUN chown b:c /a\n", "COPY --chown=b:c a.sh /a\n", "safe"),
        ("a folder's owner", "COPY a /a\nRUN chown -R b /a\n", "COPY --chown=b:0 a /a\n", "unsafe"),
        ("a relative path counts from WORKDIR", "WORKDIR /a\nCOPY b.sh .\nRUN chmod 755 b.sh\n", "WORKDIR /a\nCOPY --chmod=755 b.sh .\n", "safe"),
        ("two files", "ADD a.x b.x /etc/\nRUN chmod 644 /etc/b.x /etc/a.x\n", "ADD --chmod=644 a.x b.x /etc/\n", "safe"),
        ("behind another program", "COPY a.x /a\nRUN b && chmod 644 /a && c\n", None, "none"),
        (
            "behind the chmod of another file",
            "COPY a.x /a\nRUN chmod 6 /b && chmod 644 /a && c\n", "COPY --chmod=644 a.x /a\nRUN chmod 6 /b && c\n", "safe",
        ),
        (
            "last of a chain of them",
            "COPY a.x /a\nRUN chmod 6 /b && chmod 644 /a\n", "COPY --chmod=644 a.x /a\nRUN chmod 6 /b\n", "safe",
        ),
        ("behind a pattern that may hold it", "COPY a.x /a\nRUN chmod 6 /* && chmod 644 /a\n", None, "none"),
        (
            "the chain goes on", "COPY a.x /a\nRUN chmod 644 /a \\\n    && b\n", "COPY --chmod=644 a.x /a\nRUN b\n", "safe",
        ),
        (
            "a heredoc", "COPY <<E /a\nx\nE\nRUN chmod 755 /a\n", "COPY --chmod=755 <<E /a\nx\nE\n", "safe",
        ),
        ("with a flag before", "COPY --link a.x /a\nRUN chmod 644 /a\n", "COPY --chmod=644 --link a.x /a\n", "safe"),
        ("given already", "COPY --chmod=7 a.x /a\nRUN chmod 644 /a\n", None, "none"),
        ("another mode", "COPY a.x /a\nRUN chmod g+w /a\n", None, "none"),
        ("a variable", "COPY a.x /a\nRUN chown $U /a\n", None, "none"),
        ("something ran between", "COPY a.x /a\nRUN useradd b\nRUN chown b /a\n", None, "none"),
        ("more than the copy", "COPY a.x /a\nRUN chmod 644 /a /b\n", None, "none"),
        ("a pattern", "COPY *.sh /a/\nRUN chmod -R 755 /a\n", None, "none"),
        ("a folder above", "COPY a.x /a/b\nRUN chown -R b /a\n", None, "none"),
        ("with sudo", "COPY a.x /a\nRUN sudo chmod 644 /a\n", None, "none"),
    ],
)  # fmt: skip
def test_changed_after_copy(why, text, after, applicability):
    assert applicabilities(HEAD + text, "chown-after-copy") == [applicability], why
    assert fixed(HEAD + text, "chown-after-copy") == HEAD + (after or text), why


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("another file", "COPY a.x /a\nRUN chmod 644 /b\n"),
        ("a folder, not what is in it", "WORKDIR /a\nCOPY b.x ./\nRUN chown c /a\n"),
        ("a folder above, not all of it", "COPY a.x /a/b\nRUN chmod 755 /a\n"),
        ("what comes before the COPY", "RUN chmod 644 /a\nCOPY a.x /a\n"),
        ("a builder", "COPY a.x /a\nRUN chmod 644 /a\nFROM debian:13-slim\n"),
        ("the folder is not known", "COPY a.x $B/a\nRUN chmod 644 /a\n"),
        ("a word of another command", "COPY a.x /a\nRUN echo chmod 644 /a\n"),
        ("no file", "COPY a.x /a\nRUN chmod 644\n"),
    ],
)
def test_nothing_is_doubled(why, text):
    assert findings_of(HEAD + text, "chown-after-copy") == [], why
