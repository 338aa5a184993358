"""Every setting of the extension: what it changes, seen in a running server; those that the client keeps, in its tests."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable  # pytest-lsp reads the annotations
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from gorae.lsp.wrong_settings import find_wrong
from lsp.clients import capabilities_for_push, keep_published, published_when

ROOT = Path(__file__).parents[2]
MANIFEST = json.loads((ROOT / "client/package.json").read_text("utf-8"))["contributes"]["configuration"]["properties"]
# Where the effect of what the client itself decides is seen.
OF_THE_CLIENT = {
    "coexistence": "client/test/coexistence.test.mjs",
    "interpreter": "client/test/findPython.test.mjs",
    "importStrategy": "client/test/findPython.test.mjs",
    "trace.server": "tests/editors/settings.test.mjs",
}

TEXT = """\
# 고래 🐳
ARG WORD=고래
FROM debian:10 AS build
RUN echo $WORD
from node
ARG WORD
COPY 한글 /srv/$WORD/
RUN cat $X
COPY --from=build /etc/passwd /srv/
CMD ["node", "/srv/가"]
"""
END = types.Position(10, 0)

Seen = Callable[[LanguageClient, str], Awaitable[Any]]


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[sys.executable, "-m", "gorae.cli.main", "server", "--stdio"])
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    keep_published(lsp_client)
    said = lsp_client.__dict__.setdefault("_said", [])
    lsp_client.protocol.fm.features[types.WINDOW_SHOW_MESSAGE] = lambda params: said.append(params.message)
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities_for_push(),
            initialization_options={"language": "ko", "lint": {"ignore": ["run-cd-onyl"]}},
        )
    )
    yield
    await lsp_client.shutdown_session()


def whole(uri: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri)


def set_to(client: LanguageClient, tree: dict[str, Any]) -> None:
    client.workspace_did_change_configuration(types.DidChangeConfigurationParams({"gorae": tree}))


def said_in(found: list[types.Diagnostic]) -> list[tuple[Any, Any, str]]:
    return sorted((one.code, one.severity, one.message) for one in found)


def by_code(found: list[types.Diagnostic]) -> dict[str, types.Diagnostic]:
    return {str(one.code): one for one in found}


async def hover(client: LanguageClient, uri: str) -> Any:
    return await client.text_document_hover_async(types.HoverParams(whole(uri), types.Position(3, 1)))


async def completion(client: LanguageClient, uri: str) -> Any:
    answer = await client.text_document_completion_async(types.CompletionParams(whole(uri), END))
    return [one.label for one in answer.items] if answer else None


async def formatting(client: LanguageClient, uri: str) -> Any:
    wishes = types.FormattingOptions(tab_size=4, insert_spaces=True)
    edits = await client.text_document_formatting_async(types.DocumentFormattingParams(whole(uri), wishes))
    return " ".join(edit.new_text for edit in edits or ())


async def hints(client: LanguageClient, uri: str) -> Any:
    place = types.Range(types.Position(0, 0), END)
    answer = await client.text_document_inlay_hint_async(types.InlayHintParams(whole(uri), place)) or ()
    labels = [one.label if isinstance(one.label, str) else "".join(part.value for part in one.label) for one in answer]
    return [(one.position.line, label) for one, label in zip(answer, labels, strict=True)]


async def lenses(client: LanguageClient, uri: str) -> Any:
    return await client.text_document_code_lens_async(types.CodeLensParams(whole(uri)))


def some_hint(pattern: str) -> Callable[[Any], bool]:
    return lambda found: any(pattern in label for _, label in found)


# The setting, its value; how it is seen; what holds with the default, and what with the value.
SEEN: dict[str, tuple[Any, Seen, Callable[[Any], bool], Callable[[Any], bool]]] = {
    "hover.enable": (False, hover, bool, lambda found: found is None),
    "completion.enable": (False, completion, lambda found: "COPY" in found, lambda found: not found),
    "format.enable": (False, formatting, lambda text: "FROM" in text, lambda text: text == ""),
    "format.instructionCase": ("lower", formatting, lambda text: "FROM" in text, lambda text: "copy" in text),
    "inlayHints.enable": (False, hints, bool, lambda found: not found),
    "inlayHints.latest": (False, hints, some_hint("= "), lambda found: not some_hint("= ")(found)),
    "inlayHints.endOfLife": (False, hints, some_hint("지원 종료"), lambda found: not some_hint("지원 종료")(found)),
    "inlayHints.values": (True, hints, lambda found: (6, "고래") not in found, lambda found: has(found, 6, "고래")),
    "inlayHints.stageNumbers": (True, hints, lambda found: not has(found, 4, "1"), lambda found: has(found, 4, "1")),
    "inlayHints.copiedFiles": (True, hints, lambda found: not has(found, 6, "2개"), lambda found: has(found, 6, "2개")),
    "inlayHints.weights": (True, hints, lambda found: not some_hint("+")(found), some_hint("+")),
    "codeLens.enable": (False, lenses, bool, lambda found: not found),
}
# The setting, its value, and what the findings then become; with the defaults they are not so.
FOUND: dict[str, tuple[Any, Callable[[dict[str, types.Diagnostic]], bool]]] = {
    "language": ("en", lambda found: "user-missing" in found and "runs as root" in found["user-missing"].message),
    "lint.select": (["user-missing"], lambda found: set(found) - {"SC2086"} == {"user-missing"}),
    "lint.extendSelect": (["digest-missing"], lambda found: "digest-missing" in found and "user-missing" in found),
    "lint.ignore": (["user-missing"], lambda found: bool(found) and "user-missing" not in found),
    "lint.severity": (
        {"user-missing": "error"},
        lambda found: "user-missing" in found and found["user-missing"].severity == types.DiagnosticSeverity.Error,
    ),
    "trustedRegistries": (["registry.example.com"], lambda found: "base-image-untrusted" in found),
    "shellcheck.enable": (False, lambda found: "SC2086" not in found and "user-missing" in found),
}  # fmt: skip


def has(found: list[tuple[int, str]], line: int, text: str) -> bool:
    return any(at == line and text in label for at, label in found)


async def becomes(wanted: Callable[[Any], bool], seen: Seen, client: LanguageClient, uri: str) -> bool:
    """Whether it is so, or soon: the folder's files are read beside."""
    for _ in range(500):
        if wanted(await seen(client, uri)):
            return True
        await asyncio.sleep(0.02)
    return False


