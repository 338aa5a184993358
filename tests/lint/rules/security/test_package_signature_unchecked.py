"""`package-signature-unchecked`: options that let unsigned packages in."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

RULE = "package-signature-unchecked"
UNCHECKED = {
    "apk from a repository": ("RUN apk add --allow-untrusted -X https://a.example/repo app", ["--allow-untrusted"]),
    "apt-get with Debian's option": ("RUN apt-get install -y --allow-unauthenticated app", ["--allow-unauthenticated"]),
    "apt-get's old option": ("RUN apt-get install -y --force-yes app", ["--force-yes"]),
    "dnf without keys": ("RUN dnf install -y --nogpgcheck app", ["--nogpgcheck"]),
    "yum with a file from elsewhere": ("RUN yum install -y --nogpgcheck https://a.example/a.rpm", ["--nogpgcheck"]),
    "rpm with two options": ("RUN rpm -i --nosignature --nodigest a.rpm", ["--nosignature", "--nodigest"]),
    "zypper, before the subcommand": ("RUN zypper --no-gpg-checks install -y app", ["--no-gpg-checks"]),
    "a source that is trusted as it is": (
        "RUN echo 'deb [trusted=yes] https://a.example/debian stable main' > /etc/apt/sources.list.d/a.list",
        ["'deb [trusted=yes] https://a.example/debian stable main'"],
    ),
    "what a later build runs": ("ONBUILD RUN apt-get install -y --force-yes app", ["--force-yes"]),
}
CHECKED = {
    "apk has no other way for a file that is there": "RUN apk add --allow-untrusted ./app.apk",
    "yum with a file that is there": "RUN yum install -y --nogpgcheck /tmp/a.rpm",
    "a repository of the build itself": "RUN echo 'deb [trusted=yes] file:///tmp/build ./' > /etc/apt/sources.list.d/a.list",
    "the option of another program": "RUN app --force-yes",
    "a source with its key": "RUN echo 'deb [signed-by=/etc/apt/keyrings/a.asc] https://a.example stable main' > /etc/apt/a",
}


@pytest.mark.parametrize(("line", "words"), UNCHECKED.values(), ids=UNCHECKED.keys())
def test_unchecked(line: str, words: list[str]) -> None:
    assert findings_of(f"FROM debian:13\n{line}\n", RULE) == words


@pytest.mark.parametrize("line", CHECKED.values(), ids=CHECKED.keys())
def test_checked(line: str) -> None:
    assert findings_of(f"FROM debian:13\n{line}\n", RULE) == []


def test_the_fix_takes_the_option_out() -> None:
    text = "FROM debian:13\nRUN apt-get install -y --force-yes \\\n    app\n"
    assert fixed(text, RULE) == "FROM debian:13\nRUN apt-get install -y \\\n    app\n"


def test_the_keys_of_a_closed_archive_have_expired() -> None:
    text = (
        "FROM debian:10\nRUN sed -i s/deb.debian.org/archive.debian.org/ /etc/apt/sources.list \\\n"
        "    && apt-get update && apt-get install -y --allow-unauthenticated curl\n"
    )
    assert findings_of(text, RULE) == ["--allow-unauthenticated"]
    assert fixed(text, RULE) == text
