"""The cases of each rule: `rules/GROUP/RULE.md`, a heading a case, a Dockerfile, and what comes of it.

After the Dockerfile stands one of

    reported: `words`, `words`         the words that the rule's findings stand on, in order (or a JSON array of them)
    not reported                       the rule finds nothing
    no fix: `words`                    it is reported, and no fix changes the text
    fixed: (and a second Dockerfile)   what all fixes of the rule make of it, the preferred one of each finding

Behind `dockerfile` on the fence: `crlf` makes its line endings those of Windows, `unended` takes the last one away.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "rules"
_BLOCK = r"(?P<{0}fence>```+)dockerfile(?P<{0}info>[^\n]*)\n(?P<{0}text>.*?)^(?P={0}fence)\n"
_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n(?:(?!```|#)[^\n]+\n\n)*"
    + _BLOCK.format("")
    + r"\n(?:reported: (?P<reported>[^\n]+)|(?P<silent>not reported)|no fix: (?P<unfixed>[^\n]+)|fixed:\n\n"
    + _BLOCK.format("fixed_")
    + r")",
    re.MULTILINE | re.DOTALL,
)


class Case(NamedTuple):
    """One case of a rule."""

    rule: str
    title: str
    text: str
    reported: list[str] | None  # None: not asked for
    after: str | None  # None: not asked for


def cases_of(path: Path) -> list[Case]:
    """The cases of a file, which is named after its rule."""
    page = path.read_text(encoding="utf-8")
    found = [_case(path.stem, match) for match in _CASE.finditer(page)]
    titles = re.findall(r"^## (.+)$", re.sub(r"^(```+).*?^\1$", "", page, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    assert [case.title for case in found] == titles, f"{path.name}: a case cannot be read"
    assert len(set(titles)) == len(titles), f"{path.name}: two cases have one title"
    return found


def _case(rule: str, match: re.Match[str]) -> Case:
    text = _text(match["text"], match["info"])
    if match["fixed_text"] is not None:
        return Case(rule, match["title"], text, None, _text(match["fixed_text"], match["fixed_info"]))
    listed = match["reported"] or match["unfixed"] or ""
    words = json.loads(listed) if listed.startswith("[") else re.findall(r"`([^`]+)`", listed)
    return Case(rule, match["title"], text, words, text if match["unfixed"] else None)


def _text(text: str, info: str) -> str:
    text = text.removesuffix("\n") if "unended" in info else text
    return text.replace("\n", "\r\n") if "crlf" in info else text


ALL = [case for path in sorted(FOLDER.glob("*/*.md")) for case in cases_of(path)]