DEFAULTS: dict[str, Any] = {}
for _name, _it in MANIFEST.items():
    _at, (*_parts, _last) = DEFAULTS, _name.removeprefix("gorae.").split(".")
    for _part in _parts:
        _at = _at.setdefault(_part, {})
    _at[_last] = _it["default"]
DEFAULTS["language"] = "ko"


def merged(setting: str, value: Any) -> dict[str, Any]:
    """The settings as VS Code sends them: all of them, this one with another value."""
    tree = json.loads(json.dumps(DEFAULTS))
    at, (*parts, last) = tree, setting.split(".")
    for part in parts:
        at = at[part]
    at[last] = value
    return tree


def test_every_setting_is_seen_somewhere() -> None:
    assert {name.removeprefix("gorae.") for name in MANIFEST} == {*SEEN, *FOUND, *OF_THE_CLIENT}
    for setting, place in OF_THE_CLIENT.items():
        assert setting in (ROOT / place).read_text("utf-8"), place


@pytest.mark.asyncio
async def test_each_setting_has_its_effect(client: LanguageClient, tmp_path: Path) -> None:
    file = tmp_path / "Dockerfile"
    file.write_text(TEXT, encoding="utf-8")
    (tmp_path / "한글").mkdir()
    for name in ("가", "🐳"):
        (tmp_path / "한글" / name).write_text(name * 50_000, encoding="utf-8")  # enough for a hint on its size
    uri = file.as_uri()
    item = types.TextDocumentItem(uri, "dockerfile", 1, TEXT)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    at_first = await published_when(client, uri, lambda found: "SC2086" in by_code(found))
    for setting, (value, seen, before, after) in SEEN.items():
        assert await becomes(before, seen, client, uri), f"{setting}: the default"
        set_to(client, merged(setting, value))
        assert await becomes(after, seen, client, uri), f"{setting}: {value}"
        set_to(client, DEFAULTS)
    for setting, (value, wanted) in FOUND.items():
        set_to(client, DEFAULTS)
        assert not wanted(by_code(at_first)), f"{setting}: the default"
        await published_when(client, uri, lambda found: said_in(found) == said_in(at_first))
        set_to(client, merged(setting, value))
        assert await published_when(client, uri, lambda found, wanted=wanted: wanted(by_code(found))), setting


