"""`apt-lists-kept`: the lists that apt-get update loads stay in the layer."""

from __future__ import annotations

import pytest

from lint.cases import check_fixed, findings_of

RULE = "apt-lists-kept"

UPDATE = "apt-get update && apt-get install -y --no-install-recommends curl"


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (UPDATE, ["apt-get update"]),
        (f"{UPDATE} && rm -rf /var/lib/apt/lists/*", []),
        (f"{UPDATE} && rm -rf /var/lib/{{apt,dpkg}}", []),
        (f"{UPDATE} && cd /var/lib/apt && rm -r lists", []),
        (f"{UPDATE} && find /var/lib/apt/lists -type f -delete", []),
        (f"{UPDATE} && apt-get dist-clean", []),
        (f"rm -rf /var/lib/apt/lists/* && {UPDATE}", ["apt-get update"]),
        (f"--mount=type=cache,target=/var/lib/apt {UPDATE}", []),
        (f"--mount=type=tmpfs,target=/var/lib/apt/lists {UPDATE}", []),
        (f"--mount=type=cache,target=/var/cache/apt {UPDATE}", ["apt-get update"]),
    ],
)
def test_findings(run, expected):
    assert findings_of(f"FROM debian:13-slim\nRUN {run}\n", RULE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"RUN {UPDATE}\n", f"RUN {UPDATE} && rm -rf /var/lib/apt/lists/*\n"),
        (
            "RUN apt-get update && \\\n  apt-get install -y curl\n",
            "RUN apt-get update && \\\n  apt-get install -y curl && \\\n  rm -rf /var/lib/apt/lists/*\n",
        ),
        (
            "RUN set -eux; \\\r\n\tapt-get update; \\\r\n\tapt-get install -y curl\r\n",
            "RUN set -eux; \\\r\n\tapt-get update; \\\r\n\tapt-get install -y curl; \\\r\n\trm -rf /var/lib/apt/lists/*\r\n",
        ),
        # what is not sure to run, or to run last, is left alone
        ("RUN apt-get update || true\n", "RUN apt-get update || true\n"),
        ("RUN if true; then apt-get update; fi\n", "RUN if true; then apt-get update; fi\n"),
        ("RUN apt-get update && exec sh\n", "RUN apt-get update && exec sh\n"),
        ("RUN apt-get update # 목록\n", "RUN apt-get update # 목록\n"),
    ],
)
def test_fixes(text, expected):
    text, expected = f"FROM debian:13-slim\n{text}", f"FROM debian:13-slim\n{expected}"
    check_fixed(RULE, text, expected)


def test_lists_of_a_builder_are_thrown_away():
    text = f"FROM debian:13 AS build\nRUN {UPDATE}\nFROM debian:13\nCOPY --from=build /x /x\n"
    assert findings_of(text, RULE) == []
