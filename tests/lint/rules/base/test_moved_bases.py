"""A newer base is offered only where what stands below it can still be built."""

import pytest

from lint.cases import fixed

EOL = "base-image-eol"
UPDATE = "RUN apt-get update && apt-get install -y --no-install-recommends"
GONE = "FROM debian:bullseye-slim\n"


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        ("a name that every release has", f"{GONE}{UPDATE} curl\n", f"FROM debian:trixie-slim\n{UPDATE} curl\n"),
        ("a name that the newer release has not", f"{GONE}{UPDATE} libcanberra-gtk-module\n", None),
        ("a version that only the old release has", f"{GONE}{UPDATE} curl=7.74.0-1.3\n", None),
        ("a version of apk's", "FROM alpine:3.15\nRUN apk add --no-cache curl=7.80.0-r6\n", None),
        (
            "a version in a stage that is based on it",
            f"FROM debian:bullseye AS a\nFROM a\n{UPDATE} curl=7.74.0-1.3\n",
            None,
        ),
        ("a list of its own", f"{GONE}RUN sed -i s/a/b/ /etc/apt/sources.list\n{UPDATE} curl\n", None),
        (
            "a version of another manager",
            "FROM python:3.8\nRUN pip install a==1\n",
            "FROM python:3.11\nRUN pip install a==1\n",
        ),
    ],
)
def test_a_newer_base_is_offered_where_the_rest_holds_on_it(why, before, after):
    changed = fixed(before, EOL)
    assert changed.splitlines()[0] == (after or before).splitlines()[0], why
