"""`chown-after-copy` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import applicabilities

CHOWN = "chown-after-copy"

COPY = "COPY a.sh /b/\n"

DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        (COPY + "RUN chmod 755 /b/a.sh\n", "safe"),
        (COPY + "RUN chmod +x /b/a.sh\n", "unsafe"),
        ("COPY a /b\nRUN chmod 755 /b\n", "none"),
        ("COPY a.sh c /b/\nRUN chmod 755 /b/a.sh /b/c\n", "none"),
        (COPY + "RUN chmod -R 755 /b\n", "unsafe"),
        ("COPY <<E /b\nx\nE\nRUN chmod 755 /b\n", "safe"),
    ],
)
def test_a_folder_s_own_mode_would_change_too(text, safe):
    assert applicabilities(DEBIAN + text, CHOWN) == [safe]
