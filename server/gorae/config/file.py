"""Configuration files' texts: `gorae.toml`, `[tool.gorae]`, `.hadolint.yaml`. Wrong names and types are data."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, Literal

from gorae.config.configuration import Configuration
from gorae.config.option import IGNORES, LANGUAGE, NAMES, RULE_LEVELS, STRINGS, THRESHOLD, Option
from gorae.config.reader import ConfigIssue, Reader
from gorae.config.toml import TomlError, read_toml
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gorae.config.toml import Path
    from gorae.config.vocabulary import Vocabulary

Kind = Literal["gorae", "pyproject", "hadolint"]

# The keys that are no option of a rule; each is the field of its name in `Configuration`.
KEYS: tuple[Option[Any], ...] = (
    Option("select", NAMES, None, "이 규칙만 켭니다. 없으면 기본 규칙이 켜집니다. / Only these rules; without it those that are on by default."),
    Option("extend-select", NAMES, (), "더할 규칙입니다. / Rules to add."),
    Option("ignore", NAMES, (), "끌 규칙입니다. `select`보다 우선합니다. / Rules to leave out; stronger than `select`."),
    Option("severity", RULE_LEVELS, (), "규칙의 심각도를 바꿉니다. `off`는 규칙을 끕니다. / Rules' severities; `off` switches a rule off."),
    Option("per-file-ignores", IGNORES, (), "파일 패턴마다 끌 규칙입니다. / Rules to leave out, by pattern of the file's path."),
    Option("language", LANGUAGE, None, "메시지의 언어입니다. / The language of messages."),
    Option("exclude", STRINGS, (), "폴더를 검사할 때 제외할 경로입니다(.gitignore 형식). / Paths that are left out below folders, as in .gitignore."),
    Option("extend-exclude", STRINGS, (), "`exclude`에 추가할 경로입니다. / Paths to leave out besides those of `exclude`."),
    Option("development-files", STRINGS, None, "개발과 테스트용 파일의 패턴입니다. 이 파일에서는 빌드 도구, 스테이지, 사용자, 상태 확인을 검사하지 않습니다. / Patterns of files for development and tests, in which build tools, stages, users and health checks are not reported."),
    Option("fail-on", THRESHOLD, None, "이 심각도 이상이면 검사가 실패합니다. 기본값은 `warning`입니다. / Findings from this severity on fail; `warning` by default."),
)  # fmt: skip
_FIELDS = {"fail-on": "failure_threshold"}  # where the field has another name than the key


def parse_configuration(text: str, kind: Kind, vocabulary: Vocabulary) -> tuple[Configuration, list[ConfigIssue]]:
    """A configuration file's text to what it says and what is wrong in it. Never raises.

    `vocabulary` has the names that it may hold (`gorae.lint.registry.vocabulary`).
    """
    if kind == "hadolint":
        from gorae.config.hadolint_yaml import parse_hadolint_yaml

        return parse_hadolint_yaml(text, vocabulary)
    try:
        data: Any = read_toml(text)
    except TomlError as error:
        return Configuration(), [ConfigIssue("broken", _broken_at(text, str(error)), (("reason", str(error)),))]
    prefix: Path = ()
    if kind == "pyproject":
        prefix = ("tool", "gorae")
        data = data.get("tool", {})
        data = data.get("gorae", {}) if isinstance(data, dict) else {}
    if not isinstance(data, dict):
        return Configuration(), []
    return _from_toml(data, Reader(text, prefix, vocabulary.is_known, vocabulary.nearest, []), vocabulary)


def _from_toml(
    data: Mapping[str, Any], reader: Reader, vocabulary: Vocabulary
) -> tuple[Configuration, list[ConfigIssue]]:
    own = {option.key: option for option in KEYS}
    known = own | {option.key: option for option in vocabulary.options}
    fields: dict[str, Any] = {}
    options: list[tuple[str, Any]] = []
    for key, value in data.items():
        option = known.get(key)
        if option is None:
            close = difflib.get_close_matches(key, known, n=1)
            near = {"nearest": close[0]} if close else {}
            reader.report("unknown-key", reader.key(key), close[0] if close else "", key=key, **near)
            continue
        read = option.kind.read(reader, key, value)
        if read is not None and key in own:
            fields[_FIELDS.get(key, key.replace("-", "_"))] = read
        elif read is not None:
            options.append((key, read))
    reader.issues.sort(key=lambda issue: issue.span)
    return Configuration(**fields, options=tuple(options)), reader.issues


def _broken_at(text: str, reason: str) -> Span:
    match = re.search(r"line (\d+), column (\d+)", reason)
    if match is None:
        return Span(max(len(text) - 1, 0), len(text))
    lines = text.split("\n")
    line = min(int(match[1]), len(lines)) - 1
    start = sum(len(one) + 1 for one in lines[:line])
    return Span(start, start + max(len(lines[line]), 1))
