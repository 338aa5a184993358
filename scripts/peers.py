"""What other Dockerfile tools have beside Gorae: the tables of the README, from scripts/peers.json and from Gorae itself.

peers.json is written by ask_peers.py. BuildKit's and trivy's names are those of their pages in 2026-08. ShellCheck's codes
go by their own numbers.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ask_peers import promised

from gorae.cli.parser import CHECK_FORMATS
from gorae.lint.registry import all_rules, resolve
from gorae.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

ASKED: dict[str, Any] = json.loads((Path(__file__).parent / "peers.json").read_text(encoding="utf-8"))
FEW = 2  # names that a row shows; of more, it counts them by their group
_TRIVY = sorted(set(range(1, 32)) - {3, 18, 28})
_BUILDKIT = """
    ConsistentInstructionCasing CopyIgnoredFile DuplicateStageName ExposeInvalidFormat ExposeProtoCasing
    FromAsCasing FromPlatformFlagConstDisallowed InvalidBaseImagePlatform InvalidDefaultArgInFrom
    InvalidDefinitionDescription JSONArgsRecommended LegacyKeyValueFormat MaintainerDeprecated
    MultipleInstructionsDisallowed NoEmptyContinuation RedundantTargetPlatform ReservedStageName
    SecretsUsedInArgOrEnv StageNameCasing UndefinedArgInFrom UndefinedVar WorkdirRelativePath
"""


class Peer(NamedTuple):
    """Another linter, and all of its rules that are about Dockerfiles."""

    name: str
    url: str
    rules: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Its rules that no rule of Gorae has as an alias."""
        return tuple(rule for rule in self.rules if not resolve(rule))


PEERS = (
    Peer("hadolint", "https://github.com/hadolint/hadolint", tuple(ASKED["hadolint"]["rules"])),
    Peer("BuildKit", "https://docs.docker.com/reference/build-checks/", tuple(_BUILDKIT.split())),
    Peer("trivy", "https://github.com/aquasecurity/trivy-checks", tuple(f"DS-{number:04}" for number in _TRIVY)),
    Peer("tally", "https://github.com/wharflab/tally", tuple(ASKED["tally"]["rules"])),
)
_HEADS = {
    "ko": "| 다른 린터 | 규칙 | Gorae에 있는 규칙 | 아직 없는 규칙 |",
    "en": "| linter | rules | found by Gorae | not found yet |",
}


def peers_table(language: str) -> str:
    """The table of all peers, as Markdown."""
    lines = [_HEADS[language], "| --- | --- | --- | --- |"]
    for peer in PEERS:
        found = len(peer.rules) - len(peer.missing)
        lines.append(
            f"| [{peer.name}]({peer.url}) | {len(peer.rules)} | {found}/{len(peer.rules)} | {_named(peer.missing)} |"
        )
    return "\n".join(lines)


def _named(names: Iterable[str]) -> str:
    """Names as a cell: those of a group that has many are counted, `tally/ruby/*` (17)."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[name.rpartition("/")[0]].append(name)
    cells = []
    for group, members in groups.items():
        many = group and len(members) > FEW
        cells += [f"`{group}/*` ({len(members)})"] if many else [f"`{name}`" for name in members]
    return ", ".join(cells) or "–"


@cache
def own_features() -> tuple[str, ...]:
    """What Gorae's own server promises."""
    return tuple(promised(sys.executable, "-m", "gorae.cli.main", "server"))


