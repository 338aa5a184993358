"""What is fed with any text of a file around the Dockerfile: ignore, compose and bake files, configurations.

Each target reads the text, checks it with all rules, asks for what an editor shows, and applies each fix alone and all of them: no
exception, and no error that was not there.
"""

from __future__ import annotations

import atexit
import datetime as dt
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from gorae.around import callers, ignore
from gorae.cli.migrate import Migrated, migrated_configuration
from gorae.config.file import mends, parse_configuration
from gorae.config.settings import Settings
from gorae.context.ignore_text import read_ignore
from gorae.context.ignorefile import IgnoreError, parse_ignore
from gorae.context.walk import walk_all
from gorae.facts.caller_file import read_caller_file
from gorae.lint.other_files import check_caller_file, check_ignore_file, fix_other_file
from gorae.lint.registry import vocabulary
from gorae.source import apply_edits

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.lint.diagnostic import Diagnostic

_ALL = Settings(select=("all",), today=dt.date(2026, 11, 24))
_FILES = {
    "Dockerfile": "ARG VERSION\nFROM alpine:3.22 AS builder\nARG TOKEN\nFROM node:24-slim AS run\nEXPOSE 3000\nCMD npm start\n",
    "api/Dockerfile": 'FROM alpine:3.22\nCMD ["x"]\n',
    "api/app.Dockerfile": "FROM alpine:3.22\n",
    "README.md": "",
    "src/node_modules/a.js": "",
    "src/[b": "",
    "docs/a.log": "",
}
_COMMON = (
    "build", "context", "dockerfile", "target", "args", "Dockerfile", "Dockerfle", "api", ".", "builder", "buidler", "run", "VERSION",
    "VERSON", "TOKEN", "a", "고래", "🐳", "${", "}", "$X", "${X:-y}", '"', "'", "\n", "\n", "\r\n", " ", "  ", "\t", "#", "\ufeff", "\0",
    "1", "null", "true", "[", "]", "{", "}", ",", "# gorae: ignore\n",
)  # fmt: skip
COMPOSE_WORDS = (
    *_COMMON, "services:\n", "  web:\n", "    build: .\n", "    build:\n      context: .\n", "      dockerfile: ", "      target: ",
    "      args:\n        ", "    ports:\n      - ", "8080:80", "3000:3001", "    command: ", "a && b", "a | b", "'a", "    entrypoint: ",
    "    environment:\n      - ", "    depends_on:\n      web:\n        condition: service_healthy\n", "    extends: web\n", "include:\n  - ",
    "compose.yaml", "&a ", "*a", "<<: *a\n", "- ", ": ", "|\n", ">\n", "!reset ", "!override ", "---\n", "secrets:\n", "    image: ",
)  # fmt: skip
BAKE_WORDS = (
    *_COMMON, 'target "a" {\n', 'target "b" {\n', 'group "default" {\n', 'variable "X" {\n', 'function "f" {\n', "}\n", "  context = ",
    '"."\n', "  dockerfile = ", '"Dockerfle"\n', "  target = ", '"buidler"\n', "  args = {\n", "VERSON = 1\n", "inherits = ", '["a"]\n',
    "matrix = {\n", "for x in y : x", "default = ", "${X}", "%{ if X }", "%{ endif }", "<<E\n", "E\n", "? 1 : 2", "upper(", ")", "+", "==", "...",
)  # fmt: skip
IGNORE_WORDS = (
    "a", "b", "*", "**", "/", "!", "[", "]", "[z-a]", "[^a]", "\\", "?", "..", ".", "node_modules", "*.log", "readme.md", "README.md", "src",
    "docs", "docs/", "/docs", "\n", "\n", "\n", "\r\n", " ", "\t", "#", "# c\n", "고래", "🐳", "\ufeff", "\0", "[b", "dcos", "a\\b", "{a,b}", "-",
)  # fmt: skip
TOML_WORDS = (
    "select", "slect", "extend-select", "ignore", "severity", "severty", "per-file-ignores", "language", "fail-on", "failon", "exclude",
    "require-reason", "max-lines", "label-schema", "trusted-registries", " = ", "=", "[", "]", "[[", "]]", "{ ", " }", ", ", ".", '"', "'", '"""',
    "'''", "\n", "\n", "\r\n", "#", '"users"', '"usrs"', '["users"]', '["usrs", "all"]', "true", "flase", "1", "-1", "1e9", "1979-05-27",
    '"error"', '"eror"', '"off"', '"ko"', '"kr"', "[severity]\n", "[tool.gorae]\n", "[tool.gorae.severity]\n", "[label-schema]\n", '"txt"',
    'run-consecutive = "warn"\n', "layers", "고래", "🐳", "\ufeff", "\0", "\\u0000", "DL3008", "SC2086",
)  # fmt: skip
HADOLINT_WORDS = (
    "ignored", "override", "error", "warning", "info", "style", "trustedRegistries", "label-schema", "strict-labels", "failure-threshold",
    "no-fail", "format", "disable-ignore-pragma", ": ", ":\n", "\n", "\n", "  ", "  - ", "- ", "DL3008", "DL9999", "SC2086", "[", "]", "{", "}",
    ", ", "&a ", "*a", "<<: *a\n", "true", "yes", "none", "text", "url", "1", "null", '"', "'", "|\n", "---\n", "\t", "#", "고래", "🐳", "\0", "!x ",
)  # fmt: skip