@pytest.mark.asyncio
async def test_what_is_wrong_in_them_is_said_once(client: LanguageClient) -> None:
    wrong = {"lint": {"ignore": ["run-cd-onyl"], "severity": {"user-missing": "eror"}}, "hover": {"enable": "no"}}
    set_to(client, wrong)
    set_to(client, wrong)
    await client.text_document_hover_async(types.HoverParams(whole("untitled:none"), END))  # all is read by then
    assert client.__dict__["_said"] == [
        "gorae.lint.ignore: `run-cd-onyl` 규칙은 없습니다. `run-cd-only` 규칙을 찾으셨나요?",
        "gorae.hover.enable: `hover.enable` 설정의 형식이 맞지 않습니다. `true` 형식으로 적으세요.",
        (
            "gorae.lint.severity: `eror` 값은 쓸 수 없습니다. `error` 값을 찾으셨나요? "
            "(쓸 수 있는 값: error, warning, information, hint, off)"
        ),
    ]


@pytest.mark.parametrize(
    ("why", "sent", "expected"),
    [
        ("the defaults are right", DEFAULTS, []),
        (
            "rules of other linters, groups and all of them",
            {"gorae": {"lint.select": ["DL3059", "SC2086", "shellcheck", "all", "layers"]}},
            [],
        ),
        (
            "what a client sends for itself",
            {"commandLinks": True, "commands": ["a"], "somethingElse": {"of": "a client"}},
            [],
        ),
        ("a key with a letter missing, in a table", {"lint": {"selct": ["all"]}}, ["lint.selct near-unknown-key"]),
        ("a key with a letter missing", {"languag": "ko"}, ["languag near-unknown-key"]),
        ("a language that is near to one", {"language": "kr"}, ["language near-wrong-value"]),
        ("a number where a word is wanted", {"language": 3}, ["language wrong-value"]),
        ("one rule where a list is wanted", {"lint": {"select": "user-missing"}}, ["lint.select wrong-type"]),
        ("a rule that nothing is near to", {"lint": {"select": ["zzzzzz"]}}, ["lint.select unknown-rule"]),
        ("a list where a table is wanted", {"lint": {"severity": ["user-missing"]}}, ["lint.severity wrong-type"]),
        (
            "a rule with a letter missing",
            {"lint": {"severity": {"user-mising": "off"}}},
            ["lint.severity near-unknown-rule"],
        ),
        ("a word in capitals", {"format": {"instructionCase": "UPPER"}}, ["format.instructionCase near-wrong-value"]),
        ("a number among words", {"trustedRegistries": [1]}, ["trustedRegistries wrong-type"]),
        ("a number where a truth value is wanted", {"inlayHints": {"latest": 1}}, ["inlayHints.latest wrong-type"]),
        ("no settings at all", None, []),
        ("an empty list, as some clients send it", [], []),
    ],
)
def test_what_is_wrong(why: str, sent: object, expected: list[str]) -> None:
    assert [f"{wrong.key} {wrong.kind}" for wrong in find_wrong(sent)] == expected, why
