"""`base-image-not-slim` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import fixed


@pytest.mark.parametrize(
    ("run", "after"),
    [
        ("RUN httpd -v", "httpd:2.4-alpine"),
        ("RUN apt-get update", "httpd:2.4"),
        ("RUN useradd app", "httpd:2.4"),
        ('SHELL ["/bin/bash", "-c"]\nRUN httpd -v', "httpd:2.4"),
    ],
)
def test_alpine_is_no_lighter_debian(run, after):
    text = f"FROM httpd:2.4\n{run}\nCMD x\n"
    assert fixed(text, "base-image-not-slim") == text.replace("httpd:2.4", after)