def _folder() -> Path:
    root = Path(tempfile.mkdtemp(prefix="fuzz-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    for name, text in _FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


_ROOT = _folder()
_TREE = walk_all(_ROOT)


def ignore_file(text: str) -> None:
    """A `.dockerignore`, the paths that it is asked about, its hovers and completions."""
    path = _ROOT / ".dockerignore"

    def look(now: str) -> list[Diagnostic]:
        return check_ignore_file(read_ignore(path, now, _ROOT, _TREE), _ALL)

    file = read_ignore(path, text, _ROOT, _TREE)
    for offset in {0, len(text) // 2, len(text)}:
        ignore.hover_at(file, offset, "en")
        ignore.completions_at(file, offset, None, "ko")
    _fixed(text, look)
    try:
        rules = parse_ignore(text)
    except IgnoreError:
        return
    for name in ("a", "a/b/c.txt", "가/🐳"):
        rules.ignores(name)


def compose(text: str) -> None:
    """A compose file in a folder with Dockerfiles."""
    _caller(text, "compose.yaml")


def bake(text: str) -> None:
    """A bake file, as HCL and as JSON."""
    _caller(text, "docker-bake.hcl")
    _caller(text, "docker-bake.json")


def _caller(text: str, name: str) -> None:
    def look(now: str) -> list[Diagnostic]:
        return check_caller_file(read_caller_file(_ROOT / name, now), _ALL)

    file = read_caller_file(_ROOT / name, text)
    for offset in {0, len(text) // 2, len(text)}:
        callers.hover_at(file, offset, "en")
        callers.completions_at(file, offset)
    callers.links(file)
    callers.lenses(file, "ko", {})
    _fixed(text, look)


def _fixed(text: str, look: Callable[[str], list[Diagnostic]]) -> None:
    def errors(now: str) -> Counter[str]:
        return Counter(one.rule.name for one in look(now) if one.severity == "error")

    before = errors(text)
    for problem in look(text):
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        for fix in problem.fixes:
            assert errors(apply_edits(text, fix.edits)) <= before, fix
    for unsafe in (False, True):
        fixed, _ = fix_other_file(text, look, unsafe=unsafe)
        assert errors(fixed) <= before


def configuration(text: str) -> None:
    """`gorae.toml` and `pyproject.toml`: after a mending that is offered nothing is wrong that was not."""
    for kind in ("gorae", "pyproject"):
        issues = parse_configuration(text, kind, vocabulary())[1]
        before = Counter(one.kind for one in issues)
        for issue in issues:
            assert 0 <= issue.span.start <= issue.span.end <= len(text)
            if issue.replacement and mends(text, kind, vocabulary(), issue):
                mended = text[: issue.span.start] + issue.replacement + text[issue.span.end :]
                after = Counter(one.kind for one in parse_configuration(mended, kind, vocabulary())[1])
                assert after < before


def hadolint(text: str) -> None:
    """`.hadolint.yaml`; what is migrated of it has only what hadolint's file had wrong: names that nobody knows."""
    parse_configuration(text, "hadolint", vocabulary())
    migrated = migrated_configuration(text)
    if isinstance(migrated, Migrated):
        issues = parse_configuration(migrated.text, "gorae", vocabulary())[1]
        assert {one.kind for one in issues} <= {"unknown-rule", "wrong-value"}, issues
