"""`vex-in-image`: a VEX document is copied into the image."""

from __future__ import annotations

from lint.cases import findings_of

HEAD = "FROM debian:13-slim\n"


def test_vex():
    text = f"{HEAD}COPY a.vex.json b.json *.VEX.json /c/\n"
    assert findings_of(text, "vex-in-image") == ["a.vex.json", "*.VEX.json"]
    assert findings_of(f"{HEAD}COPY a.vex.json /c\nFROM debian:13-slim\n", "vex-in-image") == []
