"""What handlers do to a session, without a server around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lsprotocol import types

from gorae.lsp import config_diagnostics, diagnostics, hover
from gorae.lsp.documents import open_document
from gorae.lsp.options import read_options
from gorae.lsp.resolved_settings import resolve
from gorae.lsp.session import Session

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("why", "setting", "locale", "system", "language"),
    [
        ("the setting counts first", "en", "ko", "ko", "en"),  # what is set wins
        ("so does Korean", "ko", "en", "en", "ko"),
        ("the editor's language, with its region", "auto", "ko-KR", "en", "ko"),  # the client's display language
        (
            "an English editor on a Korean system",
            "auto",
            "en",
            "ko",
            "ko",
        ),  # an editor without a language pack calls itself English in Korea too
        ("all are English", "auto", "en", "en", "en"),
        ("only the system says something", None, None, "ko", "ko"),
        ("a language without texts is English", None, "de", "en", "en"),
    ],
)
def test_the_language(why: str, setting: str | None, locale: str | None, system: Any, language: str) -> None:
    options = read_options({} if setting is None else {"language": setting})
    assert options.resolve_language(locale, system) == language, why


class Sent:
    """A connection that keeps what is sent."""

    def __init__(self) -> None:
        self.notifications: list[tuple[str, Any]] = []

    def notify(self, method: str, params: Any) -> None:
        self.notifications.append((method, params))


def session() -> tuple[Session, Sent]:
    sent = Sent()
    return Session(sent), sent  # type: ignore[arg-type]  # nothing is asked here


def test_asking_for_settings_publishes_nothing(tmp_path: Path) -> None:
    (tmp_path / "gorae.toml").write_text('ignore = ["no-such-rule"]\n')
    made, sent = session()
    resolved = resolve(made, (tmp_path / "Dockerfile").as_uri(), made.options)
    assert [issue.kind for issue in resolved.issues] == ["unknown-rule"]
    assert sent.notifications == []
    assert made.faulty_configurations == {}


def test_issues_of_a_configuration_file_go_with_the_last_dockerfile_below_it(tmp_path: Path) -> None:
    (tmp_path / "gorae.toml").write_text('ignore = ["no-such-rule"]\n')
    made, sent = session()
    for name in ("a", "b"):
        uri = (tmp_path / name).as_uri()
        _, file, issues = resolve(made, uri, made.options)
        config_diagnostics.push_nearest(made, uri, file, issues)
    counts = []
    for name in ("a", "b"):
        config_diagnostics.leave(made, (tmp_path / name).as_uri())
        counts.append(len(sent.notifications))
    assert counts == [2, 3]
    assert sent.notifications[-1][1]["diagnostics"] == []


def test_a_hover_checks_nothing(monkeypatch: Any) -> None:
    made, _ = session()
    document = made.documents["untitled:a"] = open_document("untitled:a", 1, "FROM scratch\n")
    document.settings = resolve(made, document.uri, made.options).settings
    monkeypatch.setattr(diagnostics, "check_in_parts", None)  # called, it would raise
    params = types.HoverParams(types.TextDocumentIdentifier(document.uri), types.Position(0, 1))
    assert hover.hover(made, params) is not None
    assert document.diagnostics is None
