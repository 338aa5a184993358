"""`user-groups-dropped`: USER with a group takes the other groups away that the user was put into."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("useradd -G", "RUN useradd -g app -G docker,wheel app\nUSER app:app\n", [":app"]),
        ("usermod -aG", "RUN usermod -aG docker app\nUSER app:app\n", [":app"]),
        ("gpasswd adds to a group", "RUN gpasswd -a app docker\nUSER app:app\n", [":app"]),
        ("adduser with two words", "RUN adduser app docker\nUSER app:app\n", [":app"]),
        ("the only group is the one given", "RUN usermod -aG docker app\nUSER app:docker\n", []),
        ("another user's", "RUN usermod -aG docker bob\nUSER app:app\n", []),
        ("no group in USER", "RUN usermod -aG docker app\nUSER app\n", []),
        ("only a first group", "RUN useradd -g app app\nUSER app:app\n", []),
        ("the group is added afterwards", "USER app:app\nRUN usermod -aG docker app\n", []),
        ("the group is a variable", "ARG G\nRUN usermod -aG docker app\nUSER app:$G\n", []),
        ("the group of adduser -G is the first one", "RUN adduser -G app app\nUSER app:app\n", []),
    ],
)
def test_groups_that_are_lost(why, text, found):
    assert findings_of(HEAD + text, "user-groups-dropped") == found, why
