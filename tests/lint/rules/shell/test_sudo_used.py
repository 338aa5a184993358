"""`sudo-used`: a build that ends because there is no sudo, and one where it does nothing."""

import pytest

from gorae.lint.messages import message
from lint.cases import problems_of

RULE = "sudo-used"


@pytest.mark.parametrize(
    ("why", "text", "severity"),
    [
        ("Debian's image has no sudo", "FROM debian:13\nRUN sudo a\n", "error"),
        (
            "the RUN installs it first",
            "FROM debian:13\nRUN apt-get update && apt-get install -y sudo && sudo a\n",
            "warning",
        ),
        (
            "a RUN above has installed it",
            "FROM debian:13\nRUN apt-get update && apt-get install -y sudo\nRUN sudo a\n",
            "warning",
        ),
        ("the build goes on without it", "FROM debian:13\nRUN sudo a || true\n", "warning"),
        ("another team's image may have it", "FROM me/base\nUSER root\nRUN sudo a\n", "warning"),
    ],
)
def test_an_image_without_sudo_ends_the_build(why, text, severity):
    assert [one.severity for one in problems_of(text, RULE)] == [severity], why


def test_below_another_user_the_way_without_sudo_is_said():
    """RUN is not root's there: "already runs as root" would be false."""
    text = "FROM debian:13\nRUN apt-get update && apt-get install -y sudo\nUSER app\nRUN sudo a\n"
    assert [message(one, "en") for one in problems_of(text, RULE)] == [
        "Instead of `sudo`, write `USER root` above and `USER app` below this `RUN`."
    ]
