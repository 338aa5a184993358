"""Whether apt has lists of packages at a RUN: one answer for the rule that misses them and the fixes that install."""

from __future__ import annotations

import pytest

from gorae.facts.package_lists import apt_lists
from gorae.stages import build
from gorae.syntax import parse

# Why, what stands above `RUN apt-get install curl`, and whether there may be lists then.
CASES = [
    ("an official image is made without them", "", False),
    ("an update above", "RUN apt-get update", True),
    ("an update above that removes them again", "RUN apt-get update && rm -rf /var/lib/apt/lists/*", False),
    ("an update behind the removal", "RUN rm -rf /var/lib/apt/lists/* && apt-get update", True),
    (
        "one removed them, another brought them",
        "RUN apt-get update\nRUN rm -r /var/lib/apt/lists\nRUN apt update",
        True,
    ),
    ("a script may update", "COPY prepare.sh /\nRUN /prepare.sh", True),
    ("what is loaded may update", "RUN wget -O- https://example.com/setup | bash", True),
    ("a package of that name loads nothing", "RUN apt-get install -y wget", False),
    ("a COPY brings them, whatever an update does", "COPY --from=0 /var/lib/apt /var/lib/apt\nRUN true", True),
    ("a mount hides what is there", "RUN --mount=type=cache,target=/var/lib/apt apt-get update\nRUN true", True),
]


@pytest.mark.parametrize(("why", "above", "expected"), CASES)
def test_lists_when_a_run_begins(why: str, above: str, *, expected: bool) -> None:
    text = f"FROM debian:13\n{above}\nRUN apt-get install -y curl\n"
    last = apt_lists(build(parse(text)).stages[0])[-1]
    assert last.may_be_there_at(len("RUN ")) is expected, why


def test_an_update_in_the_same_run_counts_from_there_on() -> None:
    run = "RUN apt-get install a && apt-get update && apt-get install b"
    (lists,) = apt_lists(build(parse(f"FROM debian:13\n{run}\n")).stages[0])
    assert not lists.may_be_there_at(run.index("install a"))
    assert lists.may_be_there_at(run.index("install b"))


def test_the_stage_below_counts() -> None:
    text = "FROM debian:13 AS base\nRUN apt-get update\nFROM base\nRUN apt-get install -y curl\n"
    rows = apt_lists(build(parse(text)).stages[1])
    assert [(row.stage.index, row.are_there) for row in rows] == [(0, False), (1, True)]