# A feature as the protocol names it, and as the table does.
_FEATURES = {
    "completion": ("completion", "자동 완성"),
    "hover": ("hover", "설명"),
    "codeAction": ("quick fixes", "빠른 수정"),
    "definition": ("definition", "정의로 이동"),
    "references": ("references", "참조 찾기"),
    "rename": ("rename", "이름 바꾸기"),
    "documentSymbol": ("outline", "개요"),
    "documentFormatting": ("formatting", "서식"),
    "semanticTokens": ("semantic highlighting", "의미에 따른 색 구분"),
    "inlayHint": ("inlay hints", "인레이 힌트"),
    "diagnostic": ("pull diagnostics", "요청 방식(pull) 진단"),
}
_COLUMNS = {"hadolint": "hadolint", "docker": "Docker DX", "rcjsuen": "rcjsuen", "tally": "tally"}
_WORDS = {
    "en": {
        "version": "version", "own": "rules of its own", "hadolint": "of hadolint's {n} rules, by their names",
        "buildkit": "of BuildKit's {n} checks", "tally": "of tally's {n} rules", "fix": "rules with a fix", "features": "features of the editor protocol",
        "formats": "output formats", "yes": "yes", "needs": "needs", "speaks": "explains in", "licence": "license",
    },
    "ko": {
        "version": "버전", "own": "자체 규칙", "hadolint": "hadolint 규칙 {n}개 중",
        "buildkit": "BuildKit 검사 {n}개 중", "tally": "tally 규칙 {n}개 중", "fix": "수정이 있는 규칙", "features": "편집기 프로토콜 기능",
        "formats": "출력 형식", "yes": "예", "needs": "필요한 것", "speaks": "설명 언어", "licence": "라이선스",
    },
}  # fmt: skip
# What no program says of itself: from their READMEs and licence files.
_SAID = {
    "en": {
        "needs": ("Python 3.10", "nothing", "Buildx, an engine", "Node.js", "nothing"),
        "speaks": ("Korean, English", "English", "English", "English", "English"),
        "licence": ("MIT", "GPL-3.0", "Apache-2.0", "MIT", "AGPL-3.0"),
    },
    "ko": {
        "needs": ("Python 3.10", "없음", "Buildx, 엔진", "Node.js", "없음"),
        "speaks": ("한국어, 영어", "영어", "영어", "영어", "영어"),
        "licence": ("MIT", "GPL-3.0", "Apache-2.0", "MIT", "AGPL-3.0"),
    },
}
_NOTE = {
    "en": "Collected on {asked} with `scripts/ask_peers.py`, from the programs themselves and their own lists ({lists}). Docker DX shows BuildKit's\n"
    "checks and Scout's vulnerabilities for Dockerfiles; its other features are for Compose and Bake files.",
    "ko": "{asked}에 `scripts/ask_peers.py`로 각 프로그램과 공식 목록({lists})을 조사했습니다. Docker DX는 Dockerfile에서 BuildKit\n"
    "검사와 Scout의 취약점을 보여 주며, 나머지 기능은 Compose와 Bake 파일에서 쓸 수 있습니다.",
}


def comparison(language: str) -> str:
    """The table of Gorae beside other tools, as Markdown: counts and features are those that each of them states."""
    words, said = _WORDS[language], _SAID[language]
    others = [ASKED[name] for name in _COLUMNS]
    rows = [["", "Gorae" if language == "en" else "고래", *_COLUMNS.values()]]

    def row(head: str, *cells: object) -> None:
        rows.append([head, *(str(cell) if cell else "–" for cell in cells)])

    row(words["version"], __version__, *(other["version"] for other in others))
    row(words["own"], len(all_rules()), *(len(other["rules"]) for other in others))
    for name, peer in (("hadolint", PEERS[0]), ("buildkit", PEERS[1]), ("tally", PEERS[3])):
        count = len(peer.rules)
        theirs = [
            count if key == name or (key, name) == ("docker", "buildkit") else len(ASKED[key].get(name, ()))
            for key in _COLUMNS
        ]
        row(words[name].format(n=count), count - len(peer.missing), *theirs)
    mine = own_features()
    row(words["features"], len(mine), *(len(other["features"]) for other in others))
    for feature, (english, korean) in _FEATURES.items():
        has = [feature in features for features in (mine, *(other["features"] for other in others))]
        row(english if language == "en" else korean, *(words["yes"] if one else "" for one in has))
    row(words["formats"], len(CHECK_FORMATS), *(len(other["formats"]) for other in others))
    for name, cells in said.items():
        row(words[name], *cells)
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    lines.insert(1, "| " + " | ".join("---" for _ in rows[0]) + " |")
    lists = "; ".join(f"{_COLUMNS[name]}: {ASKED[name]['list']}" for name in _COLUMNS)
    return "\n".join(lines) + "\n\n" + _NOTE[language].format(asked=ASKED["asked"], lists=lists)
