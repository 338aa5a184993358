"""apt in RUN: a Dockerfile's text in, the words found and the fixed text out."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of


def test_settings_before_count():
    text = (
        'FROM debian:13\nRUN echo \'APT::Install-Recommends "0"; APT::Get::Assume-Yes "1";\' > /etc/apt/apt.conf.d/9\n'
    )
    assert findings_of(text + "RUN apt-get install a\n", "apt-recommends-installed") == []
    assert findings_of(text + "RUN apt-get install a\n", "apt-assume-yes-missing") == []


@pytest.mark.parametrize(
    ("why", "rule", "expected"),
    [
        ("without -y the build ends, so nothing is lost", "apt-assume-yes-missing", "safe"),
        ("what was recommended may be needed", "apt-recommends-installed", "unsafe"),
        ("the lists are of no use in the image", "apt-lists-kept", "safe"),
    ],
)
def test_applicability(why, rule, expected):
    text = "FROM debian:13\nRUN apt-get update && apt-get install a\n"
    assert applicabilities(text, rule) == [expected], why
