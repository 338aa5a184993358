"""The settings that hold for a text: the client's and the nearest configuration file's, together."""

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
from gorae.lsp.uris import path_of

if TYPE_CHECKING:
    from gorae.config.discovery import ConfigurationFile
    from gorae.lsp.options import Options
    from gorae.lsp.session import Session


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
    overrides = Overrides(
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
        configuration, overrides, path=relative, language=chosen, options=registry.options() if file is not None else ()
    )
    return Resolved(settings, file, issues)
