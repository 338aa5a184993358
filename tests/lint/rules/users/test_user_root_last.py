"""`user-root-last`: USER root as the last word."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

HEAD = "FROM debian:13-slim\n"


def test_on_windows_a_number_is_nobody_to_go_back_to():
    text = (
        "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER 1000\nRUN a\n"
        'USER ContainerAdministrator\nRUN b\nCMD ["c"]\n'
    )
    assert fixed(text, "user-root-last").splitlines()[-2:] == ["USER ContainerUser", 'CMD ["c"]']


@pytest.mark.parametrize(
    ("why", "rule", "text"),
    [
        ("PATH leads into root's home", "user-missing", f'{HEAD}ENV PATH="/root/.bun/bin:$PATH"\nCMD ["bun", "x"]\n'),
        (
            "the same where USER root says so",
            "user-root-last",
            f'{HEAD}USER root\nENV PATH="/root/.bun/bin:$PATH"\nCMD ["bun", "x"]\n',
        ),
        ("an image that is not known", "user-root-last", 'FROM acme/workspace\nUSER root\nRUN x\nCMD ["x"]\n'),
    ],
)
def test_no_user_is_made_up(why, rule, text):
    """Programs in root's home are root's; who is at home in an image that is not known, only its base could say."""
    assert len(findings_of(text, rule)) == 1, why
    assert fixed(text, rule) == text, why
