"""The workspace's folders, and files in them that change outside of the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lsp import settings
from gorae.lsp.incoming import member
from gorae.lsp.uris import path_of

if TYPE_CHECKING:
    from gorae.lsp.session import Json, Session

# Files whose change on disk may change what is found in a Dockerfile, and Dockerfiles that are not open.
WATCHED = (
    "**/{.dockerignore,*.dockerignore,.containerignore,*.containerignore}",
    "**/{gorae.toml,.gorae.toml,pyproject.toml,.hadolint.yaml,.hadolint.yml}",
    "**/{compose,docker-compose}*.{yaml,yml}",
    "**/docker-bake*.{hcl,json}",
    "**/{Dockerfile,Containerfile,Dockerfile.*,Containerfile.*,*.Dockerfile,*.Containerfile}",
)


def did_change_watched_files(session: Session, _: Json) -> None:
    """Ignore files, configuration, callers or Dockerfiles changed on the disk."""
    settings.apply_to_all(session)


def did_change_folders(session: Session, params: Json) -> None:
    """The workspace's folders changed."""
    removed, added = member(params, "event.removed", list), member(params, "event.added", list)
    gone = {path_of(member(folder, "uri", str)) for folder in removed}
    fresh = [path for folder in added if (path := path_of(member(folder, "uri", str))) is not None]
    session.folders = [folder for folder in session.folders if folder not in gone] + fresh
    settings.apply_to_all(session)
