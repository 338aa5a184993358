"""What a document is checked by: the client's settings and the nearest configuration file's, together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae.config.configuration import Configuration
from gorae.config.discovery import nearest_configuration
from gorae.config.file import parse_configuration
from gorae.config.reader import ConfigIssue
from gorae.config.settings import Overrides, Settings, merge
from gorae.lint import registry
from gorae.lint.options import TRUSTED_REGISTRIES
from gorae.lsp import around, build_context, config_diagnostics, diagnostics
from gorae.lsp.options import read_options
from gorae.lsp.uris import name_of, path_of

if TYPE_CHECKING:
    from gorae.config.discovery import ConfigurationFile
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.options import Options
    from gorae.lsp.session import Json, Session


class Resolved(NamedTuple):
    """Settings, the configuration file that they are of (None: there is none), and what is wrong in it."""

    settings: Settings
    file: ConfigurationFile | None
    issues: list[ConfigIssue]


def resolve(session: Session, uri: str, options: Options) -> Resolved:
    """The client's settings and the nearest configuration file's together; the client's `select` wins.

    Reads the configuration file; publishes nothing.
    """
    path = path_of(uri)
    file = nearest_configuration(path) if path is not None else None
    configuration, issues, base = Configuration(), list[ConfigIssue](), Path()
    if file is not None:
        configuration, issues = parse_configuration(file.text, file.kind, registry.vocabulary())
        base = file.path.parent
    relative = ""
    if path is not None:
        # Without a configuration file the folder that it lies in still says what it is for (`.devcontainer/`).
        within = base in path.parents
        relative = path.relative_to(base).as_posix() if within else f"{path.parent.name}/{path.name}"
    language = options.resolve_language(session.client.locale, session.system_language)
    said = Overrides(
        options.select or None,
        options.extend_select,
        options.ignore,
        options.severity,
        ((TRUSTED_REGISTRIES.key, options.trusted_registries),) if options.trusted_registries else (),
        options.shellcheck,
    )
    own = configuration.language
    chosen = own if own in ("ko", "en") else language
    settings = merge(
        configuration, said, path=relative, language=chosen, options=registry.options() if file is not None else ()
    )
    return Resolved(settings, file, issues)


def apply(session: Session, document: OpenDocument) -> None:
    """Gives a document the settings as they are now, publishes what is wrong in its configuration file, checks it."""
    document.settings, file, issues = resolve(session, document.uri, session.options_of(document))
    if document.configuration != (path := file.path if file is not None else None):
        document.configuration = path
        session.log(f"{name_of(document.uri)}: {path or 'gorae.toml -'}")
    config_diagnostics.push_nearest(session, document.uri, file, issues)
    document.invalidate()
    diagnostics.schedule(session, document)


def apply_to_all(session: Session) -> None:
    """Reads configuration and folders of all open documents again, after files or settings changed."""
    session.changed.set()
    around.surroundings_changed(session)
    for document in session.documents.values():
        apply(session, document)
        build_context.read(session, document, diagnostics.schedule)
    diagnostics.refresh(session)


async def ask(session: Session, document: OpenDocument | None = None) -> None:
    """Asks the client for its settings (LSP 3.17, `workspace/configuration`): a document's, or everyone's."""
    item: Json = {"section": "gorae"}
    if document is not None:
        item["scopeUri"] = document.uri
    answer = await session.connection.request("workspace/configuration", {"items": [item]})
    options = read_options(answer[0] if isinstance(answer, list) and answer else None, session.options)
    if document is None:
        if options != session.options:
            session.options = options
            apply_to_all(session)
    elif session.is_open(document) and options != session.options_of(document):
        document.options = options
        apply(session, document)


def did_change_configuration(session: Session, params: Json) -> None:
    """The settings changed: asks for them, or takes those that came."""
    if session.client.can.configuration:
        for document in session.documents.values():
            session.start(ask(session, document))
        session.start(ask(session))
        return
    session.options = read_options(params.get("settings"), session.options)
    apply_to_all(session)
