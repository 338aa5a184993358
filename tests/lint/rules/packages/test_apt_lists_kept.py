"""`apt-lists-kept`: the lists that apt-get update loads stay in the layer."""

from __future__ import annotations

import pytest

from lint.cases import check_fixed, findings_of

RULE = "apt-lists-kept"

UPDATE = "apt-get update && apt-get install -y --no-install-recommends curl"


@pytest.mark.parametrize(
    ("why", "run", "expected"),
    [
        ("the lists stay in the layer", UPDATE, ["apt-get update"]),
        ("they are deleted in the same RUN", f"{UPDATE} && rm -rf /var/lib/apt/lists/*", []),
        ("braces name their folder among others", f"{UPDATE} && rm -rf /var/lib/{{apt,dpkg}}", []),
        ("they are deleted from within their folder", f"{UPDATE} && cd /var/lib/apt && rm -r lists", []),
        ("find deletes them", f"{UPDATE} && find /var/lib/apt/lists -type f -delete", []),
        ("apt has a command that deletes them", f"{UPDATE} && apt-get dist-clean", []),
        ("what is deleted before comes again", f"rm -rf /var/lib/apt/lists/* && {UPDATE}", ["apt-get update"]),
        ("a cache mount holds them, not the layer", f"--mount=type=cache,target=/var/lib/apt {UPDATE}", []),
        ("a file system in memory holds them", f"--mount=type=tmpfs,target=/var/lib/apt/lists {UPDATE}", []),
        (
            "the packages have a mount, the lists have none",
            f"--mount=type=cache,target=/var/cache/apt {UPDATE}",
            ["apt-get update"],
        ),
    ],
)
def test_findings(why, run, expected):
    assert findings_of(f"FROM debian:13-slim\nRUN {run}\n", RULE) == expected, why


@pytest.mark.parametrize(
    ("why", "text", "expected"),
    [
        ("the removal goes to the end", f"RUN {UPDATE}\n", f"RUN {UPDATE} && rm -rf /var/lib/apt/lists/*\n"),
        (
            "the removal gets a line of its own, as the others have",
            "RUN apt-get update && \\\n  apt-get install -y curl\n",
            "RUN apt-get update && \\\n  apt-get install -y curl && \\\n  rm -rf /var/lib/apt/lists/*\n",
        ),
        (
            "after semicolons it gets one, too, with the file's newlines and tabs",
            "RUN set -eux; \\\r\n\tapt-get update; \\\r\n\tapt-get install -y curl\r\n",
            "RUN set -eux; \\\r\n\tapt-get update; \\\r\n\tapt-get install -y curl; \\\r\n\trm -rf /var/lib/apt/lists/*\r\n",
        ),
        ("where the update may fail nothing is added", "RUN apt-get update || true\n", "RUN apt-get update || true\n"),
        (
            "in a branch it may not run",
            "RUN if true; then apt-get update; fi\n",
            "RUN if true; then apt-get update; fi\n",
        ),
        ("behind exec nothing runs", "RUN apt-get update && exec sh\n", "RUN apt-get update && exec sh\n"),
        ("a comment goes to the line's end", "RUN apt-get update # 목록\n", "RUN apt-get update # 목록\n"),
    ],
)
def test_fixes(why, text, expected):
    text, expected = f"FROM debian:13-slim\n{text}", f"FROM debian:13-slim\n{expected}"
    check_fixed(RULE, text, expected)


def test_lists_of_a_builder_are_thrown_away():
    text = f"FROM debian:13 AS build\nRUN {UPDATE}\nFROM debian:13\nCOPY --from=build /x /x\n"
    assert findings_of(text, RULE) == []
